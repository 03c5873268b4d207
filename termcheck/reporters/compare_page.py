"""A comparison of subjects as a page of its own."""

from __future__ import annotations

from termcheck.core.html import self_contained
from termcheck.facts.compare import Comparison, source_words
from termcheck.reporters.compare import compare_html


def compare_page(table: Comparison, reasons: bool = False) -> str:
    """Return the table as an HTML page: no script, nothing loaded from elsewhere."""
    return self_contained(
        "reporters/compare_page",
        title=", ".join(row.subject.name for row in table.rows),
        comparison=compare_html(table, reasons),
        basis=_basis(table),
        evidence=[(row.subject, url) for row in table.rows for url in row.subject.addresses],
    )


def _basis(table: Comparison) -> str:
    says = "Answers are derived from the recorded facts by the criteria of each definition."
    for row in table.rows:
        for column, verdict in zip(table.columns, row.verdicts, strict=True):
            if verdict.ruling is not None:
                about = f"{row.subject.name} and {column.definition.short}"
                says += f" What is said of {about} was {source_words(verdict)}."
    return says
