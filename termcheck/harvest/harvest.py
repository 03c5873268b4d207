"""Pages in, a glossary to review out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from termcheck.checks.language import language_of
from termcheck.core.document import Document
from termcheck.core.errors import TermcheckError
from termcheck.core.visible import plural
from termcheck.exchange.terms.draft_yaml import GlossaryDraft, draft_yaml
from termcheck.exchange.terms.found import TermsFound
from termcheck.glossary.model import primary_tag
from termcheck.harvest.count import Counts
from termcheck.harvest.propose import Proposal, joined_words, proposals

_PLACES = 3
"""Places that are told of each proposal."""


def harvest(
    documents: Iterable[Document], known: Collection[str] = (), most: int = 200
) -> GlossaryDraft:
    """Return what the words of documents propose, each entry with its counts and places.

    `known` are the normal spellings that are decided already.
    """
    counts = Counts()
    for document in documents:
        counts.add(document)
    counts.add_pairs(joined_words(counts))
    found = proposals(counts, known)[:most]
    about = {proposal.term.id: _about(proposal, counts) for proposal in found}
    head = (
        f"Proposed from {plural(counts.pages, 'page')}, to be reviewed: keep what you decide, say "
        "`why`, and delete the rest."
    )
    text = draft_yaml(TermsFound(tuple(proposal.term for proposal in found)), head, about)
    return GlossaryDraft(text, len(found))


def harvest_files(
    paths: Iterable[str],
    read: Callable[[str], Document],
    language: str,
    known: Collection[str] = (),
    most: int = 200,
) -> GlossaryDraft:
    """Return what the words of files in a language propose; those that cannot be read are told."""
    own = primary_tag(language or "en")
    told: list[str] = []

    def documents() -> Iterator[Document]:
        for path in paths:
            try:
                document = read(path)
            except TermcheckError as error:
                told.append(str(error))
                continue
            if primary_tag(language_of(document) or own) == own:
                yield document

    return replace(harvest(documents(), known, most), left_out=tuple(told))


def _about(proposal: Proposal, counts: Counts) -> str:
    """Return how often each way is found, and where the ways that are not proposed begin."""
    told = ", ".join(f"{words} {number:,}" for words, number in proposal.counts)
    places = (counts.first.get(words) for words, _ in proposal.counts[1:])
    shown = list(map(str, filter(None, places)))[:_PLACES]
    return f"{told}; {', '.join(shown)}" if shown else told
