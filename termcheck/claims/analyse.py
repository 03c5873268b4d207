"""Mentions to claims: a window around each, what the model reads there, who is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from termcheck.claims.claim import GENERIC, Claim, DecidedBy, Reference, Role, Sentence, Stance
from termcheck.claims.confidence import confidence
from termcheck.claims.context import MentionContext
from termcheck.claims.discourse import Discourse
from termcheck.claims.language import LanguageDetector
from termcheck.claims.network import Network
from termcheck.claims.nouns import LISTED, ROLE
from termcheck.claims.phrase import Use
from termcheck.claims.reader import ClaimReader
from termcheck.claims.reading import SPECIFIC, About, ClaimReading, Evident, read
from termcheck.claims.reference_resolution import Resolver
from termcheck.claims.sentences import in_marks, in_speech, is_open_before
from termcheck.claims.structure import (
    answered,
    asks_reasons,
    headed,
    heads_list,
    in_name,
    in_title,
    listed_below,
    replied,
    row_head,
    sentence_at,
)
from termcheck.claims.window import Window
from termcheck.core.document import Document, Kind
from termcheck.glossary.mention import Mention


class Analysed(NamedTuple):
    """What one document claims, in order of the text."""

    claims: tuple[Claim, ...]
    unread: tuple[Mention, ...] = ()
    """Mentions in another language than the one that is read: nothing is known of them."""


_WORD = re.compile(r"\w+")
_NAMELIKE = re.compile(r"\b(?=[\w.-]*[A-Z])(?=[\w.-]*\d)[A-Za-z][\w.-]+|\b[A-Z][\w-]* [vV]?\d")
"""A word with a capital and a figure, or before one: a name, if perhaps of something else."""
_SURE = 0.9
"""How sure the reading of a sentence alone has to be to hold against the text around it."""
_CERTAIN, _LIKELY = 0.95, 0.88
"""How sure its stance has to be where what it is said of is only likely."""
_SPEAKING = (Kind.PARAGRAPH, Kind.LIST_ITEM)
_UNNAMED = (About.GENERIC, About.NAMED)


def analyse(
    documents: Iterable[tuple[Document, Sequence[Mention]]],
    reader: ClaimReader,
    network: Network,
    *,
    thorough: bool = True,
) -> list[Analysed]:
    """Return what each document claims; mentions that claim nothing are left out.

    Unless `thorough`, mentions no finding can come of are left out too, unread.
    """
    return [
        _analysed(Discourse(document, reader.find), mentions, reader, network, thorough)
        for document, mentions in documents
    ]


def _analysed(
    discourse: Discourse,
    mentions: Sequence[Mention],
    reader: ClaimReader,
    network: Network,
    thorough: bool,
) -> Analysed:
    claims: list[Claim] = []
    unread: list[Mention] = []
    language = LanguageDetector(
        discourse.document,
        network.language,
        reader.cues.common_words,
        reader.cues.foreign_words,
    )
    for mention in mentions:
        if not reader.counts(mention):
            continue
        if not language.reads(mention.block):
            unread.append(mention)
            continue
        named = in_name(discourse, mention) or in_title(discourse, mention, reader)
        if named is not None:
            claims.append(named)
        elif certain := answered(discourse, mention, reader) or headed(discourse, mention, reader):
            claims += certain
        elif may_matter(discourse, mention, reader):
            claims.append(_read(discourse, mention, mentions, reader, network))
        elif thorough:
            claims.append(_untold(_read(discourse, mention, mentions, reader, network)))
    claims.sort(key=lambda claim: (claim.mention.block, claim.mention.start))
    return Analysed(tuple(claims), tuple(unread))


def _untold(claim: Claim) -> Claim:
    """Return a claim of a page that does not tell what kind of thing an unrecorded name is."""
    subjects = (
        replace(one, kind="") if one.reference is Reference.NAMED and not one.subject_ids else one
        for one in claim.subjects
    )
    return replace(claim, subjects=tuple(subjects))


def _read(
    discourse: Discourse,
    mention: Mention,
    mentions: Sequence[Mention],
    reader: ClaimReader,
    network: Network,
) -> Claim:
    """Return what the model reads at a mention, with its subjects resolved."""
    text, block = discourse.text(mention.block), discourse.block(mention.block)
    window = discourse.window(mention, partial(reader.mark, mention.term, alike=network.kinds))
    sentence = sentence_at(discourse, mention)
    # What others are quoted with hangs on who they are.
    plain = not is_open_before(text, sentence.start)
    words = reader.stance_words
    use = reader.phrases.use_of(text, mention, discourse.names(mention.block))
    evident = _evident(discourse, mention, mentions, use, reader)
    reads = partial(read, network=network, evident=evident)
    heads = heads_list(discourse, mention, reader)
    window, reading = _read_around(window, reads, sentence, plain=plain, heads=heads)
    reading = _heard(reading, discourse, mention)
    if reading.stance is Stance.ASSERTED:
        reading = _planned(reading, words.planned(text, sentence, mention, use.role))
    if reading.stance in (Stance.ASSERTED, Stance.ATTRIBUTED):
        reading = _wished(reading, words.wished(text, sentence.start, mention))
    if reading.stance in (Stance.ASSERTED, Stance.CONDITIONAL):
        reading = _told(reading, words.hearsay(text, sentence))
    beside = [
        other_mention
        for other_mention in mentions
        if other_mention.block == mention.block and other_mention is not mention
    ]
    context = MentionContext(reader, discourse, mention, use, beside, mentions)
    resolver = Resolver(context)
    subjects = resolver.subjects(reading, window)
    claim = Claim(
        mention,
        subjects,
        reading.stance,
        sentence,
        reading.cue,
        reading.speaker,
        role=use.role,
        head=use.head,
        said_with=reader.phrases.joined(text, mention, beside, reader.claimed[mention.term]),
        heads_next=block.kind is Kind.HEADING,
    )
    if _heads_class(use, reader.claimed[mention.term]):
        claim = _with_list(claim, reading.about, use, discourse, reader)
    if not use.several:
        claim = _with_row(claim, reading.about, discourse, reader)
    recorded = resolver.are_recorded(subjects)
    sure = confidence(claim, reading, window, network.around, recorded=recorded)
    return replace(claim, confidence=sure)


def _evident(
    discourse: Discourse,
    mention: Mention,
    mentions: Sequence[Mention],
    use: Use,
    reader: ClaimReader,
) -> Evident:
    """Return what the words of a mention's sentence settle, and an answer right after it."""
    text, sentence = discourse.text(mention.block), sentence_at(discourse, mention)
    words = reader.stance_words
    names, said = discourse.names(mention.block), text[sentence.start : sentence.end]
    example = MentionContext(reader, discourse, mention, use).example
    stance = Stance.NEGATED if words.is_denied(text, mention) else None
    if words.asks(text, sentence, mention, names):
        answer = replied(discourse, mention, mentions, reader)
        if answer is not None:
            stance = Stance.ASSERTED if answer else Stance.NEGATED
    return Evident(
        words.given_out(text, sentence.start, mention),
        admitted=words.admits(text, sentence.start, mention, use, names),
        happened=words.happened(text, sentence, mention, use.role, names),
        exemplified=example is not None and not words.is_question(said),
        announced=discourse.announces(mention.block),
        stance=stance,
    )


