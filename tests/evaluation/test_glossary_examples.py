"""Examples of entries are run, and those that fail say why."""

from __future__ import annotations

from pathlib import Path

import pytest

from termcheck.core.shipped import shipped_names
from termcheck.evaluation.glossary_examples import examples, run_examples
from termcheck.glossary.load import load_glossary
from termcheck.match.compiled_glossary import compile_engine


def failures(tmp_path: Path, *lines: str, rest: str = "deprecated: [whitelist]") -> list[str]:
    path = tmp_path / "a.yml"
    listed = "".join(f"  - {line}\n" for line in lines)
    path.write_text(f"terms:\n- id: a\n  term: allowlist\n  {rest}\n  examples:\n{listed}", "utf-8")
    glossary = load_glossary(path)
    found = run_examples(glossary, compile_engine(glossary))
    return [str(one).removeprefix(f"{path}:") for one in found]


def test_examples_that_hold(tmp_path: Path) -> None:
    lines = (
        "{bad: A whitelist., good: An allowlist.}",
        "{bad: A whitelist and a whitelist., count: 2, good: An allowlist and an allowlist.}",
        "{bad: The Allowlist is an Allowlist for all., check: casing, count: 2}",
        "{ok: An allowlist.}",
        '{ok: "A `whitelist`."}',
    )
    assert failures(tmp_path, *lines) == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{bad: A list.}", "expected 1 finding in `A list.`, got none"),
        (
            "{bad: A whitelist., count: 2}",
            "expected 2 findings in `A whitelist.`, got `avoided-term` "
            "(Unexpected `whitelist`, expected `allowlist`)",
        ),
        (
            "{bad: A whitelist., check: casing}",
            "expected 1 finding of `casing` in `A whitelist.`, got `avoided-term` "
            "(Unexpected `whitelist`, expected `allowlist`)",
        ),
        ("{bad: A whitelist., good: A list.}", "expected `A list.`, got `An allowlist.`"),
        (
            "{ok: A whitelist.}",
            "expected no finding in `A whitelist.`, got `avoided-term` "
            "(Unexpected `whitelist`, expected `allowlist`)",
        ),
    ],
)
def test_examples_that_fail(tmp_path: Path, line: str, reason: str) -> None:
    assert failures(tmp_path, line) == [f"6:5: example of `a`: {reason}"]


def test_good_must_itself_pass(tmp_path: Path) -> None:
    rest = "deprecated: [{form: whitelist, instead: [greylist]}, greylist]"
    found = failures(tmp_path, "{bad: One whitelist., good: One greylist.}", rest=rest)
    assert found == [
        "6:5: example of `a`: expected no finding in `One greylist.`, got `avoided-term` "
        "(Unexpected `greylist`, expected `allowlist`)"
    ]


def test_where_a_person_writes_good_has_only_to_pass(tmp_path: Path) -> None:
    for policy in ("none", "shown"):
        rest = f"deprecated: [{{form: whitelist, fix: {policy}}}]"
        assert failures(tmp_path, "{bad: A whitelist., good: We let it in.}", rest=rest) == []


def test_examples_belong_to_their_file(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text(
        "terms: [{id: a, term: x, deprecated: [y], examples: [{bad: The y.}]}]", "utf-8"
    )
    own = tmp_path / "own.yml"
    own.write_text(
        "extends: base.yml\nterms: [{id: a, admitted: [y], examples: [{ok: One y.}]}]", "utf-8"
    )
    glossary = load_glossary(own)
    engine = compile_engine(glossary)
    assert [example.ok for _, example in examples(glossary)] == ["One y."]
    assert run_examples(glossary, engine) == ()
    assert len(run_examples(glossary, engine, ["a"])) == 1


@pytest.mark.parametrize("name", shipped_names())
def test_the_examples_of_shipped_glossaries_hold(name: str) -> None:
    glossary = load_glossary(name)
    assert len(list(examples(glossary))) > 90
    found = run_examples(glossary, compile_engine(glossary))
    assert [str(one) for one in found] == []
