"""How many small faults the tests notice: `python tests/benchmarks/mutants.py [--count 60]`.

A mutant is one module with one fault: `<` for `<=`, `and` for `or`, a number one larger, a
condition that never holds, a `break` for a `continue`. A sample of all of them, the same for the
same seed, is tested, each in a process of its own, by the tests of its room, until one fails. Those
that none notices are listed: a behaviour nobody has written a test for, or a fault that changes
nothing. Before that, the same tests have to pass without a fault.

No tool from outside: they start one Python for each mutant, which costs more than the tests.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import io
import os
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

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
LIMIT = 300
"""Seconds of processor time after which a mutant counts as noticed: it does not end."""
PATIENCE = 10 * LIMIT
"""Seconds after which one that only waits counts as noticed."""

_OTHER: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


class Mutant(NamedTuple):
    """One fault of one module."""

    file: Path
    line: int
    told: str
    tree: ast.Module
    tests: tuple[str, ...]


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
    source = file.read_text("utf-8")
    for number, (node, told, _) in enumerate(_places(ast.parse(source))):
        tree = ast.parse(source)
        target, _, made = list(_places(tree))[number]
        tree = ast.fix_missing_locations(_Replace(target, made).visit(tree))
        yield Mutant(file, getattr(node, "lineno", 0), told, tree, tests)


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
        exec(compile(self.mutant.tree, str(self.mutant.file), "exec"), module.__dict__)


def is_noticed(mutant: Mutant) -> bool:
    """Return whether a test fails, in a process forked for the purpose."""
    child = os.fork()
    if child == 0:
        import pytest

        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
        sys.meta_path.insert(0, _Serve(mutant))
        os.environ["TERMCHECK_CACHE_DIR"] = ""
        arguments = ["-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", *mutant.tests]
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            code = pytest.main(arguments)
        os._exit(int(code != 0))
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status != 0
        time.sleep(0.05)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return True


def main(arguments: Sequence[str] | None = None) -> None:
    """Test a sample and print what was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", default="", help="Only modules whose path holds this.")
    given = parser.parse_args(arguments)
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT), str(ROOT / "mkdocs_plugin"), str(ROOT / "tests")]
    found = [
        mutant
        for pattern, tests in ROOMS.items()
        for file in sorted((ROOT / "termcheck").glob(pattern))
        if given.room in str(file.relative_to(ROOT))
        for mutant in mutants(file, tests)
    ]
    sample = random.Random(given.seed).sample(found, min(given.count, len(found)))
    import pytest  # noqa: F401
    import yaml  # noqa: F401

    for tests in dict.fromkeys(one.tests for one in sample):
        file = next(one.file for one in sample if one.tests == tests)
        sound = Mutant(file, 0, "", ast.parse(file.read_text("utf-8")), tests)
        if is_noticed(sound):
            sys.exit(f"{' '.join(tests)} fail without a fault")
    noticed = 0
    for done, mutant in enumerate(sample, 1):
        if is_noticed(mutant):
            noticed += 1
        else:
            place = f"{mutant.file.relative_to(ROOT)}:{mutant.line}"
            print(f"not noticed: {place} {mutant.told}", flush=True)
        if done % 10 == 0:
            print(f"{noticed} of {done} noticed ({len(found):,} mutants in all)", flush=True)
    print(f"{noticed} of {len(sample)} noticed: {100 * noticed / len(sample):.0f} %")


if __name__ == "__main__":
    main()
