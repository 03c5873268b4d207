"""The checks of forms on Markdown: what is told, what is left alone, what is put in its place."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from termcheck.core.finding import Finding, Safety, Severity

Findings = Callable[..., list[Finding]]

GLOSSARY = """
terms:
- id: allowlist
  term: allowlist
  deprecated:
  - whitelist
  - {form: whitelist, only-as: verb, instead: [allow]}
- id: email
  term: email
  deprecated: [e-mail]
- {id: github, term: GitHub, part-of-speech: proper-noun}
- id: log-in
  term: log in
  part-of-speech: verb
  deprecated: [{form: login, only-as: verb}]
- id: login
  term: login
  deprecated: [{form: log in, only-as: noun}]
- {id: npm, term: npm, part-of-speech: proper-noun, case: exact}
- {id: url, term: URL}
- {id: web-page, term: web page}
"""


def told(findings: list[Finding]) -> list[str]:
    return [f"{one.check}: {one.actual}" for one in findings]


def fixed(text: str, findings: list[Finding]) -> str:
    data = text.encode()
    for finding in sorted(findings, key=lambda one: one.span, reverse=True):
        for fix in finding.fixes[:1]:
            data = data[: fix.span.start] + fix.text.encode() + data[fix.span.end :]
    return data.decode()


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Add it to the whitelist.", "Add it to the allowlist."),
        ("Whitelists are lists.", "Allowlists are lists."),
        ("The whitelist's end.", "The allowlist's end."),
        ("A WHITELIST!", "An ALLOWLIST!"),
        ("a whitelist, an e-mail, the e-mails", "an allowlist, an email, the emails"),
        ("An e-mail", "An email"),
        ("Web Page here, some web Page there", "Web page here, some web page there"),
        ("We whitelisted it.", "We allowed it."),
        ("Add them to whitelist by hand.", "Add them to allowlist by hand."),
        ("Whitelisting helps.", "Allowing helps."),
        ("E-Mail Us Today", "Email Us Today"),
        ("To login, press it. You can login.", "To login, press it. You can log in."),
        ("the log in page", "the login page"),
        ("On Github", "On GitHub"),
        ("Two webpages", "Two web pages"),
        ("A Url and two urls", "A URL and two URLs"),
        ("NPM and Npm", "npm and npm"),
    ],
)
def test_replacements_agree(findings_of: Findings, text: str, after: str) -> None:
    found = findings_of(GLOSSARY, text)
    if text.startswith("To login, press"):
        found = [one for one in found if one.span.start > 10]
    assert fixed(text, found) == after


def test_a_message_names_both(findings_of: Findings) -> None:
    (one,) = findings_of(GLOSSARY, "A whitelist.")
    assert one.message == "Unexpected `whitelist`, expected `allowlist`"
    assert (one.line, one.column, one.term, one.expected) == (1, 3, "allowlist", ("allowlist",))


@pytest.mark.parametrize(
    ("text", "safety"),
    [
        ("the whitelist", Safety.SAFE),
        ("the whitelists", Safety.SAFE),
        ("we whitelisted it", Safety.UNSAFE),
        ("you can login", Safety.UNSAFE),
        ("the white**list**", Safety.SHOWN),
        ("the web\n*page*", None),
        ("a **whitelist**", Safety.SAFE),
    ],
)
def test_fixes_are_safe_when_nothing_is_guessed(
    findings_of: Findings, text: str, safety: Safety | None
) -> None:
    found = findings_of(GLOSSARY, text)
    assert [fix.safety for one in found for fix in one.fixes] == ([safety] if safety else [])


@pytest.mark.parametrize(
    "text",
    [
        'They call it a "whitelist".',
        "They call it a “whitelist of hosts”.",
        "The term whitelist is old.",
        "The word *whitelist* is old.",
        "It is called allowlist (formerly whitelist).",
        "Write allowlist instead of whitelist.",
        "Use an allowlist rather than a whitelist, not *whitelist*.",
        "Do not write whitelist.",
        "The whitelist was renamed to allowlist.",
        "Rename whitelist to allowlist.",
        "`whitelist`",
        "<code>whitelist</code>",
        "<!-- whitelist -->",
    ],
)
def test_words_talked_of_are_left_alone(findings_of: Findings, text: str) -> None:
    assert findings_of(GLOSSARY, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Instead of whitelisting hosts, ask.",
        "It is not a whitelist.",
        "We previously whitelisted hosts.",
        "In other words, whitelist it.",
        "Avoid the whitelist.",
    ],
)
def test_words_used_are_told(findings_of: Findings, text: str) -> None:
    assert len(findings_of(GLOSSARY, text)) == 1


def test_quoted_terms_may_be_told_too(findings_of: Findings) -> None:
    glossary = "terms: [{id: a, term: allowlist, deprecated: [whitelist], quoted: true}]"
    assert told(findings_of(glossary, 'The "whitelist".')) == ["avoided-term: whitelist"]


CASES = """
terms:
- {id: a, term: open model}
- {id: b, term: GitHub Actions, part-of-speech: proper-noun}
- {id: c, term: HTML, part-of-speech: proper-noun}
- {id: d, term: free style, case: free}
"""


@pytest.mark.parametrize(
    "text",
    [
        "Open models are here. Open models too.",
        "He said: “Open models.”",
        "# Using Open Models",
        "# Open Models",
        "## MkDocs Open Models",
        "OPEN MODELS ARE HERE",
        "We met at the Open Model Forum.",
        "The Free Open Model Forum met.",
        "- **Open Model**: it is here.",
        "See [Open Model](x.md).",
        "Enhanced Open Model: it is here.",
        "| Open Model | x |\n|---|---|\n| Open model | y |",
        "The **Html** property. See [html](#html).",
        "Test-Html and my-html and html/css",
        "Free Style, FREE style, fREE sTYLE",
        "It runs on GITHUB ACTIONS.",
    ],
)
def test_capitals_that_have_a_reason(findings_of: Findings, text: str) -> None:
    assert told(findings_of(CASES, text)) == []


@pytest.mark.parametrize(
    ("text", "actual"),
    [
        ("This is an Open model.", "Open model"),
        ("This is an open Model.", "open Model"),
        ("It runs on Github Actions.", "Github Actions"),
        ("It runs on github actions.", "github actions"),
        ("# With github Actions", "github Actions"),
        ("The page is Html.", "Html"),
    ],
)
def test_capitals_that_have_none(findings_of: Findings, text: str, actual: str) -> None:
    assert told(findings_of(CASES, text)) == [f"casing: {actual}"]


def hyphens(policy: str, adjective: bool = True) -> str:
    part = "adjective" if adjective else "noun"
    return f"""
