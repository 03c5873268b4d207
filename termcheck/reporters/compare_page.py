"""A comparison of subjects as a page of its own."""

from __future__ import annotations

from html import escape
from importlib.resources import files

from termcheck.facts.compare import Table, source_words
from termcheck.reporters.compare import compare_html
from termcheck.reporters.text import is_web_address, one_line


def compare_page(table: Table, reasons: bool = False) -> str:
    """Return the table as an HTML page: no script, nothing loaded from elsewhere."""
    title = _text(", ".join(row.subject.name for row in table.rows))
    style = files("termcheck.reporters").joinpath("compare.css").read_text("utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en" data-termcheck="off">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}: who meets what</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{title}: who meets what</h1>\n"
        '<div class="scroll" role="region" aria-label="Comparison" tabindex="0">\n'
        f"{compare_html(table, reasons, names=True)}</div>\n"
        f"{_basis(table)}{_evidence(table)}</main>\n</body>\n</html>\n"
    )


def _basis(table: Table) -> str:
    says = "Answers are derived from the recorded facts by the criteria of each definition."
    for row in table.rows:
        for column, verdict in zip(table.columns, row.verdicts, strict=True):
            if verdict.ruling is not None:
                about = f"{row.subject.name} and {column.definition.short}"
                says += f" What is said of {about} was {source_words(verdict)}."
    return f"<p>{_text(says)}</p>\n"


def _evidence(table: Table) -> str:
    lines = []
    for row in table.rows:
        for url in row.subject.addresses:
            shown = _text(url)
            page = f'<a href="{shown}">{shown}</a>' if is_web_address(url) else shown
            checked = f", checked {row.subject.verified}" if row.subject.verified else ""
            lines.append(f"<li>{_text(row.subject.name)}: {page}{checked}</li>\n")
    return f"<h2>Evidence</h2>\n<ul>\n{''.join(lines)}</ul>\n" if lines else ""


def _text(text: str) -> str:
    return escape(one_line(text))
