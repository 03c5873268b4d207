"""What the plugin adds to the build of a site: to the time one waits, and in processor time.

    python tests/benchmarks/site_build.py DOCS… [--runs N] [--clean N] [--theme NAME]

Each `DOCS` is a folder of Markdown, or a folder with a `mkdocs.yml` and `docs`. Builds with and
without the plugin take turns, each with a cache of its own that is empty at first; later ones with
the plugin find what the first one kept, and are told apart. With `--clean`, a site is made of that
many pages in which nothing is found. Pages are checked in a process of its own beside the build:
only a machine with a core to spare, and nothing else to do, shows what one waits for.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from termcheck import Checker


def site(folder: Path, work: Path, clean: int, theme: str) -> Path:
    """Copy a site, or make one of a folder of pages; return its folder."""
    made = work / "site"
    if (folder / "mkdocs.yml").is_file():
        shutil.copytree(folder, made)
    else:
        for page in pages(folder, clean):
            copy = made / "docs" / page.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(page, copy)
        (made / "mkdocs.yml").write_text(f"site_name: x\ntheme: {theme}\nplugins: [search]\n")
    return made


def pages(folder: Path, clean: int) -> list[Path]:
    """Return the pages of a folder, or so many in which nothing is found."""
    found = sorted(folder.rglob("*.md"))
    if not clean:
        return found
    checker, chosen = Checker(), []
    for page in found:
        source = checker.read(str(page))
        if not checker.examine(source).findings and not checker.examine(source).notices:
            chosen.append(page)
        if len(chosen) == clean:
            return chosen
    raise SystemExit(f"{folder} has only {len(chosen)} pages in which nothing is found")


def configured(made: Path, plugin: bool) -> Path:
    """Write the configuration with or without the plugin beside the site's own."""
    text = (made / "mkdocs.yml").read_text("utf-8")
    if plugin:
        inline = "plugins: [search]"
        if inline in text:
            text = text.replace(inline, "plugins: [search, termcheck]")
        elif "plugins:" in text:
            text = text.replace("plugins:", "plugins:\n  - termcheck", 1)
        else:
            text += "\nplugins: [search, termcheck]\n"
    path = made / f"mkdocs-{'with' if plugin else 'without'}.yml"
    path.write_text(text + "\n", "utf-8")
    return path


class Took(NamedTuple):
    """Seconds of one build."""

    waited: float
    processor: float
    """Of all its processes."""


def build(config: Path, cache: Path) -> Took:
    """Return what one build took."""
    started = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", config.name, "-d", "out"]
    environment = {**os.environ, "TERMCHECK_CACHE_DIR": str(cache)}
    subprocess.run(command, cwd=config.parent, check=True, capture_output=True, env=environment)
    waited = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(waited, spent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--clean", type=int, default=0)
    parser.add_argument("--theme", default="mkdocs")
    given = parser.parse_args()
    for folder in given.folders:
        with tempfile.TemporaryDirectory() as work:
            made = site(folder, Path(work), given.clean, given.theme)
            count = sum(1 for _ in (made / "docs").rglob("*.md"))
            plain, plugged = configured(made, False), configured(made, True)
            rows = []
            for run in range(given.runs):
                cache = Path(work) / f"cache-{run}"
                rows.append((build(plain, cache), build(plugged, cache), build(plugged, cache)))
            print(f"{folder.name}: {count:,} pages")
            for kind in Took._fields:
                times = [[getattr(took, kind) for took in row] for row in rows]
                without = statistics.median(plain for plain, _first, _again in times)
                cold = statistics.median(first - plain for plain, first, _again in times)
                warm = statistics.median(again - plain for plain, _first, again in times)
                print(
                    f"  {kind}: {without:.2f} s without, {cold:+.2f} s ({cold / without:+.1%}) "
                    f"the first time, {warm:+.2f} s ({warm / without:+.1%}) again"
                )


if __name__ == "__main__":
    main()