settings: {{hyphen: {policy}}}
terms: [{{id: a, term: open source, part-of-speech: {part}}}]
"""


@pytest.mark.parametrize(
    ("policy", "text", "actual"),
    [
        ("free", "An open source tool, an open-source tool; it is open-source.", []),
        ("free", "An opensource tool, an open‑source one.", ["opensource"]),
        ("never", "An open source tool, an open-source tool.", ["open-source"]),
        ("never", "It is open‑source.", ["open‑source"]),
        ("always", "It is open source.", ["open source"]),
        ("always", "An open-source tool.", []),
        ("before-noun", "An open source tool is open source.", ["open source"]),
        ("before-noun", "An open-source tool is open source.", []),
        ("before-noun", "It is open-source. It is open-source and free.", ["open-source"] * 2),
        ("before-noun", "The open source, which is good.", []),
        ("before-noun", "An opensource tool.", ["opensource"]),
    ],
)
def test_hyphens_of_adjectives(
    findings_of: Findings, policy: str, text: str, actual: list[str]
) -> None:
    assert [one.actual for one in findings_of(hyphens(policy), text)] == actual


def test_a_hyphen_is_put_where_the_policy_asks(findings_of: Findings) -> None:
    found = findings_of(hyphens("before-noun"), "An opensource tool. An open source tool.")
    assert [one.expected for one in found] == [("open-source",), ("open-source",)]


@pytest.mark.parametrize(
    ("text", "actual"),
    [
        ("The web page, the web-page design, the web page design.", []),
        ("A web-page. Each web-page, here.", ["web-page"]),
        ("A web-page, site or book design.", []),
        ("A webpage.", ["webpage"]),
    ],
)
def test_hyphens_of_nouns(findings_of: Findings, text: str, actual: list[str]) -> None:
    assert [one.actual for one in findings_of(GLOSSARY, text)] == actual


CONDITIONS = """
terms:
- id: a
  term: replica
  deprecated: [{form: slave, near: {words: [database, node], within: WITHIN}}]
