"""What a check is, and what it sees.

A check is one value that carries everything about one kind of finding: what readers are told of it,
examples that are executed, and the functions that find. Each function is given one `Page`, so that
a new check is a module of its own and a line in `registry.CHECKS`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from termcheck.checks.conditions import applicable
from termcheck.checks.language import of_language
from termcheck.config.options import Options
from termcheck.core.document import Block, Document
from termcheck.core.errors import PluginError
from termcheck.core.finding import Evidence, Finding, Fix, Related, Severity, Usage
from termcheck.core.report import Remarks
from termcheck.core.source import Span
from termcheck.core.suppressions import Suppressions
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import Glossary, Term

if TYPE_CHECKING:
    from termcheck.checks.claim_finding import ClaimContext
    from termcheck.checks.weighing import Weighed
    from termcheck.facts.facts import Facts
    from termcheck.match.compiled_glossary import Engine


class CheckExample(NamedTuple):
    """A page on which a check finds something, and the same page put right; both are executed."""

    bad: str
    """Markdown in which the check finds something."""
    good: str
    """The same, in which it finds nothing."""
    glossary: str = ""
    """YAML that is added to the glossary of promises among the shipped examples."""
    config: str = ""
    """Lines of `termcheck.toml` without which it would not."""


class Excerpt(NamedTuple):
    """Words of a document that are no mention, for findings about them."""

    span: Span
    actual: str
    """The words as the reader sees them."""
    verbatim: bool = True
    """Whether the source bytes of `span` are exactly `actual`."""


@dataclass(frozen=True)
class Page:
    """One document as its checks see it; what is costly is found out when a check asks for it."""

    document: Document
    engine: Engine
    options: Options
    remarks: Remarks | None = None
    """What LanguageTool says of it, None where it was not asked."""
    checks: tuple[Check, ...] = ()
    """The checks that look at it."""

    @property
    def glossary(self) -> Glossary:
        """The terms the document is held to."""
        return self.engine.glossary

    @property
    def facts(self) -> Facts:
        """The subjects, licences and definitions of the glossary. Raises `FactsError`."""
        return self.engine.facts

    @property
    def today(self) -> datetime.date:
        """The day as of which it is checked."""
        return self.options.today

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions whose conditions hold, in order."""
        return applicable(self.document, self.spelled)

    @cached_property
    def spelled(self) -> tuple[Mention, ...]:
        """Every place with the spelling of a form, in order, whether or not its conditions hold."""
        found = self.engine.matcher.scan(self.document)
        return of_language(found, self.document, self.glossary, self.options.page_language)

    @property
    def known_ids(self) -> set[str]:
        """Every check and term id that a suppression may name."""
        return {check.id for check in self.checks} | set(self.glossary.terms)

    @cached_property
    def _claims(self) -> tuple[ClaimContext | None, str]:
        claimed = self.engine.claiming(self.mentions) if self.options.claims else []
        if not claimed:
            return None, ""
        from termcheck.checks.claim_line import read_claims

        documents = [(self.document, claimed)]
        try:
            return next(read_claims(documents, self.engine, self.options, thorough=False)), ""
        except PluginError as error:
            return None, error.reason

    @property
    def has_claims(self) -> bool:
        """Whether a term is said of something here, and claims are read."""
        return self._claims[0] is not None

    @property
    def claims(self) -> ClaimContext:
        """What is said of whom, held against the facts. Raises `LookupError` if nothing is."""
        claims = self._claims[0]
        if claims is None:
            raise LookupError("the page has no claims")
        return claims

    @property
    def claims_unread(self) -> str:
        """Why claims could not be read, empty if they could be or there are none."""
        return self._claims[1]

    @property
    def grammar_unread(self) -> bool:
        """Whether LanguageTool was not asked, or did not say everything."""
        return not self.options.grammar or bool(self.remarks and self.remarks.notices)

    def block(self, mention: Mention) -> Block:
        """Return the block a mention stands in."""
        return self.document.blocks[mention.block]

    def term(self, mention: Mention) -> Term:
        """Return the term a mention is of, as the mention's language has it."""
        return self.glossary.terms[mention.term].worded(mention.surface.language)

    def finding(
        self,
        check: Check,
        where: Mention | Excerpt,
        message: str,
        *,
        severity: Severity | None = None,
        note: str = "",
        term: str = "",
        url: str = "",
        subject: str = "",
        topic: str = "",
        about: str = "",
        expected: tuple[str, ...] = (),
        fixes: tuple[Fix, ...] = (),
        evidence: tuple[Evidence, ...] = (),
        related: tuple[Related, ...] = (),
    ) -> Finding:
        """Return a finding about a mention or another place, the only way to make one.

        Severity is the check's if none is given; a mention brings its term and the page about it.
        """
        if isinstance(where, Mention):
            term, url = where.term, url or self.term(where).help_url
            where = excerpt(self.block(where), where.start, where.end)
        return Finding(
            check=check.id,
            term=term,
            span=where.span,
            actual=where.actual,
            message=message,
            severity=check.severity if severity is None else severity,
            note=note,
            url=url,
            fixes=fixes,
            evidence=evidence,
            related=related,
            subject=subject,
            topic=topic,
            about=about,
            expected=expected,
            verbatim=where.verbatim,
        )

    def claim_finding(
        self,
        check: Check,
        weighed: Weighed,
        message: str,
        *,
        note: str,
        severity: Severity | None = None,
        expected: tuple[str, ...] = (),
        fixes: tuple[Fix, ...] = (),
        evidence: tuple[Evidence, ...] = (),
    ) -> Finding:
        """Return a finding about a claim, placed at its mention.

        The licence the document states of the subject, if it decided, is shown with its place.
        """
        if weighed.ended is not None:
            note += f" The exception `{weighed.ended.id}` for it ended on {weighed.ended.until}."
        related: tuple[Related, ...] = ()
        if weighed.stated is not None:
            source, stated = self.document.source, weighed.stated
            words = f"the document says `{stated.actual}` here"
            related = (Related(source.path, *source.point(stated.span.start), words),)
        return self.finding(
            check,
            weighed.claim.mention,
            message,
            severity=severity,
            note=note,
            url=self.claims.url(weighed),
            subject=weighed.subject_id,
            topic=self.claims.topic(weighed),
            about=self.claims.subject_names(weighed) if weighed.subject else "",
            expected=expected,
            fixes=fixes,
            evidence=evidence,
            related=related,
        )


def excerpt(block: Block, start: int, end: int) -> Excerpt:
    """Return the place of `text[start:end]` of a block."""
    return Excerpt(block.span(start, end), block.text[start:end], block.verbatim(start, end))


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of finding, with all there is to it.

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
    of_claims: bool = False
    """Whether it is about what is said of something: its functions are asked only where a page has
    claims, and may import what that needs."""
    gives_way: bool = False
    """Whether it says nothing of words about which another check says something."""
    document: Callable[[Page], Iterator[Finding]] | None = None
    """Yields what is found in one document."""
    usages: Callable[[Page], Iterator[Usage]] | None = None
    """Yields what one document contributes to a comparison of all."""
    run: Callable[[Sequence[Usage]], Iterator[Finding]] | None = None
    """Yields what a comparison shows; it is given the usages of one group."""
    suppressions: Callable[[Page, Suppressions], Iterator[Finding]] | None = None
    """Yields what there is to say of the suppressions in one document, once all were applied."""
    examples: tuple[CheckExample, ...] = ()
    """Pages on which it finds something, put right; executed."""
