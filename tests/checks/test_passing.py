"""What the filter on raw bytes lets pass is what no check speaks of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from termcheck.checks.passing import Filter
from termcheck.config.options import Options
from termcheck.core.source import Source
from termcheck.match.compiled_glossary import Engine
from termcheck.pipeline import examine

MakeEngine = Callable[[str], Engine]
GLOSSARY = """
settings: {hyphen: before-noun}
terms:
- {id: allowlist, term: allowlist, deprecated: [whitelist]}
- {id: command-line, term: command line, deprecated: [commandline]}
- {id: curl, term: curl, case: exact}
- {id: dataset, term: dataset, admitted: [data set], variants: false, consistency: document}
- {id: email, term: email, case: free, deprecated: [e-mail]}
- {id: github, term: GitHub, part-of-speech: proper-noun}
- {id: internet, term: internet, except: [Internet Explorer]}
- {id: json, term: JSON}
- {id: npm, term: npm, part-of-speech: proper-noun}
- {id: open-source, term: open source, part-of-speech: adjective}
- {id: set-up, term: set up, part-of-speech: verb, deprecated: [{form: setup, only-as: verb}]}
- {id: setup, term: setup, deprecated: [{form: set up, only-as: noun}]}
- {id: third-party, term: third-party, part-of-speech: adjective, hyphen: always}
"""
FORMS = (
    "allowlist", "curl", "whitelist", "command line", "command-line", "commandline", "dataset",
    "data set", "email", "e-mail", "GitHub", "internet", "internet explorer", "JSON", "npm",
    "open source", "open-source", "set up", "setup", "setups", "third-party", "third party",
    "command\nline", "command. Line", "data  set",
)  # fmt: skip
CAPITALS = (str, str.lower, str.upper, str.title, str.capitalize)
BEFORE = (
    "", "The ", "We use the ", "It ends. ", "Use it! ", "to ", "You can always ", "/docs/", "my-",
    "ConvertTo-", "a.", "x_", "https://example.org/", "**", "*a* ", "`", "- ", "> ", "# ", "| ",
    "\n", ":tada: ", "<b>", "prior to ", "at the ", "before the ", "wh", "A note: ", "(",
    "It also ", "`x` and it ", "the OpenShift ", "Ask for the Red ", "a:// ", "ftp://b.c/d-",
    "(b/c/", "Red\nOwl ", "a. Red ", "- the Red ", "**the Red** ",
)  # fmt: skip
AFTER = (
    "", ".", " tool is here.", " is here", "-tool", "/docs", ".json", "://a.b", "=1", "==m==", "**",
    "`", ", and", " (it)", " |", "s", " the page.", " script, once", " explorer", "\nline\n", "_x",
    " of it.", "</b>", ": x", " &amp; more", " Owls", " **Owls**", " X",
)  # fmt: skip
AROUND = (
    "{}", "```{}\ncode\n```\n\nMore.", "~~~\n{}\n~~~", "```x\n{}\n```\n\nText.",
    "<div>\n{}\n</div>", "<pre>\n```json\n{}\n```\n</pre>",
    "- a\n\n  ```\n  {}\n  ```", "| a |\n|---|\n| {} |", "<!-- {} -->",
    "text\n{}\ntext", "---\ntitle: {}\n---\n\nText.",
    "````\n```x\n{}\n````\n\nText.",
    "- {}\n- {}", "a\n- {}\n", "a\n\n  {}", "a\n    - {}", "a\n    ```{}\n    x\n",
    "> ```{}\n> x\n> ```",
    "1. a\n\n    ```{}\n    x\n    ```", "a `{}` b `{}`", "`a `{}` b`", "- `a\n- b `{}`",
    "a `b\n`{}` c", "| a ` | `{}` |\n|---|---|", "<div>\n- {}\n</div>", "<b>`</b> `{}`",
    "---\ndescription: |\n\n    ```{}\n    x\n---\n\nText.", "a [[x `y]] `{}`", "$`$ `{}`",
    "<pre>\n\n{}\n\n`{}`\n</pre>", "{{{{ ` }}}} `{}`", "\\``{}`", ":x: {}: {}", "A note: {}",
    "```{{note}}\n{}\n```", "<div>\n\n```{}\n```", "* a\n\n      ```{}\n", "> ```x\n> {}\n> ```",
)  # fmt: skip
NAMES = ("a.md", "a.mdx", "a.html", "a.rst", "a.adoc", "a.txt")


@pytest.fixture(scope="module")
def engine(engine_of: MakeEngine) -> Engine:
    return engine_of(GLOSSARY)


@st.composite
def pages(draw: st.DrawFn) -> str:
    blocks = []
    for _ in range(draw(st.integers(1, 4))):
        form = draw(st.sampled_from(CAPITALS))(draw(st.sampled_from(FORMS)))
        words = draw(st.sampled_from(BEFORE)) + form + draw(st.sampled_from(AFTER))
        blocks.append(draw(st.sampled_from(AROUND)).format(words, words, words))
    return "\n\n".join(blocks)


def test_only_what_no_check_speaks_of_passes(engine: Engine) -> None:
    passed = read_in_part = 0
    look = Filter(engine)
    options = Options(claims=False)

    @given(pages(), st.sampled_from(NAMES))
    @example("Open **source** and json", "a.md")
    @example("whi**te**list", "a.md")
    @example("```powershell\n# whitelist\n```\n\nA Whitelist.", "a.md")
    @settings(max_examples=600)
    def check(text: str, name: str) -> None:
        nonlocal passed, read_in_part
        source = Source(name, text.encode())
        whole = examine(source, engine, options)
        places = look.sight(source.data, markdown=name in ("a.md", "a.mdx"))
        if places == ():
            assert not whole.findings, (name, text)
            passed += 1
        else:
            assert examine(source, engine, options, only=places).findings == whole.findings
            read_in_part += places is not None

    check()
    assert passed > 50
    assert read_in_part > 50


@pytest.mark.parametrize(
    "text",
    [
        "The JSON on GitHub. Email us. Open the dataset on the command line.",
        "Enter the command. Line two is next.",
        "A command, line by line. Command? Line! the command\nline",
        "A json/api, a my-json and an x/json.",
        "https://a.example/json, json://x, a.json_x, x_json and json=1.",
        "ConvertFrom-Json and Get-Github are commands.",
        "It ends. Internet is here.",
        "An email, an Email, EMAIL.",
        "<b>x</b>\n\n```json\nx\n```\n",
        "internet explorer and INTERNET EXPLORER, the Internet Explorer's page.",
        "A third-party tool of a third-party.",
        "npm is npm. Run npm. GitHub's API; GitHub-like. JSONs.",
        "the *JSON* and **GitHub** [JSON](x), a dataset, two datasets",
        "See [this](https://example.org/github/json/) and `npm`, which is npm.",
        "```json\n{}\n```",
        "The command-line options of ConvertTo-Json, example/github and a.json.",
        "Read about Internet Explorer.",
        "Read it during the setup, where you can set up the server.",
        "```text\njson and whitelist\n```",
        "```text\nwhite`list` and ope[n]source\n```",
        "1. Run it.\n\n    ```json\n    {}\n    ```\n",
        "> ```json\n> {}\n> ```",
        "Where?\n\n- Internet\n\n  Internet is here.",
        "Two lines `and`\nthe *code* `json`.",
    ],
)
def test_what_stands_as_it_should_is_not_parsed(engine: Engine, text: str) -> None:
    assert Filter(engine).sight(text.encode(), markdown=True) == ()


@pytest.mark.parametrize(
    "text",
    [
        "A Json file.",
        "It ends. Curl is it.",
        "On the Internet.",
        "The command-line.",
        "You can setup the server.",
        "A dataset and a data set.",
        "&#96&#96&#96text\n\nwhi**te**list\n\n&#96&#96&#96",
        "open-source",
        "**data**set and data set",
        "data set and, as others say, dataset",
        "gitHub",
        "json, JSON",
        "open  source",
        "The one open-source, here.",
        "Internet, then internet.",
        "A json==1, a json:x and .json",
        "https:/json",
        "```note\nA whitelist.",
    ],
)
def test_what_may_be_wrong_is_parsed(engine: Engine, text: str) -> None:
    assert Filter(engine).sight(text.encode(), markdown=True) != ()


PLAIN = """
terms:
- {id: json, term: JSON}
- {id: soft, term: new software}
- {id: command, term: command line}
- {id: internet, term: internet}
- {id: allow, term: allowlist, deprecated: [whitelist]}
- {id: npm, term: npm, part-of-speech: proper-noun}
- {id: wifi, term: wifi, case: free}
"""
SHIELDED = """
terms:
- {id: i, term: internet, except: [old internet, Internet Explorer]}
- {id: w, term: web, admitted: [browser], except: [Browser Bar]}
- {id: b, term: viewer, admitted: [browser]}
"""
CLASSES = """
terms:
- {id: up, term: back up, part-of-speech: verb, deprecated: [{form: backup, only-as: verb}]}
- {id: copy, term: backup}
- {id: login, term: login, deprecated: [{form: log in, only-as: noun}]}
- {id: log-in, term: log in, part-of-speech: verb}
- {id: allow, term: allowlist, deprecated: [whitelist, {form: whitelists, only-as: verb}]}
"""
HYPHENS = """
terms:
- {id: tool, term: third-party tool, part-of-speech: noun}
- {id: user, term: end user}
- {id: end, term: front end, hyphen: free}
- {id: level, term: low level, part-of-speech: adjective, hyphen: before-noun,
   admitted: [deep level]}
