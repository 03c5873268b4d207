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
from termcheck.checks.check import Page
from termcheck.checks.claim_finding import ClaimContext
from termcheck.checks.weighing import Outcome, Weighed
from termcheck.claims.analyse import analyse
from termcheck.claims.claim import Claim, DecidedBy, Reference
from termcheck.claims.names.index import NameIndex
from termcheck.claims.network import load_network
from termcheck.claims.reader import ClaimReader
from termcheck.claims.reading import About
from termcheck.config.options import Options
from termcheck.core.finding import Finding
from termcheck.core.source import Source, Span
from termcheck.evaluation.labelled_window import LabelledWindow
from termcheck.evaluation.sample import Sample
from termcheck.facts.subject import Subject
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import Case
from termcheck.match.compiled_glossary import Engine
from termcheck.pipeline import claims_of, examine

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
class SampleReading:
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
        return "; ".join(text for text in (str(claim.found), claim.cue) if text)


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
        return any(
            _near(subject.name, label) for subject in found for label in self.sample.subjects
        )


def _near(name: str, other: str) -> bool:
    first, second = name.lower().strip(_MARKS), other.lower().strip(_MARKS)
    return bool(first and second) and (first in second or second in first)


def read_windows(
    windows: Sequence[LabelledWindow], engine: Engine, options: Options
) -> tuple[WindowReading, ...]:
    """Return what is read at each labelled window, with the names the labels know.

    Raises `PluginError` if there is no model that reads claims.
    """
    network = load_network(options.claims_model)
    least = network.threshold if options.confidence is None else options.confidence
    reader = engine.reader
    named = dict.fromkeys(name for labelled_window in windows for name in labelled_window.names)
    if named:
        things = {kind.id for kind in engine.facts.vocabulary.kinds.values()}
        known = [Subject(id=f"{kind}:{words}", name=words, kind=kind) for words, kind in named]
        subjects = [
            *engine.facts.subjects.values(),
            *(subject for subject in known if subject.kind in things),
        ]
        reader = replace(reader, index=NameIndex.build(subjects, reader.index.grammar))
    documents = [
        (labelled_window.document, _mentions(labelled_window, engine, options))
        for labelled_window in windows
    ]
    found = analyse(documents, reader, network)
    return tuple(
        _window_read(window, analysed.claims, reader, least)
        for window, analysed in zip(windows, found, strict=True)
    )


def _mentions(window: LabelledWindow, engine: Engine, options: Options) -> list[Mention]:
    """Return the mentions of a window, the labelled one also where no term of the glossary has it.

    Reading does not depend on the term, so any that claims something stands for it.
    """
    blocks = window.document.blocks
    known = engine.claiming(Page(window.document, engine, options).mentions)
    if any(
        blocks[mention.block].span(mention.start, mention.end).overlaps(window.span)
        for mention in known
    ):
        return list(known)
    term = next(iter(engine.reader.terms))
    surface = next(
        surface
        for surfaces in engine.lexicon.surfaces.values()
        for surface in surfaces
        if surface.term == term and surface.case is not Case.EXACT
    )
    start, end = window.place
    given = Mention(surface, window.block, start, end, window.mention)
    return sorted([*known, given], key=lambda mention: (mention.block, mention.start))


def _window_read(
    window: LabelledWindow, claims: Sequence[Claim], reader: ClaimReader, least: float
) -> WindowReading:
    blocks = window.document.blocks
    at = next(
        (
            claim
            for claim in claims
            if claim.found is not DecidedBy.CELL
            and blocks[claim.mention.block]
            .span(claim.mention.start, claim.mention.end)
            .overlaps(window.span)
        ),
        None,
    )
    kinds = reader.nameable[at.mention.term] if at is not None else frozenset()
    specific = at is not None and any(
        subject.reference in _SPECIFIC
        or (subject.reference is Reference.NAMED and subject.kind in kinds)
        for subject in at.subjects
    )
    sure = at is not None and at.asserted and at.confidence >= least
    return WindowReading(window, at, specific and sure)


def read_samples(
    samples: Sequence[Sample], engine: Engine, options: Options
) -> tuple[SampleReading, ...]:
    """Return what is read at each sample; each distinct context is a document of its own.

    Raises `PluginError` if there is no model that reads claims.
    """
    options = replace(options, claims=True, flavour="auto")
    texts = list(dict.fromkeys(sample.context for sample in samples))
    sources = {text: Source(f"{at}.md", text.encode()) for at, text in enumerate(texts)}
    claims = dict(zip(texts, claims_of(sources.values(), engine, options), strict=True))
    findings = {
        text: [
            finding
            for finding in examine(source, engine, options).findings
            if finding.check in FLAGS
        ]
        for text, source in sources.items()
    }
    return tuple(
        _read(sample, claims[sample.context], findings[sample.context]) for sample in samples
    )


def _read(sample: Sample, context: ClaimContext, findings: Sequence[Finding]) -> SampleReading:
    start = len(sample.context[: sample.start].encode())
    span = Span(start, start + len(sample.mention.encode()))
    blocks = context.document.blocks
    return SampleReading(
        sample,
        next((finding for finding in findings if finding.span.overlaps(span)), None),
        next(
            (
                weighed
                for weighed in context.weighed
                if blocks[weighed.claim.mention.block]
                .span(weighed.claim.mention.start, weighed.claim.mention.end)
                .overlaps(span)
            ),
            None,
        ),
    )
