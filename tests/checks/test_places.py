"""Forms judged by their place: hyphens, capitals, names for machines, mentions, quotations."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from termcheck.config.options import Options
from termcheck.core.finding import Safety, Severity
from termcheck.core.report import Examined
from termcheck.core.source import Source
from termcheck.fixer.fixed import fix_source
from termcheck.glossary.inflect import article
from termcheck.glossary.load import load_glossary
from termcheck.match.compiled_glossary import Engine, compile_engine
from termcheck.pipeline import examine

BASE = """\
- {id: github, term: GitHub, part-of-speech: proper-noun}
- {id: email, term: email, deprecated: [e-mail]}
- {id: allow, term: allow list, deprecated: [whitelist]}
- {id: deny, term: denylist, deprecated: [blacklist]}
- {id: data, term: dataset, deprecated: [data set]}
"""
COMPOUNDS = """\
- {id: login, term: two-factor login}
- {id: chip, term: 8-bit chip, deprecated: [box thing]}
- {id: party, term: third party, deprecated: [thirdparty]}
- {id: time, term: real time, hyphen: before-noun, deprecated: [realtime]}
- {id: in, term: log in, part-of-speech: verb, deprecated: [{form: log-in, only-as: verb}]}
"""
NAMES = """\
- {id: phone, term: iPhone, part-of-speech: proper-noun}
- {id: ebpf, term: eBPF, deprecated: [extended BPF]}
- {id: npm, term: npm, part-of-speech: proper-noun}
- {id: wifi, term: Wi-Fi, part-of-speech: proper-noun}
- {id: oauth, term: OAuth, part-of-speech: proper-noun}
- {id: osai, term: open source AI, deprecated: [opensource AI]}
- {id: code, term: VS Code, part-of-speech: proper-noun}
- {id: node, term: Node.js, part-of-speech: proper-noun, deprecated: [nodejs]}
- {id: hf, term: Hugging Face, part-of-speech: proper-noun}
- {id: json, term: JSON, part-of-speech: proper-noun}
- {id: api, term: API}
"""
EXACT = """\
- {id: github, term: GitHub, case: exact, deprecated: [git hub]}
- {id: ascii, term: ASCII, case: exact, deprecated: [ACSII]}
- {id: card, term: RailCard+, case: exact, deprecated: [Railcard Plus]}
"""
VERBS = """\
- {id: set, term: set up, part-of-speech: verb}
- id: cancel
  term: cancel
  part-of-speech: verb
  irregular: [cancelled, cancelling]
  deprecated: [{form: canceled, inflect: false}]
