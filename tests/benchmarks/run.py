"""Measure termcheck beside the tools a reader might use instead: same terms, same files.

python tests/benchmarks/run.py --corpus PATH [--runs 5] [--only termcheck,rumdl] [--quick]
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from measure import TooSlow, median, peak_memory, run
from terms import absent_terms, draw_terms
from tools import TOOLS, Tool

_FRONT_MATTER = re.compile(r"---\s*\n(.*?)\n---\s*\n", re.DOTALL)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SLOW = 20.0
"""Seconds after which a tool is run once and not again."""
SPARSE = "300 terms, of which 30 stand in the corpus"
DENSE = "300 terms, all of which stand in the corpus"
SHIPPED = ("tech-writing", "ai-openness")
CLEAN = "# A small page\n\n" + "Nothing on this page is written the wrong way.\n\n" * 40


@dataclass
class Row:
    """One tool in one case."""

    case: str
    tool: str
    walls: list[float] = field(default_factory=list)
    cpus: list[float] = field(default_factory=list)
    memory: float | None = None
    findings: int = 0
    note: str = ""


@dataclass(frozen=True)
class Case:
    """One thing to measure: these terms on this path."""

    name: str
    terms: Sequence[str]
    path: Path
    cache: bool = False
    only: frozenset[str] = frozenset()
    """Tools it is for; all when empty."""
    glossary: str = ""
    """A shipped glossary, in place of terms."""


def main() -> int:
    """Run every case and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of Markdown files")
    parser.add_argument("--peers", type=Path, default=_default_peers(), help="see install_peers.sh")
    parser.add_argument("--runs", type=int, default=5, help="runs of each, taken in turn")
    parser.add_argument("--timeout", type=float, default=300.0, help="seconds one run may take")
    parser.add_argument("--only", default="", help="names of tools, with commas between")
    parser.add_argument("--cases", default="", help="parts of names of cases, with commas between")
    parser.add_argument("--quick", action="store_true", help="one run of the first three cases")
    options = parser.parse_args()
    corpus = options.corpus.resolve()
    files = sorted(corpus.rglob("*.md"))
    if not files:
        parser.error(f"no Markdown file in {corpus}")
    names = {name.lower() for name in options.only.split(",") if name}
    tools = [tool for tool in TOOLS if not names or tool.name.lower() in names]
    runs = 1 if options.quick else options.runs
    odd = {file for file in files if _has_broken_front_matter(file)}
    files = [file for file in files if file not in odd]
    print(_about(corpus, files), "\n", flush=True)
    if odd:
        print(f"Left out, as Vale stops at them: {len(odd)} files without valid front matter\n")
    # As installed by pip: compiled modules are kept.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.pop("PYTHONUNBUFFERED", None)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(scratch, "compiled"))
        os.environ["XDG_CACHE_HOME"] = str(Path(scratch, "cache"))
        if odd:
            copy = Path(scratch, corpus.name)
            shutil.copytree(corpus, copy, ignore=lambda folder, names: _among(odd, folder, names))
            files = [copy / file.relative_to(corpus) for file in files]
            corpus = copy
        small = Path(scratch, "small.md")
        small.write_text(CLEAN)
        cases = _cases(files, corpus, small, quick=options.quick)
        if options.cases:
            parts = options.cases.split(",")
            cases = [case for case in cases if any(part in case.name for part in parts)]
        rows: list[Row] = []
        for case in cases:
            rows += _measure(case, tools, options.peers, Path(scratch), runs, options.timeout)
            _print_case(case.name, rows)
        rows += _version(tools, options.peers, runs)
        _print_case("--version", rows)
    _print_targets(rows)
    _print_lines(rows, tools)
    return 0


def _has_broken_front_matter(file: Path) -> bool:
    found = _FRONT_MATTER.match(file.read_text("utf-8-sig", "replace"))
    try:
        return found is not None and yaml.compose(found[1], _Loader) is None
    except yaml.YAMLError:
        return True


def _among(files: set[Path], folder: str, names: list[str]) -> list[str]:
    return [name for name in names if Path(folder, name) in files]