- id: b
  term: placeholder
  deprecated: [{form: dummy, not-near: {words: [regression], within: WITHIN}}]
"""


@pytest.mark.parametrize(
    ("within", "text", "terms"),
    [
        ("sentence", "The slave of the database.", ["a"]),
        ("sentence", "The slave. The databases.", []),
        ("sentence", "Database and slave.", ["a"]),
        ("sentence", "Slave of the database", ["a"]),
        ("paragraph", "Node, slave.", ["a"]),
        ("paragraph", "The slave. The databases.", ["a"]),
        ("paragraph", "The slave.\n\nThe databases.", []),
        ("section", "The slave.\n\nThe databases.", ["a"]),
        ("section", "# Databases\n\nThe slave.", ["a"]),
        ("section", "# One\n\nThe slave.\n\n# Two\n\nThe databases.", []),
        ("paragraph", "The databases are:\n\n- a slave\n- another one", ["a"]),
        ("paragraph", "The **data**base's slave.", ["a"]),
        ("paragraph", "The databased slave.", []),
        ("sentence", "A dummy. A regression.", ["b"]),
        ("paragraph", "A dummy. A regression.", []),
    ],
)
def test_words_near(findings_of: Findings, within: str, text: str, terms: list[str]) -> None:
    found = findings_of(CONDITIONS.replace("WITHIN", within), text)
    assert [one.term for one in found] == terms


def test_a_mention_is_no_context_of_itself(findings_of: Findings) -> None:
    glossary = """
terms: [{id: a, term: x, deprecated: [{form: slave node, near: {words: [node], within: section}}]}]
"""
    assert findings_of(glossary, "A slave node.") == []
    assert len(findings_of(glossary, "A slave node of a node.")) == 1


@pytest.mark.parametrize(
    ("scope", "count"),
    [("heading", 1), ("list", 1), ("table", 1), ("link", 1), ("alt", 1), ("quote", 1), ("title", 1),
     ("front-matter", 1)],
)  # fmt: skip
def test_scopes(findings_of: Findings, scope: str, count: int) -> None:
    text = """---
title: bad
---

# bad

Para bad [bad](x.md "bad").

- bad

> bad

![bad](x.png)

| a |
|---|
| bad |
"""
    glossary = f"terms: [{{id: a, term: good, deprecated: [{{form: bad, scopes: [{scope}]}}]}}]"
    assert len(findings_of(glossary, text)) == count


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Please login to the site.", "log-in"),
        ("Users can login with a key.", "log-in"),
        ("Login the user.", "log-in"),
        ("Then login the user.", "log-in"),
        ("Read it and login the user.", "log-in"),
        ("The tool: login each user.", "log-in"),
        ("The one login the user has.", None),
        ("Login to the site.", "log-in"),
        ("You need to login.", "log-in"),
        ("Don't login twice.", "log-in"),
        ("Open the log in page.", "login"),
        ("After log in, wait.", "login"),
        ("After login, the login page and the login button are gone.", None),
        ("You are redirected to login.", None),
        ("Prior to login, wait.", None),
        ("Log in to the site, then log in again.", None),
        ("Look at the log in the file, at the log in question.", None),
        ("Login", None),
        ("# Login with GitHub", None),
        ("Type your login name. The user login information is kept.", None),
        ("Open it, then login fails. Read and then login for each.", None),
        ("From hobbies to logins, all is here.", None),
        (
            "It logins the user, for repeated logins the host, it lists logins any may use."
            " Nightly logins all had flaws. Ensure fresh logins every day.",
            "log-in",
        ),
        ("It is not just login messages that are sent to login server A.", None),
    ],
)
def test_word_classes(findings_of: Findings, text: str, found: str | None) -> None:
    assert [one.term for one in findings_of(GLOSSARY, text)] == ([found] if found else [])


ADJECTIVE = """
terms: [{id: on-site, term: on-site, deprecated: [{form: onsite, only-as: adjective}]}]
"""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("An onsite visit is due.", 1),
        ("The onsite team is here.", 1),
        ("We work onsite.", 0),
        ("The onsite is here.", 0),
        ("It is onsite and here.", 0),
    ],
)
def test_words_only_as_adjectives(findings_of: Findings, text: str, count: int) -> None:
    assert len(findings_of(ADJECTIVE, text)) == count


SUPERSEDED = """
terms:
- id: a
  term: new
  severity: error
  superseded: [{form: old, since: 2027-01-01, error-from: 2027-07-01}]
