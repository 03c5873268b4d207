"""What the plugin adds to the build of a site: in processor time, and to the time one waits.

    python tests/benchmarks/site_build.py DOCS [--clean N,N…] [--themes NAME,NAME…] [--seconds S]
        [--silent] [--first N]

`DOCS` is a folder of Markdown, or one with a `mkdocs.yml` and `docs`. Of a folder of Markdown,
sites are made of so many pages in which nothing is found (`--clean`), with `--silent` of pages in
which no term stands either. The program is run as it is installed: a wheel is made of this tree and
laid into a folder of its own.

Builds without the plugin and with it take turns, the one that comes first changing each time, after
one with an empty cache; `--first` measures so many of those too. What is told is the median of the
ratios of neighbours, with the quarter above and below, of processor time (user and system, of all
processes) and of the time waited. Processor time can be read on a machine with other work to do,
the time waited cannot. Each site gets its share of `--seconds`.
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
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from termcheck import Checker

ROOT = Path(__file__).resolve().parents[2]


class Took(NamedTuple):
    """Seconds of one build."""

    processor: float
    """Of all its processes."""
    waited: float


class Builder:
    """Builds one site, with the plugin and without, in an environment of its own."""

    def __init__(self, made: Path, library: Path, work: Path) -> None:
        self.plain, self.plugged = configured(made, False), configured(made, True)
        self.cache = work / "cache"
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(library),
            "XDG_CACHE_HOME": str(self.cache),
            "NO_MKDOCS_2_WARNING": "1",
            "DISABLE_MKDOCS_2_WARNING": "true",
        }

    def build(self, config: Path) -> Took:
        """Return what one build took."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", config.name, "-d", "out"]
        subprocess.run(
            command, cwd=config.parent, check=True, capture_output=True, env=self.environment
        )
        waited = time.perf_counter() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return Took(spent, waited)

    def first(self) -> tuple[Took, Took]:
        """Return what builds without and with the plugin took, where nothing is kept."""
        shutil.rmtree(self.cache, ignore_errors=True)
        return self.build(self.plain), self.build(self.plugged)

    def again(self, turn: int) -> tuple[Took, Took]:
        """Return the same where everything is kept; which comes first depends on the turn."""
        if turn % 2:
            plugged = self.build(self.plugged)
            return self.build(self.plain), plugged
        return self.build(self.plain), self.build(self.plugged)


def installed(work: Path) -> Path:
    """Return a folder with the packages of this tree, as an installer leaves them."""
    library = work / "library"
    wheels = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(work), str(ROOT)]
    subprocess.run(wheels, check=True)
    (wheel,) = work.glob("*.whl")
    target = ["--no-deps", "--target", str(library), str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", *target], check=True)
    return library


def site(folder: Path, work: Path, pages: Sequence[Path], theme: str) -> Path:
    """Copy a site, or make one of pages of a folder; return its folder."""
    made = work / "site"
    if (folder / "mkdocs.yml").is_file():
        shutil.copytree(folder, made)
        return made
    for page in pages:
        # One page each, whatever the name of its file means to MkDocs.
        copy = made / "docs" / page.relative_to(folder).with_suffix("") / "page.md"
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, copy)
    (made / "mkdocs.yml").write_text(f"site_name: x\ntheme: {theme}\nplugins: [search]\n")
    return made


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


def clean_pages(folder: Path, count: int, silent: bool) -> list[Path]:
    """Return pages of a folder in which nothing is found, or no term stands."""
    checker = Checker()
    chosen: list[Path] = []
    for page in sorted(folder.rglob("*.md")):
        source = checker.read(str(page))
        if silent and checker.engine.may_mention(source.data):
            continue
        examined = checker.examine(source)
        if not examined.findings and not examined.notices and not examined.problems:
            chosen.append(page)
        if len(chosen) == count:
            return chosen
    raise SystemExit(f"{folder} has only {len(chosen)} pages in which nothing is found")


def ratios(pairs: Sequence[tuple[Took, Took]], of: Callable[[Took], float]) -> str:
    """Return the median of what comes to the time without, the quarters, and that time."""
    shares = sorted(of(plugged) / of(plain) - 1 for plain, plugged in pairs)
    low, _middle, high = statistics.quantiles(shares, n=4) if len(shares) > 1 else shares * 3
    more = statistics.median(of(plugged) - of(plain) for plain, plugged in pairs)
    without = statistics.median(of(plain) for plain, _plugged in pairs)
    return (
        f"{statistics.median(shares):+.1%} ({low:+.1%} to {high:+.1%}), "
        f"{more:+.3f} s on {without:.2f} s"
    )


def told(what: str, pairs: Sequence[tuple[Took, Took]]) -> None:
    """Print what builds took."""
    print(f"  {what}, {len(pairs)} pairs")
    print(f"    processor: {ratios(pairs, lambda took: took.processor)}")
    print(f"    waited:    {ratios(pairs, lambda took: took.waited)}", flush=True)


def measure(builder: Builder, first: int, seconds: float) -> None:
    """Measure builds of one site for some time."""
    until = time.perf_counter() + seconds
    empty = [builder.first() for _ in range(max(1, first))]
    if first:
        told("with an empty cache", empty)
    pairs: list[tuple[Took, Took]] = []
    builder.again(0)
    while time.perf_counter() < until or len(pairs) < 4:
        pairs.append(builder.again(len(pairs)))
    told("with what was kept", pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clean", default="100,500")
    parser.add_argument("--themes", default="mkdocs")
    parser.add_argument("--seconds", type=float, default=210)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--silent", action="store_true")
    given = parser.parse_args()
    counts = [int(count) for count in given.clean.split(",")]
    themes = given.themes.split(",")
    if (given.folder / "mkdocs.yml").is_file():
        counts, themes = [0], [""]
    share = given.seconds / sum(max(1, count) for count in counts) / len(themes)
    with tempfile.TemporaryDirectory() as named:
        library = installed(Path(named))
        for count in counts:
            pages = clean_pages(given.folder, count, given.silent) if count else []
            for theme in themes:
                work = Path(named) / f"{count}-{theme}"
                work.mkdir()
                made = site(given.folder, work, pages, theme)
                print(f"{count or len(list(made.rglob('*.md')))} pages, {theme or 'own'} theme")
                measure(Builder(made, library, work), given.first, share * max(1, count))


if __name__ == "__main__":
    main()
