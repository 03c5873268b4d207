"""No text may break a format."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree

import jsonschema_rs
import pytest
from helpers_sarif import sarif_validator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termcheck.core.finding import Evidence, Finding, Fix, Location, Related, Safety, Severity
from termcheck.core.report import CheckHelp, ExampleHelp, FileResult, Problem, Report, TermHelp
from termcheck.core.source import Source, Span
from termcheck.reporters import REPORTERS, RenderOptions
from termcheck.reporters.github_summary import page as github_summary
from termcheck.reporters.schema import schema

from .conftest import found

ANY = st.characters(exclude_categories=())
SHARP = st.sampled_from([*"\x00\x1b\t\r\n\x85\u2028\ud800\ufffe`<>&\"'%:,|[](){}\\]]>", "漢", "🦙"])
TEXT = st.text(st.one_of(SHARP, ANY), max_size=12)
COUNT = st.integers(0, 1000)


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    path, text = draw(TEXT), draw(TEXT)
    source = Source(path, text.encode("utf-8", "replace"))
    length = len(source.data)
    bounds = sorted((draw(st.integers(0, length)), draw(st.integers(0, length))))
    span = Span(*bounds)
    location = draw(st.sampled_from([Location.of(source, span), None]))
    fixes = st.builds(
        Fix,
        st.tuples(st.integers(0, length), st.integers(0, length)).map(
            lambda ends: Span(*sorted(ends))
        ),
        TEXT,
        TEXT,
        st.sampled_from(Safety),
    )
    return Finding(
        check=draw(TEXT),
        term=draw(TEXT),
        span=span,
        actual=draw(TEXT),
        message=draw(TEXT),
        severity=draw(st.sampled_from([Severity.INFO, Severity.WARNING, Severity.ERROR])),
        note=draw(TEXT),
        url=draw(TEXT),
        fixes=tuple(draw(st.lists(fixes, max_size=2))),
        evidence=tuple(draw(st.lists(st.builds(Evidence, TEXT, TEXT), max_size=2))),
        related=tuple(draw(st.lists(st.builds(Related, TEXT, COUNT, COUNT, TEXT), max_size=2))),
        subject=draw(TEXT),
        expected=tuple(draw(st.lists(TEXT, max_size=2))),
        verbatim=draw(st.booleans()),
        path=path,
        location=location,
        fingerprint=draw(TEXT),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    drawn = draw(st.lists(findings(), max_size=3))
    results = [FileResult(one.path, (one,), draw(st.integers(0, 2))) for one in drawn]
    examples = st.builds(ExampleHelp, TEXT, TEXT, TEXT)
    return Report.of(
        results,
        problems=draw(st.lists(st.builds(Problem, TEXT, TEXT, COUNT, COUNT), max_size=2)),
        glossary=draw(TEXT),
        glossary_version=draw(TEXT),
        created=draw(TEXT),
        terms={
            one.term: TermHelp(
                one.term,
                draw(TEXT),
                draw(TEXT),
                draw(TEXT),
                draw(TEXT),
                (draw(TEXT),),
                draw(TEXT),
                tuple(draw(st.lists(examples, max_size=1))),
            )
            for one in drawn[:1]
        },
        checks={one.check: CheckHelp(one.check, draw(TEXT), draw(TEXT)) for one in drawn[:1]},
    )


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(report=reports())
def test_every_format_can_be_read_back(report: Report) -> None:
    options = RenderOptions(color=True, width=60)
    output = {name: reporter(report, options) for name, reporter in REPORTERS.items()}
    for text in (*output.values(), github_summary(report)):
        assert text == "" or text.endswith("\n")
        text.encode("utf-8")
    jsonschema_rs.Draft202012Validator(schema()).validate(json.loads(output["json"]))
    sarif_validator().validate(json.loads(output["sarif"]))
    assert len(json.loads(output["gitlab"])) == report.total + len(report.problems)
    assert len(json.loads(output["rdjson"])["diagnostics"]) == report.total + len(report.problems)
    ElementTree.fromstring(output["checkstyle"])
    ElementTree.fromstring(output["junit"])
    assert output["html"].count("<script") == 1
    for name in ("github", "concise"):
        expected = report.total + (len(report.problems) if name == "github" else 0)
        assert output[name].count("\n") == expected
    assert all(line.startswith("::") for line in output["github"].splitlines())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", *"\v\f\x1c\x1d\x1e\x85\u2028\u2029"])
def test_lines_stay_whole_whatever_separates_the_lines_of_a_text(end: str) -> None:
    text = f"one{end}two"
    finding = found(
        f"{text}.md",
        f"A {text} whitelist.\n",
        "whitelist",
        check=text,
        term=text,
        message=text,
        note=text,
        url=text,
        evidence=(Evidence(text, text),),
        related=(Related(text, 1, 1, text),),
        fixes=[(text, Safety.UNSAFE)],
    )
    term = TermHelp(text, text, text, text, text, (text,), text, (ExampleHelp(text, text, text),))
    report = Report.of(
        [FileResult(finding.path, (finding,))],
        problems=[Problem(text, text, 1, 1)],
        glossary=text,
        terms={text: term},
    )
    for written in (REPORTERS[name](report) for name in ("full", "concise", "github")):
        assert written.splitlines() == written.split("\n")[:-1]
    assert len(REPORTERS["concise"](report).splitlines()) == 1
    problem, annotation = REPORTERS["github"](report).splitlines()
    assert problem.startswith("::error ")
    assert annotation.startswith("::error ")
    assert annotation.partition("title=")[2].startswith("one two (one two)::one two%0Aone%0Atwo%0A")
    page = github_summary(report)
    assert page.splitlines() == page.split("\n")[:-1]
    for name in ("json", "sarif", "gitlab", "rdjson", "checkstyle", "junit", "html"):
        written = REPORTERS[name](report)
        assert not set(written) & set("\v\f\x1c\x1d\x1e\x85\u2028\u2029"), name