def _default_peers() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache, "termcheck-benchmarks")


def _cases(files: list[Path], corpus: Path, small: Path, *, quick: bool) -> list[Case]:
    terms = draw_terms(files, 300 if quick else 3000)
    absent = absent_terms(files, 270 if quick else 2900)
    sparse = [*terms[:30], *absent[:270]]
    cases = [
        Case("10 terms", terms[:10], corpus),
        Case(SPARSE, sparse, corpus),
        Case(DENSE, terms[:300], corpus),
    ]
    if quick:
        return cases
    flat = frozenset({"termcheck", "ripgrep", "rumdl", "Vale"})
    cached = frozenset({"termcheck", "rumdl"})
    own = frozenset({"termcheck"})
    return [
        *cases,
        *(Case(name, (), corpus, only=own, glossary=name) for name in SHIPPED),
        Case("100 terms", terms[:100], corpus, only=flat),
        Case("100 terms and 2,900 that stand nowhere", [*terms[:100], *absent], corpus, only=flat),
        Case("3,000 terms", terms, corpus, only=flat),
        Case("10 terms, warm", terms[:10], corpus, True, cached),
        Case("300 terms, warm", terms[:300], corpus, True, cached),
        Case("300 terms, one clean small file", terms[:300], small),
    ]


def _measure(
    case: Case, tools: Sequence[Tool], peers: Path, scratch: Path, runs: int, timeout: float
) -> list[Row]:
    rows: list[Row] = []
    going: list[tuple[Tool, Row, Path]] = []
    for tool in tools:
        if case.only and tool.name not in case.only:
            continue
        row = Row(case.name, tool.name)
        rows.append(row)
        if tool.found(peers) is None:
            row.note = "not installed"
            continue
        folder = Path(tempfile.mkdtemp(dir=scratch))
        if case.glossary:
            (folder / "termcheck.toml").write_text(f'glossary = ["{case.glossary}"]\n')
        else:
            tool.configure(folder, case.terms, peers)
        going.append((tool, row, folder))
    # One run that does not count: files come into memory, caches are filled.
    for turn in range(-1, runs):
        for tool, row, folder in list(going):
            command = tool.command(peers, case.path, cache=case.cache)
            if turn < 0 and row.tool not in ("termcheck", "ripgrep") and not case.cache:
                continue
            try:
                one = run(command, folder, timeout)
            except TooSlow:
                row.note = f"stopped after {timeout:.0f} s"
                going.remove((tool, row, folder))
                continue
            row.findings = tool.findings(one.output)
            if one.code not in (0, 1, 65):
                row.note = f"exit code {one.code}"
                going.remove((tool, row, folder))
                continue
            if turn >= 0:
                row.walls.append(one.wall)
                row.cpus.append(one.cpu)
                if one.wall > SLOW and turn >= 0:
                    row.note = row.note or "one run"
                    going.remove((tool, row, folder))
    for tool, row, folder in going:
        command = tool.command(peers, case.path, cache=case.cache)
        row.memory = peak_memory(command, folder, timeout)
    return rows


def _version(tools: Sequence[Tool], peers: Path, runs: int) -> list[Row]:
    rows = []
    for tool in tools:
        row = Row("--version", tool.name)
        rows.append(row)
        program = tool.found(peers)
        if program is None:
            row.note = "not installed"
            continue
        for _ in range(runs + 1):
            one = run([program, "--version"], Path.cwd(), 60)
            row.walls.append(one.wall)
            row.cpus.append(one.cpu)
        row.note = one.output.decode("utf-8", "replace").splitlines()[0][:40]
    return rows


def _about(corpus: Path, files: list[Path]) -> str:
    size = sum(file.stat().st_size for file in files) / 1e6
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return (
        f"{corpus.name}: {len(files):,} Markdown files, {size:.1f} MB, {time.strftime('%F')}\n"
        f"{os.cpu_count()} × {model}, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, load {load:.1f} at the start"
    )


