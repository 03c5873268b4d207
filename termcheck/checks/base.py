"""What a check is, and what it sees."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from termcheck.core.document import Block, Document
from termcheck.core.finding import Finding, Severity
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import Glossary, Term


@dataclass(frozen=True, slots=True)
class Context:
    """One document as the checks of its forms see it."""

    document: Document
    glossary: Glossary
    mentions: tuple[Mention, ...]
    """Mentions whose conditions hold, in order."""
    today: datetime.date

    def block(self, mention: Mention) -> Block:
        """Return the block a mention stands in."""
        return self.document.blocks[mention.block]

    def term(self, mention: Mention) -> Term:
        """Return the term a mention is of."""
        return self.glossary.terms[mention.term]

    def finding(
        self,
        check: Check,
        mention: Mention,
        message: str,
        *,
        severity: Severity | None = None,
        note: str = "",
        expected: tuple[str, ...] = (),
    ) -> Finding:
        """Return a finding about a mention, placed and linked; severity from the check if none."""
        block = self.block(mention)
        return Finding(
            check=check.id,
            term=mention.term,
            span=block.span(mention.start, mention.end),
            actual=mention.text,
            message=message,
            severity=check.severity if severity is None else severity,
            note=note,
            url=self.term(mention).help_url,
            expected=expected,
            verbatim=block.verbatim(mention.start, mention.end),
        )


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of finding.

    The id names the pattern found, and reads well after "allow": `avoided-term`.
    """

    id: str
    summary: str
    """What it reports, in one sentence."""
    why: str
    """Why that is bad for readers, in one or two sentences."""
    severity: Severity = Severity.WARNING
    """Unless the term or the configuration says otherwise."""
    setting: str = ""
    """The setting of the glossary without which it reports nothing, empty if it needs none."""


FormCheck = Callable[[Context], Iterator[Finding]]
"""A check of the forms of one document."""


def wanted(words: tuple[str, ...]) -> str:
    """Return expected words for a message: `` `a`, `b` or `c` ``."""
    ticked = [f"`{word}`" for word in dict.fromkeys(words)]
    if len(ticked) < 2:
        return "".join(ticked)
    return ", ".join(ticked[:-1]) + " or " + ticked[-1]
