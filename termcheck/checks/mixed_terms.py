"""Two admitted names for one concept, mixed in one document or one run."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from termcheck.checks.capitals import opens_sentence
from termcheck.checks.change_title import is_log
from termcheck.checks.check import Check, CheckExample, Page
from termcheck.checks.replacement import agree, replacements
from termcheck.checks.spelling import placed
from termcheck.checks.use_mention import is_named
from termcheck.checks.word_class import stands_before_noun
from termcheck.core.document import Block, Kind, MarkKind
from termcheck.core.finding import Finding, Related, Usage
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import Consistency, FixPolicy, Hyphen, Status

_GAP = re.compile(r"[ -]")
_LABEL_AFTER = re.compile(r":| [-–—<] ?")
_EXPLAINED = 100
"""Characters behind a label in which the usual name says what it is."""


def _mentions(page: Page, scope: Consistency) -> dict[str, list[Mention]]:
    grouped: dict[str, list[Mention]] = defaultdict(list)
    for mention in page.mentions:
        right = mention.surface.status in (Status.PREFERRED, Status.ADMITTED)
        block = page.block(mention)
        counts = right and not mention.quoted and not _is_name(mention, block)
        if not counts or page.term(mention).consistency is not scope:
            continue
        if not _is_entry(block) and not is_named(block, mention):
            grouped[mention.term].append(mention)
    return grouped


def _is_name(mention: Mention, block: Block) -> bool:
    """Whether a capital within a sentence shows the words to be part of a name."""
    raised = mention.text[:1].isupper() and mention.surface.form.form[:1].islower()
    return raised and not opens_sentence(block, mention.start)


def _is_entry(block: Block) -> bool:
    """Whether a heading in emphasis names the words that are spoken of below it."""
    marks = (MarkKind.EMPHASIS, MarkKind.STRONG)
    return block.kind is Kind.HEADING and block.marked_whole(0, len(block.text), *marks)


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each use of the rarer names within one document.

    What was written of change over the years is not made alike.
    """
    if is_log(page.document.source.path):
        return
    for mentions in _mentions(page, Consistency.DOCUMENT).values():
        counts = Counter(mention.surface.form.form for mention in mentions)
        if len(counts) < 2:
            continue
        # The preferred form wins a tie: it is listed first in the glossary.
        preferred = page.term(mentions[0]).term
        usual = max(counts, key=lambda form: (counts[form], form == preferred))
        for mention in mentions:
            if mention.surface.form.form == usual or _is_joined_there(page, mention, usual):
                continue
            if _is_placed(page, mention, usual):
                continue
            if not _is_explained(page.block(mention), mention, usual):
                yield _corrected(page, mention, usual)


def _is_placed(page: Page, mention: Mention, usual: str) -> bool:
    """Whether a name is the usual one with the hyphens of its place: `a front-end page`."""
    own = mention.surface.form.form
    if own.replace("-", " ") != usual.replace("-", " "):
        return False
    if "-" in page.term(mention).term and "-" not in own:
        return False  # The hyphen is the name's own: `open-washing`.
    return ("-" in own) == stands_before_noun(page.block(mention).text, mention.end)


def _is_explained(block: Block, mention: Mention, usual: str) -> bool:
    """Whether a label is a name, as it is explained by the usual one: `**Plugin**: Plug-ins …`."""
    label = not mention.start and mention.text[:1].isupper()
    if not label or _LABEL_AFTER.match(block.text, mention.end) is None:
        return False
    return usual.lower() in block.text[mention.end : mention.end + _EXPLAINED].lower()


def _is_joined_there(page: Page, mention: Mention, usual: str) -> bool:
    """Whether the usual name in two words would need a hyphen before the noun that follows."""
    term = page.term(mention)
    joins = term.variants and term.hyphen is not Hyphen.BEFORE_NOUN
    parted = " " in usual and not _GAP.search(mention.text) and joins
    return parted and stands_before_noun(page.block(mention).text, mention.end)


def _corrected(page: Page, mention: Mention, usual: str) -> Finding:
    """Return the finding about a rarer name, which can be written as the usual one."""
    block, own = page.block(mention), mention.surface.form.form
    words = agree(mention, placed(usual, mention, page), block)
    # Another spelling of the same words changes nothing else; another name may.
    same = _GAP.sub("", usual).lower() == _GAP.sub("", own).lower()
    policy = page.term(mention).fix
    if policy is FixPolicy.AUTO and not same:
        policy = FixPolicy.UNSAFE
    fixes = replacements(mention, block, page.document.source, (words,), policy)
    return replace(_finding(page, mention, words, "this document"), fixes=fixes)


def usages(page: Page) -> Iterator[Usage]:
    """Yield what a run needs to compare across documents."""
    for term, mentions in _mentions(page, Consistency.RUN).items():
        for mention in mentions:
            finding = _finding(page, mention, page.term(mention).term, "these documents")
            yield Usage(CHECK.id, term, mention.surface.form.form, finding)


def compare(usages: Sequence[Usage]) -> Iterator[Finding]:
    """Yield a finding for each use of the rarer names of one term across a run."""
    counts = Counter(usage.value for usage in usages)
    if len(counts) < 2:
        return
    # The expected words of each finding are the preferred form: it wins a tie.
    usual = max(counts, key=lambda form: (counts[form], form in usages[0].finding.expected))
    first = next(usage.finding for usage in usages if usage.value == usual)
    place = Related(first.path, first.line, first.column, f"`{first.actual}` here")
    for usage in usages:
        if usage.value != usual:
            finding = usage.finding
            message = f"Unexpected `{finding.actual}`, expected `{usual}` as elsewhere in this run"
            yield replace(finding, message=message, expected=(usual,), related=(place,))


def _finding(page: Page, mention: Mention, usual: str, where: str) -> Finding:
    message = f"Unexpected `{mention.text}`, expected `{usual}` as elsewhere in {where}"
    return page.finding(
        CHECK,
        mention,
        message,
        severity=page.term(mention).severity,
        note=page.term(mention).why,
        expected=(usual,),
    )


CHECK = Check(
    id="mixed-terms",
    summary="Two admitted names of one term are mixed.",
    why="Each name is right, but readers take a second name for a second thing.",
    document=find,
    usages=usages,
    run=compare,
    examples=(
        CheckExample(
            "Choose a user name. The user name is shown. A username is unique.",
            "Choose a username. The username is shown. A username is unique.",
            "terms:\n- {id: username, term: username, admitted: [user name],"
            " consistency: document}",
        ),
        CheckExample(
            "Choose a user name. The user name is shown. A username is unique.",
            "Choose a username. The username is shown. A username is unique.",
            "terms:\n- {id: username, term: username, admitted: [user name], consistency: run}",
        ),
    ),
)

CHECKS = (CHECK,)