"""


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        ("2026-12-31", Severity.INFO),
        ("2027-01-01", Severity.WARNING),
        ("2027-06-30", Severity.WARNING),
        ("2027-07-01", Severity.ERROR),
    ],
)
def test_superseded_forms_grow_severe(findings_of: Findings, day: str, severity: Severity) -> None:
    (one,) = findings_of(SUPERSEDED, "The old one.", datetime.date.fromisoformat(day))
    assert one.severity is severity


ACRONYM = """
terms:
- id: ospo
  term: OSPO
  long-form: open source program office
  admitted: [open source programme office]
  meaning: Who decides.
  first-use: expand
- {id: fork, term: fork, first-use: define, meaning: A copy., admitted: [spin-off]}
"""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Ask the OSPO. The OSPO knows.", [1]),
        ("Ask the open source program office (OSPO). The OSPO knows.", []),
        ("An Open-Source Programme Office helps.\n\nAsk the OSPO.", []),
        ("Ask the Büro (OSPO). The OSPO knows.", []),
        ("Ask the [OSPO](x.md). The OSPO knows.", []),
        ("# OSPO\n\nHello.\n\nAsk the OSPO.", [5]),
        ("The “OSPO”. The OSPO.", [1]),
        ('<abbr title="open source program office">OSPO</abbr> and OSPO.', []),
        ('The OSPO.\n\n<abbr title="open source program office">OSPO</abbr>.', [1]),
        ("TODO 小组社区向 OSPO 合作伙伴开放。", []),
        ("すでに OSPO を確立している組織は参加できます。\n\nThe OSPO asks.", [3]),
        ("Le bureau OSPO répond à Gdańsk.", [1]),
        ("A fork is a copy. The fork lives.", []),
        ("The fork lives. A fork is a copy.", [1]),
        ("We call it a fork: a copy.", []),
        ("The spin-off lives.", []),
        ("The spin-off lives, as a fork does.", [1]),
    ],
)
def test_first_use(findings_of: Findings, text: str, lines: list[int]) -> None:
    found = findings_of(ACRONYM, text)
    assert [one.line for one in found] == lines
    assert {one.check for one in found} <= {"undefined-acronym", "undefined-term"}


CONSISTENT = """
terms:
- {id: a, term: pretrained, part-of-speech: adjective, admitted: [pre-trained],
   consistency: document, variants: false}