"""


@cache
def engine_of(terms: str) -> Engine:
    with TemporaryDirectory() as folder:
        path = Path(folder, "glossary.yml")
        path.write_text(f"terms:\n{terms}", "utf-8")
        return compile_engine(load_glossary(path))


def told(terms: str, text: str) -> list[str]:
    found = examine(Source("a.md", text.encode()), engine_of(terms), Options(claims=False))
    return [f"{one.actual} -> {'/'.join(one.expected)}" for one in found.findings]


def fixed(terms: str, text: str) -> str:
    engine = engine_of(terms)

    def look(source: Source) -> Examined:
        return examine(source, engine, Options(claims=False))

    return fix_source(Source("a.md", text.encode()), look).after.data.decode()


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        (COMPOUNDS, "An 8 bit chip is in.", ["8 bit chip -> 8-bit chip"]),
        (COMPOUNDS, "A logged-in, paying user and the logged-in or new ones.", []),
        (COMPOUNDS, "Users logged-in, paying much.", ["logged-in -> logged in"]),
        (COMPOUNDS, "The two-factor login is on.", []),
        (COMPOUNDS, "A two factor login is off.", ["two factor login -> two-factor login"]),
        (COMPOUNDS, "The two-factor-login page.", []),
        (COMPOUNDS, "Two factor login page", ["Two factor login -> Two-factor login"]),
        (COMPOUNDS, "the realtime API", ["realtime -> real-time"]),
        (COMPOUNDS, "We work in real-time.", ["real-time -> real time"]),
        (COMPOUNDS, "The view is always nearly real-time.", []),
        (COMPOUNDS, "The view is real time. A real-time view.", []),
        (COMPOUNDS, "shown in realtime.", ["realtime -> real time"]),
        (COMPOUNDS, "a thirdparty tool", ["thirdparty -> third-party"]),
        ("- {id: e, term: end user}\n", "an enduser tool", ["enduser -> end-user"]),
        ("- {id: e, term: end user}\n", "endusers tools", ["endusers -> end users"]),
        ("- {id: e, term: end user}\n", "an enduser sees it", ["enduser -> end user"]),
        (COMPOUNDS, "A third-party (non-Acme) driver", []),
        (COMPOUNDS, "A logged-in user is here.", []),
        (COMPOUNDS, "It is seen by non-logged-in/other users.", []),
        (COMPOUNDS, "He logged-in.", ["logged-in -> logged in"]),
        (NAMES, "Iphone users like it.", ["Iphone -> iPhone"]),
        (NAMES, "IPhone is it. Npm too.", ["IPhone -> iPhone", "Npm -> npm"]),
        (NAMES, "EBPF is it.", ["EBPF -> eBPF"]),
        (NAMES, "Extended BPF is fine.", ["Extended BPF -> eBPF"]),
        (NAMES, "iPhone is it. npm and eBPF too.", []),
        (NAMES, "WIFI is on.", ["WIFI -> Wi-Fi"]),
        (NAMES, "Use OAUTH here.", ["OAUTH -> OAuth"]),
        (NAMES, "USE OAUTH HERE.", []),
        (NAMES, "Opensource AI is here.", ["Opensource AI -> Open source AI"]),
        (NAMES, "Use vscode-icons, nodejs-app and nodejs-foundation/node.", []),
        (NAMES, "[huggingface/peft](https://a.example) and huggingface-cli", []),
        (NAMES, "- api/\n- json - the module\n- **json**: it", []),
        (NAMES, "It lies in github/ and in github/.", []),
        (NAMES, "Use github/it or both.", []),
        (NAMES, "Use oauth/ now.", []),
        (NAMES, "It is plain json.", ["json -> JSON"]),
        (EXACT, "Git hub, Git Hub", ["Git hub -> GitHub", "Git Hub -> GitHub"]),
        (EXACT, "acsii, RailCard Plus", ["acsii -> ASCII", "RailCard Plus -> RailCard+"]),
        (VERBS, "- **Blog** – Set up a blog\n- [Blog](b.md) — Set up one\n- ✅ Set up", []),
        (VERBS, "The train was canceled.", ["canceled -> cancelled"]),
        (VERBS, "The train was cancelled.", []),
        (BASE, "Do not use these words: blacklist, whitelist.", []),
        (BASE, "| Avoid | Instead |\n|---|---|\n| blacklist | nothing |", []),
        (BASE, "| Old one | New |\n|---|---|\n| blacklist | denylist |", []),
        (BASE, "E-mail means electronic mail.", []),
        (BASE, "Do not use whitelist or blacklist.", []),
        (BASE, "Do not use github.", ["github -> GitHub"]),
        (BASE, "the terms master, blacklist and whitelist", []),
    ],
)
def test_forms_are_judged_by_their_place(terms: str, text: str, expected: list[str]) -> None:
    assert told(terms, text) == expected


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        (BASE, "A **whitelist** and a [whitelist](x)", "An **allow list** and an [allow list](x)"),
        (BASE, "> He said: a whitelist.", "> He said: a whitelist."),
        (BASE, "> [!NOTE]\n> A whitelist.", "> [!NOTE]\n> An allow list."),
        (
            BASE,
            "Use the `-a` whitelist or -a whitelist.",
            "Use the `-a` allow list or -a allow list.",
        ),
        (BASE, "See `a` whitelist.", "See `a` allow list."),
        (COMPOUNDS, "It is real-time here.", "It is real-time here."),
        (COMPOUNDS, "a box thing", "an 8-bit chip"),
        (
            BASE,
            "[[whitelist|a whitelist]] [[whitelist]]",
            "[[whitelist|an allow list]] [[whitelist]]",
        ),
        ("- {id: o, term: open source}", "Use opensource-portal.", "Use opensource-portal."),
    ],
)
def test_fixes_keep_to_their_place(terms: str, text: str, expected: str) -> None:
    assert fixed(terms, text) == expected


def test_quotations_are_information() -> None:
    source = Source("a.md", b"> A whitelist.\n\nA whitelist.")
    found = examine(source, engine_of(BASE), Options(claims=False)).findings
    assert [one.severity for one in found] == [Severity.INFO, Severity.WARNING]


SMALL = " A dataset, this dataset, that dataset."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We read a Dataset, one Dataset and this Dataset.", 0),
        ("We read a Dataset and one Dataset.", 2),
        ("Dataset one. Dataset two. Dataset three. We read a Dataset.", 1),
        ("We read a Dataset, one Dataset, this Dataset and a dataset.", 3),
        ("We keep Rows, Columns and Datasets." + SMALL, 0),
        ("We keep rows (Datasets)." + SMALL, 0),
        ("(optional) Datasets are read." + SMALL, 0),
        ("1.2 Datasets are read." + SMALL, 0),
    ],
)
def test_a_capital_is_a_name_where_it_always_stands_or_beside_others(text: str, count: int) -> None:
    found = examine(Source("a.md", text.encode()), engine_of(BASE), Options(claims=False)).findings
    assert len(found) == count


def test_a_capital_is_told_of_a_word_whose_names_are_listed() -> None:
    terms = "\n- {id: internet, term: internet, except: [Internet Archive]}\n"
    source = Source("a.md", b"It needs the Internet and the Internet Archive.")
    (found,) = examine(source, engine_of(terms), Options(claims=False)).findings
    assert found.actual == "Internet"
    always = Source("a.md", b"It needs the Internet, an Internet or no Internet.")
    assert not examine(always, engine_of(terms), Options(claims=False)).findings


def test_capitals_of_titles_are_information() -> None:
    source = Source("a.md", ("We read a Dataset file." + SMALL).encode())
    (found,) = examine(source, engine_of(BASE), Options(claims=False)).findings
    assert found.severity is Severity.INFO
    assert [fix.safety.value for fix in found.fixes] == ["unsafe"]


@pytest.mark.parametrize(
    "words",
    [
        *("an 8-bit chip", "an 11th try", "an 18-node ring", "an 80s song", "a 110 V line"),
        *("a SUSE box", "a NASA site", "an R package", "an MLOps team", "an mTLS link", "a hotel"),
        *("an FFmpeg build", "a U-turn", "a ewe", "a usual one", "an nginx server", "a usufruct"),
        *("an hour", "an MIT licence", "a URL", "an S3 bucket", "a unidirectional one"),
    ],
)
def test_articles_go_by_sound(words: str) -> None:
    found, _, rest = words.partition(" ")
    assert article(rest) == found


NAMED = """
- {id: data-center, term: data center}
- {id: mysql, term: MySQL, part-of-speech: proper-noun}
- {id: npm, term: npm, case: exact}
- {id: url, term: URL}
- {id: webpage, term: webpage, deprecated: [web page]}
"""


@pytest.mark.parametrize(
    "text",
    [
        *("* Fix the url ([#359](x)) ([c2b8cf0](y)).", "* Read the url (@writer)"),
        *("- Fix the url ([#12](x) by [me](y))", "If url is set"),
        *(
            "- Paste the url ([55](x))",
            "- Paste a url [DBZ-55](x)",
            "- Paste a url [#78](x) ([@a](y), [@b](z))",
        ),
        "It is datacenter-aware here.",
        *("**web page**", "| a |\n|---|\n| url array |", "A WEB PAGE it is"),
        *("### gp url", "A mysql container", "to the default (url)."),
        *("Be it either url or path.", "The url shortcode is old.", "Go's url type"),
        *("Enter the **Metadata Url** here.", "the url scheme"),
        *("Each Data-Center is big.", "Open **Default Web page** here."),
        *("The Cross Datacenter Copy is on.", "- Bump url [#6399](x) ([bot[a]](y))"),
        *("If url is already a string, go on.", "The url codec", "Play it (set url to `null`)."),
        *(
            "derived from the url builder",
            "| a |\n|---|\n| to url |",
            "A user called mysql is made.",
        ),
        "Please [get the url from here](https://x.org/issues/12) and go on with it.",
    ],
)
def test_what_may_be_a_name_or_of_a_log_is_information(text: str) -> None:
    found = examine(Source("a.md", text.encode()), engine_of(NAMED), Options(claims=False)).findings
    assert [finding.severity for finding in found] == [Severity.INFO], text
    assert not any(fix.safety is Safety.SAFE for finding in found for fix in finding.fixes)


@pytest.mark.parametrize(
    "text",
    [
        *("- [d692f45] - **doc**: write the url (A. Writer) [#17261](x)", "- #136 Allow a url."),
        *("- net: fix the url (A. Writer)", "| a |\n|---|\n| fix(core): load the url |"),
        *("- [6998](x) Update the url.", '<p title="feat: cleanup the url"></p>'),
        *("- [KEY-69](x) - Update the url.", "- GARDEN-6998 Update the url."),
        *("- 2026-01-30 [d692f45](x) Update the url", "- Keep the url by @writer in x.org/pull/5"),
        *("- (CVE-2026-5) net: fix the url (Writer) – High", "- gh-5067: restore the url"),
        *("A. Writer and B. Other (2020) On url parts", "the `x` url command"),
        *("[1] Writer A, Other BC, Third D (2020) On url parts", "Writer A. et al. 2020. The url"),
        *("Open Web Page > Tools here.", "A *get url* call", "It is NPM, YARN or ANY."),
        "- [Fixed a url](https://x.org/pull/12) well",
        '<ul><li><a href="https://x.org/pull/12">Fix the url</a> now</li></ul>',
        "| by | change | no. |\n|---|---|---|\n| me | Fix the url here | [#143](x) |",
        *("The Url component is old.", "Run the *Url of it* task."),
        "See [Efficient url parsing of pages](https://arxiv.org/abs/2305.1).",
        '<a href="https://doi.org/10.1/2">Efficient url parsing here</a>',
        *("We offer the Acme Web Page for you.", "![My url and your url.png](a.png)"),
    ],
)
def test_names_and_quoted_titles_are_left(text: str) -> None:
    found = examine(Source("a.md", text.encode()), engine_of(NAMED), Options(claims=False)).findings
    assert not found, text


@pytest.mark.parametrize(
    ("path", "text", "count"),
    [
        ("a.rst", "- Keep the url :pr:`12` by :user:`writer`\n", 0),
        ("a.rst", "- Keep the url :pr:`12` as :user:`writer` did\n", 1),
        ("a.md", "- [Where does the url go?](https://x.org/discussions/7)\n", 0),
        ("a.txt", "(define url (string->url path)) ;; then (url-path url)\n", 0),
        ("a.txt", "Send the url (the new one) to us, please, and go on now.\n", 1),
        ("a.txt", "the url [1]\n", 1),
        ("a.md", "Then (a) (b) (c) (d) (e) (f) is the url of it, (g) and (h).\n", 1),
    ],
)
def test_titles_and_code_are_told_by_their_signs(path: str, text: str, count: int) -> None:
    source = Source(path, text.encode())
    found = examine(source, engine_of(NAMED), Options(claims=False)).findings
    assert len(found) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("An Acme-approved or other free licence.", 0),
        ("An open, Acme-approved licence.", 0),
        ("Buy it Acme-approved.", 1),
        ("These are end-user-oriented pages.", 0),
        ("Ask an end-user now.", 1),
    ],
)
def test_a_hyphen_stays_where_the_noun_comes_later(text: str, count: int) -> None:
    terms = """