def _read_around(
    window: Window,
    reads: Callable[..., ClaimReading],
    sentence: Sentence,
    *,
    plain: bool,
    heads: bool,
) -> tuple[Window, ClaimReading]:
    """Return how a mention is read, and the window that decides: all around, or its sentence.

    What a `plain` sentence surely says of something, or of nothing in particular where it `heads` a
    list, is said whatever stands beside it: a question after it, or who says what in another
    sentence, takes nothing of it back.
    """
    reading = reads(window, sentence=sentence)
    sure = reading.stance is Stance.ASSERTED and reading.confidence >= _SURE
    # What asks or defines elsewhere is often laid to the verb of the sentence itself.
    shown = reading.shown and reading.stance in (Stance.NEGATED, Stance.ATTRIBUTED)
    if not plain or sure or shown:
        return window, reading
    narrow = window.narrowed(sentence.start, sentence.end)
    alone = reads(narrow, sentence=Sentence(0, sentence.end - sentence.start))
    said = alone.stance is Stance.ASSERTED and (heads or alone.about in (*SPECIFIC, About.LICENCE))
    sure = alone.confidence >= _SURE or (alone.sure >= _CERTAIN and alone.confidence >= _LIKELY)
    return (narrow, alone) if said and (heads or sure) else (window, reading)


def _heard(reading: ClaimReading, discourse: Discourse, mention: Mention) -> ClaimReading:
    """Return a reading as that of somebody else's words, where the mention stands in speech."""
    if reading.stance is not Stance.ASSERTED:
        return reading
    block, place = discourse.block(mention.block), (mention.start, mention.end)
    spoken = block.kind in _SPEAKING and in_speech(block.text, *place)
    hinted = reading.about in SPECIFIC and in_marks(block.text, *place)
    if spoken or hinted or discourse.is_quoted(mention.block):
        return replace(reading, stance=Stance.ATTRIBUTED)
    return reading


