"""Notebooks, reStructuredText and AsciiDoc: what is prose in them, exactly placed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termcheck import Checker, Config, TermcheckError
from termcheck.core.document import Document, Kind, MarkKind, Scope
from termcheck.core.source import Source
from termcheck.readers import read
from termcheck.readers.plugins import reader_of
from termcheck.readers.reading import FileFormat, Reading


def document(name: str, text: str | bytes) -> Document:
    return read(Source(name, text.encode() if isinstance(text, str) else text))


def shown(name: str, text: str | bytes) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in document(name, text).blocks]


def assert_placed(found: Document) -> None:
    """The invariant of positions: what is verbatim is what stands there; places are in order."""
    source = found.source
    for block in found.blocks:
        assert block.segments
        for one, two in zip(block.segments, block.segments[1:], strict=False):
            assert one.end == two.start
            assert one.source_end <= two.source_start
        for at in range(len(block.text)):
            span = block.span(at, at + 1)
            assert 0 <= span.start <= span.end <= len(source.data)
            if block.verbatim(at, at + 1):
                assert source.slice(span) == block.text[at]


RST = """\
=====
Title
=====

A paragraph with *emphasis*, ``code``, `a link <https://a.example>`_ and :term:`words <x>`
that goes on here [1]_.

Part
----

- one
  more of one
- two

  - inner

1. first

.. note:: Mind the gap.

   The body of a note.

.. code-block:: python

   whitelist = 1

.. figure:: picture.png
   :alt: hidden

   A legend

An example::

    whitelist

.. A comment
   of two lines

:author: nobody

.. [1] A footnote.

Last.
"""


def test_restructuredtext() -> None:
    found = document("a.rst", RST)
    assert_placed(found)
    assert shown("a.rst", RST) == [
        ("heading", "Title"),
        (
            "paragraph",
            "A paragraph with emphasis, code, a link and words that goes on here \ufffc.",
        ),
        ("heading", "Part"),
        ("list-item", "one more of one"),
        ("list-item", "two"),
        ("list-item", "inner"),
        ("list-item", "first"),
        ("paragraph", "Mind the gap."),
        ("paragraph", "The body of a note."),
        ("alt", "hidden"),
        ("paragraph", "A legend"),
        ("paragraph", "An example:"),
        ("paragraph", "nobody"),
        ("paragraph", "A footnote."),
        ("paragraph", "Last."),
    ]
    title, text, part = found.blocks[:3]
    assert (title.level, part.level) == (1, 2)
    assert [mark.kind for mark in text.marks if mark.kind is not MarkKind.OPAQUE] == [
        MarkKind.EMPHASIS, MarkKind.CODE, MarkKind.LINK, MarkKind.EMPHASIS,
    ]  # fmt: skip
    assert text.section == 0


ASCIIDOC = """\
= Title
:toc:

A paragraph with *strong*, _emphasis_, `code` and https://a.example[a link]
that goes on, see <<part,the part>> and {attribute}.

== Part

* one
more of one
** inner
. first

.A caption
[source,ruby]
----
whitelist = 1
----

____
Quoted words.
____

|===
|Name |Meaning

|One |two words
|===

NOTE: Mind the gap.

Term:: What it means.

// A comment
 literal whitelist

include::other.adoc[]

