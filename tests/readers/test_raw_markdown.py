"""What is sure of a word in a Markdown page from its bytes: more is never told than readers see."""

from __future__ import annotations

import pytest

from termcheck.readers.raw_markdown import RawMarkdown

WORD = "json"
INFO = [
    ("```json\n", True),
    ("~~~json\r\n", True),
    ("```json  \n", True),
    ("```json x\n", False),
    ("```json", False),
    ("``json\n", False),
    ("x\n```json\n", True),
    ("x\n\n```json\n", True),
    ("x ```json\n", False),
    ("x\n   ```json\n", True),
    ("x\n    ```json\n", False),
    ("x\n\n    ```json\n", True),
    ("> ```json\n", True),
    (">   ```json\n", True),
    (">    ```json\n", False),
    ("> > ```json\n", True),
    ("<b>\n```json\n", False),
    ("x\n> <b>\n\n> ```json\n", False),
    ("<b>\n\n```json\n", True),
    ("<pre>\n\n```json\n", False),
    ("a <pre>\n\n```json\n", True),
    ("a <pre>\n\n   ```json\n", True),
    ("<pre>\n\n   ```json\n", False),
    ("---\n```json\n---\n", False),
    ("---\na: b\n---\n```json\n", True),
    ("---\na: b\n\n```json\n", False),
]
OPENS = [
    ("json", False),
    ("x\n\njson", True),
    ("x\n \n json", True),
    ("x\njson", False),
    ("x\n- json", True),
    ("x\n+  json", True),
    ("x\n> json", False),
    ("x\n\na json", False),
    ("<b>\n- json", False),
    ("<b>\n\njson", True),
    ("<pre>\n\njson", False),
    ("---\n\njson\n---\n", False),
    ("---\na: b\n---\n\njson", True),
]
CODE = [
    ("a `json` b", True),
    ("a json b", False),
    ("a `json b", False),
    ("a json` b", False),
    ("a `json`` b", False),
    ("a ``json` b", False),
    ("`json`", True),
    ("a `x` `json` b", True),
    ("a `x `json` b", False),
    ("a `x\n`json` b", False),
    ("a `x` b\n`json` b", True),
    ("a `x\n\n`json` b", True),
    ("a | `json` b", False),
    ("a | b\n`json` b", False),
    ("a | b\n\n`json` b", True),
    ("a <i> `json` b", False),
    ("a [x] `json` b", False),
    ("a <pre> b\n\n`json`", False),
    ("---\na: `json`\n---\n", False),
    ("---\na: b\n---\n`json`", True),
    (f"{'a ' * 998}ab `json`", True),
    (f"{'a ' * 998}abc `json`", False),
    (f"{'a ' * 998}\n\n{'a ' * 100}`json`", True),
    ("```\njson\n```\n", True),
    ("```\nx\n```\njson\n", False),
    ("json\n```\nx\n```\n", False),
]


def place(text: str) -> tuple[RawMarkdown, int, int]:
    start = text.index(WORD)
    return RawMarkdown(text.encode()), start, start + len(WORD)


@pytest.mark.parametrize(("text", "expected"), INFO)
def test_a_word_that_opens_a_fence(text: str, expected: bool) -> None:
    page, start, end = place(text)
    assert page.is_info(start, end) is expected


@pytest.mark.parametrize(("text", "expected"), OPENS)
def test_a_word_that_opens_a_block(text: str, expected: bool) -> None:
    page, start, _ = place(text)
    assert page.opens_block(start) is expected


@pytest.mark.parametrize(("text", "expected"), CODE)
def test_a_word_that_is_code(text: str, expected: bool) -> None:
    assert RawMarkdown.is_code(*place(text)) is expected