def _planned(reading: ClaimReading, plan: str) -> ClaimReading:
    """Return a reading as that of a plan, where words make one of what is told as a fact."""
    return replace(reading, stance=Stance.CONDITIONAL, cue=plan) if plan else reading


def _wished(reading: ClaimReading, words: str) -> ClaimReading:
    """Return a reading as that of a wish, where nothing but its words reports it."""
    reports = set(_WORD.findall(reading.cue)) - set(_WORD.findall(words))
    return _planned(reading, "" if reports else words)


def _told(reading: ClaimReading, words: str) -> ClaimReading:
    """Return a reading as that of another's word, where words of the sentence say so.

    `If you believe …` is a condition only in form.
    """
    condition = _WORD.findall(reading.cue) if reading.stance is Stance.CONDITIONAL else []
    formal = bool(condition) and set(condition) <= set(_WORD.findall(words))
    if not words or not (formal or reading.stance is Stance.ASSERTED):
        return reading
    return replace(reading, stance=Stance.ATTRIBUTED, cue=words)


def _heads_class(use: Use, claimed: frozenset[str]) -> bool:
    """Whether a term can head a list of names: alone, or before a noun for what stands there."""
    if use.role is not Role.MODIFIER:
        return True
    return use.kind in claimed or use.kind in (ROLE, LISTED) or use.head[:2].isupper()


def _with_list(
    claim: Claim, about: About, use: Use, discourse: Discourse, reader: ClaimReader
) -> Claim:
    """Return a claim of a heading, or of the start of a list, as said of all listed there.

    That of several things of the writer's own too: `our open models`.
    """
    several = use.several and about is About.OWN
    if claim.stance is not Stance.ASSERTED or not (several or about in _UNNAMED):
        return claim
    if asks_reasons(discourse, claim.mention, reader):
        here = (one for one in claim.subjects if one.block <= claim.mention.block)
        return replace(claim, subjects=tuple(here) or (GENERIC,))
    own = not several and any(
        subject.reference is not Reference.GENERIC and subject.block == claim.mention.block
        for subject in claim.subjects
    )
    listed = () if own else listed_below(discourse, claim.mention, reader)
    return replace(claim, subjects=listed, found=DecidedBy.LIST) if listed else claim


def _with_row(claim: Claim, about: About, discourse: Discourse, reader: ClaimReader) -> Claim:
    """Return what a cell of a table says of nothing in particular as said of its row."""
    if claim.stance is not Stance.ASSERTED or about is not About.GENERIC:
        return claim
    if claim.subjects != (GENERIC,):
        return claim
    head = row_head(discourse, claim.mention, reader)
    return replace(claim, subjects=head, found=DecidedBy.ROW) if head else claim


def may_matter(discourse: Discourse, mention: Mention, reader: ClaimReader) -> bool:
    """Return False only if no finding can come of a mention.

    A claim needs a name of a kind it can be about, in its block or the text around, or a noun of
    such a kind in its sentence; that of a noun of another kind needs the name in its sentence.
    """
    kinds = reader.nameable[mention.term]
    block = discourse.block(mention.block)
    sentence = sentence_at(discourse, mention)
    said = block.text[sentence.start : sentence.end]
    words = set(reader.phrases.words(said))
    points = words & reader.cues.pointing
    if not points and _is_of_others(discourse, mention, reader, sentence):
        return False
    words |= {part for word in words if "-" in word for part in word.split("-")}
    if words & reader.first_person or any(reader.nouns.kind([word]) in kinds for word in words):
        return True
    if _NAMELIKE.search(said):
        return True
    around = [mention.block, *discourse.before(mention.block), *discourse.headings(mention.block)]
    around += [*discourse.titles, *discourse.row(mention.block)]
    around += [block.intro] if block.intro >= 0 else []
    if mention.block + 1 < len(discourse.document.blocks):
        around.append(mention.block + 1)
    kinds = kinds | reader.recorded[mention.term]
    return any(
        name.kind in kinds or not name.subject_ids for at in around for name in discourse.names(at)
    )


def _is_of_others(
    discourse: Discourse, mention: Mention, reader: ClaimReader, sentence: Sentence
) -> bool:
    """Whether a term stands before a noun it promises nothing about, with no name to change it."""
    names = discourse.names(mention.block)
    use = reader.phrases.use_of(discourse.text(mention.block), mention, names)
    if use.role is not Role.MODIFIER:
        return False
    if use.kind in reader.nouns.makers:
        return True
    recorded = reader.recorded[mention.term]
    return reader.phrases.is_unclaimed(use.kind, reader.nameable[mention.term]) and not any(
        sentence.start <= name.start < sentence.end
        and (name.kind in reader.nameable[mention.term] | recorded or not name.subject_ids)
        for name in names
    )