- {id: b, term: backend, admitted: [back-end], consistency: document, variants: false}
"""


@pytest.mark.parametrize(
    ("text", "actual"),
    [
        ("A pretrained model. A pretrained one. A pre-trained one.", ["pre-trained"]),
        ("A pre-trained model. A pre-trained one. A pretrained one.", ["pretrained"]),
        ("A pretrained model. A pre-trained one.", ["pre-trained"]),
        ("A pre-trained model. A pre-trained one.", []),
        ("A pre-trained model. The Generative Pretrained Transformer.", []),
        ('A pre-trained model. The "pretrained" one.', []),
        ("A backend. A pretrained model. A pre-trained one.", ["pre-trained"]),
    ],
)
def test_admitted_forms_do_not_mix(findings_of: Findings, text: str, actual: list[str]) -> None:
    found = findings_of(CONSISTENT, text)
    assert [one.actual for one in found] == actual
    assert {one.check for one in found} <= {"mixed-terms"}


def test_a_form_to_avoid_in_exact_capitals_is_another_word_in_others(
    findings_of: Findings,
) -> None:
    glossary = "terms: [{id: a, term: LinkedIn, deprecated: [{form: Linked In, case: exact}]}]"
    assert told(findings_of(glossary, "On Linked In it is linked in.")) == [
        "avoided-term: Linked In"
    ]


def test_a_fix_policy_limits_fixes(findings_of: Findings) -> None:
    for policy, safety in (("none", []), ("shown", ["shown"]), ("unsafe", ["unsafe"])):
        glossary = f"terms: [{{id: a, term: x, deprecated: [{{form: bad, fix: {policy}}}]}}]"
        (one,) = findings_of(glossary, "A bad one.")
        assert [fix.safety.value for fix in one.fixes] == safety


@pytest.mark.parametrize(
    ("text", "actual"),
    [
        ("# All About Our Web Page", []),
        ("# All About Our web Page", ["web Page"]),
        ("# All about our Web page", []),
        ("Web page and WEB PAGE and Web Page.", []),
        ("A web page, no web page, one web page and the Web Page.", ["Web Page"]),
        ("OUR WEB PAGE IS NEW.", []),
        ("It is a GITHUB PAGE here.", []),
        ("It is a LARGE GITHUB here.", []),
        ("It is a BIG GITHUB now here.", ["GITHUB"]),
        ("In our Web page.", ["Web page"]),
        ("We saw: Web page.", []),
        ("- Web page\n- Url\n", []),
        ("A GITHUB page of GIThub.", ["GITHUB", "GIThub"]),
        ("**Url** and *github*, [npm](x.md)", []),
        ("The **Url** of it.", []),
        ("The Url of it.", ["Url"]),
        ("See example/github, my-npm-x and github.com.", []),
        ("The github package and the github element.", []),
        ("https / http, github / npm.", []),
        ("Lists (json, url, github) of them.", []),
        ("url: an address", []),
        ("url:", []),
        ("- url:\n\n  An address.", []),
        ("The url:", ["url"]),
        ("[api,url,json] Mend it", []),
        ("[api url] Mend it", ["url"]),
        ("The url field, the field url.", []),
        ("#12: url: mended", []),
        ("[api,url] Mend it", []),
        ("Technology: url", []),
        ("Technology: the url", ["url"]),
        ("Restart the url service, the url, db and web services.", []),
        ("Our url services, the url server.", ["url", "url"]),
        ("Use the github theme.", []),
        ("It is on (i.e., backend: url, strict: true). See (the github: url).", ["github", "url"]),
        ("- (url) mend it\n- (url) of it", []),
        ("- (the url) mend it", ["url"]),
        ("| a | b |\n|---|---|\n| git checkout github | See the github |", ["github"]),
        ("Add 🤗 Web Page here, the 🤗 web Page.", ["web Page"]),
        ("Add the Web page-Tool to the Web page directory.", []),
        (
            "To load it:\n\n$ npm run github | url\n\nPS C:\\x> get github\n\nThe $ of github.",
            ["github"],
        ),
        ("Let |url| be the url.", ["url"]),
        ("The X-Url header, their's url tag, it runs –x url now, prefix: url-", []),
        ("- **a** (*Required*, url): The url of it", ["url"]),
        ("| a | b |\n|---|---|\n| ... **url:** | The url: |", ["url"]),
        ("The kind (github, npm, ...) of it.", []),
        ("See [The File - url](x.md) and the file - url.", ["url"]),
    ],
)
def test_capitals(findings_of: Findings, text: str, actual: list[str]) -> None:
    assert [found.actual for found in findings_of(GLOSSARY, text)] == actual


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("| whitelist | allowlist |", 0),
        ("| “whitelist” | `allowlist` |", 0),
        ("| whitelist | list |", 1),
        ("| our whitelist | allowlist |", 1),
        ("| A | whitelist |", 1),
    ],
)
def test_a_cell_beside_what_to_write_only_lists_a_word(
    findings_of: Findings, row: str, count: int
) -> None:
    assert len(findings_of(GLOSSARY, f"| a | b |\n|---|---|\n{row}\n")) == count
    avoided = findings_of(GLOSSARY, f"| Avoid | Write |\n|---|---|\n{row}\n")
    assert len(avoided) == (row == "| A | whitelist |")


@pytest.mark.parametrize(
    ("text", "actual"),
    [
        ("# Command-line", []),
        ("The command-line is here.", ["command-line"]),
        ("The command-line `oc` is here.", []),
        ("The command-line, API and web tools.", []),
        ("The web-based or command-line is here.", []),
        ("The web based or command-line is here.", ["command-line"]),
        ("The “command-line” and web tools.", []),
        ("A third-party-tool and a third party.", ["third party"]),
        ("The commandline tool, two commandlines.", ["commandline", "commandlines"]),
        ("Our list (commandline, json, url).", []),
        ("The open-source is open-source.", []),
        ("It is the command-line.", ["command-line"]),
    ],
)
def test_hyphens_before_nouns(findings_of: Findings, text: str, actual: list[str]) -> None:
    glossary = """
