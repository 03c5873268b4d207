"""How long audits take, and how much memory: `python tests/benchmarks/audit.py [--pages N]`.

Makes a site of N ordinary pages, 4,000 if none is given, of which few speak of a term, and one of
dense ones, a twelfth as many, in which every paragraph does; audits each with one process and with
two, and prints documents per second, the processor time of all processes, the largest memory of
them together (PSS, from /proc, sampled), the load of the machine, without which the figures say
nothing, and how many times faster two processes are. `--crawl N` makes a Parquet file of N pages
instead, as a crawl would leave it, and audits that; with `--of FOLDER` they are made of its
Markdown files. `--document MB` makes one dense document of half that size and one of all of it
instead, and audits each with one process.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = (
    "the of a to in is that for on with as it by at this from we an can which their has have or "
    "data team service page user code release build version issue review guide project community "
    "support network server storage test deploy config change report"
).split()
NAMES = ("Llama 3.1", "OLMo 2", "Mistral 7B", "BLOOM", "Falcon", "Whisper", "Qwen2.5-72B", "T5")
SAYINGS = (
    "{} is an open source AI model.",
    "{} is not open source.",
    "The vendor calls {} open source.",
    "We release {} with open weights.",
    "Is {} an open model?",
)
ROWS = 2_000
"""Pages of one row group of a crawl."""
SAMPLED = 1.0
"""Seconds from one look at the memory to the next: each takes a processor 10 ms."""
EVERY = 10
"""Of so many ordinary pages, one speaks of a term."""


def page(chance: random.Random, number: int, dense: bool) -> str:
    paragraphs = [f"# Page {number}"]
    for at in range(12):
        words = " ".join(chance.choices(WORDS, k=60))
        speaks = dense or (number % EVERY == 0 and at == 3)
        said = chance.choice(SAYINGS).format(chance.choice(NAMES)) if speaks else ""
        paragraphs.append(f"{words.capitalize()}. {said}".strip())
    return "\n\n".join(paragraphs) + "\n"


def memory(session: int) -> int:
    """Return the bytes of all processes of a session, what they share counted once."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) == session:
                text = (folder / "smaps_rollup").read_text()
                total += int(text.partition("\nPss:")[2].split()[0]) * 1024
        except (OSError, IndexError, ValueError):
            continue
    return total


def measure(what: str, pages: Path, count: int, jobs: int) -> float:
    before = os.times()
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-m", "termcheck", "audit", str(pages), "-o", output, "-q"]
        started = time.perf_counter()
        process = subprocess.Popen([*command, "-j", str(jobs)], start_new_session=True)
        most = 0
        while process.returncode is None:
            most = max(most, memory(process.pid))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(SAMPLED)
        seconds = time.perf_counter() - started
        after = os.times()
        load = os.getloadavg()[0]
    assert process.returncode == 0
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    print(
        f"{what}, {count} pages, {jobs} processes: {seconds:.1f} s, {count / seconds:.1f} pages/s, "
        f"{used:.1f} s of processor time, {most / 1e6:.0f} MB, load {load:.1f}",
        flush=True,
    )
    return seconds


def crawl(count: int, file: Path, folder: Path | None) -> None:
    """Write pages as a crawl would leave them; one row group is held at a time.

    They are the documents of a folder again and again, each with a line of its own, else ordinary
    pages.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    chance = random.Random(1)
    found = sorted(folder.rglob("*.md")) if folder is not None else []
    documents = [path.read_text("utf-8", "replace") for path in found]

    def text(number: int) -> str:
        if not documents:
            return page(chance, number, dense=False)
        return f"{chance.choice(documents)}\n\nThis is page {number} of the crawl.\n"

    schema = pa.schema({"url": pa.string(), "markdown": pa.string()})
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for first in range(0, count, ROWS):
            numbers = range(first, min(count, first + ROWS))
            rows = {
                "url": [f"https://site{n % 97}.example/pages/{n}" for n in numbers],
                "markdown": [text(n) for n in numbers],
            }
            writer.write_table(pa.table(rows, schema))


def document(megabytes: float) -> str:
    """Return one document in which every paragraph speaks of a term."""
    chance = random.Random(2)
    pages = int(megabytes * 1e6 / len(page(chance, 0, dense=True)))
    return "\n".join(page(chance, number, dense=True) for number in range(pages))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=4_000)
    parser.add_argument("--crawl", type=int, metavar="N")
    parser.add_argument("--of", type=Path, metavar="FOLDER")
    parser.add_argument("--document", type=float, metavar="MB")
    parser.add_argument("--output", type=Path, default=Path("crawl.parquet"))
    given = parser.parse_args()
    if given.crawl:
        crawl(given.crawl, given.output, given.of)
        measure("crawl", given.output, given.crawl, 2)
        return
    with tempfile.TemporaryDirectory() as folder:
        if given.document:
            for size in (given.document / 2, given.document):
                pages = Path(folder, f"{size:g}")
                pages.mkdir()
                (pages / "dense.md").write_text(document(size))
                measure(f"a document of {size:g} MB", pages, 1, 1)
            return
        for what, dense, count in (
            ("ordinary", False, given.pages),
            ("dense", True, given.pages // 12),
        ):
            pages = Path(folder, what)
            pages.mkdir()
            chance = random.Random(0)
            for number in range(count):
                (pages / f"{number:06}.md").write_text(page(chance, number, dense))
            alone, together = (measure(what, pages, count, jobs) for jobs in (1, 2))
            print(f"{what}: two processes are {alone / together:.2f} times as fast as one")


if __name__ == "__main__":
    main()