def _print_case(case: str, rows: Sequence[Row]) -> None:
    base = _wall(rows, case, "termcheck")
    print(f"\n### {case}\n")
    print("| tool | wall s | least–most | processor s | memory MB | findings | × |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for row in rows:
        if row.case != case:
            continue
        if not row.walls:
            print(f"| {row.tool} | {row.note} | | | | | |")
            continue
        wall = median(row.walls)
        memory = f"{row.memory:.0f}" if row.memory is not None else ""
        ratio = f"{wall / base:.2f}" if base else ""
        name = f"{row.tool} ({row.note})" if row.note else row.tool
        print(
            f"| {name} | {wall:.3f} | {min(row.walls):.3f}–{max(row.walls):.3f} "
            f"| {median(row.cpus):.3f} | {memory} | {row.findings:,} | {ratio} |"
        )
    sys.stdout.flush()


def _wall(rows: Sequence[Row], case: str, tool: str) -> float | None:
    for row in rows:
        if row.case == case and row.tool == tool and row.walls:
            return median(row.walls)
    return None


def _print_targets(rows: Sequence[Row]) -> None:
    def wall(case: str, tool: str = "termcheck") -> float | None:
        return _wall(rows, case, tool)

    def ratio(one: float | None, other: float | None) -> float | None:
        return one / other if one and other else None

    memory = [row.memory for row in rows if row.tool == "termcheck" and row.memory is not None]
    warm = wall("300 terms, warm")
    limit = max(0.3, 2 * (wall(DENSE, "ripgrep") or 0.0))
    targets: list[tuple[str, float | None, float]] = [
        (f"{case}, × {tool}", ratio(wall(case), wall(case, tool)), most)
        for case, tool, most in (
            ("10 terms", "rumdl", 0.5),
            (SPARSE, "rumdl", 1.0),
            (DENSE, "rumdl", 1.0),
            ("10 terms", "Vale", 0.1),
            (SPARSE, "Vale", 0.1),
            (DENSE, "Vale", 0.1),
        )
    ]
    targets += [
        ("tech-writing, seconds", wall("tech-writing"), 1.2),
        (
            "ai-openness, × rumdl with 10 terms",
            ratio(wall("ai-openness"), wall("10 terms", "rumdl")),
            1.0,
        ),
    ]
    targets += [
        (f"{case}, × 100 terms", ratio(wall(case), wall("100 terms")), 1.2)
        for case in ("100 terms and 2,900 that stand nowhere", "3,000 terms")
    ]
    targets += [
        ("300 terms, warm, seconds (2 × ripgrep or 0.3)", warm, limit),
        ("one clean small file, seconds", wall("300 terms, one clean small file"), 0.2),
        ("`--version`, seconds", wall("--version"), 0.1),
        ("memory, MB", max(memory, default=None), 150),
    ]
    print("\n### Targets\n\n| what | measured | at most | |\n|---|---:|---:|---|")
    for what, value, most in targets:
        shown = "" if value is None else f"{value:.2f}"
        verdict = "" if value is None else "met" if value <= most else "missed"
        print(f"| {what} | {shown} | {most:.2f} | {verdict} |")


def _print_lines(rows: Sequence[Row], tools: Sequence[Tool]) -> None:
    """Print the lines that the table in docs/performance.md is made of."""
    names = [tool.name for tool in tools]
    print("\n### Lines of docs/performance.md\n")
    print(f"| terms | {' | '.join(names)} | termcheck, processor time |")
    print(f"|---|{'---:|' * (len(names) + 1)}")
    for case in dict.fromkeys(row.case for row in rows):
        walls = [_wall(rows, case, name) for name in names]
        shown = ["" if wall is None else f"{wall:.2f} s" for wall in walls]
        cpu = next(
            (f"{median(row.cpus):.2f} s" for row in rows if row.case == case and row.cpus), ""
        )
        print(f"| {case} | {' | '.join(shown)} | {cpu} |")


if __name__ == "__main__":
    if (
        shutil.which("termcheck") is None
        and not Path(sys.executable).with_name("termcheck").exists()
    ):
        print("termcheck is not installed beside this Python: its rows stay empty", file=sys.stderr)
    sys.exit(main())
