"""Where each rule of thumb about forms ends: the last case it covers, the first it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from helpers_told import told

from termcheck.config.options import Options
from termcheck.core.source import Source
from termcheck.fixer.splice import splice
from termcheck.match.compiled_glossary import Engine
from termcheck.pipeline import examine

GLOSSARY = """
terms:
- {id: json, term: JSON, part-of-speech: proper-noun}
- {id: html, term: HTML}
- {id: github, term: GitHub, part-of-speech: proper-noun}
- {id: npm, term: npm, part-of-speech: proper-noun}
- {id: allow, term: allowlist, deprecated: [whitelist]}
- {id: web-page, term: web page}
- {id: runtime, term: runtime}
- {id: setup, term: setup, deprecated: [{form: set up, only-as: noun}]}
- {id: command-line, term: command line}
- {id: hf, term: Hugging Face, part-of-speech: proper-noun, deprecated: [huggingface]}
- {id: ios, term: iOS, part-of-speech: proper-noun}
- {id: data, term: dataset, deprecated: [data set]}
"""
MACHINES = [
    ("It will set json attr here.", []),
    ("A github-hosted, json-based one.", ["github -> GitHub", "json -> JSON"]),
    ("A github-hosted-x, a-json-based, json-based/x one.", []),
    ("- ios", ["ios -> iOS"]),
    ("- Android\n- ios", ["ios -> iOS"]),
    ("- android\n- ios", []),
    ("- a bb ccc json: the value", ["json -> JSON"]),
    ("- a bb ccc ddd json: the value", ["json -> JSON"]),
    ("- 12345678 101234567 20123456 3012345 json: x", ["json -> JSON"]),
    ("- 12345678 101234567 20123456 3012345 4 json: x", ["json -> JSON"]),
    ("- ABC json: the value", ["json -> JSON"]),
    ("- json one two: the value", []),
    ("- json one two three: the value", ["json -> JSON"]),
    ("- json -- the value", []),
    ("- json http://a.b it", ["json -> JSON"]),
    ("Technology: json", []),
    ("technology: json", []),
    ("Technology: json and", ["json -> JSON"]),
    ("A very very long label that goes on for far too lo: json", ["json -> JSON"]),
    ("A very very long label that goes on for far: json", ["json -> JSON"]),
    ("[api,json] of it", []),
    ("See [api, JSON x] of json", ["json -> JSON"]),
    ("It lists (json, a) here.", []),
    ("It lists (json) here.", ["json -> JSON ? (unsafe)"]),
    ("It lists a, json, b and c here.", []),
    ("It lists a, json and c here.", ["json -> JSON"]),
    ("xyz, json, abc, or d is it", []),
    ("Use a/json here", []),
    ("Use {a}-json here", []),
    ("Use json+x here", []),
    ("Use json->x here", []),
    ("Use json,x here", []),
    ("Use json, x here", ["json -> JSON"]),
    ("The html element", []),
    ("A html element", ["html -> HTML"]),
    ("The html attribute is", []),
    ("the html thing", ["html -> HTML"]),
    ("the html fields", []),
    ("the html (string) is", []),
    ("the html (abc) is", ["html -> HTML"]),
    ("the html (0123456789ab) is", []),
    ("field html is", []),
    ("a field html", []),
    ("https / html is", []),
    ("html | x", []),
    ("html(text) and HTML(text)", []),
    ("html(s) of it", ["html -> HTML"]),
    ("html(es) of it", ["html -> HTML"]),
    ("The json package and html package", ["html -> HTML"]),
    ("The json module. The JSON node module. The json npm package.", []),
    ("The github organization and github fork of it", ["github -> GitHub", "github -> GitHub"]),
    ("A json-1 and HTML-1, Html-1", ["Html -> HTML"]),
    ("Test-Html and T-Html and Test-html", ["Html -> HTML"]),
    ("html/ is. html/. is html/x is", []),
    ("**html** is", []),
    ("[html](x) is", []),
    ("*html*", []),
    ("html:", []),
    ("Html:", ["Html -> HTML"]),
    ("The runtime Section", []),
    ("The Runtime section and the Runtime thing", ["Runtime -> runtime ? (unsafe)"]),
    ("the Runtime pane", []),
    ("the Web page tab", []),
    ("- a bb json: the value", []),
    ("- a bb ccc json: the value", ["json -> JSON"]),
    ("- 1234567890123456789 123456789012345678 json: x", []),
    ("- 1234567890123456789 1234567890123456789 json: x", ["json -> JSON"]),
    ("- #7902: html: the value", []),
    ("Value of a (long) name/with that goes on s: json", ["json -> JSON"]),
    ("Value of a (long) name/with that goes on sx: json", ["json -> JSON"]),
    ("json", []),
    ("x json", ["json -> JSON"]),
    ("JSON: json. A HTML, json, x, css", ["json -> JSON", "json -> JSON"]),
    ("# json and html", ["json -> JSON ? (unsafe)", "html -> HTML ? (unsafe)"]),
    ("- whitelist/", []),
    ("- whitelist/x", ["whitelist -> allowlist"]),
    ("A whitelist/.", []),
    ("The Whitelist/ folder", ["Whitelist -> allowlist"]),
    ("a whitelist-tool and whitelist/tool", ["whitelist -> allowlist", "whitelist -> allowlist"]),
]
CAPITALS = [
    ("We use a Runtime for all", ["Runtime -> runtime ? (unsafe)"]),
    ("We use a Runtime", ["Runtime -> runtime ? (unsafe)"]),
    ("Acme Sets Up a Runtime", []),
    ("Acme Sets our Runtime", ["Runtime -> runtime ? (unsafe)"]),
    ("as e.g. Runtime is", ["Runtime -> runtime ? (unsafe)"]),
    ("See Fig. Runtime five.", ["Runtime -> runtime ? (unsafe)"]),
    ("as in any. Runtime is", []),
    ("We have many Runtime classes", []),
    ("on the Acme 5.1 Runtime here", []),
    ("on the Acme 5 Runtime here", ["Runtime -> runtime ? (unsafe)"]),
    ("The Runtime scheduled job is", []),
    ("- It is one, such as Runtime.\n- It is one, such as Other.", []),
    ("- It is one, such as Runtime.\n- It is another.", ["Runtime -> runtime ? (unsafe)"]),
    ("- as Node: NPM = Node Package Manager", []),
    ("- as Node: NPM = Node Manager", ["NPM -> npm"]),
    ("Open the Set up Wizard now.", []),
    ("Open the Set up of it now.", ["Set up -> setup (unsafe)"]),
    ("# The Set up of it", ["Set up -> Setup (unsafe)"]),
    ("Set up of it.", []),
    ("He said: a Web Page is.", ["Web Page -> web page ? (unsafe)"]),
    ("Go on – Web page is here.", []),
    ("Short label – Runtime is here.", []),
    ("A short little label – Runtime is here.", ["Runtime -> runtime ? (unsafe)"]),
    ("A short little long label – Runtime is here.", ["Runtime -> runtime ? (unsafe)"]),
    ("Short, label – Runtime is here.", ["Runtime -> runtime ? (unsafe)"]),
    ("**A label that is long in words** – Runtime is here.", []),
    ("`A label that is long in words` - Runtime is here.", []),
    ("*A label that is long in words* – Runtime is here.", ["Runtime -> runtime ? (unsafe)"]),
    ("Words then **a label that is long** – Runtime is here.", ["Runtime -> runtime ? (unsafe)"]),
    ("(1) Runtime is here", []),
    ("(two words) Runtime is here", ["Runtime -> runtime ? (unsafe)"]),
    ("1.2 Runtime is here", []),
    ("12 Runtime is here", ["Runtime -> runtime ? (unsafe)"]),
    ("One (Runtime) is here", []),
    ("One Pod, Runtime is here", []),
    ("One pod, Runtime is here", ["Runtime -> runtime ? (unsafe)"]),
    ("One Runtime and Pod is here", []),
    ("one / Runtime is", []),
    ("one | Runtime is", []),
    ("one • Runtime is", []),
    ("one … Runtime is", []),
    ("one? Runtime is", []),
    ("one – Runtime is", []),
    ("The ABCD WEB PAGE is", []),
    ("The ABC WEB PAGE is", []),
    ("The WEB PAGE ABCD is", []),
    ("The WEB PAGE is", []),
    ("THE WEB PAGE IS", []),
    ("# A Runtime thing", []),
    ("Some Other Words Runtime Here", []),
    ("Some other Words Runtime here", []),
    ("The Runtime Initiative met", []),
    ("The Great Runtime met", []),
    ("Great Runtime met", ["Runtime -> runtime ? (unsafe)"]),
    ("GReat Runtime met", []),
    ("a Great Runtime met", []),
    ("The great Runtime,Initiative met", ["Runtime -> runtime ? (unsafe)"]),
    ("The Runtime: a thing", ["Runtime -> runtime ? (unsafe)"]),
    ("Enhanced Good Runtime: it is here and goes on.", []),
    ("Enhanced good Runtime: it is here and goes on.", ["Runtime -> runtime ? (unsafe)"]),
    ("| Runtime | Runtime |\n|---|---|\n| a Runtime | it |", ["Runtime -> runtime ? (unsafe)"]),
    ("The runtimes are RunTimes.", []),
    (
        "Web-Page is. a Web-page is. the web-Page is",
        ["Web-Page -> Web Page", "Web-page -> Web page", "web-Page -> web page"],
    ),
    (
        "We use Runtime and we love Runtime.",
        ["Runtime -> runtime ? (unsafe)", "Runtime -> runtime ? (unsafe)"],
    ),
    ("We use Runtime and we love runtime, not Runtime.", ["Runtime -> runtime ? (unsafe)"]),
    ("We use RUNTIME and", []),
    ("Npm is. NPM is. The Npm.", ["Npm -> npm", "NPM -> npm", "Npm -> npm"]),
    ("GITHUB is. The GITHUB API. GITHUB ACTIONS ARE.", ["GITHUB -> GitHub"]),
    (
        "Hugging face is. HUGGING FACE is. hugging Face",
        ["Hugging face -> Hugging Face", "hugging Face -> Hugging Face"],
    ),
]
TALKED_OF = [
    ("Words to avoid: whitelist, data set.", []),
    ("Words to read: whitelist, data set.", ["whitelist -> allowlist", "data set -> dataset"]),
    ("- ❌ whitelist", []),
    ("- ✅ whitelist", ["whitelist -> allowlist"]),
    ("It is one. Whitelist stands for it.", []),
    ("It is one whitelist stands for.", ["whitelist -> allowlist"]),
    ("**whitelist**", ["whitelist -> allowlist ? (unsafe)"]),
    ("**a whitelist**", ["whitelist -> allowlist"]),
    ("- **Whitelist**", ["Whitelist -> Allowlist"]),
    ("The json v2 is. The html v2 is.", ["json -> JSON ? (unsafe)", "html -> HTML"]),
    ("The json v is.", ["json -> JSON"]),
    (
        "the (the html) is, the (default: html) is, the (html default) is",
        ["html -> HTML ? (unsafe)", "html -> HTML ? (unsafe)"],
    ),
    ("see (an html) one", ["html -> HTML"]),
    ("| html |\n|---|\n| html is | a html |", ["html -> HTML ? (unsafe)"]),
    ("# html is it", ["html -> HTML ? (unsafe)"]),
    ("# html is", ["html -> HTML ? (unsafe)"]),
    ("# The html is it", ["html -> HTML"]),
    ("The Non-HTML, IDE-Runtime, Ab-Runtime, A-Runtime", []),
    (
        "The Ide-Whitelist, a Ide-Whitelists",
        [],
    ),
    ("one of WHITELIST, ANDROID", []),
    ("one of ANDROID, WHITELIST", []),
    ("AB, WHITELIST", ["WHITELIST -> ALLOWLIST"]),
    ("a Web Page is", ["Web Page -> web page ? (unsafe)"]),
    ("the Data Set is", ["Data Set -> dataset ? (unsafe)"]),
    ("the Data set is", ["Data set -> dataset"]),
    ("The data-set-aware", ["data-set -> dataset ? (unsafe)"]),
    ("Do not write: whitelist, or", []),
    ("Never say whitelist or blocklist.", []),
    ("Do not use a, b or whitelist.", []),
    ("Do not use a, b or whitelist hosts.", ["whitelist -> allowlist"]),
    ("Do not use a. Then whitelist.", ["whitelist -> allowlist"]),
    ("The terms whitelist and x", []),
    ("The terms a, b, c and whitelist", []),
    ("of whitelist → allowlist", []),
    ("whitelist → allowlist", []),
    ("a whitelist → list", ["whitelist -> allowlist"]),
    ("whitelist is short for it", []),
    ("The *whitelist* is now called it", []),
    ("The whitelist is now called allowlist", []),
    ("The whitelist is now called it", ["whitelist -> allowlist"]),
    ("renamed from whitelist to allowlist", []),
    ("renamed from whitelist to it", ["whitelist -> allowlist"]),
    ("Rather than the whitelist, an allowlist", []),
    ("Wrong: a whitelist", []),
    ("Wrong a whitelist", ["whitelist -> allowlist"]),
    ("also known as whitelist", []),
    ("known as whitelist", ["whitelist -> allowlist"]),
    ("(formerly whitelist)", []),
    ("formerly whitelist", ["whitelist -> allowlist"]),
]
IN_FILES = [
    ("a.adoc", "x\n\n<td>\n<p>Runtime is it.", []),
    ("a.rst", ".. method:: put(data, json=None)\n\n   json and data are x.", []),
    ("a.rst", ".. method:: put(data, text)\n\n   json and data are x.", ["json -> JSON"]),
    ("a.adoc", "See {base}/json and {base} json.", ["json -> JSON"]),
    ("a.md", "Take \\(json\\) and \\(some json\\).", ["json -> JSON"]),
    (
        "a.md",
        "- [d692f4546c] - doc: describe whitelist (A. Writer) #17261",
        [],
    ),
    ("a.md", "- Escape whitelist in titles (#4307)", ["whitelist -> allowlist ? (shown)"]),
    ("a.md", "- Escape whitelist in titles (#4)", ["whitelist -> allowlist ? (shown)"]),
    ("a.md", "- Escape whitelist in titles #12345678", ["whitelist -> allowlist"]),
    ("a.md", "- Escape whitelist in titles #1234567", ["whitelist -> allowlist ? (shown)"]),
    ("a.md", "- Escape whitelist in titles (GH-12)", ["whitelist -> allowlist ? (shown)"]),
    ("a.md", "- Escape whitelist d692f45", ["whitelist -> allowlist ? (shown)"]),
    ("a.md", "- Escape whitelist d692f4", ["whitelist -> allowlist"]),
    ("a.md", "- Escape whitelist 1234567", ["whitelist -> allowlist"]),
    ("a.md", "- Escape whitelist abcdefa", ["whitelist -> allowlist"]),
    ("a.md", "- fix: load whitelist files", []),
    ("a.md", "- fix(x)!: load whitelist files", []),
    ("a.md", "- fix(x) load whitelist files", ["whitelist -> allowlist"]),
    ("a.md", "- other: load whitelist files", ["whitelist -> allowlist"]),
    ("a.md", "- #12 whitelist", []),
    ("a.md", "- #1 whitelist", ["whitelist -> allowlist"]),
    ("a.md", "- net: add a whitelist (Alan Writer)", []),
    ("a.md", "- net: add a whitelist (Alan)", ["whitelist -> allowlist"]),
    ("a.md", "- CVE-2026-1 - net: whitelist", []),
    ("a.md", "- [6998](x.md) Update the whitelist", []),
    ("a.md", "- [69](x.md) Update the whitelist", []),
    ("a.md", "- [6](x.md) Update the whitelist", ["whitelist -> allowlist"]),
    ("a.md", "- 6998 Update the whitelist", ["whitelist -> allowlist"]),
    ("a.md", "- Paste whitelist ([5598](x.md))", ["whitelist -> allowlist ? (shown)"]),
    ("a.md", "- Paste whitelist [KEY-12](x.md)", ["whitelist -> allowlist ? (shown)"]),
    ("a.md", "- Paste whitelist [K-12](x.md)", ["whitelist -> allowlist"]),
    ("a.md", "- Paste whitelist KEY-12", ["whitelist -> allowlist"]),
    ("a.md", "Fix whitelist (#4307)", ["whitelist -> allowlist"]),
    ("a.md", "# Fix whitelist (#4307)", ["whitelist -> allowlist"]),
    (
        "a.md",
        "| Fix whitelist (#4307) | x |\n|---|---|\n| a whitelist (#12) | y |",
        ["whitelist -> allowlist", "whitelist -> allowlist ? (shown)"],
    ),
    ("CHANGELOG.md", "- a whitelist", ["whitelist -> allowlist ? (shown)"]),
    ("docs/changes.md", "- a whitelist", ["whitelist -> allowlist ? (shown)"]),
    ("docs/changes.md", "A whitelist", ["whitelist -> allowlist ? (shown)"]),
    ("npm-json.md", "# npm json", []),
    ("npm-json.md", "# npm Json", ["Json -> JSON"]),
    ("docs/npm_json.md", "# npm json", []),
    ("", "A whitelist", ["whitelist -> allowlist"]),
    ("npm.md", "# npm json", ["json -> JSON ? (unsafe)"]),
    ("de/a.md", "A whitelist.", []),
    ("docs/it/a.md", "A whitelist.", []),
    ("it/a.md", "A whitelist.", ["whitelist -> allowlist"]),
    ("pt-BR/a.md", "A whitelist.", []),
    ("README.nb.md", "A whitelist.", []),
    ("README.it.md", "A whitelist.", ["whitelist -> allowlist"]),
    ("README.zh-CN.md", "A whitelist.", []),
    ("README.xx.md", "A whitelist.", ["whitelist -> allowlist"]),
    ("src/no/a.md", "A whitelist.", ["whitelist -> allowlist"]),
    ("a.md", "allowlist / whitelist is, whitelist / allowlist is", []),
    ("NEWS.md", "- a whitelist", ["whitelist -> allowlist ? (shown)"]),
    ("news.md", "- a whitelist", ["whitelist -> allowlist"]),
    ("newsletter.md", "- a whitelist", ["whitelist -> allowlist"]),
    ("changesets.md", "- a whitelist", ["whitelist -> allowlist"]),
]
HYPHENS = [
    ("the command-line tool", []),
    ("the command-line.", ["command-line -> command line"]),
    ("a commandline tool", ["commandline -> command-line"]),
    ("a commandline is", ["commandline -> command line"]),
    ("A command-line, an open one", []),
    ("command-line, command line", []),
    ("the command line or command-line is", []),
    ("the command line and command-line is", ["command-line -> command line"]),
    ("the command-line `oc`", []),
    ("the command-line  `oc`", []),
    ("# command-line", []),
    ("# The command-line", ["command-line -> command line"]),
    ("the command\u2011line.", ["command\u2011line -> command line"]),
    (
        "command-lines are. commandlines are.",
        ["command-lines -> command lines", "commandlines -> command lines"],
    ),
    (
        "web-page. webpage loads. A webpage script.",
        ["web-page -> web page", "webpage -> web page", "webpage -> web-page"],
    ),
    ("the (command-line) tool", []),
    ("the (command-line) is", ["command-line -> command line"]),
    ("x, command-line, y", []),
    ("command-line and other tools", []),
    ("open or command-line and", ["command-line -> command line"]),
    ("low-level and command-line is", []),
    ("level and command-line is", ["command-line -> command line"]),
    ("from command-line (old) to scripted", []),
    ("from command-line to script", ["command-line -> command line"]),
    ("a command-line to scripted", ["command-line -> command line"]),
    ("Open the command-line using it.", ["command-line -> command line"]),
    ("The commandline libs folder.", ["commandline -> command-line"]),
    ("Commandline variables count.", ["Commandline -> Command-line"]),
    ("The commandline options.", ["commandline -> command-line"]),
    ("The commandline expects it.", ["commandline -> command line"]),
    ("Of commandline expectations.", ["commandline -> command-line"]),
    ("Of commandline again.", ["commandline -> command line"]),
]

REPLACEMENTS = """
terms:
- id: allow
  term: allowlist
  deprecated: [whitelist, {form: whitelist, only-as: verb, instead: [allow]}]
