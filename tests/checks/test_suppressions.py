"""What is said of suppressions that hide nothing, or do not say why."""

from __future__ import annotations

import pytest

from termcheck.config.options import Options
from termcheck.core.source import Source
from termcheck.pipeline import examine

TERMS = """
terms:
- {id: allowlist, term: allowlist, deprecated: [{form: whitelist, instead: allowlist}]}
- {id: bad, term: good, deprecated: [{form: bad, instead: good}]}
"""
Told = list[tuple[str, int, int, str]]


@pytest.fixture
def told(engine_of):
    def told(text: str, **options: object) -> Told:
        source = Source("a.md", text.encode())
        found = examine(source, engine_of(TERMS), Options(**{"claims": True, **options}))
        return [(one.check, one.line, one.column, one.message) for one in found.findings]

    return told


def test_a_suppression_of_nothing_is_reported(told):
    text = "<!-- termcheck: off allowlist bad -->\n\nfine\n"
    expected = "expected none where there is nothing to suppress"
    assert told(text, ignore=("bad",)) == [
        ("unused-suppression", 1, 1, f"Unexpected suppression of `allowlist`, {expected}")
    ]
    everything = told("<!-- termcheck: off -->\n\nfine\n")
    assert [one[3] for one in everything] == [f"Unexpected suppression of everything, {expected}"]


def test_who_quotes_what_must_not_be_written_may_hide_all_of_it(told):
    passage = "The term bad is old.\n"
    assert told(passage) == []
    assert told(f"<!-- termcheck: off -->\n\n{passage}\n<!-- termcheck: on -->\n") == []
    apart = f"<!-- termcheck: off -->\n\nfine\n\n<!-- termcheck: on -->\n\n{passage}"
    assert [one[0] for one in told(apart)] == ["unused-suppression"]


def test_a_misspelled_suppression_says_so(told):
    found = told("<!-- termcheck: off avoided-trem -->\n\nA bad one.\n")
    assert [one[3] for one in found if one[0] == "unused-suppression"] == [
        "Unexpected suppression of `avoided-trem`, which is no check or term, "
        "did you mean `avoided-term`?"
    ]


@pytest.mark.parametrize("id", ["grammar", "unused-suppression", "EN_A_VS_AN"])
def test_ids_of_other_tools_are_known(told, id):
    assert not [
        one for one in told(f"<!-- termcheck: off {id} -->\n\nfine\n") if "no check" in one[3]
    ]


def test_what_grammar_was_not_asked_about_is_not_called_unused(told):
    assert told("<!-- termcheck: off grammar EN_A_VS_AN -->\n\nfine\n") == []
    found = told("<!-- termcheck: off grammar EN_A_VS_AN -->\n\nfine\n", grammar=True)
    assert [one[3].split(",")[0] for one in found] == [
        "Unexpected suppression of `grammar`",
        "Unexpected suppression of `EN_A_VS_AN`",
    ]


@pytest.mark.parametrize("options", [{"select": ("casing",)}, {"claims": False}])
def test_where_not_everything_was_looked_for_nothing_is_called_unused(told, options):
    assert told("<!-- termcheck: off allowlist -->\n\nfine\n", **options) == []


def test_reasons_can_be_required(told):
    def reasons(comment: str) -> list[str]:
        found = told(
            f"<!-- termcheck: {comment} -->\n\nA bad one.\n", require_suppression_reason=True
        )
        return [one[0] for one in found]

    assert reasons("off") == ["suppression-without-reason"]
    assert reasons("off bad") == ["suppression-without-reason"]
    assert reasons("off bad: a quotation") == []


@pytest.mark.parametrize(
    ("text", "options", "line"),
    [
        ("<!-- termcheck: off grammar allowlist -->\n\nfine\n", {}, 1),
        ("<!-- termcheck: off bad allowlist -->\n\nfine\n", {"ignore": ("bad",)}, 1),
        (
            "<!-- termcheck: off -->\n\nThe term bad is old.\n\n<!-- termcheck: on -->\n\n"
            "<!-- termcheck: off allowlist -->\n\nfine\n",
            {},
            7,
        ),
    ],
)
def test_what_is_not_told_hides_nothing_after_it(
    told, text: str, options: dict[str, object], line: int
):
    found = told(text, **options)
    assert [(one[1], one[3].split("`")[1]) for one in found] == [(line, "allowlist")]


def test_only_so_many_names_are_compared_with_all_there_are(told):
    names = " ".join(f"allowlst{number}" for number in range(10, 61))
    found = told(f"<!-- termcheck: off {names} -->\n\nfine\n")
    assert ["did you mean" in one[3] for one in found] == [True] * 50 + [False]
