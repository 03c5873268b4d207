"""Where one word, sign or letter more turns what is told: pairs on either side of a decision."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from helpers_told import told

from termcheck.config.options import Options
from termcheck.core.source import Source
from termcheck.fixer.splice import splice
from termcheck.match.compiled_glossary import Engine
from termcheck.pipeline import examine

MakeEngine = Callable[[str], Engine]
GLOSSARY = """
terms:
- {id: allow, term: allowlist, deprecated: [whitelist]}
- {id: commands, term: command line}
- {id: deny, term: denylist, deprecated: [{form: Blacklist, case: exact}]}
- {id: github, term: GitHub, part-of-speech: proper-noun}
- {id: gitlab, term: GitLab, part-of-speech: proper-noun, fix: shown}
- {id: hf, term: Hugging Face, part-of-speech: proper-noun, deprecated: [huggingface]}
- {id: house, term: house, deprecated: [home, pad]}
- {id: html, term: HTML}
- {id: in, term: log in, part-of-speech: verb, deprecated: [{form: log-in, only-as: verb}]}
- {id: ios, term: iOS, part-of-speech: proper-noun}
- {id: json, term: JSON, part-of-speech: proper-noun}
- {id: men, term: man at work, irregular: [men at work]}
- {id: npm, term: npm, part-of-speech: proper-noun}
- {id: op, term: op code}
- {id: roll, term: roll back, part-of-speech: verb, deprecated: [roll-back]}
- {id: runtime, term: runtime}
- {id: setup, term: setup, deprecated: [{form: set up, only-as: noun}]}
- {id: site, term: website, deprecated: [homesite], near: {words: [sky], within: sentence}}
- {id: tab, term: tab}
- {id: tool, term: tool, not-near: {words: [sky], within: sentence}, deprecated: [gadget]}
- {id: web-page, term: web page}
"""
COMPOUNDS = """
terms:
- {id: ai, term: open source AI, deprecated: [opensource AI]}
- {id: data, term: dataset, deprecated: [data set]}
- {id: db, term: database, deprecated: [db]}
- {id: free, term: free style, part-of-speech: adjective, hyphen: before-noun,
   deprecated: [freestyle]}
- {id: k, term: thousand, deprecated: [k]}
- {id: login, term: 2fa login, deprecated: [double login]}
- {id: party, term: third-party tool}
- {id: portal, term: open source portal, deprecated: [ossportal]}
- {id: tablet, term: tablet system, deprecated: [iOS pad]}
- {id: time, term: real time, hyphen: before-noun, deprecated: [realtime]}
- {id: up, term: back up, part-of-speech: verb, deprecated: [{form: backup, only-as: verb}]}
- {id: user, term: end user,
   deprecated: [enduser, {form: opensource, instead: [open source]}]}
