"""What is prose on a page, by the cases of `cases/`, whatever its line endings and encoding."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest
from helpers_cases import Case, cases_of, shown, update
from helpers_positions import assert_positions

from termcheck.core.source import Source
from termcheck.readers import read
from termcheck.readers.reading import FileFormat, Reading

FILES = sorted(Path(__file__).parent.glob("cases/*.md"))
CASES = [case for path in FILES for case in cases_of(path)]


def name_of(case: Case) -> str:
    return f"{case.path.stem}-{case.title}"


def prose(case: Case, raw: bytes) -> str:
    said = case.flavour == FileFormat.PYTHON
    reading = Reading(format=FileFormat.PYTHON) if said else Reading(case.flavour)
    document = read(Source.decode(case.name, raw), reading)
    assert_positions(document)
    return shown(document)


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_case(case: Case) -> None:
    found = prose(case, case.page.encode())
    if os.environ.get("TERMCHECK_UPDATE_GOLDEN"):
        update(case, found)
        return
    assert found == case.blocks


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_line_endings_and_encodings_change_nothing(case: Case) -> None:
    windows = case.page.replace("\n", "\r\n")
    assert prose(case, windows.encode()) == case.blocks
    assert prose(case, codecs.BOM_UTF8 + case.page.encode()) == case.blocks
    assert prose(case, codecs.BOM_UTF16_LE + windows.encode("utf-16-le")) == case.blocks
    assert prose(case, codecs.BOM_UTF16_BE + case.page.encode("utf-16-be")) == case.blocks
