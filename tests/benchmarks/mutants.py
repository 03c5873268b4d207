"""How many small faults the tests notice: `python tests/benchmarks/mutants.py [--count 60]`.

A mutant is one module with one fault: `<` for `<=`, `and` for `or`, a number one larger, a
condition that never holds, a `break` for a `continue`. A sample of all of them, the same for the
same seed, is tested, each in a process of its own, by those tests of its room that come to its
line, the quickest first, until one fails. Those that none notices are listed: a behaviour nobody
has written a test for, or a fault that changes nothing. Those looked at and found to change
nothing stand in `equivalent_mutants.tsv`, each with its reason; they are counted apart. Before all
that, the same tests have to pass without a fault.

No tool from outside: they start one Python for each mutant, which costs more than the tests.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import importlib.abc
import importlib.util
import io
import os
import pickle
import random
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS: dict[str, tuple[str, ...]] = {
    "readers/*.py": ("tests/readers",),
    "fixer/*.py": ("tests/fixer",),
    "settle/*.py": ("tests/settle", "tests/checks/test_suppressions.py"),
    "core/suppressions.py": ("tests/settle", "tests/checks/test_suppressions.py"),
    "run/baseline.py": ("tests/run/test_baseline.py", "tests/cli/test_baseline.py"),
    "run/git.py": ("tests/run/test_git.py",),
    "facts/judge.py": ("tests/facts",),
    "checks/*.py": ("tests/checks",),
}
"""Modules that are mutated, and the tests that should notice."""
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.tsv")
"""Faults that change nothing: file, function and fault, what is at fault, its line, the reason."""
SLOWER = 5
"""How many times longer than all the tests of its room a mutant takes that does not end."""
SHARED = ("hypothesis.stateful", "numpy", "pytest_asyncio.plugin", "pytest_lsp.plugin", "yaml")
"""Modules that would else be imported anew for every mutant."""

_OTHER: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


class Mutant(NamedTuple):
    """One fault of one module."""

    file: Path
    number: int
    """Which of the module's faults, in the order of its nodes."""
    lines: range
    told: str
    at: str
    """The code at fault."""
    tests: tuple[str, ...]

    def __str__(self) -> str:
        place = f"{self.file.relative_to(ROOT)}:{self.lines.start}"
        return f"{place} {self.told}: {self.at}"

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it from the other faults and stays when lines move."""
        line = self.file.read_text("utf-8").splitlines()[self.lines.start - 1].strip()
        return str(self.file.relative_to(ROOT)), self.told, self.at, line


class Reached(NamedTuple):
    """What one test comes to."""

    lines: frozenset[tuple[str, int]]
    """Files and lines, and the first lines of functions."""
    cost: float
    """Seconds of processor time."""


def faults(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Yield what a node could be by mistake."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        other = _OTHER[type(node.ops[0])]()
        yield "comparison", ast.Compare(node.left, [other], node.comparators)
    elif isinstance(node, ast.BoolOp):
        other_op: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and/or", ast.BoolOp(other_op, node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "without not", node.operand
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield "other truth", ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield "one more", ast.Constant(node.value + 1)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        op: ast.operator = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        yield "plus/minus", ast.BinOp(node.left, op, node.right)
    elif isinstance(node, ast.Continue):
        yield "break", ast.Break()
    elif isinstance(node, ast.If):
        yield "never", ast.If(ast.Constant(False), node.body, node.orelse)


def mutants(file: Path, tests: tuple[str, ...]) -> Iterator[Mutant]:
    """Yield every mutant of a module; what is only for types or people stays."""
    for number, (node, told, _) in enumerate(_places(ast.parse(file.read_text("utf-8")))):
        code: Any = node.test if isinstance(node, ast.If) else node
        lines = range(code.lineno, code.end_lineno + 1)
        yield Mutant(file, number, lines, told, ast.unparse(code), tests)


def tree_of(mutant: Mutant) -> ast.Module:
    """Return the module with its fault."""
    tree = ast.parse(mutant.file.read_text("utf-8"))
    if mutant.number < 0:
        return tree
    target, _, made = list(_places(tree))[mutant.number]
    changed: ast.Module = _Replace(target, made).visit(tree)
    return ast.fix_missing_locations(changed)


def _places(tree: ast.AST, name: str = "") -> Iterator[tuple[ast.AST, str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        inside = node.name if isinstance(node, ast.FunctionDef) else name
        if inside and not isinstance(node, ast.arguments):
            for told, made in faults(node):
                yield node, f"{inside}: {told}", made
        yield from _places(node, inside)


class _Replace(ast.NodeTransformer):
    def __init__(self, target: ast.AST, made: ast.AST) -> None:
        self.target, self.made = target, made

    def visit(self, node: ast.AST) -> Any:
        if node is self.target:
            return ast.copy_location(self.made, node)
        return super().visit(node)


class _Serve(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module as its mutant."""

    def __init__(self, mutant: Mutant) -> None:
        parts = mutant.file.relative_to(ROOT).with_suffix("").parts
        self.name = ".".join(parts).removesuffix(".__init__")
        self.mutant = mutant

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name != self.name:
            return None
        package = self.mutant.file.name == "__init__.py"
        return importlib.util.spec_from_file_location(
            name,
            self.mutant.file,
            loader=self,
            submodule_search_locations=[str(self.mutant.file.parent)] if package else None,
        )

    def exec_module(self, module: Any) -> None:
        exec(compile(tree_of(self.mutant), str(self.mutant.file), "exec"), module.__dict__)


