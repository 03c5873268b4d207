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
from termcheck.config.options import Options
from termcheck.core.finding import Finding
from termcheck.core.source import Source, Span
from termcheck.evaluation.sample import Sample
from termcheck.match.compiled_glossary import Engine
from termcheck.pipeline import claims_of, examine

FLAGS: Mapping[str, Outcome] = {
    contradicted_claim.CHECK.id: Outcome.CONTRADICTED,
    unsupported_claim.CHECK.id: Outcome.UNSUPPORTED,
    ambiguous_term.CHECK.id: Outcome.AMBIGUOUS,
    conflated_terms.CHECK.id: Outcome.CONFLATED,
}
"""Checks whose finding flags a mention, and the verdict each stands for."""


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
        return "; ".join(one for one in (claim.subject_cue, claim.stance_cue) if one)


def read_samples(
    samples: Sequence[Sample], engine: Engine, options: Options
) -> tuple[Reading, ...]:
    """Return what is read at each sample; each distinct context is a document of its own.

    Raises `PluginError` if there is no spaCy model.
    """
    options = replace(options, claims=True, flavour="auto")
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
