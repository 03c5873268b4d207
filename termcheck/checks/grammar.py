"""What LanguageTool says of a document, where it was asked."""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.checks.check import Check, CheckExample, Page
from termcheck.core.finding import Finding


def find(page: Page) -> Iterator[Finding]:
    """Yield what LanguageTool said; it is asked for many documents at once, beforehand."""
    if page.remarks is not None:
        yield from page.remarks.findings


CHECK = Check(
    id="grammar",
    summary="LanguageTool finds a mistake of grammar, a confused word or a doubtful phrase.",
    why="Mistakes make readers stumble, and doubt the rest. Runs with `--grammar` only; what is "
    "about taste is information.",
    gives_way=True,
    document=find,
    examples=(
        CheckExample(
            "This are the settings of the app.",
            "These are the settings of the app.",
            config="grammar = true",
        ),
    ),
)

CHECKS = (CHECK,)
