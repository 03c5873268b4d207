import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcheck.config.project import Config
from termcheck.core.errors import ConfigError
from termcheck.core.finding import Finding, Severity
from termcheck.core.report import FileResult, Report
from termcheck.core.source import Span
from termcheck.run.baseline import (
    Baseline,
    KnownFinding,
    add,
    by_path,
    compare,
    is_there,
    load_baseline,
    looked_for,
    render_baseline,
    save_baseline,
)


def finding(mark, text="bad", check="avoided-term"):
    return Finding(
        check, "t", Span(0, 1), text, "message", Severity.WARNING, path="a.md", fingerprint=mark
    )


def baseline(**files):
    empty = Baseline()
    return add(empty, {name: [finding(one) for one in marks] for name, marks in files.items()})


def marks(findings):
    return {name: [one.fingerprint for one in ones] for name, ones in findings.items()}


def test_only_what_is_not_known_is_new():
    known = baseline(a=["1", "2"], b=["1"])
    other = finding("3", text="worse")
    found = {"a": [finding("2"), other, finding("1")], "b": [], "c": [finding("1")]}
    compared = compare(known, found, lambda name: True)
    assert marks(compared.new) == {"a": ["3"], "c": ["1"]}
    assert (compared.known, compared.gone) == (2, 1)
    assert compared.kept == baseline(a=["2", "1"])


def test_files_outside_the_run_keep_their_entries():
    known = baseline(a=["1"], b=["1", "2"])
    compared = compare(known, {"a": [finding("1")]}, lambda name: True)
    assert compared.gone == 0
    assert compared.kept == known


def test_entries_of_files_that_are_gone_follow_a_rename():
    known = baseline(old=["1", "2"])
    found = {"new": [finding("1"), finding("3")]}  # the words of 2, but in another file
    compared = compare(known, found, lambda name: name != "old")
    assert marks(compared.new) == {"new": ["3"]}
    assert (compared.known, compared.gone) == (1, 1)
    assert compared.kept == baseline(new=["1"])


def test_one_entry_excuses_one_finding():
    compared = compare(baseline(a=["1"]), {"a": [finding("1"), finding("1")]}, lambda name: True)
    assert compared.known == 1
    assert marks(compared.new) == {"a": ["1"]}


def test_an_entry_excuses_the_same_words_when_those_around_them_have_changed():
    known = baseline(a=["1", "2", "3"], b=["4"])
    found = {
        "a": [finding("5"), finding("2"), finding("6", text="worse"), finding("7"), finding("8")],
        "b": [finding("5", check="casing")],
    }
    compared = compare(known, found, lambda name: True)
    assert marks(compared.new) == {"a": ["6", "8"], "b": ["5"]}
    assert (compared.known, compared.gone) == (3, 1)
    assert compared.kept == baseline(a=["5", "2", "7"])


names = st.text('ab/.é \n"\\\udc80', min_size=1, max_size=5)
entries = st.lists(st.builds(KnownFinding, names, names, names, names), min_size=1, max_size=4)


@given(files=st.dictionaries(names, entries, max_size=4))
def test_what_is_written_is_read(files, tmp_path_factory):
    path = tmp_path_factory.mktemp("baseline") / "known.json"
    save_baseline(Baseline({name: tuple(ones) for name, ones in files.items()}), path)
    assert load_baseline(path).files == {name: tuple(sorted(ones)) for name, ones in files.items()}


