"""What the filter on raw bytes lets pass is what no check speaks of."""

from __future__ import annotations

from collections.abc import Callable

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
    "It also ", "`x` and it ",
)  # fmt: skip
AFTER = (
    "", ".", " tool is here.", " is here", "-tool", "/docs", ".json", "://a.b", "=1", "==m==", "**",
    "`", ", and", " (it)", " |", "s", " the page.", " script, once", " explorer", "\nline\n", "_x",
    " of it.", "</b>", ": x", " &amp; more",
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
