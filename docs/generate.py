"""Write the reference parts of the docs from the code: `python docs/generate.py [--check]`.

A page holds prose by hand and, between two comments, tables that come from here:

    <!-- generated: keys termcheck.config.project.Config -->
    <!-- end of generated -->
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
import importlib
import inspect
import itertools
import re
import sys
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

DOCS = Path(__file__).resolve().parent
PART = re.compile(
    r"(?P<open><!-- generated: (?P<what>[^>]*?) -->\n).*?(?P<close><!-- end of generated -->)", re.S
)


def filled(page: str) -> str:
    """Return a page with its generated parts made anew."""

    def fill(match: re.Match[str]) -> str:
        name, *arguments = match["what"].split()
        return f"{match['open']}\n{PARTS[name](*arguments)}\n\n{match['close']}"

    return PART.sub(fill, page)


def keys(dotted: str) -> str:
    """A table of the keys of a file format: those of a dataclass whose fields are `key()`s."""
    from termcheck.typed_files.structure import file_fields, key_name

    kind = _find(dotted)
    hints = typing.get_type_hints(kind)
    lines = ["| key | what | value | default |", "|---|---|---|---|"]
    for field in file_fields(kind):
        cells = (
            f"`{key_name(field)}`",
            field.metadata["doc"],
            _type(hints[field.name]),
            _default(field),
        )
        lines.append("| " + " | ".join(_cell(one) for one in cells) + " |")
    return "\n".join(lines)


def choices(dotted: str) -> str:
    """A table of the members of an enumeration, with what the docstring under each says."""
    kind = _find(dotted)
    notes = _attribute_docs(dotted)
    lines = ["| value | means |", "|---|---|"]
    for member in kind:
        lines.append(f"| `{_value(member)}` | {_cell(notes.get(member.name, ''))} |")
    return "\n".join(lines)


def checks() -> str:
    """One section for each check."""
    from termcheck.checks.registry import BY_ID

    sections = []
    for check in BY_ID.values():
        needs = f" Reports only where the glossary sets `{check.setting}`."
        extra = needs if check.setting else ""
        shown = check.examples[0]
        example = (
            f"```text\nfound:     {_one_line(shown.bad)}\nnot found: {_one_line(shown.good)}\n```"
        )
        sections.append(
            f"### `{check.id}`\n\n{check.summary}\n\n{check.why}\n\n"
            f"Severity: {check.severity.name.lower()}, unless the term or the configuration says "
            f"otherwise.{extra}\n\n{example}"
        )
    return "\n\n".join(sections)


def _one_line(text: str) -> str:
    return " ⏎ ".join(line for line in text.splitlines() if line)


def plugin_options(dotted: str) -> str:
    """A table of the options of a MkDocs plugin, with what the docstring under each says."""
    notes = _attribute_docs(dotted)
    defaults = _find(dotted)()
    defaults.load_dict({})
    defaults.validate()
    lines = ["| option | what | default |", "|---|---|---|"]
    for name, note in notes.items():
        value = defaults[name]
        if isinstance(value, Mapping):
            default = ", ".join(f"`{one}: {held}`" for one, held in value.items())
        else:
            default = "" if value in (None, []) else f"`{str(value).lower()}`"
        lines.append(f"| `{name}` | {_cell(note)} | {default} |")
    return "\n".join(lines)


def commands() -> str:
    """One section for each command, with its options."""
    return "\n\n".join(_commands(_root(), "termcheck"))


def _root() -> click.Command:
    found: click.Command = _find("termcheck.cli.cli")
    return found


def _commands(command: click.Command, path: str) -> Iterator[str]:
    context = click.Context(command, info_name=path)
    level = "#" * (2 + path.count(" "))
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    lines = [f"{level} `{path}`", "", _prose(command.help or ""), "", "```text", usage, "```"]
    rows = [
        record
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option) and not parameter.hidden
        if (record := parameter.get_help_record(context)) is not None
    ]
    if rows:
        lines += ["", "| option | what |", "|---|---|"]
        lines += [f"| `{_cell(option)}` | {_cell(_defaults(what))} |" for option, what in rows]
    yield "\n".join(lines)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None and not inner.hidden:
                yield from _commands(inner, f"{path} {name}")


def _defaults(what: str) -> str:
    """Return what an option does with its default value, which is no prose, as code."""
    return re.sub(r"\[default: ([^\]\s]+)\]", r"[default: `\1`]", what)


def _prose(text: str) -> str:
    """Return click's help text as Markdown; blocks that click must not wrap stay as they are."""
    blocks = []
    for block in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        if block.startswith("\b"):
            blocks.append("```text\n" + block.lstrip("\b\n") + "\n```")
        else:
            blocks.append(block)
    return "\n\n".join(blocks)


