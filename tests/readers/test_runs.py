"""Text put together from pieces of a source: white space, what is unseen, where all stands."""

from __future__ import annotations

import pytest

from termcheck.core.document import OPAQUE, Mark, MarkKind
from termcheck.readers.runs import Run

Piece = tuple[str, int, int, bool]


def made(*pieces: Piece) -> Run:
    """A run of pieces; one without text is a line break, `\\0` something that is not text."""
    run = Run()
    for text, start, end, verbatim in pieces:
        if not text:
            run.space(start, end)
        elif text == "\0":
            run.opaque(start, end)
        else:
            run.add(text, start, end, verbatim)
    return run


@pytest.mark.parametrize(
    ("pieces", "text", "segments"),
    [
        ([("ab", 0, 2, True), ("cd", 2, 4, True)], "abcd", [(0, 4, 0, 4, True)]),
        (
            [("ab", 0, 2, True), ("cd", 3, 5, True)],
            "abcd",
            [(0, 2, 0, 2, True), (2, 4, 3, 5, True)],
        ),
        (
            [("ab", 0, 2, False), ("cd", 2, 4, True)],
            "abcd",
            [(0, 2, 0, 2, False), (2, 4, 2, 4, True)],
        ),
        ([(" a", 0, 2, True)], "a", [(0, 1, 1, 2, True)]),
        ([(" ", 0, 1, True)], "", []),
        (
            [("a ", 0, 2, True), (" b", 2, 4, True)],
            "a b",
            [(0, 2, 0, 2, True), (2, 3, 3, 4, True)],
        ),
        (
            [("a ", 0, 2, True), (" b", 2, 8, False)],
            "a b",
            [(0, 2, 0, 2, True), (2, 3, 2, 8, False)],
        ),
        ([("a  b", 0, 4, True)], "a b", [(0, 2, 0, 2, True), (2, 3, 3, 4, True)]),
        (
            [("a\tb", 0, 3, True)],
            "a b",
            [(0, 1, 0, 1, True), (1, 2, 1, 2, False), (2, 3, 2, 3, True)],
        ),
        ([("a \n b", 0, 5, True)], "a b", [(0, 2, 0, 2, True), (2, 3, 4, 5, True)]),
        ([("a\u00adb", 0, 4, True)], "ab", [(0, 1, 0, 1, True), (1, 2, 3, 4, True)]),
        ([("\ufeffa\u200b", 0, 7, True)], "a", [(0, 1, 3, 4, True)]),
        ([("a\u00adb\u2060", 0, 9, False)], "ab", [(0, 2, 0, 9, False)]),
        ([("a\n b", 0, 9, False)], "a b", [(0, 3, 0, 9, False)]),
        (
            [("a", 0, 1, True), ("\n b", 1, 9, False)],
            "a b",
            [(0, 1, 0, 1, True), (1, 3, 1, 9, False)],
        ),
        ([("\n", 1, 9, False)], "", []),
        (
            [("é\u00a0b", 0, 5, True)],
            "é b",
            [(0, 1, 0, 2, True), (1, 2, 2, 4, False), (2, 3, 4, 5, True)],
        ),
        (
            [("", 0, 1, True), ("a", 1, 2, True), ("", 2, 3, True), ("", 3, 4, True)],
            "a",
            [(0, 1, 1, 2, True)],
        ),
        (
            [("a", 0, 1, True), ("", 1, 3, True), ("b", 3, 4, True)],
            "a b",
            [(0, 1, 0, 1, True), (1, 2, 1, 3, False), (2, 3, 3, 4, True)],
        ),
        ([("a", 0, 1, True), ("", 1, 1, True), ("b", 1, 2, True)], "ab", [(0, 2, 0, 2, True)]),
        (
            [("a", 0, 1, True), ("\0", 1, 3, True), ("b", 3, 4, True)],
            f"a{OPAQUE}b",
            [(0, 1, 0, 1, True), (1, 2, 1, 3, False), (2, 3, 3, 4, True)],
        ),
        ([("a", 0, 1, True), ("\0", 1, 1, True)], "a", [(0, 1, 0, 1, True)]),
        ([("a b ", 0, 4, True)], "a b", [(0, 3, 0, 3, True)]),
        ([("a b ", 0, 9, False)], "a b", [(0, 3, 0, 9, False)]),
    ],
)
def test_pieces_become_text_at_their_places(
    pieces: list[Piece], text: str, segments: list[tuple[int, int, int, int, bool]]
) -> None:
    run = made(*pieces)
    assert run.length == len("".join(run.parts))
    assert bool(run) == bool(text)
    found, placed, _ = run.finish()
    assert (found, [tuple(segment) for segment in placed]) == (text, segments)


def test_marks_nest_cross_and_end_with_the_text() -> None:
    run = Run()
    run.open(MarkKind.STRONG)
    run.add("a", 0, 1)
    run.open(MarkKind.EMPHASIS)
    run.add("b", 1, 2)
    run.close(MarkKind.STRONG)
    run.code(" c", 2, 4)
    run.code("", 4, 4)
    run.close(MarkKind.LINK)
    run.add(" ", 4, 5)
    run.open(MarkKind.LINK)
    assert run.finish()[2] == [
        Mark(0, 2, MarkKind.STRONG),
        Mark(1, 4, MarkKind.EMPHASIS),
        Mark(2, 4, MarkKind.CODE),
    ]


def test_a_part_can_be_read_again_and_taken_for_one_thing() -> None:
    run = Run()
    run.add("a ", 0, 2)
    begin = run.length
    run.add("b", 4, 5)
    run.code("c", 7, 8)
    assert run.tail(begin) == "bc"
    assert run.tail(0) == "a bc"
    run.collapse(begin)
    text, segments, marks = run.finish()
    assert text == f"a {OPAQUE}"
    assert [tuple(segment) for segment in segments] == [(0, 2, 0, 2, True), (2, 3, 4, 8, False)]
    assert marks == [Mark(2, 3, MarkKind.OPAQUE)]
    run.collapse(run.length)
    assert run.finish()[0] == text