"""
CAPITALS = [
    ("- ios", ["ios -> iOS"]),
    ("- ios\n- web page", []),
    ("- web page\n- ios", []),
    ("- Some\n- ios\n- Words", ["ios -> iOS"]),
    ("- Some\n- Words\n- ios\n- Words\n- small", ["ios -> iOS"]),
    ("- ios here\n- web page", ["ios -> iOS"]),
    ("- Some\n- ios\n\nsmall", ["ios -> iOS"]),
    ("USES NPM now", []),
    ("USE NPM now", ["NPM -> npm"]),
    ("USES an NPM now", ["NPM -> npm"]),
    ("an NPM USES it", []),
    ("an NPM USE it", ["NPM -> npm"]),
    ("an NPM it USES", ["NPM -> npm"]),
    ("On Ios it is", ["Ios -> iOS"]),
    ("the TAB is", ["TAB -> tab"]),
    ("the TABS are", []),
    ("the OP code is", ["OP code -> op code"]),
    ("On Gitlab it is.", ["Gitlab -> GitLab (shown)"]),
]
RAISED = [
    # Values that texts beside each other give.
    ("It is a state such as Runtime.", True),
    ("It is a state such as Runtime.\n\nIt is one such as Connect.", False),
    ("It is one such as Connect.\n\nIt is a state such as Runtime.", False),
    ("It is one such as Connect.\n\nx\n\nIt is a state such as Runtime.\n\nMore.", True),
    ("x\n\nIt is a state such as Runtime.\n\nx\n\nIt is one such as Connect.", True),
    ("It ended. # Runtime is here.", False),
    ("It ended # Runtime is here.", True),
    ("It ended, Runtime is here.", True),
    ("Abcdefghijklmno pqrstuvwxyzabc – Runtime is here.", False),
    ("Abcdefghijklmno pqrstuvwxyzabcd – Runtime is here.", True),
    (f"{'Word ' * 56}of an Runtime, it is", False),
    (f"{'Word ' * 56}off an Runtime, it is", True),
    (f"{'Word ' * 56}off any Runtime, it is", True),
    ("Some x11vnc Words of Runtime, it", True),
    ("Some X11vnc Words of Runtime, it", False),
]
CONDITIONS = [
    # Torn code in a cell leaves that cell alone.
    ("| a |\n|---|\n| ` whitelist |\n\nA whitelist.", ["whitelist -> allowlist"]),
    ("| a |\n|---|\n| `` b` `` whitelist |", ["whitelist -> allowlist"]),
    # Words beside what to write instead are listed, not used.
    ("| Word | Use instead |\n|---|---|\n| an old whitelist | it |", []),
    ("| Word | Used by |\n|---|---|\n| an old whitelist | it |", ["whitelist -> allowlist"]),
    (f"| Word | Use instead |\n|---|---|\n| an old whitelist {'x' * 23} | it |", []),
    (
        f"| Word | Use instead |\n|---|---|\n| an old whitelist {'x' * 24} | it |",
        ["whitelist -> allowlist"],
    ),
    (
        "| Use instead | Word |\n|---|---|\n| a whitelist | it |",
        ["whitelist -> allowlist"],
    ),
    ("| Word | Use instead | Alternatives |\n|---|---|---|\n| x | a whitelist | it |", []),
    ("Vim-Whitelist is here.", []),
    ("vim-Whitelist is here.", ["Whitelist -> allowlist"]),
    ("An Huggingface Pro 1200e is", []),
    ("Huggingface Pro 1200e is", ["Huggingface -> Hugging Face"]),
    ("An Huggingface Pro is", ["Huggingface -> Hugging Face"]),
    ("Use Gitlab Pro 1200e here", ["Gitlab -> GitLab (shown)"]),
    ("whitelist { a: b; }\n\nA whitelist.", ["whitelist -> allowlist"]),
    ("Set up the host. The set up is here.", ["set up -> setup (unsafe)"]),
    ("Then set up the server.", []),
    ("The term whitelist is old. Use a whitelist.", ["whitelist -> allowlist"]),
    ("A homesite. The sky has a homesite.", ["homesite -> website"]),
    ("The sky.\n\nA homesite.", []),
    ("A sky gadget. A gadget.", ["gadget -> tool"]),
    ("| a |\n|---|\n| `` a`b `` whitelist |", ["whitelist -> allowlist"]),
    ("| a |\n|---|\n| a` whitelist |", []),
    ("| a |\n|---|\n| `` x` `` whitelist |", ["whitelist -> allowlist"]),
    ("| a |\n|---|\n| `ab` ` whitelist |", []),
    ("| a |\n|---|\n| `` a`b `` ` whitelist |", []),
    ("He is non-logged-in.", []),
    ("He logged-in.", ["logged-in -> logged in (unsafe)"]),
    ("Seen by logged-in/other users.", []),
    ("| a | b |\n|---|---|\n| (whitelist) | allowlist |", []),
    ("| a | b |\n|---|---|\n| x whitelist | allowlist |", []),
    ("| a | b |\n|---|---|\n| an whitelist | allowlist |", ["whitelist -> allowlist"]),
    ("| a | b |\n|---|---|\n| whitelist | x |", ["whitelist -> allowlist"]),
    ("whitelist => list", []),
    ("a whitelist => list", ["whitelist -> allowlist"]),
    ("allowlist instead of whitelist", []),
]
HYPHENS = [
    ("w-x and command-line is", []),
    ("x and command-line is", ["command-line -> command line"]),
    (f"a-{'x' * 53} and command-line is", []),
    (f"a-{'x' * 54} and command-line is", ["command-line -> command line"]),
    ("the command-line `-x` is", []),
    ("the command-line -x is", ["command-line -> command line"]),
    ("the command-line: `-x` is", ["command-line -> command line"]),
    ("the command-line `$` is", []),
    ("as command-line is", ["command-line -> command line"]),
    ("The men at work are here.", []),
    ("The men-at-work are here.", ["men-at-work -> men at work (unsafe)"]),
    ("two command-lines are", ["command-lines -> command lines"]),
    ("a logged-in user", []),
    ("a rolled-back release", []),
    ("We rolled-back.", ["rolled-back -> rolled back (unsafe)"]),
    ("the roll-back release", ["roll-back -> roll back"]),
    ("| a |\n|---|\n| logging-in |", []),
    ("logging-in", ["logging-in -> logging in (unsafe)"]),
    ("| a |\n|---|\n| to logging-in it |", ["logging-in -> logging in (unsafe)"]),
    ("the huggingface repository is", []),
    ("the huggingface fork", []),
    ("the huggingface thing", ["huggingface -> Hugging Face"]),
]
CITED = [
    ("*How to Tame a Command-Line of It* is", []),
    ("*How to tame a command-line of it* is", ["command-line -> command line"]),
    ("*A* and *How to Use the Whitelist Well* is", []),
    ("*How to Tame the Html Beast* and Html", ["Html -> HTML"]),
    ("- [Taming the whitelist today](https://a.example/x) - Jane Doe", []),
    ("- [Taming the whitelist](https://a.example/x) - Jane Doe", ["whitelist -> allowlist"]),
    ("- [taming the whitelist today](https://a.example/x) - Jane Doe", ["whitelist -> allowlist"]),
    ("*Tame K8s Whitelist Well* is", []),
    ("*Tame my Whitelist now* is", ["Whitelist -> Allowlist"]),
    ("*Tame Dogs with whitelist Well* is", []),
    ("*Tame Dogs about whitelist Well* is", ["whitelist -> allowlist"]),
    ("Acme Whitelist Helper extension is", []),
    ("the Whitelist Helper Suite extension is", []),
    ("Whitelist Helper Suite extension is", []),
]
MAYBE_NAMES = [
    (f"The A{'b' * 28}-Whitelist", []),
    (f"The A{'b' * 29}-Whitelist", ["Whitelist -> Allowlist"]),
    ("**to whitelist it**", ["whitelist -> allowlist"]),
    ("**whitelist**", ["whitelist -> allowlist ? (unsafe)"]),
    ("Open Admin > Whitelist.", []),
    ("Open Whitelist > Rules.", []),
    ("Open Whitelist > it.", ["Whitelist -> Allowlist"]),
    ("Must we HOME it", ["HOME -> HOUSE ? (unsafe)"]),
    ("Must we PAD it", ["PAD -> HOUSE"]),
    ("the Whitelist component", ["Whitelist -> allowlist"]),
    ("the Json component", []),
    ("the JSon component", ["JSon -> JSON"]),
    ("Good Whitelist\n: It is here", []),
    ("Good whitelist\n: It is here", ["whitelist -> allowlist"]),
    ("# html is it", ["html -> HTML ? (unsafe)"]),
    ("# html is it here", ["html -> HTML"]),
    ("set html to `x`.", ["html -> HTML ? (unsafe)"]),
    ("set html now", ["html -> HTML"]),
    (f"*{'c' * 29} html* is", []),
    (f"*{'c' * 30} html* is", ["html -> HTML"]),
    ("the html to x.", ["html -> HTML"]),
    ("Cross Webpage Replication is", ["Webpage -> Web-page ? (unsafe)"]),
    (f"C{'x' * 28} Webpage Replication is", ["Webpage -> Web-page ? (unsafe)"]),
    (f"C{'x' * 29} Webpage Replication is", ["Webpage -> Web-page"]),
    ("Cross Webpage replication is", ["Webpage -> Web-page"]),
    ("cross Webpage Replication is", ["Webpage -> Web-page"]),
]
MACHINES = [
    ("It is json, html, css here", []),
    ("x: json, html; y", []),
    ("x: json, html y", ["json -> JSON", "html -> HTML"]),
    ("a (whitelist, blocklist) is", []),
    ("a (the whitelist, blocklist) is", ["whitelist -> allowlist"]),
    ("[api, json] of it", []),
    (f"[{'a' * 77}, json] of it", []),
    (f"[{'a' * 78}, json] of it", ["json -> JSON"]),
    (f"[json, {'a' * 77}] of it", []),
    (f"[json, {'a' * 78}] of it", ["json -> JSON"]),
    ("the Html element", ["Html -> HTML"]),
    ("Acme's html element is", []),
    ("an html element is", ["html -> HTML"]),
    ("the Json field", ["Json -> JSON"]),
    (f"({'b' * 17}: html, b: c) is", []),
    (f"({'b' * 18}: html, b: c) is", ["html -> HTML"]),
    (f"s{'U' * 77}( html )", []),
    (f"s{'U' * 78}( html )", ["html -> HTML"]),
    ("-o json is", []),
    (f"run --{'a' * 28} json is", []),
    (f"run --{'a' * 29} json is", ["json -> JSON"]),
    ("[The Github](/x/The_Github/)", ["Github -> GitHub"]),
    ("[flux bootstrap](/cmd/flux_bootstrap/) github", ["github -> GitHub"]),
    ("[flux bootstrap github](/cmd/flux_bootstrap_github/)", []),
    ("[github?](/github/)", ["github -> GitHub"]),
    ("Formats: csv, json.", []),
    ("Formats: csv, xml and json.", ["json -> JSON"]),
    (f"({'a' * 197}, json) is", []),
    (f"({'a' * 198}, json) is", ["json -> JSON"]),
    (f"(json, {'a' * 197}) is", []),
    (f"(json, {'a' * 198}) is", ["json -> JSON"]),
    (f"({'a' * 197}, whitelist) is", []),
    (f"({'a' * 198}, whitelist) is", ["whitelist -> allowlist"]),
    ("It has (csv, xml) and a json, too.", ["json -> JSON"]),
    ("(signin, whitelist) is", []),
    (f"A{'b' * 38}-Json is", []),
    (f"A{'b' * 39}-Json is", ["Json -> JSON"]),
    ("The whitelist/ folder", []),
    ("a-whitelist-backend is", []),
]
REPLACED = [
    ("The real-time `oc` is here.", []),
    ("The real-time is here.", ["real-time -> real time"]),
    ("x (real-time) code", []),
    ("x (real-time) is", ["real-time -> real time"]),
    ("# The Opensource AI", ["Opensource AI -> Open Source AI"]),
    ("K of it.", ["K -> Thousand"]),
    ("DB is", ["DB -> DATABASE"]),
    ("IOS pad is here.", ["IOS pad -> Tablet system"]),
    ("# Of IOS pad", ["IOS pad -> Tablet system"]),
    ("to backups the server", []),
    ("of backups the server", []),
    ("it backups the server", ["backups -> backs up (unsafe)"]),
    ("# A DaTa Set", ["DaTa Set -> dataset"]),
    ("DaTa Set is here", ["DaTa Set -> Dataset"]),
    ("x-ossportal is", ["ossportal -> open source portal (shown)"]),
    ("THE DOUBLE LOGIN", ["DOUBLE LOGIN -> 2FA LOGIN"]),
    ("Double login is", ["Double login -> 2fa login"]),
    ("is real-time.", []),
    ("He's real-time.", ["real-time -> real time"]),
    (f"It is{' also' * 6} always real-time.", []),
    (f"They are{' also' * 6} always real-time.", ["real-time -> real time"]),
    ("an opensource tool", ["opensource -> open source"]),
    ("an enduser tool", ["enduser -> end-user"]),
    ("a third party-tool box", ["third party-tool -> third-party tool"]),
    ("a third-party-tool box", []),
    ("an enduser views", ["enduser -> end user"]),
    ("the realtime views", ["realtime -> real-time"]),
    ("the freestyle views", ["freestyle -> free-style"]),
    ("a free style view", ["free style -> free-style"]),
]
TITLES = [
    (f"- {'w ' * 293}whitelist (#4)", ["whitelist -> allowlist ? (shown)"]),
    (f"- {'w ' * 293}whitelist  (#43)", ["whitelist -> allowlist"]),
    ("- whitelist (#4307)", ["whitelist -> allowlist ? (shown)"]),
    (
        "See *it* and [fix the whitelist](https://a.example/x/pull/7)",
        [],
    ),
    ("| x | y |\n|---|---|\n| [#14358](z) | a whitelist |", []),
    ("| x | y |\n|---|---|\n| #14358 | a whitelist |", ["whitelist -> allowlist"]),
    ("| x | y |\n|---|---|\n| [#14358](z) it | a whitelist |", ["whitelist -> allowlist"]),
    ("| x | y |\n|---|---|\n| [14358](z) | a whitelist |", ["whitelist -> allowlist"]),
    (
        "| x | y |\n|---|---|\n| [14358](https://a.example/x/pull/3) | a whitelist |",
        [],
    ),
    (
        "| x | y |\n|---|---|\n| [see](https://a.example/x/pull/3) | a whitelist |",
        ["whitelist -> allowlist"],
    ),
    ("R. Moore (2014) The whitelist of it", []),
    ("It. W. Moore (2014) The whitelist of it", ["whitelist -> allowlist"]),
    (f"R. Moore (2014) A whitelist {'w ' * 285}w", []),
    (f"R. Moore (2014) A whitelist {'w ' * 285}w.", ["whitelist -> allowlist"]),
]
MARKUP = """
terms:
- {id: hours, term: big hour list, deprecated: [old time list]}
- {id: job, term: half-day job, deprecated: [full time work, part-time-work]}
- {id: portal, term: open source portal, deprecated: [ossportal]}
- {id: data, term: dataset, deprecated: [data set, data set file]}
- {id: words, term: two words, deprecated: [twain word thing]}
"""
MARKED = [
    # Markup that begins or ends inside goes as a whole.
    ("a.md", "a **data** set is", "a dataset is", "shown"),
    ("a.md", "a data **set is** x", "a dataset is x", "shown"),
    ("a.md", "a **very data** set is", "a very dataset is", "shown"),
    ("a.md", "a **data** *set* is", "a dataset is", "shown"),
    ("a.md", "a **very data** *set is* x", "a very dataset is x", "shown"),
    ("a.md", "a [very data](x.md) set is", "a very dataset is", "shown"),
    ("a.md", "a data [set of](x.md) it", "a dataset of it", "shown"),
    ("a.md", "**very** data **set**, it", "**very** dataset, it", "shown"),
    ("a.md", "a **data** set file **is** x", "a dataset **is** x", "shown"),
    ("a.md", "**is** a **data** set", "**is** a dataset", "shown"),
    ("a.md", "a **data set** is", "a **dataset** is", "safe"),
    ("a.md", "the **old** time list is", "the **big** hour list is", "safe"),
    ("a.md", "the old **time** list is", "the big **hour** list is", "safe"),
    ("a.md", "the old time\nlist is", "the big hour\nlist is", "safe"),
    ("a.md", "an **old**-time list is", "a **big** hour list is", "safe"),
    ("a.md", "the *full* time work is", "the *half*-day job is", "safe"),
    ("a.md", "the *full* time\nwork", "the *half*-day\njob", "safe"),
    ("a.md", "the part-**time**-work", "the half-**day** job", "safe"),
    ("a.html", '<p>the old<a id="a-b"></a>-time list</p>', "<p>the big hour list</p>", "shown"),
    (
        "a.html",
        '<p>the old<a id="a b"></a> time list</p>',
        '<p>the big<a id="a b"></a> hour list</p>',
        "safe",
    ),
    ("a.html", '<p>the full<a id="a"></a> time work</p>', "<p>the half-day job</p>", "shown"),
    ("a.md", "a data\nset file is", "a dataset\nis", "safe"),
    ("a.md", "a data set\nfile is", "a dataset\nis", "safe"),
    ("a.md", "a data\nset\nfile is", "a dataset is", "shown"),
    ("a.md", "a data **set**\nfile is", "a dataset is", "shown"),
    ("a.md", "the twain\nword thing is", "the two\nwords is", "safe"),
    ("a.md", "the twain word\nthing.", "the two\nwords.", "safe"),
    # Lines around a title.
    ("a.rst", "ossportal\n=========\n\nx", "open source portal\n==================\n\nx", "safe"),
    (
        "a.rst",
        "x\n\n=========\nossportal\n=========\n",
        "x\n\n==================\nopen source portal\n==================\n",
        "safe",
    ),
    (
        "a.rst",
        "=========\nossportal\n=========\n",
        "==================\nopen source portal\n==================\n",
        "safe",
    ),
    (
        "a.rst",
        "========\nossportal\n=========\n",
        "========\nopen source portal\n==================\n",
        "safe",
    ),
    ("a.rst", "\nossportal\n=========\n", "\nopen source portal\n==================\n", "safe"),
    ("a.rst", "ossportal\n==========\n", "open source portal\n==================\n", "safe"),
    (
        "a.rst",
        "ossportal\n===================\n",
        "open source portal\n===================\n",
        "safe",
    ),
    ("a.rst", "ossportal\n========\n", "open source portal\n========\n", "safe"),
    (
        "a.rst",
        "漢字 ossportal\n==============\n",
        "漢字 open source portal\n=======================\n",
        "safe",
    ),
    ("a.md", "ossportal\n*********\n", "open source portal\n*********\n", "safe"),
    (
        "a.md",
        "************\n\n# ossportal",
        "************\n\n# open source portal",
        "safe",
    ),
]
IN_FILES = [
    # A plain text is code from forty characters on, of which more than a twelfth are signs.
    ("a.txt", f"a whitelist [] () {{}} {'x' * 18}", ["whitelist -> allowlist"]),
    ("a.txt", f"a whitelist [] () {{}} {'x' * 19}", []),
    ("a.txt", f"a whitelist [] () {'x' * 29}", []),
    ("a.txt", f"a whitelist [] () {'x' * 30}", ["whitelist -> allowlist"]),
    ("npm-json.md", "# npm json\n\nA Json.", ["Json -> JSON"]),
    ("npm-json.md", "npm json", ["json -> JSON"]),
    ("a.adoc", "https://a.example/x[How to Tame the Whitelist] is", []),
    (
        "CHANGELOG.md",
        "| a | b |\n|---|---|\n|  | a whitelist |",
        ["whitelist -> allowlist ? (shown)"],
    ),
    ("release-notes/a.md", "A whitelist", ["whitelist -> allowlist ? (shown)"]),
    ("docs/1.26.0-notes.md", "A whitelist", ["whitelist -> allowlist ? (shown)"]),
    ("docs/a-changelog.md", "A whitelist", ["whitelist -> allowlist ? (shown)"]),
    ("docs\\changelog\\a.md", "A whitelist", ["whitelist -> allowlist ? (shown)"]),
    ("changes/1.5.md", "A whitelist", ["whitelist -> allowlist ? (shown)"]),
    ("changes/a.md", "A whitelist", ["whitelist -> allowlist"]),
    ("a/1.5.md", "A whitelist", ["whitelist -> allowlist"]),
    (
        "a.rst",
        "+---------------+\n| the whitelist |\n+---------------+\n",
        ["whitelist -> allowlist"],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*CAPITALS, *CONDITIONS, *HYPHENS, *CITED, *MAYBE_NAMES, *MACHINES, *TITLES],
)
def test_forms(engine_of: MakeEngine, text: str, expected: list[str]) -> None:
    assert told(engine_of(GLOSSARY), text) == expected


@pytest.mark.parametrize(("text", "odd"), RAISED)
def test_capitals_nothing_asks_for(engine_of: MakeEngine, text: str, odd: bool) -> None:
    small = "\n\nIn a runtime, our runtime is one."
    expected = ["Runtime -> runtime ? (unsafe)"] if odd else []
    assert told(engine_of(GLOSSARY), text + small) == expected


@pytest.mark.parametrize(("text", "expected"), REPLACED)
def test_replacements(engine_of: MakeEngine, text: str, expected: list[str]) -> None:
    assert told(engine_of(COMPOUNDS), text) == expected


@pytest.mark.parametrize(("path", "text", "expected"), IN_FILES)
def test_files(engine_of: MakeEngine, path: str, text: str, expected: list[str]) -> None:
    assert told(engine_of(GLOSSARY), text, path) == expected


@pytest.mark.parametrize(("path", "text", "after", "safety"), MARKED)
def test_markup_and_lines_around(
    engine_of: MakeEngine, path: str, text: str, after: str, safety: str
) -> None:
    source = Source(path, text.encode())
    (finding,) = examine(source, engine_of(MARKUP), Options(claims=False)).findings
    (fix,) = finding.fixes
    assert splice(source.data, [fix]).data.decode() == after
    assert fix.safety == safety


@pytest.mark.parametrize(
    ("glossary", "text", "lines"),
    [
        ("{id: o, term: OSPO, long-form: open office, first-use: expand}", text, lines)
        for text, lines in (
            ("The OSPO Foundation met.", []),
            ("The OSPO foundation met.", [1]),
            ("x (OSPO) is", []),
            ("Ask OSPO x яя", [1]),
            ("Ask OSPO goes яяя", []),
            ("Ask OSPO ɏɏɏ", [1]),
        )
    ]
    + [
        ("{id: f, term: fork, first-use: define}", "The Fork Foundation met.", [1]),
        ("{id: f, language: ru, term: форк, first-use: define}", "Наш форк здесь.", [1]),
        (
            "{id: f, language: ru, term: TTL, long-form: время жизни, first-use: expand}",
            "Ваш TTL здесь.",
            [1],
        ),
        (
            "{id: f, language: ru, term: TTL, long-form: time to live, first-use: expand}",
            "Ваш TTL здесь.",
            [],
        ),
        (
            "{id: c, term: Clipper Tool, part-of-speech: proper-noun, variants: true, sign: ®,"
            " deprecated: [Klipper]}",
            "“Klipper”\n\nClipper-Tool\n\nA Clipper Tool",
            [3, 5],
        ),
    ],
)
def test_first_uses(engine_of: MakeEngine, glossary: str, text: str, lines: list[int]) -> None:
    language = "ru" if "language" in glossary else "en"
    engine = engine_of(f"language: {language}\nterms: [{glossary}]")
    found = examine(Source("a.md", text.encode()), engine, Options(claims=False)).findings
    assert [finding.line for finding in found] == lines
