"""How many small faults the tests notice: `python tests/benchmarks/mutants.py [--count 60]`.

A mutant is one module with one fault: `<` for `<=`, `and` for `or`, a number one larger, a
condition that never holds, a `break` for a `continue`. A sample of all of them, the same for the
same seed, is tested, each in a process of its own, by those tests of its room that come to its
line, the quickest first, until one fails. Those that none notices are listed: a behaviour nobody
has written a test for, or a fault that changes nothing. Those looked at and found to change
nothing stand in `equivalent_mutants.tsv`, each with its reason; they are counted apart. Before all
that, the same tests have to pass without a fault.

No tool from outside: they start one Python for each mutant, which costs more than the tests. Here
the tests of a room are imported once, and a forked process only gets the code of one function anew.
What runs while a module is imported is therefore not tested.
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib
import io
import os
import pickle
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS: dict[str, tuple[str, ...]] = {
    "readers/*.py": ("tests/readers", "tests/word"),
    "fixer/*.py": ("tests/fixer",),
    "settle/*.py": ("tests/settle", "tests/checks/test_suppressions.py"),
    "core/suppressions.py": ("tests/settle", "tests/checks/test_suppressions.py"),
    "run/baseline.py": ("tests/run/test_baseline.py", "tests/cli/test_baseline.py"),
    "run/git.py": ("tests/run/test_git.py",),
    "facts/judge.py": ("tests/facts",),
    "checks/*.py": ("tests/checks", "tests/cli/test_claims.py", "tests/fixer/test_fixed.py"),
}
"""Modules that are mutated, and the tests that should notice."""
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.tsv")
"""Faults that change nothing: file, function and fault, what is at fault, its line, the reason."""
SLOWER = 5
"""How many times longer than all the tests of its room a mutant takes that does not end."""

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

    statements: frozenset[Mutant]
    """Those whose statement was run."""
    functions: frozenset[Mutant]
    """Those whose function was."""
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
    target, _, made = list(_places(tree))[mutant.number]
    changed: ast.Module = _Replace(target, made).visit(tree)
    return ast.fix_missing_locations(changed)


def _places(tree: ast.AST, name: str = "") -> Iterator[tuple[ast.AST, str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        inside = node.name if isinstance(node, ast.FunctionDef) else name
        if inside:
            for told, made in faults(node):
                yield node, f"{inside}: {told}", made
        yield from _places(node, inside)


def probed(mutants: Mapping[int, Mutant]) -> ast.Module:
    """Return a module that tells which statements with faults are run, and which functions."""
    file = next(iter(mutants.values())).file
    tree = ast.parse(file.read_text("utf-8"))
    places = [node for node, _, _ in _places(tree)]
    targets = {at: places[mutant.number] for at, mutant in mutants.items()}
    nodes = list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Module | ast.ClassDef):
            continue
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                setattr(node, name, list(_noted(block, targets)))
    for node in nodes:
        if isinstance(node, ast.FunctionDef):
            inside = {id(inner) for inner in ast.walk(node)}
            held = [at for at, target in targets.items() if id(target) in inside]
            node.body[:0] = [_note(node.body[0], at, NOTED[1]) for at in held]
    return ast.fix_missing_locations(tree)


NOTED = "_statement_with_fault_", "_function_with_fault_"
"""What is called with the number of a mutant where its statement, or its function, is run."""


def _noted(block: Sequence[ast.stmt], targets: Mapping[int, ast.AST]) -> Iterator[ast.stmt]:
    for statement in block:
        inside = {id(node) for node in ast.walk(statement)}
        for at, target in targets.items():
            if id(target) in inside:
                yield _note(statement, at, NOTED[0])
        yield statement


def _note(statement: ast.stmt, number: int, name: str) -> ast.stmt:
    call = ast.Call(ast.Name(name, ast.Load()), [ast.Constant(number)], [])
    return ast.copy_location(ast.Expr(call), statement)


class _Replace(ast.NodeTransformer):
    def __init__(self, target: ast.AST, made: ast.AST) -> None:
        self.target, self.made = target, made

    def visit(self, node: ast.AST) -> Any:
        if node is self.target:
            return ast.copy_location(self.made, node)
        return super().visit(node)


def put_in(path: Path, tree: ast.Module) -> None:
    """Give the functions of a module that is imported the code they have in another tree."""
    file = str(path)
    importlib.import_module(module_of(path))
    made: dict[tuple[str, int], list[CodeType]] = {}
    for code in _codes(compile(tree, file, "exec")):
        made.setdefault((code.co_name, code.co_firstlineno), []).append(code)
    taken = {
        (node.name, _start(node)): node.args
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }
    for found in gc.get_objects():
        if isinstance(found, FunctionType) and found.__code__.co_filename == file:
            old = found.__code__
            at = old.co_name, old.co_firstlineno
            codes = made.get(at, [])
            if codes and old not in codes:
                found.__code__ = codes[0]
            if at in taken:
                _set_defaults(found, taken[at])


def _set_defaults(function: FunctionType, taken: ast.arguments) -> None:
    """Give a function the constants that it takes where nothing is given."""
    old = function.__defaults__ or ()
    function.__defaults__ = tuple(
        node.value if isinstance(node, ast.Constant) else value
        for node, value in zip(taken.defaults, old, strict=True)
    )
    named = zip(taken.kwonlyargs, taken.kw_defaults, strict=True)
    given = {name.arg: node.value for name, node in named if isinstance(node, ast.Constant)}
    function.__kwdefaults__ = {**(function.__kwdefaults__ or {}), **given}


def _start(node: ast.FunctionDef) -> int:
    """Return the first line of a function, its decorators included."""
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inside in code.co_consts:
        if isinstance(inside, CodeType):
            yield from _codes(inside)


def module_of(file: Path) -> str:
    """Return the name a file is imported by."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


