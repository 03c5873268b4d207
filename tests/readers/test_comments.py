"""What a suppression written in the text covers, in every language of comments."""

from __future__ import annotations

import pytest

from termcheck.core.document import Document
from termcheck.core.source import Source
from termcheck.readers import read
from termcheck.readers.reading import Reading


def document(text: str, name: str = "a.md") -> Document:
    return read(Source(name, text.encode()), Reading())


def covered(text: str, name: str = "a.md") -> list[tuple[str, str]]:
    """Return the ids of each suppression, and the text it covers."""
    found = document(text, name)
    return [
        (" ".join(directive.ids), found.source.slice(directive.span))
        for directive in found.directives
    ]


def problems(text: str) -> list[str]:
    return [message for _, message in document(text).problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Up to `on`, or to the end.
        ("a\n\n<!-- termcheck: off -->\n\nb\n", [("", "\n\nb\n")]),
        ("<!-- termcheck: off x -->b<!-- termcheck: on x -->c", [("x", "b")]),
        ("<!-- termcheck: off x, y -->b<!-- termcheck: on x -->c",
         [("x", "b"), ("y", "b<!-- termcheck: on x -->c")]),
        ("<!-- termcheck: off -->b<!-- termcheck: on -->c", [("", "b")]),
        ("<!-- termcheck: off x --><!-- termcheck: off -->b<!-- termcheck: on -->c",
         [("x", "<!-- termcheck: off -->b"), ("", "b")]),
        ("<!-- termcheck: off x --><!-- termcheck: off x -->b<!-- termcheck: on x -->c",
         [("x", "<!-- termcheck: off x -->b"), ("x", "b")]),
        # The line it stands on.
        ("a\nb <!-- termcheck: ignore x --> c\nd", [("x", "b <!-- termcheck: ignore x --> c")]),
        ("a <!-- termcheck: ignore x -->\nd\n", [("x", "a <!-- termcheck: ignore x -->")]),
        ("<!-- termcheck: ignore x --> c\r\nd", [("x", "<!-- termcheck: ignore x --> c")]),
        ("a <!-- termcheck:\nignore x --> b\nd", [("x", "a <!-- termcheck:\nignore x --> b")]),
        # The paragraph that follows.
        ("a\n\n<!-- termcheck: ignore x -->\n\nb\nc\n\nd", [("x", "b\nc")]),
        ("<!-- termcheck: ignore x -->\nb\nc\n", [("x", "b\nc")]),
        ("> <!-- termcheck: ignore x -->\n>\n> b\n> c\n>\n> d", [("x", "> b\n> c")]),
        ("- <!-- termcheck: ignore x -->\n  b\n\nc", [("x", "  b")]),
        ("<!-- termcheck: ignore x -->\n<!-- termcheck: ignore y -->\nb\n\nc",
         [("x", "<!-- termcheck: ignore y -->\nb"), ("y", "b")]),
        ("b\n\n<!-- termcheck: ignore x -->\n", [("x", "")]),
        # The next line that is not blank.
        ("<!-- termcheck: ignore-next-line x -->\n\n \n\nb\nc", [("x", "b")]),
        ("a <!-- termcheck: ignore-next-line -->\r\nb\r\nc", [("", "b")]),
        ("a\n\n<!-- termcheck: ignore-next-line x -->", [("x", "")]),
    ],
)  # fmt: skip
def test_what_a_comment_covers(text: str, expected: list[tuple[str, str]]) -> None:
    assert covered(text) == expected
    assert problems(text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "<!--termcheck: ignore x-->\nb\n\nc\n"),
        ("a.mdx", "{/* termcheck: ignore x */}\n\nb\n\nc\n"),
        ("a.rst", ".. termcheck: ignore x\n\nb\n\nc\n"),
        ("a.adoc", "// termcheck: ignore x\nb\n\nc\n"),
        ("a.tex", "% termcheck: ignore x\nb\n\nc\n"),
        ("a.html", "<!-- termcheck: ignore x --->\nb\n\nc\n"),
        ("a.txt", "<!-- termcheck: ignore x -->\nb\n\nc\n"),
    ],
)
def test_each_language_has_its_comment(name: str, text: str) -> None:
    assert covered(text, name) == [("x", "b")]


