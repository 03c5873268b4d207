"""Each line of the list of formats is a reader as the rest of termcheck expects one."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

import termcheck.readers
from termcheck.core.errors import ReaderError
from termcheck.core.report import is_word, is_written
from termcheck.readers import BY_ENDING, ENDINGS, FORMATS, Format, decode, format_of
from termcheck.readers.reading import FileReader, Reader


def shape(function: object) -> list[object]:
    """Return the types of a function's parameters and of what it returns."""
    found = inspect.signature(function)  # type: ignore[arg-type]
    kinds = [one.annotation for one in found.parameters.values() if one.name != "self"]
    return [*kinds, found.return_annotation]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_format_has_a_reader(form: Format) -> None:
    assert shape(form.read) == shape(Reader.__call__)
    if not form.is_text:
        assert shape(form.decode) == shape(FileReader.__call__)


def test_what_holds_its_text_otherwise_is_corrected_in_word_or_nowhere() -> None:
    for format_ in FORMATS:
        for ending in (*format_.endings, *format_.shared):
            path = f"a{ending}"
            assert (is_word(path) or not is_written(path)) is not format_.is_text


def test_no_ending_is_claimed_twice() -> None:
    assert len(BY_ENDING) == sum(len(one.endings) + len(one.shared) for one in FORMATS)
    shared = ".asc .json .po .pot .svg .tex .xlf .xliff .xml .yaml .yml .zip"
    assert sorted(set(BY_ENDING) - set(ENDINGS)) == shared.split()


def test_every_module_that_reads_is_listed() -> None:
    folder = Path(termcheck.readers.__file__).parent
    found = {
        file.stem
        for file in folder.glob("*.py")
        if "\ndef read(source: Source, " in file.read_text()
    }
    assert found == {one.name for one in FORMATS}


def test_an_ending_nobody_has_a_reader_for_is_told_but_of_a_package_that_has_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(ReaderError):
        format_of("a.kiln")
    monkeypatch.setattr(termcheck.readers, "further", lambda path: {".kiln": object()})
    assert format_of("a.kiln") is None


@pytest.mark.parametrize(
    ("path", "raw", "told"),
    [
        ("run", b"#!/bin/sh\n", "a program"),
        ("run.sh", b"#!/bin/sh\n", ""),
        ("run", b"# no program\n", ""),
        ("a.md", b"#!/bin/sh\n", ""),
    ],
)
def test_a_program_is_no_text(path: str, raw: bytes, told: str) -> None:
    if told:
        with pytest.raises(ReaderError, match=told):
            decode(path, raw)
    else:
        assert decode(path, raw).data == raw
