"""What lint says of glossaries that load."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from termcheck.cli import run
from termcheck.core.shipped import shipped_names
from termcheck.glossary.lint import lint
from termcheck.glossary.load import load_glossary
from termcheck.match.compiled_glossary import compile_engine

REST = "why: w, examples: [{bad: b}, {ok: o}]"


def rules(path: Path, known: tuple[str, ...] = ()) -> list[str]:
    glossary = load_glossary(path)
    found = lint(glossary, compile_engine(glossary).lexicon, known=known, everything=True)
    return [f"{one.line}:{one.column} {one.rule} {one.message}" for one in found]


def lint_of(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "a.yml"
    path.write_text(dedent(text).replace("REST", REST), "utf-8")
    return rules(path)


def test_a_sound_glossary_passes(tmp_path: Path) -> None:
    text = "terms: [{id: a, term: allowlist, deprecated: [whitelist], REST}]"
    assert lint_of(tmp_path, text) == []


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (
            ["{id: b, term: b, REST}", "{id: a, term: a, REST}"],
            "3:3 unsorted term `a` stands after `b`, sort by id",
        ),
        (
            ["{id: a, term: a, why: w, examples: [{bad: b}]}"],
            "2:3 missing-example term `a` has no `ok` example",
        ),
        (
            ["{id: a, term: a, why: w, examples: [{ok: b}]}"],
            "2:3 missing-example term `a` has no `bad` example",
        ),
        (
            ["{id: a, term: a, examples: [{ok: b}, {bad: b}]}"],
            "2:3 missing-why term `a` does not say `why`",
        ),
        (
            ["{id: a, term: a, first-use: define, REST}"],
            "2:3 missing-meaning term `a` has no `meaning`",
        ),
        (
            ["{id: a, term: Mac, deprecated: [mac], REST}"],
            "2:35 repeated-form form `mac` differs from `Mac` by capitals alone, "
            "which `case` of term `a` holds",
        ),
        (
            ["{id: a, term: x, admitted: [y], deprecated: [y], REST}"],
            "2:48 repeated-form form `y` is already admitted in term `a`",
        ),
        (
            ["{id: a, term: gap pad, except: [gap pad], REST}"],
            "2:3 unreachable-form form `gap pad` of term `a` is among its own `except`",
        ),
        (
            ["{id: a, term: x, deprecated: ['->'], REST}"],
            "2:33 unreachable-form form `->` of term `a` has no letter to be found by",
        ),
        (
            ["{id: a, term: x, deprecated: [{form: y, near: z, not-near: z}], REST}"],
            "2:33 unreachable-form `near` and `not-near` of form `y` share words",
        ),
        (
            [
                "{id: a, term: x, "
                "superseded: [{form: y, since: 2027-01-01, error-from: 2026-01-01}], REST}"
            ],
            "2:33 unreachable-form form `y` is an error before it is superseded",
        ),
        (
            ["{id: a, term: gap pad, except: [thermal pad], REST}"],
            "2:3 useless-exception exception `thermal pad` holds no form of term `a`",
        ),
        (
            ["{id: a, term: x, REST}", "{id: b, term: y, deprecated: [x], REST}"],
            "3:33 forbidden-form form `x` of term `b` is to be avoided, but preferred in term `a`",
        ),
        (
            ["{id: a, term: x, REST}", "{id: b, term: x, REST}"],
            "3:3 two-terms form `x` belongs to two terms, `a` and `b`",
        ),
        (
            ["{id: a, term: x, deprecated: [y], REST}", "{id: b, term: z, deprecated: [y], REST}"],
            "3:33 two-terms form `y` belongs to two terms, `a` and `b`",
        ),
        (
            [
                "{id: a, term: x, deprecated: [{form: y, instead: [the z box]}], REST}",
                "{id: b, term: q, deprecated: [{form: z, instead: [y]}], REST}",
            ],
            "2:33 flagged-replacement replacement `the z box` of form `y` holds `z`, "
            "which term `b` avoids",
        ),
        (
            [
                "{id: a, term: x, deprecated: [white list], REST}",
                "{id: b, term: white list editor, REST}",
            ],
            "3:3 hidden-form form `white list editor` of term `b` hides `white list`, which",
        ),
        (
            ["{id: a, term: data set, REST}", "{id: b, term: dataset, REST}"],
            "3:3 forbidden-form form `dataset` of term `b` is another spelling of `data set` in",
        ),
        (
            ["{id: a, term: x, deprecated: [e.?mail], REST}"],
            "2:33 pattern-form form `e.?mail` is taken as it stands",
        ),
        (
            ["{id: a, term: x, deprecated: [{form: oss, case: exact}], REST}"],
            "2:33 exact-form form `oss` is `exact`: `Oss` at the start of a sentence is not found",
        ),
    ],
)  # fmt: skip
def test_faults(tmp_path: Path, entries: list[str], message: str) -> None:
    text = "terms:\n" + "".join(f"- {one}\n" for one in entries)
    assert any(line.startswith(message) for line in lint_of(tmp_path, text))


@pytest.mark.parametrize(
    "entries",
    [
        ["{id: a, term: log in, part-of-speech: verb, "
         "deprecated: [{form: login, only-as: verb}], REST}",
         "{id: b, term: login, deprecated: [{form: log in, only-as: noun}], REST}"],
        ["{id: a, term: macOS, deprecated: [{form: MAC, case: exact}], REST}",
         "{id: b, term: Mac, REST}"],
        ["{id: a, term: open AI, case: exact, except: [Open AI], REST}"],
        ["{id: a, term: TODO, except: [TODO Group], REST}"],
        ["{id: a, term: C++, admitted: [what?], deprecated: [C/C++, cpp (old)], REST}"],
        ["{id: a, term: data set, variants: false, REST}", "{id: b, term: dataset, REST}"],
        ["{id: a, term: x, deprecated: [white list], except: [white list editor], REST}"],
        ["{id: a, meaning: m, term: x y, admitted: [y x], "
         "claims: [{said-of: z, vague: true}], REST}",
         "{id: b, term: x y, deprecated: [y x], REST}"],
    ],
)  # fmt: skip
def test_no_faults(tmp_path: Path, entries: list[str]) -> None:
    assert lint_of(tmp_path, "terms:\n" + "".join(f"- {one}\n" for one in entries)) == []


def test_unknown_ids_in_settings_are_found(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("settings:\n  severity: {casin: off, casing: info}\n", "utf-8")
    assert rules(path, known=("casing",)) == [
        "2:3 unknown-id unknown term or check `casin` in `severity`, did you mean `casing`?"
    ]


def test_extended_glossaries_answer_for_themselves(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("terms: [{id: a, term: x}]", "utf-8")
    own = tmp_path / "own.yml"
    own.write_text("extends: base.yml\nterms: [{id: b, term: y, deprecated: [x]}]", "utf-8")
    assert {one.split()[1] for one in rules(own)} == {
        "missing-example",
        "missing-why",
        "forbidden-form",
    }
    assert all(one.startswith("2:") for one in rules(own))


def test_a_finding_reads_like_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("terms: [{id: a, term: x, examples: [{ok: x}, {bad: y}]}]", "utf-8")
    glossary = load_glossary(path)
    (one,) = lint(glossary, compile_engine(glossary).lexicon, rules=["missing-why"])
    assert str(one) == f"{path}:1:9: info: term `a` does not say `why` [missing-why]"


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_glossaries_pass(name: str) -> None:
    glossary = load_glossary(name)
    found = lint(glossary, compile_engine(glossary).lexicon, everything=True)
    assert [str(one) for one in found] == []


def test_shipped_glossaries_agree_with_each_other() -> None:
    glossary = load_glossary(*shipped_names())
    found = lint(glossary, compile_engine(glossary).lexicon, everything=True)
    assert [str(one) for one in found] == []


TASTE = """
settings: {lint: {unsorted: error, two-terms: 'off'}}
terms:
- {id: b, term: x}
- {id: a, term: x, deprecated: [{form: y, case: exact}]}
- {id: c, term: z, first-use: define, deprecated: [x]}
"""


def test_the_worst_is_told_first_and_taste_is_silent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("g.yml").write_text(TASTE)
    assert run(["glossary", "lint", "-g", "g.yml"]) == 1
    lines = capsys.readouterr().out.splitlines()
    levels = ["error", "error", "error", "warning", "info"]
    assert [line.split()[1] for line in lines[:-1]] == [f"{level}:" for level in levels]
    assert lines[-1] == "3 terms, 3 errors, 1 warning, 1 note"
    assert "missing-why" not in "".join(lines)
    assert "two-terms" not in "".join(lines)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--rule", "missing-why"], 0, "3 terms, 0 errors, 0 warnings, 3 notes"),
        (["--rule", "exact-form"], 1, "3 terms, 0 errors, 1 warning, 0 notes"),
        (["--rule", "exact-from"], 2, "no rule `exact-from`, did you mean `exact-form`?"),
    ],
)
def test_rules_can_be_chosen(
    arguments: list[str],
    code: int,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("g.yml").write_text(TASTE)
    assert run(["glossary", "lint", "-g", "g.yml", *arguments]) == code
    output = capsys.readouterr()
    assert told in output.out + output.err