- {id: time, term: real time, hyphen: always}
- {id: call, term: on call, part-of-speech: adjective, hyphen: never}
"""
NAMES_OF_ONE = """
terms:
- {id: data, term: dataset, admitted: [data set], variants: false, consistency: document}
- {id: share, term: file share, admitted: [share], consistency: run}
- {id: allow, term: allowlist, deprecated: [whitelist]}
"""
FIRST = """
terms:
- {id: ttl, term: TTL, long-form: time to live, first-use: expand}
- {id: shard, term: shard, first-use: define}
- {id: clipper, term: Clipper, part-of-speech: proper-noun, sign: ®}
"""
FAR = """
terms:
- {id: sky, term: cloud, deprecated: [{form: cluster, near: {words: [sky], within: section}}]}
- {id: json, term: JSON}
"""
PARTS = """
language: de
terms: [{id: p, term: Positivliste, deprecated: [Whitelist], compounds: true}]
"""


@pytest.mark.parametrize(
    ("glossary", "text", "places"),
    [
        # Where else a word stands matters only where its capitals or its other name may.
        (PLAIN, "A whitelist, then a whitelist.", (2, 20)),
        (PLAIN, "On the Internet, an internet.", (7, 20)),
        (PLAIN, "A whitelist. JSON, JSON.", (2,)),
        (PLAIN, "A Json, a JSON.", (2, 10)),
        (NAMES_OF_ONE, "A dataset and a data set.", (2, 16)),
        (NAMES_OF_ONE, "A dataset, a whitelist, a dataset.", (13,)),
        (NAMES_OF_ONE, "A file share.", (7,)),
        # Capitals inside.
        (PLAIN, "An inTernet is no word.", ()),
        (PLAIN, "A JSon file.", (2,)),
        (PLAIN, "The command lINe is here.", (4,)),
        # Divided by markup.
        (PLAIN, "JS**ON**", ()),
        (PLAIN, "Js**on**", (2,)),
        (PLAIN, "A com**mand** line.", (5,)),
        (CLASSES, "A back**up**", (2, 6)),
        # Letters that become others.
        (PLAIN, "\u212a and JSON.", None),
        (PLAIN, "caf\u00e9 and JSON.", ()),
        # Several words, together or kept apart.
        (PLAIN, "command line is one.", ()),
        (PLAIN, "new software is one.", ()),
        (PLAIN, "The command line or the cOmmand line.", (4, 24)),
        (PLAIN, "The new software or the nEw software.", (8, 28)),
        (PLAIN, "Some **new** software. New.", (13,)),
        (PLAIN, "A **command** line.", (4,)),
        (PLAIN, "It is new. Software helps.", ()),
        (PLAIN, "It is new. **Software** helps.", (13,)),
        (PLAIN, "Our software. **New** things.", ()),
        (PLAIN, f"It is new.{' ' * 86}software.", ()),
        (PLAIN, f"It is new.{' ' * 87}software.", (97,)),
        (PLAIN, "line. **Command** it.", ()),
        (PLAIN, "A line. Command **line**.", (8,)),
        (PLAIN, "new. Software helps.", ()),
        (PLAIN, "new software2, software.", ()),
        # Where a sentence begins.
        (PLAIN, "We ask. Internet is it.", ()),
        (PLAIN, "A! Internet is it.", ()),
        (PLAIN, "We ask! Npm is it.", (8,)),
        (PLAIN, "We ask e.g. Internet is it.", (12,)),
        (PLAIN, "As in a Fig. Internet is it.", (13,)),
        (PLAIN, "We ask; Internet is it.", (8,)),
        (PLAIN, f"A {'x' * 37}: Internet is it.", ()),
        (PLAIN, f"A {'x' * 38}: Internet is it.", (42,)),
        (PLAIN, "On WiFi and WIFI.", ()),
        # Names that a word is part of.
        (PLAIN, "It is the OpenShift Internet.", ()),
        (PLAIN, "It is the Red Internet.", ()),
        (PLAIN, "It ends. Red Internet is it.", (13,)),
        (PLAIN, "It is **the Red** Internet.", (18,)),
        (PLAIN, "It is the Internet Owl.", ()),
        (PLAIN, "It is the Internet owl.", (10,)),
        (PLAIN, "It is the Internet  Owl.", (10,)),
        # Addresses and paths.
        (PLAIN, "At https://a.b/c-whitelist only.", ()),
        (PLAIN, "At a/b/whitelist/c only.", ()),
        (PLAIN, "At a/whitelist only.", (5,)),
        (PLAIN, "At https://a.b/*c*-whitelist only.", (19,)),
        # Names for machines.
        (PLAIN, "A ConvertFrom-Json.", ()),
        (PLAIN, "A json-like or json-thing.", (2,)),
        (PLAIN, f"A C{'x' * 38}-Json.", ()),
        (PLAIN, f"A C{'x' * 39}-Json.", (43,)),
        (PLAIN, "Run a-whitelist, whitelist_a and a.whitelist.", (6,)),
        # Exceptions.
        (SHIELDED, "Internet Explorer is it.", ()),
        (SHIELDED, "The INTERNET EXPLORER is it.", ()),
        (SHIELDED, "Of an Old Internet only.", ()),
        (SHIELDED, "On an Internet is it.", (6,)),
        (SHIELDED, "Old Internet", ()),
        (SHIELDED, "An Internet explored.", (3,)),
        (SHIELDED, "An INTERNET EXPLORER2.", (3,)),
        (SHIELDED, "An INTERNET EXPLORER\u00e9.", (3,)),
        (SHIELDED, "\u00e9INTERNET EXPLORER.", (2,)),
        (SHIELDED, "A BROWSER BAR.", (2,)),
        # Word classes.
        (CLASSES, "Look at one whitelist here.", (12,)),
        (CLASSES, "Have some big whitelist here.", (14,)),
        (CLASSES, "Have some big backuped here.", (14,)),
        (CLASSES, "Read about the backup here.", ()),
        (CLASSES, "Say that it backups a server.", (12,)),
        (CLASSES, "Say that she backups servers.", ()),
        (CLASSES, "When can you backup it.", (13,)),
        (CLASSES, "Stop and then backup the server.", (14,)),
        (CLASSES, "Read about the log in, please.", (15,)),
        (CLASSES, "Ask how to log in here.", ()),
        (CLASSES, "backup is here.", (0,)),
        (CLASSES, "Read about the backup", (15,)),
        # Hyphens.
        (HYPHENS, "A third-party tool is.", ()),
        (HYPHENS, "A third party tool is.", (2,)),
        (HYPHENS, "A third-party-tool box is.", ()),
        (HYPHENS, "A third party-tool box is.", (2,)),
        (HYPHENS, "An end-user tool.", ()),
        (HYPHENS, "An end-user is.", (7,)),
        (HYPHENS, "An end user is.", ()),
        (HYPHENS, "An enduser tool.", (3,)),
        (HYPHENS, "A front-end, a front end.", ()),
        (HYPHENS, "A frontend.", (2,)),
        (HYPHENS, "A low-level tool.", (6,)),
        (HYPHENS, "A low level.", (6,)),
        (HYPHENS, "A deep level tool.", ()),
        (HYPHENS, "A deep-level tool.", (7,)),
        (HYPHENS, "In real-time.", (8,)),
        (HYPHENS, "In real time.", (8,)),
        (HYPHENS, "It is on call.", ()),
        (HYPHENS, "On-call is it.", (3,)),
        # What is asked of a first use.
        (FIRST, "Set a TTL, a shard, a Clipper.", None),
        # What stands in other blocks.
        (FAR, "A cloud, a JSON.", ()),
        (FAR, "A Json, a cluster.", None),
        (PARTS, "Ein Whitelisteintrag.", None),
        (PARTS, "Eine Positivliste.", ()),
    ],
)
def test_no_more_is_parsed_than_what_may_be_wrong(
    engine_of: MakeEngine, glossary: str, text: str, places: Sequence[int] | None
) -> None:
    engine, source = engine_of(glossary), Source("a.md", text.encode())
    found = Filter(engine).sight(source.data, markdown=True)
    assert (found if found is None else tuple(found)) == places
    whole = examine(source, engine, Options(claims=False)).findings
    assert examine(source, engine, Options(claims=False), only=found).findings == whole