@pytest.mark.parametrize(
    ("said", "reason", "quotes"),
    [
        ("ignore x", "", []),
        ("ignore x: a  reason\n goes on", "a reason goes on", []),
        ("ignore x: a reason: of two", "a reason: of two", []),
        ('ignore x "one: two": why', "why", ["one: two"]),
        ("ignore x “one  two” y", "", ["one two"]),
        ('ignore x "one" "two" "one"', "", ["one", "two"]),
        ('ignore x "open: why', "why", []),
        ('ignore x "": why', "why", []),
    ],
)
def test_reasons_and_quotations(said: str, reason: str, quotes: list[str]) -> None:
    (directive,) = document(f"<!-- termcheck: {said} -->\none\ntwo: x, one: two\n").directives
    assert directive.reason == reason
    assert [quote.words for quote in directive.quotes] == quotes
    assert directive.ids[0] == "x"


def test_a_quotation_knows_where_it_stands() -> None:
    text = (
        '<!-- termcheck: ignore x "a word" -->\nA word, a  word, a\nword; a wordy a word\n\na word'
    )
    (directive,) = document(text).directives
    places = [text[place.start : place.end] for place in directive.quotes[0].places]
    assert places == ["a  word", "a\nword", "a word", "a word"]


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("ignroe x", ["Unexpected `ignroe`, expected `off`, `on`, `ignore` or `ignore-next-line`, "
                      "did you mean `ignore`?"]),
        ("on x y", ["Unexpected `on x y`, expected `off x y` before it"]),
        ("on", ["Unexpected `on`, expected `off` before it"]),
        ('ignore "a" "b" "c" "d"', []),
        ('ignore "a" "b" "c" "d" "e"', ["Unexpected 5 quotations, expected at most 4"]),
        ("ignore " + " ".join(f"x{number}" for number in range(100)), []),
        ("ignore " + " ".join(f"x{number}" for number in range(101)),
         ["Unexpected 101 ids in one suppression, expected at most 100"]),
    ],
)  # fmt: skip
def test_what_a_comment_cannot_say_is_told(comment: str, told: list[str]) -> None:
    assert problems(f"<!-- termcheck: {comment} -->\n\na\n") == told


@pytest.mark.parametrize(
    ("field", "ids"),
    [
        ("off", [""]),
        ("ignore", [""]),
        ("false", [""]),
        ("true", []),
        ("{ignore: [x, 3]}", ["x 3"]),
        ("{ignore: 'x, y z', reason: why}", ["x y z"]),
        ("{ignore: []}", []),
        ("{tooltips: false}", []),
    ],
)
def test_front_matter_covers_a_page(field: str, ids: list[str]) -> None:
    text = f"---\ntermcheck: {field}\n---\na\n"
    assert covered(text) == [(each, text) for each in ids]
    assert problems(text) == []


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("maybe", "Unexpected `maybe` for `termcheck`, expected `off` or `{ignore: [ID]}`"),
        ("3", "Unexpected `3` for `termcheck`, expected `off` or `{ignore: [ID]}`"),
        ("[x]", "Unexpected a list for `termcheck`, expected `off` or `{ignore: [ID]}`"),
        ("{ignroe: [x]}", "Unexpected `ignroe` in `termcheck`, expected `ignore`, `reason` or "
                          "`tooltips`, did you mean `ignore`?"),
    ],
)  # fmt: skip
def test_front_matter_that_says_something_else_is_told(field: str, told: str) -> None:
    assert problems(f"---\ntermcheck: {field}\n---\na\n") == [told]