- {id: approved, term: Acme approved, part-of-speech: adjective, hyphen: before-noun}
- {id: user, term: end user}
"""
    found = examine(Source("a.md", text.encode()), engine_of(terms), Options(claims=False)).findings
    assert len(found) == count


@pytest.mark.parametrize(("path", "count"), [("rfc9999.txt", 0), ("rfcs.txt", 1)])
def test_what_is_never_changed_is_left(path: str, count: int) -> None:
    source = Source(path, b"Send the url.")
    found = examine(source, engine_of(NAMED), Options(claims=False)).findings
    assert len(found) == count


@pytest.mark.parametrize(
    "text",
    [
        *(
            "- Write the url.",
            "- See [the url](x) of 2026.",
            "## Write the url of this",
            "A url (x)",
        ),
        *(
            "- A url in [2](x) parts",
            "- See [the url issue](https://x.org/issues/12).",
            "See [The url paper](https://arxiv.org/abs/2305.1).",
            "See [the url of the paper](https://arxiv.org/abs/2305.1).",
            "- A url in UTF-8",
            "The url works as in [#12](x).",
            "Two url commas",
            "| a |\n|---|\n| the url |",
            "| a | b |\n|---|---|\n| the url | [2048](https://x.org) |",
        ),
    ],
)
def test_words_that_only_look_so_are_warnings(text: str) -> None:
    engine = engine_of("- {id: url, term: URL}")
    found = examine(Source("a.md", text.encode()), engine, Options(claims=False)).findings
    assert [finding.severity for finding in found] == [Severity.WARNING], text


@pytest.mark.parametrize(
    ("path", "severity"),
    [
        ("docs/CHANGELOG-1.0.md", Severity.INFO),
        ("doc/release/1.26.0-notes.md", Severity.INFO),
        ("docs/release-notes/4.3.md", Severity.INFO),
        ("doc/changes/1.5.md", Severity.INFO),
        ("doc/changes/names.md", Severity.WARNING),
        ("Releases/Jazzy-Complete-Changelog.md", Severity.INFO),
        ("docs/changelogs.v/4.3.md", Severity.WARNING),
        ("docs/notes.md", Severity.WARNING),
    ],
)
def test_what_change_logs_tell_is_information(path: str, severity: Severity) -> None:
    source = Source(path, b"- Show the url.\n\nThe url is shown.")
    engine = engine_of("- {id: url, term: URL}")
    found = examine(source, engine, Options(claims=False)).findings
    assert [finding.severity for finding in found] == [severity, severity]


def test_words_of_machines_are_left_alone(engine_of: Callable[[str], Engine]) -> None:
    engine = engine_of(
        """