def contents(folder: str = "") -> str:
    """The table of contents, a row for each reader: the menu of the site, told once.

    `folder` leads from the page to the docs.
    """
    import yaml

    menu = yaml.safe_load((DOCS.parent / "mkdocs.yml").read_text("utf-8"))["nav"]
    lines = ["| for | read |", "|---|---|"]
    for entry in menu:
        ((reader, pages),) = entry.items()
        if isinstance(pages, list):
            listed = " · ".join(f"[{title}]({folder}{path})" for title, path in _pages(pages))
            lines.append(f"| **{reader}** | {listed} |")
    return "\n".join(lines)


def _pages(entries: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield title and path of pages; of those with pages of their own, the first."""
    for entry in entries:
        ((title, page),) = entry.items()
        yield (title, page) if isinstance(page, str) else next(_pages(page))


def _find(dotted: str) -> Any:
    module, _, name = dotted.rpartition(".")
    return getattr(importlib.import_module(module), name)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _type(hint: Any) -> str:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_type(one) for one in arguments if one is not type(None))
    if origin is tuple:
        return f"list of {_type(arguments[0])}"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"mapping to {_type(arguments[1])}"
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return ", ".join(f"`{_value(member)}`" for member in hint)
    if dataclasses.is_dataclass(hint):
        name = typing.cast(type, hint).__name__
        return f"[{_spaced(name)}](#{_spaced(name).replace(' ', '-')})"
    return _PLAIN.get(hint, str(hint))


_PLAIN = {
    str: "text",
    bool: "`true`, `false`",
    int: "number",
    float: "number",
    datetime.date: "date",
}


def _spaced(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


def _value(member: enum.Enum) -> str:
    return member.value if isinstance(member, str) else member.name.lower()


def _default(field: dataclasses.Field[Any]) -> str:
    if field.default is not dataclasses.MISSING:
        value = field.default
    elif field.default_factory is not dataclasses.MISSING:
        value = field.default_factory()
    else:
        return "required"
    if value in (None, "", (), {}):
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, enum.Enum):
        return f"`{_value(value)}`"
    if isinstance(value, tuple):
        return ", ".join(f"`{one}`" for one in value)
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


def _attribute_docs(dotted: str) -> dict[str, str]:
    """Return the docstrings under the attributes of a class, by name."""
    import ast
    import inspect

    kind = _find(dotted)
    (body,) = ast.parse(inspect.getsource(kind)).body
    docs = {}
    statements = typing.cast(ast.ClassDef, body).body
    for one, after in itertools.pairwise(statements):
        if isinstance(one, ast.Assign) and isinstance(after, ast.Expr):
            name, text = one.targets[0], after.value
            if isinstance(name, ast.Name) and isinstance(text, ast.Constant):
                docs[name.id] = str(text.value)
    return docs


def columns(name: str) -> str:
    """A table of the columns of one table of an audit."""
    from termcheck.audit.schema import TABLES

    table = TABLES[name]
    lines = [f"{table.about}", "", "| column | type | unit | what |", "|---|---|---|---|"]
    for one in table.columns:
        cells = (f"`{one.name}`", f"`{one.type}`", one.unit, one.about)
        lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    return "\n".join(lines)


PARTS: dict[str, Callable[..., str]] = {
    "columns": columns,
    "keys": keys,
    "choices": choices,
    "checks": checks,
    "commands": commands,
    "plugin-options": plugin_options,
    "contents": contents,
}


def main() -> int:
    """Rewrite the pages; with `--check` only say which are out of step."""
    stale = []
    broken = False
    for path in (DOCS.parent / "README.md", *sorted(DOCS.glob("*.md"))):
        old = path.read_text("utf-8")
        try:
            new = filled(old)
        except (ImportError, AttributeError) as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            broken = True
            continue
        if new != old:
            stale.append(path.name)
            if "--check" not in sys.argv:
                path.write_text(new, "utf-8")
    if stale:
        print(("out of step: " if "--check" in sys.argv else "written: ") + ", ".join(stale))
    return 1 if broken or (stale and "--check" in sys.argv) else 0


if __name__ == "__main__":
    sys.exit(main())
