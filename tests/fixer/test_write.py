"""A corrected file is the file it was: its names, its mode, its owner."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from termcheck.core.errors import UsageError
from termcheck.core.source import Source
from termcheck.fixer.write import write_file

posix = pytest.mark.skipif(os.name != "posix", reason="modes and hard links are POSIX's")


def corrected(path: Path, text: bytes) -> None:
    before = Source(str(path), path.read_bytes())
    write_file(path, before, Source(str(path), text))


@posix
@pytest.mark.parametrize("text", [b"shorter", b"longer than it was before, by far"])
def test_other_names_of_a_file_stay_its_names(tmp_path: Path, text: bytes) -> None:
    one, other = tmp_path / "a.md", tmp_path / "b.md"
    one.write_bytes(b"A text of some length.")
    os.link(one, other)
    corrected(one, text)
    assert other.read_bytes() == one.read_bytes() == text
    assert one.stat().st_nlink == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.md"]


@posix
@pytest.mark.parametrize("mode", [0o4751, 0o2755, 0o1644, 0o640, 0o400 | 0o200])
@pytest.mark.parametrize("linked", [False, True])
def test_the_mode_stays(tmp_path: Path, mode: int, linked: bool) -> None:
    one = tmp_path / "a.md"
    one.write_bytes(b"before")
    if linked:
        os.link(one, tmp_path / "b.md")
    one.chmod(mode)
    if stat.S_IMODE(one.stat().st_mode) != mode:
        pytest.skip("not every user may set this mode")
    corrected(one, b"after")
    assert one.read_bytes() == b"after"
    assert stat.S_IMODE(one.stat().st_mode) == mode


@posix
def test_who_reads_a_file_meanwhile_reads_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"before")
    with path.open("rb") as reader:
        corrected(path, b"after")
        assert reader.read() == b"before"


def test_what_is_no_text_is_not_written_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"packed")
    source = Source(str(path), b"A text.", origin=b"packed")
    with pytest.raises(UsageError, match="not a text file"):
        write_file(path, source, Source(str(path), b"Another.", origin=b"packed"))
    assert path.read_bytes() == b"packed"
