"""What the plugin adds to the build of a site.

    python tests/benchmarks/site_build.py DOCS… [--runs N]

Each `DOCS` is a folder of Markdown, or a folder with a `mkdocs.yml` and `docs`. Builds with and
without the plugin take turns; the first one with it fills the cache and is told apart.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def site(folder: Path, work: Path) -> Path:
    """Copy a site, or make one of a folder of pages; return its folder."""
    made = work / "site"
    if (folder / "mkdocs.yml").is_file():
        shutil.copytree(folder, made)
    else:
        for page in folder.rglob("*.md"):
            copy = made / "docs" / page.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(page, copy)
        (made / "mkdocs.yml").write_text("site_name: x\ntheme: mkdocs\nplugins: [search]\n")
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


def build(config: Path) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", config.name, "-d", "out"]
    subprocess.run(command, cwd=config.parent, check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    for folder in given.folders:
        with tempfile.TemporaryDirectory() as work:
            made = site(folder, Path(work))
            pages = sum(1 for _ in (made / "docs").rglob("*.md"))
            plain, plugged = configured(made, False), configured(made, True)
            first = build(plugged)
            pairs = [(build(plain), build(plugged)) for _ in range(given.runs)]
            without, with_ = (statistics.median(times) for times in zip(*pairs, strict=True))
            added = statistics.median(two - one for one, two in pairs)
            print(
                f"{folder.name}: {pages:,} pages, {without:.2f} s without, {with_:.2f} s with "
                f"({added / without:+.1%}), {first:.2f} s the first time"
            )


if __name__ == "__main__":
    main()
