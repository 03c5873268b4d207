"""No text may break a format."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termcheck.core.finding import Evidence, Finding, Fix, Location, Related, Safety, Severity
from termcheck.core.report import CheckHelp, ExampleHelp, FileResult, Problem, Report, TermHelp
from termcheck.core.source import Source, Span
from termcheck.reporters import REPORTERS, RenderOptions
from termcheck.reporters.github_summary import page as github_summary
from termcheck.reporters.schema import schema

from .conftest import sarif_validator

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
    found = draw(st.lists(findings(), max_size=3))
    results = [FileResult(one.path, (one,), draw(st.integers(0, 2))) for one in found]
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
            for one in found[:1]
        },
        checks={one.check: CheckHelp(one.check, draw(TEXT), draw(TEXT)) for one in found[:1]},
    )


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(report=reports())
def test_every_format_can_be_read_back(report: Report) -> None:
    options = RenderOptions(color=True, width=60)
    output = {name: reporter(report, options) for name, reporter in REPORTERS.items()}
    for text in (*output.values(), github_summary(report)):
        assert text == "" or text.endswith("\n")
        text.encode("utf-8")
    jsonschema.Draft202012Validator(schema()).validate(json.loads(output["json"]))
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