class Room:
    """A plugin of pytest that, for each fault, runs those of the collected tests that reach it."""

    def __init__(self, mutants: Sequence[Mutant]) -> None:
        self.mutants = mutants
        self.missed: list[Mutant] = []
        """Those that no test noticed."""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            return True
        reached, cost = self._watch(session)
        for done, mutant in enumerate(self.mutants, 1):
            tests = reaching(mutant, reached)

            def run(mutant: Mutant = mutant, tests: Sequence[str] = tests) -> bool:
                put_in(mutant.file, tree_of(mutant))
                return _passes(session, tests)

            limit = int(SLOWER * cost) + 10
            if not tests or _forked(run, limit):
                self.missed.append(mutant)
                _tell(f"not noticed: {mutant}")
            if done % 5 == 0:
                _tell(f"{done - len(self.missed)} of {done} noticed")
        return True

    def _watch(self, session: pytest.Session) -> tuple[dict[str, Reached], float]:
        """Return what each test comes to without a fault, and the processor time of them all."""
        tests = [item.nodeid for item in session.items]
        with tempfile.TemporaryDirectory() as folder:
            into = Path(folder, "reached")

            def run() -> bool:
                watch = _Watch(self.mutants)
                session.config.pluginmanager.register(watch)
                passes = _passes(session, tests)
                modules = [name for name in sys.modules if name.startswith("termcheck.")]
                into.write_bytes(pickle.dumps((watch.reached, modules)))
                return passes

            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            passes = _forked(run)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            found, modules = pickle.loads(into.read_bytes())
            if not passes:
                pytest.exit(f"{list(found)[-1]} fails without a fault", returncode=1)
        for name in modules:
            importlib.import_module(name)
        return found, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _tell(line: str) -> None:
    """Print a line although pytest prints to nowhere."""
    print(line, file=sys.__stdout__, flush=True)


class _Watch:
    """A plugin of pytest that notes to which faults each test comes."""

    def __init__(self, mutants: Sequence[Mutant]) -> None:
        self.reached: dict[str, Reached] = {}
        self.mutants = mutants
        self.noted: tuple[set[int], set[int]] = set(), set()
        for file in dict.fromkeys(mutant.file for mutant in mutants):
            held = [at for at, mutant in enumerate(mutants) if mutant.file == file]
            put_in(file, probed({at: mutants[at] for at in held}))
            module = vars(sys.modules[module_of(file)])
            for name, noted in zip(NOTED, self.noted, strict=True):
                module[name] = noted.add

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        for noted in self.noted:
            noted.clear()
        before = time.process_time()
        try:
            return (yield)
        finally:
            cost = time.process_time() - before
            statements, functions = (
                frozenset(self.mutants[at] for at in noted) for noted in self.noted
            )
            self.reached[item.nodeid] = Reached(statements, functions, cost)


def reaching(mutant: Mutant, reached: Mapping[str, Reached]) -> list[str]:
    """Return the tests that come to a fault, or else to its function, the quickest file first."""
    found = [test for test, came in reached.items() if mutant in came.statements]
    found = found or [test for test, came in reached.items() if mutant in came.functions]
    costs: dict[str, float] = {}
    for test in found:
        module = test.split("::")[0]
        costs[module] = costs.get(module, 0) + reached[test].cost
    return sorted(found, key=lambda test: (costs[test.split("::")[0]], reached[test].cost))


def _passes(session: pytest.Session, tests: Sequence[str]) -> bool:
    """Run collected tests until one fails; return whether none does."""
    items = {item.nodeid: item for item in session.items}
    chosen = [items[test] for test in tests]
    for item, following in zip(chosen, [*chosen[1:], None], strict=True):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return False
    return True


def _forked(run: Callable[[], bool], limit: int = 0) -> bool:
    """Return what a function gives in a process of its own; False if it takes too many seconds."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(1, 2)
            if limit:
                resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            code = int(not run())
        finally:
            os._exit(code)
    ends = time.monotonic() + 10 * limit
    while not limit or time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.02)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return False


def missed(mutants: Sequence[Mutant], tests: Sequence[str]) -> list[Mutant]:
    """Return the mutants that tests do not notice."""
    room = Room(mutants)
    os.environ["TERMCHECK_CACHE_DIR"] = ""
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()) as told:
        options = ["-q", "-s", "-m", "not slow", "-p", "no:cacheprovider", f"--basetemp={folder}/t"]
        code = pytest.main([*options, *tests], plugins=[room])
    if code != pytest.ExitCode.OK:
        sys.exit(told.getvalue())
    return room.missed


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
    noticed = len(sample)
    for tests in dict.fromkeys(mutant.tests for mutant in sample):
        noticed -= len(missed([mutant for mutant in sample if mutant.tests == tests], tests))
    print(
        f"{noticed} of {len(sample)} noticed: {100 * noticed / max(1, len(sample)):.0f} %"
        f" (drawn: {len(drawn)} of {len(found):,} with seed {given.seed};"
        f" equivalent: {len(drawn) - len(sample)})"
    )


if __name__ == "__main__":
    main()
