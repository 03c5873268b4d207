"""Two admitted names for one concept, mixed in one document or one run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from termcheck.checks.base import Check, Context
from termcheck.checks.capitals import opens_sentence
from termcheck.core.document import Block
from termcheck.core.finding import Finding, Related, Usage
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import Consistency, Status

CHECK = Check(
    id="mixed-terms",
    summary="Two admitted names of one term are mixed.",
    why="Each name is right, but readers take a second name for a second thing.",
)


def _mentions(context: Context, scope: Consistency) -> dict[str, list[Mention]]:
    grouped: dict[str, list[Mention]] = defaultdict(list)
    for mention in context.mentions:
        right = mention.surface.status in (Status.PREFERRED, Status.ADMITTED)
        counts = right and not mention.quoted and not _is_name(mention, context.block(mention))
        if counts and context.term(mention).consistency is scope:
            grouped[mention.term].append(mention)
    return grouped


def _is_name(mention: Mention, block: Block) -> bool:
    """Whether a capital within a sentence shows the words to be part of a name."""
    raised = mention.text[:1].isupper() and mention.surface.form.form[:1].islower()
    return raised and not opens_sentence(block, mention.start)


def run(context: Context) -> Iterator[Finding]:
    """Yield a finding for each use of the rarer names within one document."""
    for mentions in _mentions(context, Consistency.DOCUMENT).values():
        counts = Counter(mention.surface.form.form for mention in mentions)
        if len(counts) < 2:
            continue
        # The preferred form wins a tie: it is listed first in the glossary.
        preferred = context.term(mentions[0]).term
        usual = max(counts, key=lambda form: (counts[form], form == preferred))
        for mention in mentions:
            if mention.surface.form.form != usual:
                yield _finding(context, mention, usual, "this document")


def usages(context: Context) -> Iterator[Usage]:
    """Yield what a run needs to compare across documents."""
    for term, mentions in _mentions(context, Consistency.RUN).items():
        for mention in mentions:
            finding = _finding(context, mention, context.term(mention).term, "these documents")
            yield Usage(CHECK.id, term, mention.surface.form.form, finding)


def compare(usages: Iterable[Usage]) -> Iterator[Finding]:
    """Yield a finding for each use of the rarer names of one term across a run."""
    usages = list(usages)
    counts = Counter(usage.value for usage in usages)
    if len(counts) < 2:
        return
    # The expected words of each finding are the preferred form: it wins a tie.
    usual = max(counts, key=lambda form: (counts[form], form in usages[0].finding.expected))
    first = next(usage.finding for usage in usages if usage.value == usual)
    place = Related(first.path, first.line, first.column, f"`{first.actual}` here")
    for usage in usages:
        if usage.value != usual:
            one = usage.finding
            message = f"Unexpected `{one.actual}`, expected `{usual}` as elsewhere in this run"
            yield replace(one, message=message, expected=(usual,), related=(place,))


def _finding(context: Context, mention: Mention, usual: str, where: str) -> Finding:
    message = f"Unexpected `{mention.text}`, expected `{usual}` as elsewhere in {where}"
    return context.finding(
        CHECK,
        mention,
        message,
        severity=context.term(mention).severity,
        note=context.term(mention).why,
        expected=(usual,),
    )
