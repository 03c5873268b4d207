"""What termcheck reads at each labelled mention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from termcheck.checks import (
    ambiguous_term,
    conflated_terms,
    contradicted_claim,
    unsupported_claim,
)
from termcheck.checks.claim_finding import ClaimContext
from termcheck.checks.weighing import Outcome, Weighed
from termcheck.claims.claim import Claim, Found, Reference
from termcheck.claims.reading import About
from termcheck.config.options import Options
from termcheck.core.finding import Finding
from termcheck.core.source import Source, Span
from termcheck.evaluation.labelled_window import LabelledWindow
from termcheck.evaluation.sample import Sample
from termcheck.match.compiled_glossary import Engine
from termcheck.pipeline import claims_in, claims_of, examine

FLAGS: Mapping[str, Outcome] = {
    contradicted_claim.CHECK.id: Outcome.CONTRADICTED,
    unsupported_claim.CHECK.id: Outcome.UNSUPPORTED,
    ambiguous_term.CHECK.id: Outcome.AMBIGUOUS,
    conflated_terms.CHECK.id: Outcome.CONFLATED,
}
"""Checks whose finding flags a mention, and the verdict each stands for."""


_MARKS = ' .,"*'
_SPECIFIC = (Reference.MADE, Reference.UNNAMED, Reference.OWN)


@dataclass(frozen=True, slots=True)
class Reading:
    """A labelled mention and what was read there."""

    sample: Sample
    finding: Finding | None
    """The finding of a claim check that overlaps the mention."""
    weighed: Weighed | None
    """The claim that overlaps it, None where none was seen."""

    @property
    def flagged(self) -> bool:
        """Whether anything is reported."""
        return self.finding is not None

    @property
    def verdict(self) -> str:
        """The verdict that the finding stands for, `ok` without one."""
        return str(FLAGS[self.finding.check] if self.finding is not None else Outcome.OK)

    @property
    def stance(self) -> str:
        """The stance that was read, empty where no claim was seen."""
        return str(self.weighed.claim.stance) if self.weighed is not None else ""

    @property
    def cue(self) -> str:
        """What decided subjects and stance."""
        if self.weighed is None:
            return ""
        claim = self.weighed.claim
        return "; ".join(one for one in (str(claim.found), claim.cue) if one)


@dataclass(frozen=True, slots=True)
class WindowReading:
    """A labelled window and the claim that was read there, facts apart."""

    sample: LabelledWindow
    claim: Claim | None
    flagged: bool
    """Whether a claim about something in particular is read, surely enough to be reported."""

    @property
    def stance(self) -> str:
        """The stance that was read, empty where no claim was seen."""
        return str(self.claim.stance) if self.claim is not None else ""

    @property
    def tells(self) -> bool:
        """Whether the label names something the term makes a promise about."""
        named = self.sample.about in (About.NAMED, About.MAKER)
        return named and bool(self.sample.subjects)

    @property
    def same_subject(self) -> bool:
        """Whether a subject that was read is one of the label's, or a part of its name."""
        found = self.claim.subjects if self.claim is not None else ()
        return any(_near(one.name, label) for one in found for label in self.sample.subjects)


def _near(one: str, other: str) -> bool:
    first, second = one.lower().strip(_MARKS), other.lower().strip(_MARKS)
    return bool(first and second) and (first in second or second in first)


def read_windows(
    windows: Sequence[LabelledWindow], engine: Engine, options: Options
) -> tuple[WindowReading, ...]:
    """Return what is read at each labelled window. Raises `PluginError` if nothing can be read."""
    documents = [one.document for one in windows]
    found = claims_in(documents, engine, options)
    return tuple(
        _window_read(window, claims, engine) for window, claims in zip(windows, found, strict=True)
    )


def _window_read(window: LabelledWindow, context: ClaimContext, engine: Engine) -> WindowReading:
    blocks = window.document.blocks
    at = next(
        (
            one.claim
            for one in context.weighed
            if one.claim.found is not Found.CELL
            and blocks[one.claim.mention.block]
            .span(one.claim.mention.start, one.claim.mention.end)
            .overlaps(window.span)
        ),
        None,
    )
    specific = at is not None and any(
        one.reference in _SPECIFIC
        or (
            one.reference is Reference.NAMED and one.kind in engine.reader.nameable[at.mention.term]
        )
        for one in at.subjects
    )
    sure = at is not None and at.asserted and at.confidence >= context.scales.confidence
    return WindowReading(window, at, specific and sure)


def read_samples(
    samples: Sequence[Sample], engine: Engine, options: Options
) -> tuple[Reading, ...]:
    """Return what is read at each sample; each distinct context is a document of its own.

    Raises `PluginError` if there is no model that reads claims.
    """
    options = replace(options, claims=True, flavour="auto", fold_claims=False)
    texts = list(dict.fromkeys(one.context for one in samples))
    sources = {text: Source(f"{at}.md", text.encode()) for at, text in enumerate(texts)}
    claims = dict(zip(texts, claims_of(sources.values(), engine, options), strict=True))
    findings = {
        text: [one for one in examine(source, engine, options).findings if one.check in FLAGS]
        for text, source in sources.items()
    }
    return tuple(_read(one, claims[one.context], findings[one.context]) for one in samples)


def _read(sample: Sample, context: ClaimContext, findings: Sequence[Finding]) -> Reading:
    start = len(sample.context[: sample.start].encode())
    span = Span(start, start + len(sample.mention.encode()))
    blocks = context.document.blocks
    return Reading(
        sample,
        next((one for one in findings if one.span.overlaps(span)), None),
        next(
            (
                one
                for one in context.weighed
                if blocks[one.claim.mention.block]
                .span(one.claim.mention.start, one.claim.mention.end)
                .overlaps(span)
            ),
            None,
        ),
    )