def test_the_file_can_be_reviewed(tmp_path):
    text = render_baseline(baseline(**{"docs/b.md": ["2", "1"], "docs/a.md": ["3"]}))
    assert text.splitlines() == [
        "{",
        '  "version": 1,',
        '  "note": "Findings known to termcheck, made by `termcheck baseline`: '
        'they are not reported again.",',
        '  "findings": {',
        '    "docs/a.md": [',
        '      {"check": "avoided-term", "term": "t", "text": "bad", "fingerprint": "3"}',
        "    ],",
        '    "docs/b.md": [',
        '      {"check": "avoided-term", "term": "t", "text": "bad", "fingerprint": "1"},',
        '      {"check": "avoided-term", "term": "t", "text": "bad", "fingerprint": "2"}',
        "    ]",
        "  }",
        "}",
    ]
    assert json.loads(render_baseline(Baseline()))["findings"] == {}
    assert '"größe 🦙.md": [' in render_baseline(baseline(**{"größe 🦙.md": ["1"]}))
    assert '"\\udc80.md": [' in render_baseline(baseline(**{"\udc80.md": ["1"]}))


@pytest.mark.posix
def test_a_file_that_cannot_be_looked_at_is_not_gone(tmp_path):
    (tmp_path / "a.md").write_text("a")
    long = "x" * 300
    there = {name: is_there(tmp_path / name) for name in ("a.md", "b.md", "a.md/c.md", long)}
    assert there == {"a.md": True, "b.md": False, "a.md/c.md": False, long: True}


def test_a_missing_file_knows_nothing(tmp_path):
    assert len(load_baseline(tmp_path / "none.json")) == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{\n"version" 1}', "known.json:2:11: not valid JSON: "),
        (b"\xff", "known.json: not UTF-8"),
        (b"[" * 100_000, "known.json: not valid JSON: a number too long, or nested too deeply"),
        (b"[]", "known.json: expected a baseline of version 1"),
        (b'{"version": 2}', "known.json: expected a baseline of version 1"),
        (b'{"version": 1}', "known.json: expected `findings`"),
        (b'{"version": 1, "findings": {"a": [{}]}}', "known.json: expected `findings`"),
        (b'{"version": 1, "findings": []}', "known.json: expected `findings`"),
        (b'{"version": 1, "findings": {"a\\u0000b": []}}', "known.json: expected `findings`"),
    ],
)
def test_a_broken_file_is_told(tmp_path, monkeypatch, content, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "known.json").write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        load_baseline(tmp_path / "known.json")
    assert str(caught.value).startswith(message)
    assert str(caught.value).endswith("delete it and run `termcheck baseline`")


def test_a_file_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=r"no/known\.json: cannot be written: No such file"):
        save_baseline(Baseline(), tmp_path / "no" / "known.json")


def test_reports_are_named_from_the_baselines_folder(tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    one = replace(finding("1"), path="a.md")
    report = Report.of([FileResult("a.md", (one,)), FileResult("b.md")])
    assert by_path(report, tmp_path) == {"docs/a.md": (one,), "docs/b.md": ()}


@pytest.mark.parametrize(
    ("changes", "notices", "sought"),
    [
        ({}, (), {"avoided-term", "contradicted-claim", "unknown-subject", "gone-check"}),
        ({"grammar": True}, (), {"avoided-term", "contradicted-claim", "unknown-subject",
                                 "gone-check", "grammar"}),
        ({"claims": False}, (), {"avoided-term", "unknown-subject", "gone-check"}),
        ({"ignore": ("avoided-term",)}, (),
         {"contradicted-claim", "unknown-subject", "gone-check"}),
        ({"severity": {"avoided-term": Severity.OFF}}, (),
         {"contradicted-claim", "unknown-subject", "gone-check"}),
        ({"severity": {"avoided-term": Severity.INFO}}, (),
         {"avoided-term", "contradicted-claim", "unknown-subject", "gone-check"}),
        ({"ignore": ("t",)}, (), set()),
        ({"select": ("avoided-term",)}, (), set()),
        ({}, ("claims were not checked",), set()),
    ],
)  # fmt: skip
def test_only_what_was_looked_for_can_be_gone(changes, notices, sought):
    checks = ("avoided-term", "contradicted-claim", "unknown-subject", "gone-check", "grammar")
    ask = looked_for(Config(**changes), notices)
    assert {check for check in checks if ask(KnownFinding(check, "t", "x", "f"))} == sought