terms:
- {id: data-center, term: data center}
- {id: github, term: GitHub, part-of-speech: proper-noun}
- {id: html, term: HTML}
- {id: ios, term: iOS, case: exact}
- {id: npm, term: npm, case: exact}
- {id: mysql, term: MySQL, part-of-speech: proper-noun}
- {id: runtime, term: runtime}
- {id: third-party, term: third party}
- {id: url, term: URL}
- {id: yaml, term: YAML}
"""
    )
    right = (
        "Technology: html", "- **[html,html/a]** Fixed.", "* #7902: html theme: It stays.",
        "Call get(url, [body]) first.", "The html element is empty.",
        "Install the mysql npm module.", "Remove the url field.", "One of (name, datacenter, app).",
        "It says (google, github, gitlab).", "See the Runtime section.",
        "Be it first-party or third-party: all.", "It is html / xml here.",
        "One of: json, html, text", "It is one (e.g. html, css).", "Call Str::html here.",
        "Call html(_text_) first.", "**url _(String)_**", "html, xml",
        "See the mysql GitHub organization.", "Set listen-<client,peer>-url first.",
        "It is (html|xml).", "Build for html*, xml*.", "Set the url flag.",
        "| a | b |\n|---|---|\n| ``R(`^a/(html|yaml)$`)`` | b |",
        "yaml (9fc95527decd95bb9d28cc2)", "Modules (both our\u2011own and third\u2011party)",
        "Be it html,xml or URL-12.",
        "Wrong: hosted on github.", "Don't say github, html, or mysql.", "- html → HTML",
        "**NPM(K)**: memory", "Many IOs are slow.", "The :url and :html namespaces",
        "See (third-party) content.", "**third party, third-party**",
        "- url (What it is)", "**name**: mysql", "Set the url config option.", "An A::Url here",
        "The mysql plugin", "The url folder", "The url repo", "url : `str` it", "A (?url) part",
        "It is third party (third-party).", "Run odo list -o json now.", "It fails with url: no",
        "ConvertFrom-{Csv,Html,Json}", "The [flux push github](/cmd/flux_push_github/) command",
        "html { margin: 0; }", "Given a url fact.", "# setUrl( url )",
        "Call http.get(url[, html]) now.", "Both mysql and github folders.",
        "Call get_it( url, html ) now.", "In the github root folder.", "Settings and url modules.",
    )  # fmt: skip
    wrong = (
        "Write html here.", "An html page.", "Use the url.", "Code on github.", "The datacenter.",
        "A Runtime of its own, no runtime, one runtime, this runtime.", "Ask a third-party.",
        "[Github]", "The html of the folders.",
    )  # fmt: skip
    for text in right:
        assert not examine(Source("a.md", text.encode()), engine, Options()).findings, text
    for text in wrong:
        assert examine(Source("a.md", text.encode()), engine, Options()).findings, text


@pytest.mark.parametrize(
    ("name", "text", "fixed"),
    [
        ("a.md", "[data set] of [our github][].", "[data set] of [our GitHub][]."),
        ("a.md", "[a data set][x], [data set](y).", "[a dataset][x], [dataset](y)."),
        ("a.rst", "See `data set`_ of `our github`_.", "See `data set`_ of `our GitHub`_."),
        ("a.rst", "See `data set <x>`_.", "See `dataset <x>`_."),
    ],
)
def test_names_of_link_targets_keep_their_words(name: str, text: str, fixed: str) -> None:
    targets = "\n\n[data set]: /a\n[our github]: /b\n[x]: /c\n" if name == "a.md" else "\n"
    engine = engine_of(BASE)

    def look(source: Source) -> Examined:
        return examine(source, engine, Options())

    after = fix_source(Source(name, f"{text}{targets}".encode()), look).after.data.decode()
    assert after == f"{fixed}{targets}"


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("A whitelist\n===========\n", "An allow list\n=============\n"),
        (
            "===========\nA whitelist\n===========\n",
            "=============\nAn allow list\n=============\n",
        ),
        ("A whitelist\r\n-----------\r\n", "An allow list\r\n-------------\r\n"),
        ("A whitelist, é 表\n" + 17 * "-", "An allow list, é 表\n" + 19 * "-"),
        (
            "Whitelist, whitelist\n~~~~~~~~~~~~~~~~~~~~",
            "Allow list, allow list\n~~~~~~~~~~~~~~~~~~~~~~",
        ),
        ("A whitelist\n==============\n", "An allow list\n==============\n"),
        ("A whitelist\n=====\n", "An allow list\n=====\n"),
        ("A data set\n==========\n", "A dataset\n==========\n"),
        ("A whitelist\n\n===========\n", "An allow list\n\n===========\n"),
    ],
)
def test_lines_around_titles_stay_as_long_as_they_are(text: str, fixed: str) -> None:
    engine = engine_of(BASE)

    def look(source: Source) -> Examined:
        return examine(source, engine, Options())

    assert fix_source(Source("a.rst", text.encode()), look).after.data.decode() == fixed
