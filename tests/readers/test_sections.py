"""Which parts of a page are looked at, and which files may be broken, without a parser."""

from __future__ import annotations

import pytest

from termcheck.readers.sections import fenced_code, wanted_sections
from termcheck.readers.wellformed import may_be_broken

HERE = b"@here"
SECTIONS = [
    ("one\n\n# A\n\ntwo\n\n# B\n\nthree @here\n\n## C\n\nfour\n", ["# B\n\nthree @here\n\n"]),
    ("one @here\n\n# A\n\ntwo\n", ["one @here\n\n"]),
    (
        "one\n\n# A\n\ntwo [x]\n\n[x]: a.md\n\n# B\n\nthree @here\n",
        ["# A\n\ntwo [x]\n\n[x]: a.md\n\n# B\n\nthree @here\n"],
    ),
    ("one\n\n```\n# no\n```\n\ntwo\n\n# B\n\nthree @here\n", ["# B\n\nthree @here\n"]),
    ("one\n\n```x`\n# A\n\ntwo\n\n# B\n\nthree @here\n", ["# B\n\nthree @here\n"]),
    ("one\n\n~~~x`\n# no\n~~~\n\ntwo\n\n# B\n\nthree @here\n", ["# B\n\nthree @here\n"]),
    ("one\n\n````\n```\n# no\n````\n\ntwo\n\n# B\n\nthree @here\n", ["# B\n\nthree @here\n"]),
    ("one\n\n```\n~~~\n# no\n```\n\ntwo\n\n# B\n\nthree @here\n", ["# B\n\nthree @here\n"]),
    ("one\n\n# A\n\ntwo\n\n```\n# B\n\nthree @here\n", ["# A\n\ntwo\n\n```\n# B\n\nthree @here\n"]),
    ("one\n\n# A\n\n<!-- two\n# no -->\n\ntwo\n\n# B\n\nthree @here\n", ["# B\n\nthree @here\n"]),
    ("one\n\n# A\n\n<!-- two\n\n# B\n\nthree @here\n", None),
    ("one\n\n# A\n\n<div>two</div>\n\n# B\n\nthree @here\n", None),
    ("one\n\n- a\n\n  ```\n  x\n  ```\n\n# B\n\nthree @here\n", ["# B\n\nthree @here\n"]),
    ("one\n\n- a\n\n  ```\n  x\n# A\n\ntwo\n\n# B\n\nthree @here\n", None),
    (
        "one\n\n#no\n\ntwo\n\n####### no\n\nmore @here\n\n#\n\nthree\n",
        ["one\n\n#no\n\ntwo\n\n####### no\n\nmore @here\n\n"],
    ),
    (
        "# A\n\none @here\n\n# B\n\ntwo\n\n# C\n\nthree @here\n\n# D\n\nfour\n",
        ["# A\n\none @here\n\n", "# C\n\nthree @here\n\n"],
    ),
    ("# A\n\none\r\n\n# B\n\ntwo @here\n", ["# B\n\ntwo @here\n"]),
    ("# A\n\none\r\rmore\n\n# B\n\ntwo @here\n", None),
    ("---\ntitle: x\n---\n\none\n\n# B\n\ntwo @here\n", ["# B\n\ntwo @here\n"]),
    ("# A\n\none @here\n# B\ntwo\n", ["# A\n\none @here\n"]),
    ("# A\none\n# B\n@here\n# C\nthree", ["# B\n@here\n"]),
    ("one\n# A\ntwo\n<!-- x -->\n# B\n@here", ["# B\n@here"]),
    ("one\n<x\n# B\n@here", None),
    ("one\n{x}\n# B\n@here", ["# B\n@here"]),
    ("one\n%x\n<%x\n# B\n@here", None),
    ("one\n    ```\n# B\n@here", ["# B\n@here"]),
    ("one\n   ```\nx\n   ```\n# B\n@here", ["# B\n@here"]),
    ("one\n ```\nx\n# A\ny\n```\n# B\n@here", None),
    ("one\n~~~\nx\n   ~~~~ \n# B\n@here", ["# B\n@here"]),
    ("one\n~~~~\nx\n~~~\n# no\n~~~~\n# B\n@here", ["# B\n@here"]),
    ("one\n# A ]:: x\n# B\n@here", ["# B\n@here"]),
    ("one\n# A\n@here\n#\ntwo", ["# A\n@here\n"]),
]
FENCED = [
    ("```\nx\n```\ny", ["\nx"]),
    ("x\n~~~~ py\na\n~~~\nb\n~~~~\n", ["\na\n~~~\nb"]),
    ("```x`y\na\n```\nb\n```", ["\nb"]),
    ("~~~x`y\na\n~~~\n", ["\na"]),
    (" ```\na\n ```", []),
    ("```{note}\na\n```", []),
    ("# A\n```\na\n```\n# B\n```\nb\n```", ["\na", "\nb"]),
    ("<!-- x\n```\n-->\n```\na\n```", ["\na"]),
    ("<!-- x\n```\na\n```", []),
    ("<p>\n```\na\n```", []),
    ("```\na\n```\n<p>\n```\nb\n```", ["\na"]),
    ("```\na", []),
    ("```\n```", [""]),
    ("```\na\n   ```\nb", ["\na"]),
    ("```\na\n    ```\nb\n```", ["\na\n    ```\nb"]),
]


@pytest.mark.parametrize(("page", "wanted"), SECTIONS)
def test_sections_with_a_place_or_a_definition_are_kept(
    page: str, wanted: list[str] | None
) -> None:
    data = page.encode()
    places = [at for at in range(len(data)) if data.startswith(HERE, at)]
    found = wanted_sections(data, 0, places)
    assert (found and [data[start:end].decode() for start, end in found]) == wanted


def test_what_stands_before_the_text_is_in_no_section() -> None:
    data = b"---\nx: @here\n---\none\n# A\n@here\n"
    assert wanted_sections(data, 17, [data.rindex(HERE)]) == [(21, len(data))]
    assert wanted_sections(data, 17, [data.index(HERE)]) == []


@pytest.mark.parametrize(("page", "code"), FENCED)
def test_fenced_code_is_what_every_reader_takes_for_code(page: str, code: list[str]) -> None:
    assert [page[start:end] for start, end in fenced_code(page.encode())] == code


@pytest.mark.parametrize(
    ("form", "text", "broken"),
    [
        ("text", "---\na: [\n---\n", False),
        ("rst", "---\na: [\n---\n", False),
        ("markdown", "Text.\n", False),
        ("markdown", "---\na: b\n---\nText.\n", False),
        ("markdown", "\ufeff---\na: b c#d\n# e\n\nf:\n- g\n- h\ni: [j, k]\n...\n", False),
        ("markdown", "---\na: >-\n  b: c\n    # d\n  e\nf: |\n - g\nh: i\n---\n", False),
        ("markdown", "---\na: >\n  b\n c: d\n---\n", True),
        ("markdown", "---\na: 'b\n---\n", True),
        ("markdown", "---\na: b: c\n---\n", True),
        ("markdown", "---\na: b\n", True),
        ("markdown", "+++\na = 1\n+++\n", True),
        ("html", "---\na: {b}\n---\n", True),
        ("html", "<p>", False),
        ("notebook", "{}", False),
        ("notebook", "{", True),
        ("notebook", "[" * 100_000, True),
        ("docx", "", True),
    ],
)
def test_what_may_be_broken_is_parsed(form: str, text: str, broken: bool) -> None:
    assert may_be_broken(text.encode(), form) is broken