Last.
"""


def test_asciidoc() -> None:
    found = document("a.adoc", ASCIIDOC)
    assert_placed(found)
    assert shown("a.adoc", ASCIIDOC) == [
        ("heading", "Title"),
        ("paragraph",
         "A paragraph with strong, emphasis, code and a link that goes on, see the part and "
         "\ufffc."),
        ("heading", "Part"),
        ("list-item", "one more of one"),
        ("list-item", "inner"),
        ("list-item", "first"),
        ("caption", "A caption"),
        ("paragraph", "Quoted words."),
        ("table-header", "Name"),
        ("table-header", "Meaning"),
        ("table-cell", "One"),
        ("table-cell", "two words"),
        ("paragraph", "Mind the gap."),
        ("definition-term", "Term"),
        ("paragraph", "What it means."),
        ("paragraph", "Last."),
    ]  # fmt: skip
    quoted = next(block for block in found.blocks if block.text == "Quoted words.")
    assert Scope.QUOTE in quoted.scopes


def notebook(*cells: tuple[str, object], **how: object) -> bytes:
    made = [
        {"id": "x", "cell_type": kind, "metadata": {"source": "whitelist"}, "source": source}
        for kind, source in cells
    ]
    data = {"metadata": {"cells": [{"cell_type": "markdown", "source": "no"}]}, "cells": made}
    return json.dumps(data, **how).encode()  # type: ignore[arg-type]


@pytest.mark.parametrize("how", [{"indent": 1}, {"ensure_ascii": False}, {"sort_keys": True}])
def test_notebooks(how: dict[str, object]) -> None:
    raw = notebook(
        ("markdown", ["# A “head” 🦙\n", "\n", "A white\n", "list \\*é\\*\n"]),
        ("code", ["whitelist = 1"]),
        ("markdown", "One `code` **more**\n\n- item"),
        ("raw", "whitelist"),
        **how,
    )
    found = document("a.ipynb", raw)
    assert_placed(found)
    assert [(block.kind, block.text) for block in found.blocks] == [
        (Kind.HEADING, "A “head” 🦙"),
        (Kind.PARAGRAPH, "A white list *é*"),
        (Kind.PARAGRAPH, "One code more"),
        (Kind.LIST_ITEM, "item"),
    ]
    text = found.blocks[2]
    assert found.source.slice(text.span(9, 13)) == "more"
    assert text.section == 0


def test_suppressions_work_in_notebooks() -> None:
    raw = notebook(("markdown", "A whitelist. <!-- termcheck: ignore allowlist: said so -->"))
    found = document("a.ipynb", raw)
    (one,) = found.directives
    assert one.ids == ("allowlist",)
    assert "whitelist" in found.source.slice(one.span)


@pytest.mark.parametrize("raw", [b"", b"{", b'{"cells": 1}', b"[" * 100_000, b'{"cells": [}'])
def test_what_is_no_notebook_is_told(raw: bytes) -> None:
    found = document("a.ipynb", raw)
    assert found.blocks == ()
    if raw != b'{"cells": 1}':
        ((_span, told),) = found.problems
        assert told.startswith("not a notebook: ")


PIECES = st.lists(
    st.sampled_from(
        [
            "word", "*strong*", "_em_", "``code``", "`x`", "\n", "\n\n", "- ", "* ", "== ", "----",
            "====", ".. note:: ", ".. x", "::", "   ", "|===", "| a | b", "____", "é", "🦙", "\r\n",
            "`a <b>`_", ":r:`t`", "https://a.b[c]", "<<a,b>>", "{x}", "\\", '"', "+++", "//", "1. ",
            "NOTE: ", "a:: b", ":f: v", "\t", "|s|", "[1]_", "\u2028", "<!-- termcheck: off -->",
        ]
    ),
    max_size=25,
)  # fmt: skip


@given(PIECES, st.sampled_from(["a.rst", "a.adoc"]))
@settings(max_examples=150)
def test_anything_is_read_and_placed(pieces: list[str], name: str) -> None:
    assert_placed(document(name, "".join(pieces)))


@given(st.lists(PIECES, max_size=4), st.booleans(), st.booleans())
@settings(max_examples=80)
def test_any_notebook_is_read_and_placed(
    cells: list[list[str]], ascii_only: bool, as_list: bool
) -> None:
    made = [
        ("markdown", "".join(one).splitlines(True) if as_list else "".join(one)) for one in cells
    ]
    assert_placed(document("a.ipynb", notebook(*made, ensure_ascii=ascii_only)))


def test_a_package_can_bring_a_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wiki_reader.py").write_text(
        "from termcheck.readers import text\n"
        "from termcheck.readers.reading import Reading\n"
        "def read(source):\n"
        "    return text.read(source, Reading())\n"
        "def broken(source):\n"
        "    raise KeyError('x')\n"
    )
    info = tmp_path / "wiki_reader-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: wiki-reader\nVersion: 1\n")
    (info / "entry_points.txt").write_text(
        "[termcheck.readers]\nwiki = wiki_reader:read\nbad = wiki_reader:broken\n"
        "gone = wiki_reader:nothing\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    reader_of.cache_clear()
    checker = Checker(Config(glossary=("tech-writing",), cache=False))
    (finding,) = checker.check(Source("a.wiki", b"A whitelist."))
    assert finding.actual == "whitelist"
    for name, told in (("a.bad", "failed: KeyError"), ("a.gone", "cannot be loaded")):
        with pytest.raises(TermcheckError, match=told):
            checker.check(Source(name, b"A whitelist."))
    reader_of.cache_clear()


def test_code_is_read_only_where_that_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    code = (
        'def whitelist():\n    """Read the whitelist."""\n    return "whitelist"  # the whitelist\n'
    )
    file.write_text(code + "\n# termcheck: ignore-next-line\n# Another whitelist.\n")
    with pytest.raises(TermcheckError, match=r"there is no reader for `\.py` files"):
        Checker("tech-writing").document(Source(str(file), file.read_bytes()))
    with pytest.raises(TermcheckError, match=r"there is no reader for `CMakeLists\.txt`"):
        Checker("tech-writing").document(Source("a/CMakeLists.txt", b"if(ANDROID)"))
    checker = Checker(Config(glossary=("tech-writing",), readers={"**": FileFormat.PYTHON}))
    source = Source("a.py", file.read_bytes())
    assert [one.line for one in checker.check(source)] == [2, 3]
    fixed = checker.fix(source).after.data.decode()
    assert fixed.startswith(code.replace("the whitelist", "the allowlist"))


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.py", "def f(:\n", (0, 0)),
        ("a.py", "x = 1\ndef f(:\n", (6, 6)),
        ("a.py", "\0", (0, 0)),
        ("a.py", "(" * 5000, (0, 0)),
        ("a.py", f"x = {'-' * 20_000}1", (0, 0)),
        ("a.po", 'msgid "a\n', (0, 8)),
        ("a.po", "hello\n", (0, 5)),
        ("a.xlf", "<html>", (0, 1)),
        ("a.svg", "<html>", (0, 1)),
        ("a.svg", "\ufeff<html>", (3, 4)),
    ],
)
def test_what_is_no_such_file_is_one_problem(name: str, text: str, place: tuple[int, int]) -> None:
    found = read(Source(name, text.encode()), Reading(format=FORMATS_OF[name[2:]]))
    ((span, _),) = found.problems
    assert (span.start, span.end) == place
    assert found.blocks == ()


FORMATS_OF = {
    "py": FileFormat.PYTHON,
    "po": FileFormat.PO,
    "xlf": FileFormat.XLIFF,
    "svg": FileFormat.SVG,
    "tex": FileFormat.LATEX,
}
STRINGS = st.text(
    st.sampled_from("$ab()[]item \"\\n#'<>&;{}%é\n=msgidtr[0]/xliffsourcetg-vx"), max_size=120
)


@pytest.mark.parametrize("ending", FORMATS_OF)
@settings(max_examples=60)
@given(text=STRINGS)
def test_any_text_is_read_with_its_places(ending: str, text: str) -> None:
    found = read(Source(f"a.{ending}", text.encode()), Reading(format=FORMATS_OF[ending]))
    assert_placed(found)
