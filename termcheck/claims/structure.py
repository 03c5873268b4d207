"""What the structure of a page says for certain: names, tables of yes and no, lists of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from termcheck.claims.claim import (
    GENERIC,
    Claim,
    DecidedBy,
    Reference,
    Role,
    Sentence,
    Stance,
    SubjectRef,
)
from termcheck.claims.discourse import Discourse
from termcheck.claims.names.index import within
from termcheck.claims.names.name import Name
from termcheck.claims.reader import ClaimReader
from termcheck.claims.title import is_spelt_out, work_around
from termcheck.core.document import Kind, MarkKind
from termcheck.glossary.mention import Mention

_WORD = re.compile(r"\w+|[^\w\s]")
_ASKS = "?\uff1f"


def in_name(discourse: Discourse, mention: Mention) -> Claim | None:
    """Return the claim of a mention that is a part of a longer name, None for one that is not."""
    name = within(discourse.names(mention.block), mention.start, mention.end)
    if name is None or name.end - name.start <= mention.end - mention.start:
        return None
    place = (mention.block, name.start, name.end)
    subject = SubjectRef(Reference.OTHER, name.text, name.kind, (), *place)
    sentence = sentence_at(discourse, mention)
    return Claim(mention, (subject,), Stance.MENTIONED, sentence, found=DecidedBy.NAME)


def in_title(discourse: Discourse, mention: Mention, reader: ClaimReader) -> Claim | None:
    """Return the claim of a mention in the title of a work or in a name written out, else None."""
    text, start, end = discourse.text(mention.block), mention.start, mention.end
    names = [name for name in discourse.names(mention.block) if _can_be(name, mention.term, reader)]
    vague = all(rule.vague for rule in reader.terms[mention.term].claims)
    title = work_around(text, start, end, names, reader.cues.citing, vague=vague)
    if title is None:
        if not is_spelt_out(text, start, end, reader.cues.indefinite):
            return None
        title = start, end
    words = text[title[0] : title[1]]
    subject = SubjectRef(Reference.OTHER, words, "", (), mention.block, *title)
    sentence = sentence_at(discourse, mention)
    return Claim(mention, (subject,), Stance.MENTIONED, sentence, found=DecidedBy.TITLE)


def sentence_at(discourse: Discourse, mention: Mention) -> Sentence:
    """Return the sentence a mention stands in."""
    for start, end in discourse.sentences(mention.block):
        if mention.start < end:
            return Sentence(start, end)
    return Sentence(0, len(discourse.text(mention.block)))


def answered(discourse: Discourse, mention: Mention, reader: ClaimReader) -> list[Claim]:
    """Return the claims of a term that heads a column or a row of yes and no, one for each cell."""
    cell = discourse.block(mention.block).cell
    if cell is None or not _asks(discourse, mention, reader):
        return []
    if cell.row == 0:
        answers = list(discourse.column(mention.block))[1:]
        return _answers(discourse, mention, reader, [(at, discourse.row(at)[0]) for at in answers])
    if cell.column == 0:
        answers = [at for at in discourse.row(mention.block) if at != mention.block]
        return _answers(
            discourse, mention, reader, [(at, next(discourse.column(at))) for at in answers]
        )
    return []


def replied(
    discourse: Discourse, mention: Mention, mentions: Sequence[Mention], reader: ClaimReader
) -> bool | None:
    """Return how the question a mention stands in is answered at once; None if it is not.

    `Is X open? Yes.` An answer that says a term itself makes the claim there.
    """
    index, parts = mention.block, discourse.sentences(mention.block)
    at = next(at for at, (_, end) in enumerate(parts) if mention.start < end)
    if at + 1 == len(parts):
        index, at = discourse.after(index), -1
    if index < 0 or not (answer := discourse.sentences(index)[at + 1 : at + 2]):
        return None
    start, end = answer[0]
    if any(other.block == index and start <= other.start < end for other in mentions):
        return None
    return reader.stance_words.reply(discourse.text(index)[start:])


def _asks(discourse: Discourse, mention: Mention, reader: ClaimReader) -> bool:
    """Return whether a head says no more than the term: `Fully open source?`, not `Acme API`."""
    text = discourse.text(mention.block)
    others = re.findall(r"[^\W\d_]+", f"{text[: mention.start]} {text[mention.end :]}".lower())
    return all(word in reader.cues.answers.asked or reader.nouns.kind([word]) for word in others)


def headed(discourse: Discourse, mention: Mention, reader: ClaimReader) -> list[Claim]:
    """Return the claim of a term that is all of a heading over names, none for another."""
    text = discourse.text(mention.block)
    around = text[: mention.start] + text[mention.end :]
    if discourse.block(mention.block).kind is not Kind.HEADING:
        return []
    if any(character.isalnum() or character in _ASKS for character in around):
        return []
    listed = listed_below(discourse, mention, reader)
    sentence = sentence_at(discourse, mention)
    claim = Claim(mention, listed, Stance.ASSERTED, sentence, found=DecidedBy.LIST, heads_next=True)
    return [claim] if listed else []


def _answers(
    discourse: Discourse, mention: Mention, reader: ClaimReader, cells: Sequence[tuple[int, int]]
) -> list[Claim]:
    """Return a claim for each cell that says yes or no, about the thing its head names."""
    claims = []
    answered = False
    for at, head in cells:
        stance = _answer(discourse.text(at), reader)
        answered |= stance is not None
        subjects = _named(discourse, head, mention, reader)
        if stance is None or not subjects:
            continue
        text = discourse.text(at)
        place = replace(mention, block=at, start=0, end=len(text), text=text, quoted=False)
        claims.append(
            Claim(
                place,
                subjects,
                stance,
                Sentence(0, len(text)),
                found=DecidedBy.CELL,
                role=Role.PREDICATE,
                words=mention.text,
            )
        )
    if answered:
        # The head itself speaks of all of them, and of none.
        claims.insert(
            0,
            Claim(
                mention,
                (GENERIC,),
                Stance.ASSERTED,
                sentence_at(discourse, mention),
                found=DecidedBy.CELL,
            ),
        )
    return claims


def _answer(text: str, reader: ClaimReader) -> Stance | None:
    first = _WORD.search(text)
    if first is None:
        return None
    word = first[0].lower()
    if word in reader.cues.answers.yes:
        return Stance.ASSERTED
    return Stance.NEGATED if word in reader.cues.answers.no else None


def _named(
    discourse: Discourse, index: int, mention: Mention, reader: ClaimReader
) -> tuple[SubjectRef, ...]:
    """Return what a head names: the first the term can be about and its equals, else what it says.

    None where it names other things.
    """
    names, whole = discourse.names(index), discourse.text(index)
    first = next((at for at, it in enumerate(names) if _can_be(it, mention.term, reader)), -1)
    if first >= 0:
        last = first + 1
        while last < len(names) and reader.phrases.joint(
            whole[names[last - 1].end : names[last].start]
        ):
            last += 1
        return tuple(discourse.refer(index, name) for name in names[first:last])
    text = whole.strip()
    if not text or names or "://" in text or _answer(text, reader) is not None:
        return ()
    if _kind_of_heads(discourse, index, reader) not in ("", *reader.nameable[mention.term]):
        return ()
    kind = reader.kind_of(mention.term)
    return (SubjectRef(Reference.NAMED, text, kind, (), index, 0, len(whole)),)


def _kind_of_heads(discourse: Discourse, index: int, reader: ClaimReader) -> str:
    """Return the kind of things that the first column or row of a table lists, as its head says."""
    corner = next(discourse.column(index), index)
    first = next(iter(discourse.row(corner)), index)
    return reader.nouns.kind(discourse.text(first).lower().split())


def _can_be(name: Name, term: str, reader: ClaimReader) -> bool:
    return not name.comparison and name.kind in reader.nameable[term]


def listed_below(
    discourse: Discourse, mention: Mention, reader: ClaimReader
) -> tuple[SubjectRef, ...]:
    """Return the names that open what stands below a heading, a column's or the start of a list.

    What stands there are headings, items, or the items under headings that are no names; below a
    heading also the rows of a table, and paragraphs in bold.
    """
    kinds = reader.nameable[mention.term]
    cell = discourse.block(mention.block).cell
    if cell is not None:
        below = list(discourse.column(mention.block))[1:] if cell.row == 0 else []
        found = _named_things(discourse, below, kinds)
        return found if 2 * len(found) > len(below) else ()
    for part in (_below, _below_parts, _below_in_bold):
        if found := _named_things(discourse, part(discourse, mention.block), kinds):
            return found
    rows = list(_below_in_rows(discourse, mention.block))
    found = _named_things(discourse, rows, kinds)
    return found if 2 * len(found) > len(rows) else ()


def heads_list(discourse: Discourse, mention: Mention, reader: ClaimReader) -> bool:
    """Return whether a mention stands in a heading, or the page's title, over names.

    One that asks why or how is no heading of a list.
    """
    block = discourse.block(mention.block)
    if block.kind is not Kind.HEADING and mention.block not in discourse.titles:
        return False
    return not asks_reasons(discourse, mention, reader) and bool(
        listed_below(discourse, mention, reader)
    )


def asks_reasons(discourse: Discourse, mention: Mention, reader: ClaimReader) -> bool:
    """Return whether a heading asks for reasons or ways: `Why open models?`.

    Or sets the class against another: `Open and closed models`, `Better than open models`.
    """
    text, phrases = discourse.text(mention.block), reader.phrases
    first = next(phrases.words(text[: mention.start]), "")
    at = phrases.compared(text, 0, mention)
    against = at >= 0 and len(list(phrases.words(text[:at]))) > 1
    return first in reader.cues.reasons or against or phrases.is_mixed(text, mention)


def row_head(discourse: Discourse, mention: Mention, reader: ClaimReader) -> tuple[SubjectRef, ...]:
    """Return what the row of a cell that opens with a mention is about: the first thing named."""
    text = discourse.text(mention.block)[: mention.start]
    cell = discourse.block(mention.block).cell
    if cell is None or not cell.row or any(map(str.isalnum, text)):
        return ()
    others = [at for at in discourse.row(mention.block) if at != mention.block]
    return _named_things(discourse, others, reader.nameable[mention.term])[:1]


def _named_things(
    discourse: Discourse, blocks: Iterable[int], kinds: frozenset[str]
) -> tuple[SubjectRef, ...]:
    """Return the names of some kinds that open blocks, the first of each."""
    found = (
        next((subject for subject in discourse.openings(at) if subject.kind in kinds), None)
        for at in blocks
    )
    return tuple(subject for subject in found if subject is not None)


def _below_parts(discourse: Discourse, index: int) -> Iterator[int]:
    """Yield the items of the first list below each heading that stands below a heading.

    The heading of the whole page is none of a list.
    """
    blocks = discourse.document.blocks
    if blocks[index].kind is Kind.HEADING and blocks[index].level > 1:
        for at in _below(discourse, index):
            if blocks[at].kind is Kind.HEADING:
                yield from _below(discourse, at)


def _below(discourse: Discourse, index: int) -> Iterator[int]:
    """Yield the items of the first list below a block, or the headings one level below it."""
    blocks = discourse.document.blocks
    block = blocks[index]
    heading = block.kind is Kind.HEADING or index in discourse.titles
    wanted, level = -1, 0
    for at in range(index + 1, len(blocks)):
        other_block = blocks[at]
        if other_block.kind is Kind.HEADING:
            if not heading or other_block.level <= block.level or wanted >= 0:
                return
            level = level or other_block.level
            if other_block.level == level:
                yield at
        elif other_block.kind is Kind.LIST_ITEM and not level:
            if wanted < 0 and (heading or other_block.intro == index):
                wanted = other_block.list_id
            if other_block.list_id == wanted:
                yield at
            elif not heading and wanted < 0:
                return
        elif wanted >= 0 and other_block.intro < 0:
            return


def _of_section(discourse: Discourse, index: int) -> Iterator[int]:
    """Yield the blocks that stand right under a heading, none under another block."""
    blocks = discourse.document.blocks
    if blocks[index].kind is Kind.HEADING:
        for at in range(index + 1, len(blocks)):
            if blocks[at].kind is Kind.HEADING:
                return
            yield at


def _below_in_bold(discourse: Discourse, index: int) -> Iterator[int]:
    """Yield the paragraphs in bold below a heading, which head what follows as headings do."""
    for at in _of_section(discourse, index):
        block = discourse.block(at)
        if block.kind is Kind.PARAGRAPH and block.marked_whole(0, len(block.text), MarkKind.STRONG):
            yield at


def _below_in_rows(discourse: Discourse, index: int) -> Iterator[int]:
    """Yield the cells that head the rows of the first table below a heading."""
    table = None
    for at in _of_section(discourse, index):
        cell = discourse.block(at).cell
        if cell is not None and table in (None, cell.table):
            table = cell.table
            if cell.row and not cell.column:
                yield at