settings: {hyphen: before-noun}
terms:
- {id: a, term: command line}
- {id: b, term: third-party, part-of-speech: noun}
"""
    assert [found.actual for found in findings_of(glossary, text)] == actual


@pytest.mark.parametrize(
    ("text", "after", "safety"),
    [
        # What joins the parts of a longer word depends on them.
        ("An opensource-portal.", "An open source-portal.", Safety.SHOWN),
        ("A whitelist-tool.", "An allowlist-tool.", Safety.SAFE),
        ("The A whitelist.", "The An allowlist.", Safety.SAFE),
        ("Aa whitelist.", "Aa allowlist.", Safety.SAFE),
        ("a *whitelist*", "an *allowlist*", Safety.SAFE),
        ("*a* whitelist", "*an* allowlist", Safety.SAFE),
        ("*a whitelist*", "*an allowlist*", Safety.SAFE),
        ("a [whitelist](x.md)", "an [allowlist](x.md)", Safety.SAFE),
        ("An e-mail", "An email", Safety.SAFE),
        ("A e-mail", "An email", Safety.SAFE),
        ("OUR WHITELIST", "OUR ALLOWLIST", Safety.SAFE),
        ("# The Whitelist and the Blocks", "# The Allowlist and the Blocks", Safety.SAFE),
    ],
)
def test_words_are_put_in_with_all_that_hangs_on_them(
    findings_of: Findings, text: str, after: str, safety: Safety
) -> None:
    glossary = GLOSSARY + "- {id: os, term: open source, deprecated: [opensource]}\n"
    found = [finding for finding in findings_of(glossary, text) if finding.check != "casing"]
    assert (fixed(text, found), [finding.fixes[0].safety for finding in found]) == (after, [safety])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("A TTL.", [1]),
        ("A time to live (TTL). A TTL.", []),
        ("A TTL (time to live). A TTL.", []),
        ("[TTL](x.md). A TTL.", []),
        ("# TTL\n\nText.\n\nA TTL. A TTL.", [5]),
        ("Time-to-live is it.\n\nThe TTL.", []),
        ('<abbr title="time to live">TTL</abbr> of it.', []),
        ("The TTL.\n\nThe time to live.", [1]),
        ("Das „TTL“.\n\nTTL.", [3]),
    ],
)
def test_long_forms_come_first(findings_of: Findings, text: str, lines: list[int]) -> None:
    glossary = "terms: [{id: ttl, term: TTL, long-form: time to live, first-use: expand}]"
    assert [found.line for found in findings_of(glossary, text)] == lines


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("The url library. The github daemon.", [True, True]),
        ("The url command. The github command.", [False]),
        ("If url is set, go. If github is set, go.", [True, False]),
        ("If url is not enabled. The url is here.", [True, False]),
        ("One of url or more. Either github or it.", [True, True]),
        ("The default (url) is it. It defaults to github.", [True, True]),
        ("The url (the url) of it.", [False, True]),
        ("It is url.", [False]),
        ("| a | b |\n|---|---|\n| url is | github |\n", [True]),
        ("| a | b |\n|---|---|\n| The url | of |\n", [False]),
        ("**whitelist**", [True]),
        ("**A whitelist**", [False]),
        ("Non-Whitelist tools, Ionide-Whitelist tools.", [False]),
        ("WHITELIST, ANDROID", []),
        ("ANDROID and WHITELIST", []),
        ("ANDROID WHITELIST", [False]),
        ("The Acme Whitelist is here. The acme Whitelist is here.", [False]),
        ("The Acme github Pro is here.", [False]),
    ],
)
def test_what_may_be_a_name_is_information_without_a_safe_fix(
    findings_of: Findings, text: str, doubted: list[bool]
) -> None:
    found = findings_of(GLOSSARY, text)
    assert [finding.severity is Severity.INFO for finding in found] == doubted
    assert [finding.fixes[0].safety for finding in found] == [
        Safety.UNSAFE if doubt else Safety.SAFE for doubt in doubted
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Wrong: a whitelist of hosts.", 0),
        ("whitelist → allowlist", 0),
        ("whitelist means a list", 0),
        ("A whitelist means a list", 1),
        ("The words blocklist, whitelist and list are old.", 0),
        ("The blocklist, whitelist and list are old.", 1),
        ("The **whitelist** was replaced.", 0),
        ("The whitelist was replaced.", 1),
        ("Never use whitelist; it is old.", 0),
        ("Never use whitelist hosts.", 1),
        ("Do not write host, whitelist or list.", 0),
        ("Do not read host, whitelist or list.", 1),
        ("It was formerly known as whitelist.", 0),
        ("It was known to the whitelist.", 1),
        ("Words: whitelist, host.", 0),
        ("Some hosts (whitelist, host, ...) are.", 0),
        ("Some hosts (our whitelist, host) are.", 1),
        ("Hosts: whitelist, host.", 1),
    ],
)
def test_what_is_talked_of_is_no_use(findings_of: Findings, text: str, count: int) -> None:
    assert len(findings_of(GLOSSARY, text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("See [How to Build a Whitelist on Github](https://example.org/x).", 0),
        ("See [How to Build a Whitelist on Github](x.md).", 2),
        ("See [how we build a whitelist](https://example.org/x).", 1),
        ("See [The Right New Tool for github](https://example.org/x).", 0),
        ("See [Github Whitelist](https://example.org/x).", 1),
        ("See [Github Whitelist](https://marketplace.example.org/x).", 0),
        ("Read *The Art of the Whitelist* first.", 0),
        ("*The Art of the Whitelist*", 1),
        ("Install the Github Tools for Whitelist extension.", 0),
        ("Install the Github extension.", 1),
        ("[Our whitelist](http://our-whitelist.org/a), [our github](http://x.org/a)", 1),
        ("[How they whitelist a github](https://www.youtube.com/watch?v=x1)", 0),
        ("[How they whitelist a github](https://example.org/x) - Jane Doe", 0),
        ("[How they whitelist a github](https://example.org/x) - it says how", 2),
    ],
)
def test_titles_and_names_that_others_gave_are_left(
    findings_of: Findings, text: str, count: int
) -> None:
    assert len(findings_of(GLOSSARY, text)) == count


@pytest.mark.parametrize(
    ("path", "text", "count"),
    [
        ("a.rst", "`How to Build a Whitelist <https://example.org/x>`_\n", 0),
        ("a.rst", ":doc:`How to Build a Whitelist <x>`\n", 1),
        ("a.adoc", "See https://example.org/x[How to Build a Whitelist].\n", 0),
        ("a.adoc", "See xref:x.adoc[How to Build a Whitelist].\n", 1),
        ("a.html", '<p><a href="https://example.org/x">How to Build a Whitelist</a></p>', 0),
        ("a.html", '<p><a href="x.html">How to Build a Whitelist</a></p>', 1),
        ("a.html", '<p><a href="https://x.org/#dfn-url-parser">url parser</a></p>', 0),
        ("a.html", '<p><a href="#dfn-url-parser">url parser</a></p>', 1),
        ("a.rst", "* github use :x:`y` instead\n* github uses it\n", 1),
    ],
)
def test_titles_are_told_in_every_format(
    findings_of: Findings, path: str, text: str, count: int
) -> None:
    assert len(findings_of(GLOSSARY, text, path=path)) == count


def test_a_heading_that_is_named_by_its_words_is_not_corrected(findings_of: Findings) -> None:
    text = "== On Github\n\n== With Github\n\nSee <<On Github>>.\n"
    safety = [one.fixes[0].safety for one in findings_of(GLOSSARY, text, path="a.adoc")]
    assert safety == [Safety.SHOWN, Safety.SAFE]


def test_names_with_hyphens_are_not_corrected(findings_of: Findings) -> None:
    text = "The whitelist-agent-store and **new-whitelist**: a new-whitelist, **a whitelist**."
    assert [one.column for one in findings_of(GLOSSARY, text)] == [56, 71]


def test_names_of_folders_are_not_corrected(findings_of: Findings) -> None:
    glossary = "terms: [{id: a, term: allow list, deprecated: [whitelist]}]"
    assert findings_of(glossary, "- whitelist/\n  - whitelist/, whitelist/.\n") == []
    assert len(findings_of(glossary, "A whitelist/blacklist and a whitelist.\n")) == 2
