"""An audit that is killed goes on where it was, and comes to the same tables."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from termcheck import Checker
from termcheck.audit.schema import TABLES
from termcheck.audit.tables import read_rows
from termcheck.glossary.files import shipped_folder

pytestmark = pytest.mark.posix
PAGES = 24
PROMISES = shipped_folder() / "examples" / "promises.yml"


def start(pages: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "termcheck", "audit", str(pages), "-o", str(output), "-q"]
    return subprocess.Popen([*command, "-j", "2", "-g", str(PROMISES)], start_new_session=True)


def left_behind(session: int) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            # A process that ended and that nobody asked about is none.
            state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
            if state != "Z" and os.getsid(int(folder.name)) == session:
                found.append(int(folder.name))
    return found


def kept(output: Path) -> dict[str, bytes]:
    base = sqlite3.connect(output / "journal.sqlite")
    try:
        return dict(base.execute("SELECT key, record FROM records"))
    except sqlite3.OperationalError:
        return {}
    finally:
        base.close()


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    import resource

    for name in "ab":
        (tmp_path / f"{name}.md").write_text("Parlour is end-to-end encrypted.\n\n" * 200)
    command = [sys.executable, "-m", "termcheck", "audit", ".", "-o", "audit", "-j", "1"]
    ended = subprocess.run(
        [*command, "-g", str(PROMISES)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        # Room to begin, but not for what is kept of the pages.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert ended.returncode == 2
    assert "journal.sqlite: cannot be written" in ended.stderr
    assert not (tmp_path / "audit" / "audit.json").exists()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc")
def test_killed_at_any_moment(tmp_path: Path, checker: Checker) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(PAGES):
        text = f"# Page {number}\n\n" + "Paperplane is end-to-end encrypted.\n\n" * 2
        (pages / f"{number:02}.md").write_text(text)
    whole = checker.audit([str(pages)], tmp_path / "whole").folder
    output = tmp_path / "killed"
    process = start(pages, output)
    journal = output / "journal.sqlite"
    # As soon as something is kept.
    for _ in range(2400):
        # Each record starts as zlib has it.
        if journal.exists() and journal.read_bytes().count(b"x\x9c") > 2:
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    for _ in range(500):
        if not left_behind(process.pid):
            break
        time.sleep(0.02)
    assert left_behind(process.pid) == []
    before = kept(output)
    assert 0 < len(before) < PAGES
    assert not (output / "audit.json").exists()
    # What was kept is taken, not found anew: a mark in it is found again.
    key, data = next(iter(before.items()))
    first, rest = zlib.decompress(data).split(b"\n", 1)
    document, claims = json.loads(first)
    document["title"] = "Taken"
    base = sqlite3.connect(journal)
    marked = zlib.compress(json.dumps([document, claims]).encode() + b"\n" + rest)
    base.execute("UPDATE records SET record=? WHERE key=?", (marked, key))
    base.commit()
    base.close()
    assert start(pages, output).wait(120) == 0
    titles = [row["title"] for row in read_rows(output, "documents")]
    assert titles.count("Taken") == 1
    assert len(titles) == PAGES
    for name in ("claims", "findings"):
        file = TABLES[name].file
        assert (output / file).read_bytes() == (whole / file).read_bytes()
