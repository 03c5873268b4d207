"""What the readers of each format ask for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from typing import Any

import jsonschema_rs
import pytest
from helpers_sarif import sarif_validator
from junitparser import JUnitXml

from termcheck.core.finding import Fix, Safety, Severity
from termcheck.core.html import link
from termcheck.core.report import FileResult, Problem, Report
from termcheck.core.source import Source, Span
from termcheck.reporters import REPORTERS, RenderOptions, summary
from termcheck.reporters.github_summary import MAX_ROWS
from termcheck.reporters.github_summary import page as github_summary
from termcheck.reporters.place import uri
from termcheck.reporters.schema import schema

from .conftest import LLAMA, NASTY, found


def test_formats_are_imported_only_when_used() -> None:
    code = (
        "import sys, termcheck.reporters as r; before = set(sys.modules); "
        "r.REPORTERS['json'](r.Report()); "
        "print(*sorted(n for n in sys.modules if n.startswith('termcheck.reporters.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "termcheck.reporters.json" in loaded
    assert "termcheck.reporters.html" not in loaded


def test_summary_line() -> None:
    one = found("a.md", LLAMA, "open source AI")
    warning = replace(one, severity=Severity.WARNING)
    report = Report.of(
        [FileResult("a.md", (one, warning)), FileResult("b.md", (one,))], checked=120, seconds=0.81
    )
    assert summary(report) == "2 errors, 1 warning in 2 of 120 files (0.8 s)"
    assert summary(Report(checked=1, seconds=75, known=3)) == (
        "No findings in 1 file (1 min 15 s); 3 in the baseline"
    )


def test_what_can_be_corrected_is_told_apart() -> None:
    one = found("a.md", LLAMA, "open source AI")
    fix = Fix(one.span, "open-weight AI", "Replace it", Safety.SAFE)
    safe = replace(one, fixes=(fix,))
    unsafe = replace(one, fixes=(replace(fix, safety=Safety.UNSAFE),))
    shown = replace(one, fixes=(replace(fix, safety=Safety.SHOWN),))
    for findings, told in (
        ((safe, unsafe, unsafe), "1 finding can be corrected: termcheck fix, 2 more with --unsafe"),
        ((unsafe, shown), "1 finding can be corrected: termcheck fix --unsafe"),
    ):
        report = Report.of([FileResult("a.md", findings)], checked=1)
        last = REPORTERS["full"](report).strip().split("\n")[-1]
        assert last == told


def caret_columns(output: str) -> list[tuple[int, int]]:
    lines = output.split("\n")
    at = next(number for number, line in enumerate(lines) if re.search(r"[│|] *\^", line))
    carets = lines[at].index("^")
    return [(carets, lines[at].count("^"))]


@pytest.mark.parametrize(
    ("before", "cells"),
    [
        ("plain ", 6),
        ("\t", 4),
        ("漢字 ", 5),
        ("🦙 ", 3),
        ("e\u0301 ", 2),
        ("\u200b", 0),
        ("\x1b", 1),
    ],
)
def test_carets_stand_under_the_words(before: str, cells: int) -> None:
    finding = found("a.md", f"{before}whitelist here\n", "whitelist")
    output = REPORTERS["full"](Report.of([FileResult("a.md", (finding,))]))
    assert caret_columns(output) == [(len("   │ ") + cells, len("whitelist"))]


def test_carets_of_wide_words_are_as_wide() -> None:
    finding = found("a.md", "a 漢字\n", "漢字")
    output = REPORTERS["full"](Report.of([FileResult("a.md", (finding,))]))
    assert caret_columns(output) == [(len("   │ a "), 4)]


@pytest.mark.parametrize("filler", ["x", "漢", "\t", "🦙"])
def test_a_huge_line_is_cut_around_the_words(filler: str) -> None:
    finding = found("a.md", f"{filler * 100_000} whitelist {filler * 100_000}\n", "whitelist")
    output = REPORTERS["full"](Report.of([FileResult("a.md", (finding,))]), RenderOptions(width=80))
    line = next(line for line in output.split("\n") if line.startswith(" 1 │"))
    assert "whitelist" in line
    assert len(output) < 1000
    assert caret_columns(output)[0][1] == len("whitelist")


def test_terminal_formats_never_pass_on_escapes(nasty: Report) -> None:
    for name in ("full", "concise", "github"):
        assert "\x1b" not in REPORTERS[name](nasty)


def test_concise_has_one_line_a_finding(nasty: Report) -> None:
    lines = REPORTERS["concise"](nasty).splitlines()
    assert len(lines) == nasty.total
    assert lines[0] == (
        "docs/a,b:c%20 <i>.md:1:24: error avoided-term "
        "Unexpected `whitelist`, expected `allowlist` or `permit list`"
    )


def test_json_holds_its_schema(nasty: Report) -> None:
    written = json.loads(REPORTERS["json"](nasty))
    described = schema()
    jsonschema_rs.meta.validate(described)
    jsonschema_rs.Draft202012Validator(described).validate(written)
    broken = json.loads(REPORTERS["json"](nasty))
    del broken["findings"][0]["path"]
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.Draft202012Validator(described).validate(broken)


def test_json_offsets_cut_the_words_out(nasty: Report) -> None:
    data = NASTY.encode()
    for one in json.loads(REPORTERS["json"](nasty))["findings"]:
        if one["verbatim"]:
            assert data[one["start"] : one["end"]].decode() == one["actual"]


def test_json_has_one_finding_a_line(nasty: Report) -> None:
    lines = REPORTERS["json"](nasty).splitlines()
    assert sum('"fingerprint"' in line for line in lines) == nasty.total


def test_github_escapes_and_puts_errors_first(nasty: Report) -> None:
    lines = REPORTERS["github"](nasty).splitlines()
    assert len(lines) == nasty.total + len(nasty.problems)
    kinds = [re.match(r"::(\w+) ", line) for line in lines]
    ranks = [["error", "warning", "notice"].index(kind[1]) for kind in kinds if kind]
    assert ranks == sorted(ranks)
    assert len(ranks) == len(lines)
    command = re.compile(r"::\w+ (?:\w+=[^:,]*,)*\w+=[^:,]*::[^\r\n]*")
    assert all(command.fullmatch(line) for line in lines)


def test_github_columns_end_inclusive_and_only_on_one_line(nasty: Report) -> None:
    lines = REPORTERS["github"](nasty).splitlines()
    assert "line=1,col=24,endColumn=32," in lines[2]
    across = next(line for line in lines if "多" in line)
    assert "line=1,endLine=2," in across
    assert "col=" not in across.split("::")[1]


def test_github_summary_is_bounded() -> None:
    finding = found("a.md", LLAMA, "open source AI")
    page = github_summary(Report.of([FileResult("a.md", (finding,) * (MAX_ROWS + 7))]))
    assert page.count("avoided-term/allowlist") == MAX_ROWS
    assert "7 more are in the log." in page


def test_github_summary_keeps_its_tables(nasty: Report) -> None:
    page = github_summary(nasty)
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {4, 5}
    assert "<script" not in page
    assert "javascript" not in page


def sarif(report: Report) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(REPORTERS["sarif"](report))
    return log


def test_sarif_holds_the_official_schema(nasty: Report) -> None:
    validator = sarif_validator()
    for report in (nasty, Report()):
        validator.validate(sarif(report))
    broken = sarif(nasty)
    broken["runs"][0]["results"][0]["level"] = "fatal"
    assert not validator.is_valid(broken)


def test_sarif_rules_are_one_for_each_check_and_term(nasty: Report) -> None:
    run = sarif(nasty)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [
        "avoided-term/allowlist",
        "avoided-term/open-source-ai",
        "contradicted-claim/open-source-ai",
        "unused-suppression",
    ]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert "Says what the list does" in rules[0]["help"]["markdown"]
    assert "\\|" in rules[0]["help"]["markdown"]
    assert rules[0]["helpUri"] == "https://example.org/allowlist"
    assert "helpUri" not in rules[2]


def test_sarif_regions_and_fixes(nasty: Report) -> None:
    first = sarif(nasty)["runs"][0]["results"][0]
    physical = first["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {
        "uri": "docs/a%2Cb%3Ac%2520%20%3Ci%3E.md",
        "uriBaseId": "%SRCROOT%",
    }
    line = NASTY.splitlines()[0]
    region = physical["region"]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "whitelist"
    replacement = first["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement["insertedContent"] == {"text": "allowlist"}
    assert replacement["deletedRegion"]["startColumn"] == region["startColumn"]


def test_sarif_fingerprints_do_not_move_with_lines() -> None:
    first = found("a.md", LLAMA, "open source AI")
    moved = found("a.md", "\n\n" + LLAMA, "open source AI")
    marks = [
        sarif(Report.of([FileResult("a.md", (one,))]))["runs"][0]["results"][0][
            "partialFingerprints"
        ]
        for one in (first, moved)
    ]
    assert marks[0] == marks[1] == {"termcheck/v1": first.fingerprint}


def test_sarif_tells_of_problems(nasty: Report) -> None:
    invocation = sarif(nasty)["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    told = invocation["toolExecutionNotifications"][1]
    assert told["locations"][0]["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 5}


def test_sarif_does_not_link_what_is_no_link() -> None:
    finding = replace(found("a.md", LLAMA, "open source AI"), note="see [here](1) but [not] this")
    log = sarif(Report.of([FileResult("a.md", (finding,))]))
    assert "see \\[here\\](1) but [not] this" in log["runs"][0]["results"][0]["message"]["text"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs/a b.md", "docs/a%20b.md"),
        ("a:b.md", "a%3Ab.md"),
        ("../多.md", "../%E5%A4%9A.md"),
        ("/tmp/a.md", "file:///tmp/a.md"),
        ("C:\\docs\\a.md", "file:///C:/docs/a.md"),
    ],
)
def test_uri(path: str, expected: str) -> None:
    assert uri(path) == expected


def test_gitlab_rules(nasty: Report) -> None:
    doubled = replace(nasty.files[0], findings=nasty.files[0].findings * 2)
    report = Report.of([doubled, FileResult("./b.md", nasty.files[1].findings)])
    issues = json.loads(REPORTERS["gitlab"](report))
    marks = [issue["fingerprint"] for issue in issues]
    assert len(set(marks)) == len(marks) == report.total
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not issue["location"]["path"].startswith("./")
        assert issue["location"]["lines"]["begin"] >= 1


def test_rdjson_columns_are_bytes(nasty: Report) -> None:
    diagnostics = json.loads(REPORTERS["rdjson"](nasty))["diagnostics"]
    first = diagnostics[len(nasty.problems)]
    line = NASTY.encode().split(b"\n")[0]
    span = first["location"]["range"]
    assert line[span["start"]["column"] - 1 : span["end"]["column"] - 1] == b"whitelist"
    assert [one["text"] for one in first["suggestions"]] == ["allowlist", "permit list"]
    shown_only = diagnostics[len(nasty.problems) + 1]
    assert "suggestions" not in shown_only


def test_a_fix_wider_than_its_finding_has_its_own_columns() -> None:
    text = "多 is an open source AI model\n"
    finding = found("a.md", text, "open source AI")
    start = text.encode().index(b"an open")
    fix = Fix(Span(start, finding.span.end), "a freely available", "Replace", Safety.UNSAFE)
    finding = replace(finding, fixes=(fix,))
    report = Report.of([FileResult("a.md", (finding,))])
    diagnostic = json.loads(REPORTERS["rdjson"](report))["diagnostics"][0]
    assert diagnostic["suggestions"][0]["range"]["start"] == {"line": 1, "column": start + 1}
    deleted = sarif(report)["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]
    region = deleted["replacements"][0]["deletedRegion"]
    assert text[region["startColumn"] - 1 : region["endColumn"] - 1] == "an open source AI"


def test_a_fix_on_another_line_is_told_in_bytes() -> None:
    text = "first\nopen source AI\n"
    finding = found("a.md", text, "open source AI")
    finding = replace(finding, fixes=(Fix(Span(0, 5), "x", "Replace", Safety.UNSAFE),))
    report = Report.of([FileResult("a.md", (finding,))])
    assert "suggestions" not in json.loads(REPORTERS["rdjson"](report))["diagnostics"][0]
    change = sarif(report)["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]
    assert change["replacements"][0]["deletedRegion"] == {"byteOffset": 0, "byteLength": 5}


def test_checkstyle(nasty: Report) -> None:
    root = ElementTree.fromstring(REPORTERS["checkstyle"](nasty))
    assert [child.get("name") for child in root][2:] == ["docs/a,b:c%20 <i>.md", "docs/多.md"]
    error = root[2][0]
    assert (error.get("line"), error.get("column"), error.get("severity")) == ("1", "24", "error")
    assert error.get("source") == "termcheck.avoided-term/allowlist"


def test_junit_has_a_case_for_every_file(nasty: Report) -> None:
    parsed = JUnitXml.fromstring(REPORTERS["junit"](nasty).encode())
    cases = {case.name: case for suite in parsed for case in suite}
    assert set(cases) == {*nasty.paths, "docs/gone,1.md"}
    assert cases["docs/clean.md"].is_passed
    assert cases["docs/latin1.md"].is_error
    assert cases["docs/多.md"].is_failure
    assert (parsed.tests, parsed.failures, parsed.errors) == (5, 2, 2)


def test_junit_below_the_threshold_passes() -> None:
    finding = found("a.md", LLAMA, "open source AI", severity=Severity.WARNING)
    report = Report.of([FileResult("a.md", (finding,))])
    for fail_on, failures in ((Severity.WARNING, 1), (Severity.ERROR, 0), (Severity.OFF, 0)):
        output = REPORTERS["junit"](report, RenderOptions(fail_on=fail_on))
        parsed = JUnitXml.fromstring(output.encode())
        assert parsed.failures == failures
        assert "avoided-term" in output


def test_html_is_escaped_and_self_contained(nasty: Report) -> None:
    page = REPORTERS["html"](nasty)
    assert page.count("<script") == 1
    assert "<i>.md" not in page
    assert "<b>bold" not in page
    assert 'href="javascript' not in page
    assert " style=" not in page
    loaded = re.findall(r"<(?:link|img|iframe|object|embed|base)\b|\bsrc=|@import|url\(", page)
    assert loaded == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_html_policy_names_the_style_and_script(nasty: Report) -> None:
    import base64
    import hashlib

    page = REPORTERS["html"](nasty)
    for kind in ("style", "script"):
        body = re.search(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        assert body
        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in page


def test_html_anchors_lead_somewhere(nasty: Report) -> None:
    page = REPORTERS["html"](nasty)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "https://a b", "http://x\"onclick='1'", ""]
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert "<a" not in link(url, url)
    url = "https://example.org/?a=1&b=2"
    assert link(url, url) == (
        '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">'
        "https://example.org/?a=1&amp;b=2</a>"
    )


def test_html_of_a_clean_run() -> None:
    page = REPORTERS["html"](Report(checked=3))
    assert "Every word is as the glossary wants it" in page
    assert "<article" not in page


def test_formats_grow_with_the_report_and_no_faster() -> None:
    source = Source("a.md", LLAMA.encode())
    finding = found(source.path, LLAMA, "open source AI")
    for reporter in REPORTERS.values():
        small, large = (
            len(reporter(Report.of([FileResult("a.md", (finding,) * number)])))
            for number in (1_000, 2_000)
        )
        assert large < 2.1 * small


def test_problems_without_a_file() -> None:
    report = Report(problems=(Problem("", "nothing to check"),))
    for reporter in REPORTERS.values():
        assert reporter.name == "concise" or "nothing to check" in reporter(report)