class _Watch:
    """A plugin of pytest that notes to which functions and lines of some files each test comes."""

    def __init__(self, files: frozenset[str], into: Path) -> None:
        self.files, self.into = files, into
        self.reached: dict[str, Reached] = {}
        self.lines: set[tuple[str, int]] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.lines = set()
        before = time.process_time()
        threading.settrace(self._call)
        sys.settrace(self._call)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            threading.settrace(None)
            cost = time.process_time() - before
            self.reached[item.nodeid] = Reached(frozenset(self.lines), cost)

    def pytest_sessionfinish(self) -> None:
        self.into.write_bytes(pickle.dumps(self.reached))

    def _call(self, frame: Any, event: str, argument: Any) -> Any:
        code = frame.f_code
        if code.co_filename not in self.files:
            return None
        self.lines.add((code.co_filename, code.co_firstlineno))
        return self._line

    def _line(self, frame: Any, event: str, argument: Any) -> Any:
        self.lines.add((frame.f_code.co_filename, frame.f_lineno))
        return self._line


class _Order:
    """A plugin of pytest that runs some tests only, in an order of its own."""

    def __init__(self, order: Mapping[str, int]) -> None:
        self.order = order

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.order),
            key=lambda item: self.order[item.nodeid],
        )


def reaching(mutant: Mutant, reached: Mapping[str, Reached]) -> list[str]:
    """Return the tests that come to a fault, or else to its function, the quickest file first."""
    file = str(mutant.file)
    lines = {(file, line) for line in mutant.lines}
    found = [test for test, came in reached.items() if came.lines & lines]
    if not found:
        (first,) = _function_lines(mutant)
        found = [test for test, came in reached.items() if (file, first) in came.lines]
    costs: dict[str, float] = {}
    for test in found:
        module = test.split("::")[0]
        costs[module] = costs.get(module, 0) + reached[test].cost
    return sorted(found, key=lambda test: (costs[test.split("::")[0]], reached[test].cost))


def _function_lines(mutant: Mutant) -> tuple[int]:
    first = 0
    for node in ast.walk(ast.parse(mutant.file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.lineno <= mutant.lines.start:
            line = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            if node.end_lineno is not None and mutant.lines.start <= node.end_lineno:
                first = max(first, line)
    return (first,)


def watch(tests: tuple[str, ...], files: frozenset[str]) -> tuple[dict[str, Reached], float]:
    """Run tests without a fault; return what each comes to, and the processor time of them all."""
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder, "reached")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        if not _passes(lambda: _run(tests, _Watch(files, into))):
            sys.exit(f"{' '.join(tests)} fail without a fault")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found: dict[str, Reached] = pickle.loads(into.read_bytes())
    return found, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def is_noticed(mutant: Mutant, reached: Mapping[str, Reached], limit: float) -> bool:
    """Return whether a test fails, or does not end within a limit of seconds."""
    tests = reaching(mutant, reached)
    files = tuple(dict.fromkeys(test.split("::")[0] for test in tests))
    order = _Order({test: number for number, test in enumerate(tests)})

    def run() -> int:
        seconds = int(limit) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        sys.meta_path.insert(0, _Serve(mutant))
        return _run(files, order)

    return bool(tests) and not _passes(run, patience=10 * limit)


def _run(tests: Sequence[str], plugin: object) -> int:
    os.environ["TERMCHECK_CACHE_DIR"] = ""
    shared = "ignore:Module already imported:pytest.PytestAssertRewriteWarning"
    arguments = ["-x", "-q", "-p", "no:cacheprovider", "-W", shared, "-m", "not slow", *tests]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        code = pytest.main(arguments, plugins=[plugin])
    return 0 if code == pytest.ExitCode.NO_TESTS_COLLECTED else int(code)


def _passes(run: Callable[[], int], patience: float = float("inf")) -> bool:
    """Call a function in a process forked for the purpose; return whether it gives 0 in time."""
    child = os.fork()
    if child == 0:
        os._exit(int(run() != 0))
    ends = time.monotonic() + patience
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.05)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return False


def equivalents() -> set[tuple[str, ...]]:
    """Return the keys of the mutants known to change nothing."""
    lines = EQUIVALENT.read_text("utf-8").splitlines()
    return {tuple(line.split("\t")[:4]) for line in lines[1:]}


def main(arguments: Sequence[str] | None = None) -> None:
    """Test a sample and print what was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", nargs="*", default=[""], help="Only modules with such a path.")
    given = parser.parse_args(arguments)
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT), str(ROOT / "mkdocs_plugin"), str(ROOT / "tests")]
    for module in SHARED:
        with suppress(ImportError):
            importlib.import_module(module)
    found = [
        mutant
        for pattern, tests in ROOMS.items()
        for file in sorted((ROOT / "termcheck").glob(pattern))
        if any(part in str(file.relative_to(ROOT)) for part in given.room)
        for mutant in mutants(file, tests)
    ]
    drawn = random.Random(given.seed).sample(found, min(given.count, len(found)))
    known = equivalents()
    sample = [mutant for mutant in drawn if mutant.key not in known]
    noticed = 0
    for tests in dict.fromkeys(mutant.tests for mutant in sample):
        those = [mutant for mutant in sample if mutant.tests == tests]
        reached, cost = watch(tests, frozenset(str(mutant.file) for mutant in those))
        for mutant in those:
            if is_noticed(mutant, reached, SLOWER * cost + 10):
                noticed += 1
            else:
                print(f"not noticed: {mutant}", flush=True)
    print(
        f"{noticed} of {len(sample)} noticed: {100 * noticed / max(1, len(sample)):.0f} %"
        f" (drawn: {len(drawn)} of {len(found):,} with seed {given.seed};"
        f" equivalent: {len(drawn) - len(sample)})"
    )


if __name__ == "__main__":
    main()
