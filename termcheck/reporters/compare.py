"""Write a comparison of subjects: plain text, Markdown, JSON, HTML.

Definitions stand in rows, because there are more of them than subjects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from termcheck.core.html import markup, shown
from termcheck.core.visible import indented, one_line
from termcheck.facts.compare import (
    Comparison,
    DefinitionColumn,
    cell_lines,
    cell_words,
    source_words,
)
from termcheck.facts.sheet import verdict_data
from termcheck.facts.verdict import Answer, Verdict

if TYPE_CHECKING:
    from markupsafe import Markup

_HEAD = "Definition"


def compare_text(table: Comparison, reasons: bool = False) -> str:
    """Return the table in plain text, with a reason for every cell on request."""
    names = [shown(row.subject.name) for row in table.rows]
    lines = [[_HEAD, *names]]
    for column, verdicts in _by_definition(table):
        lines.append([shown(column.title), *(shown(cell_words(verdict)) for verdict in verdicts)])
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    ruled = [lines[0], ["-" * width for width in widths], *lines[1:]]
    text = "".join(_padded(line, widths) + "\n" for line in ruled)
    if reasons:
        for column, verdicts in _by_definition(table):
            text += f"\n{shown(column.definition.name)} ({shown(column.reference)})\n"
            for name, verdict in zip(names, verdicts, strict=True):
                text += f"  {name}: {shown(cell_words(verdict))}\n"
                text += "".join(f"    {shown(line)}\n" for line in _reason_lines(verdict))
    return text


def compare_markdown(table: Comparison, reasons: bool = False) -> str:
    """Return the table in Markdown, with a list of reasons on request."""
    names = [_marked(row.subject.name) for row in table.rows]
    text = _markdown_row([_HEAD, *names]) + _markdown_row(["---"] * (len(names) + 1))
    for column, verdicts in _by_definition(table):
        source = next(iter(column.definition.sources), "")
        title = _marked(column.title)
        head = f"[{title}](<{source}>)" if source else title
        text += _markdown_row([head, *(_marked(cell_words(verdict)) for verdict in verdicts)])
    if reasons:
        for column, verdicts in _by_definition(table):
            text += f"\n**{_marked(column.definition.name)}**\n\n"
            for name, verdict in zip(names, verdicts, strict=True):
                text += f"- {name}: **{_marked(cell_words(verdict))}**\n"
                text += "".join(f"    - {_marked(line)}\n" for line in _reason_lines(verdict))
    return text


def compare_json(table: Comparison, reasons: bool = False) -> str:
    """Return the table as JSON; without `reasons` each verdict leaves its criteria out."""
    data = {
        "definitions": [
            {
                "reference": column.reference,
                "name": column.definition.name,
                "version": column.definition.version,
                "date": column.definition.date.isoformat() if column.definition.date else None,
                "nature": column.definition.nature.value,
                "sources": list(column.definition.sources),
            }
            for column in table.columns
        ],
        "subjects": [
            {
                "id": row.subject.id,
                "name": row.subject.name,
                "verdicts": [_verdict_json(verdict, reasons) for verdict in row.verdicts],
            }
            for row in table.rows
        ],
    }
    return indented(data)


def compare_html(table: Comparison, reasons: bool = False) -> Markup:
    """Return the table as an HTML fragment that needs no style sheet or script.

    Who reads it need not know the ids of definitions: it has their names.
    """
    return markup(
        "reporters/compare",
        table=table,
        head=_HEAD,
        by_definition=list(_by_definition(table)),
        reasons=reasons,
        classes=_CLASSES,
        words=cell_words,
        reason_lines=_reason_lines,
    )


COMPARE: Mapping[str, Callable[[Comparison, bool], str]] = {
    "table": compare_text,
    "markdown": compare_markdown,
    "json": compare_json,
    "html": compare_html,
}
"""Every format of a comparison by name."""


def _by_definition(table: Comparison) -> Iterator[tuple[DefinitionColumn, list[Verdict]]]:
    for i, column in enumerate(table.columns):
        yield column, [row.verdicts[i] for row in table.rows]


def _reason_lines(verdict: Verdict) -> list[str]:
    lines = [verdict.reason]
    lines += [f"of {len(verdict.members)} recorded versions"] if verdict.members else []
    source = source_words(verdict)
    lines += [f"{source}: {verdict.url}" if verdict.url else source] if source else []
    if verdict.answer is not Answer.NOT_APPLICABLE:
        lines += cell_lines(verdict)
    lines += [f"not judged: {result.title}" for result in verdict.unjudged]
    return [line for line in lines if line]


def _verdict_json(verdict: Verdict, reasons: bool) -> dict[str, object]:
    data = verdict_data(verdict)
    return data if reasons else {name: data[name] for name in data if name != "criteria"}


def _padded(cells: list[str], widths: list[int]) -> str:
    return "  ".join(cell.ljust(w) for cell, w in zip(cells, widths, strict=True)).rstrip()


def _marked(text: str) -> str:
    """Return text that means itself in Markdown, in a table cell too."""
    text = one_line(text)
    return "".join(
        f"\\{character}" if character in "\\`*_[]<>|#" else character for character in text
    )


def _markdown_row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"


_CLASSES = {
    Answer.MET: "met",
    Answer.NOT_MET: "not-met",
    Answer.UNKNOWN: "unknown",
    Answer.NOT_APPLICABLE: "not-judged",
}