- {id: data, term: dataset, deprecated: [data set]}
- {id: web-page, term: web page, deprecated: [homepage]}
- {id: hour, term: hour list, deprecated: [time list]}
- {id: both, term: one thing, deprecated: [{form: gizmo, instead: [one thing, other thing]}]}
- {id: osp, term: open source portal, deprecated: [ossportal, {form: libre portal}]}
- {id: macos, term: macOS, deprecated: [mac thing]}
"""
REPLACED = [
    ("a.md", "a data\nset is", "a dataset\nis", "safe"),
    ("a.md", "a data\nset.", "a dataset.", "safe"),
    ("a.md", "a data\n> set is", "a data\n> set is", ""),
    ("a.md", "> a data\n> set is", "> a dataset\n> is", "shown"),
    ("a.md", "a **data set** is", "a **dataset** is", "safe"),
    ("a.md", "a data\n\nset", "a data\n\nset", ""),
    ("a.md", "a [data set](x) is", "a [dataset](x) is", "safe"),
    ("a.md", "a [data\nset](x) is", "a [dataset](x) is", "safe"),
    ("a.md", "a homepage is", "a web page is", "safe"),
    ("a.md", "an homepage is", "a web page is", "safe"),
    ("a.md", "A homepage", "A web page", "safe"),
    ("a.md", "a *homepage* is", "a *web page* is", "safe"),
    ("a.md", "*a* homepage is", "*a* web page is", "safe"),
    ("a.md", "`a` homepage", "`a` web page", "safe"),
    ("a.md", "x a\nhomepage", "x a\nweb page", "safe"),
    ("a.md", "an **ossportal**", "an **open source portal**", "safe"),
    ("a.md", "a ossportal-x", "an open source portal-x", "shown"),
    (
        "a.md",
        "the ossportal-x and x-ossportal",
        "the open source portal-x and x-open source portal",
        "shown shown",
    ),
    ("a.md", "a libre\nportal is", "an\nopen source portal is", "safe"),
    ("a.md", "a **libre portal** is", "an **open source portal** is", "safe"),
    (
        "a.md",
        "The whitelisting of it. We whitelisted it.",
        "The allowing of it. We allowed it.",
        "shown unsafe",
    ),
    (
        "a.md",
        "Mac thing is. the Mac thing is. MAC THING",
        "macOS is. the macOS is. macOS",
        "safe safe safe",
    ),
    ("a.md", "Gizmos are. A gizmo is.", "One things are. A one thing is.", "unsafe unsafe"),
    ("a.md", "a time list is", "an hour list is", "safe"),
    ("a.md", "a time-list is", "an hour list is", "safe"),
    ("a.md", "an [gizmo]\n\n[gizmo]: x.md", "a [one thing]\n\n[gizmo]: x.md", "shown"),
    ("a.md", "a data&nbsp;set is", "a dataset is", "shown"),
    ("a.md", "a **data** set is", "a dataset is", "shown"),
    ("a.md", "a data *set*.", "a dataset.", "shown"),
    ("a.md", "a [data](x.md) set is", "a dataset is", "shown"),
    ("a.md", "a *new data* set is", "a new dataset is", "shown"),
    ("a.md", "**a data *set* here**", "**a dataset here**", "shown"),
    ("a.rst", "a **data** set is", "a dataset is", "shown"),
    ("a.html", "<p>a <b>data</b> set is</p>", "<p>a dataset is</p>", "shown"),
    ("a.md", "a da&#116;a set is", "a dataset is", "shown"),
    (
        "a.md",
        "+-----------+---+\n| whitelist | x |\n+-----------+---+\n",
        "+-----------+---+\n| allowlist | x |\n+-----------+---+\n",
        "safe",
    ),
    (
        "a.rst",
        "+-----------+\n| whitelist |\n+===========+\n| data set  |\n+-----------+\n",
        "+-----------+\n| allowlist |\n+===========+\n| dataset  |\n+-----------+\n",
        "safe shown",
    ),
    (
        "a.rst",
        "`whitelist`_ is\n\n.. _whitelist: x\n",
        "`allowlist`_ is\n\n.. _whitelist: x\n",
        "shown",
    ),
    (
        "a.rst",
        "+----------+\n| data set |\n+----------+\n\nA data set.",
        "+----------+\n| dataset |\n+----------+\n\nA dataset.",
        "shown safe",
    ),
    ("a.rst", "A `data set <x>`_ is", "A `dataset <x>`_ is", "safe"),
    (
        "a.tex",
        "\\emph{a data set} and a\ndata set",
        "\\emph{a dataset} and a\ndataset",
        "safe safe",
    ),
    ("a.md", "a whitelist a whitelist", "an allowlist an allowlist", "safe safe"),
    ("a.md", "THE DATA SET", "THE DATASET", "safe"),
    ("a.md", "Data Set", "Dataset", "safe"),
    (
        "a.md",
        "The Data Set is here and Data set is",
        "The dataset is here and dataset is",
        "unsafe safe",
    ),
    ("a.md", "Data set is here.", "Dataset is here.", "safe"),
    ("a.md", "data sets and data set's", "datasets and dataset's", "safe safe"),
]


@pytest.fixture(scope="module")
def engine(engine_of: Callable[[str], Engine]) -> Engine:
    return engine_of(GLOSSARY)


SMALL = "\n\nA runtime, this runtime, that runtime. A web page, this web page, that web page.\n"
"""What a page that mostly writes words small has, so that capitals are no names."""


@pytest.mark.parametrize(("text", "expected"), CAPITALS)
def test_capitals(engine: Engine, text: str, expected: list[str]) -> None:
    assert told(engine, text + SMALL) == expected


@pytest.mark.parametrize(("text", "expected"), [*MACHINES, *TALKED_OF, *HYPHENS])
def test_forms(engine: Engine, text: str, expected: list[str]) -> None:
    assert told(engine, text) == expected


@pytest.mark.parametrize(("path", "text", "expected"), IN_FILES)
def test_forms_in_files(engine: Engine, path: str, text: str, expected: list[str]) -> None:
    assert told(engine, text, path) == expected


@pytest.mark.parametrize(("path", "text", "after", "safety"), REPLACED)
def test_replacements(
    engine_of: Callable[[str], Engine], path: str, text: str, after: str, safety: str
) -> None:
    source = Source(path, text.encode())
    found = examine(source, engine_of(REPLACEMENTS), Options(claims=False)).findings
    fixes = [finding.fixes[0] for finding in found]
    assert " ".join(fix.safety.value for fix in fixes) == safety
    assert splice(source.data, fixes).data.decode() == after
