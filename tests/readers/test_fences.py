"""Blocks that stand for something termcheck draws: where they are, and what they name."""

from __future__ import annotations

import pytest

from termcheck.readers.fences import find_fences


def found(text: str) -> list[tuple[str, str, list[str]]]:
    """Return kind, indentation and names of each block; its lines are checked here."""
    shown = []
    for fence in find_fences(text):
        lines = text[fence.start : fence.end].splitlines()
        assert "termcheck-" in lines[0]
        for word in (*fence.names, *fence.definitions):
            assert text[word.start : word.end] == word.text
            assert fence.start < word.start < fence.end
        shown.append((fence.kind, fence.indent, [word.text for word in fence.names]))
    return shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```termcheck-label\nOLMo 2\n```\n", [("label", "", ["OLMo 2"])]),
        ("a\n\n~~~ termcheck-compare\r\n A \r\n\r\nB\r\n~~~~\r\nC\n",
         [("compare", "", ["A", "B"])]),
        ("```{.termcheck-glossary #x}\na b\nc\n```", [("glossary", "", ["a b", "c"])]),
        (">  ```termcheck-label\n>   A\n>   ```\n> B", [("label", ">  ", ["A"])]),
        ("    ```termcheck-label\n    A\n    ```\n", [("label", "    ", ["A"])]),
        # One that nothing closes goes on to the end.
        ("```termcheck-label\nA\n~~~\n``\nB", [("label", "", ["A", "~~~", "``", "B"])]),
        # Examples, other words, and what is no fence.
        ("````\n```termcheck-label\nA\n```\n````\n```termcheck-label\nB\n```",
         [("label", "", ["B"])]),
        ("```termcheck-labels\nA\n```\n```text termcheck-label\nB\n```\n", []),
        ("```termcheck-other\nA\n```\n", []),
        ("``termcheck-label\nA\n``\n", []),
        ("``` a`termcheck-label\nA\n```\n", []),
        ("```termcheck-label\n```\n", [("label", "", [])]),
        ("No block.", []),
    ],
)  # fmt: skip
def test_blocks_are_found(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert found(text) == expected


def test_definitions_limit_a_table() -> None:
    text = "```termcheck-compare\nA\nDefinitions : x-1, y/z\nB\n```\n"
    (fence,) = find_fences(text)
    assert [word.text for word in fence.names] == ["A", "B"]
    assert [word.text for word in fence.definitions] == ["x-1", "y/z"]
    assert text[fence.start : fence.end] == text.rstrip()
