"""A sentence with mentions, made ready for the parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from termcheck.claims.discourse import Discourse
from termcheck.claims.nouns import Nouns
from termcheck.claims.reader import Reader
from termcheck.claims.stand_in import stand_ins
from termcheck.claims.tokens import Token, tokenize
from termcheck.glossary.mention import Mention


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of a block, its mentions, and the words the parser gets for its tokens."""

    discourse: Discourse
    block: int
    start: int
    end: int
    mentions: tuple[Mention, ...]
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    verbs: frozenset[int]
    """Tokens of mentions used as verbs."""


def pieces_of(
    discourse: Discourse, mentions: Sequence[Mention], reader: Reader
) -> tuple[Piece, ...]:
    """Return the sentences that hold mentions, in order."""
    grouped: dict[tuple[int, int, int], list[Mention]] = {}
    for mention in mentions:
        for start, end in discourse.sentences(mention.block):
            if start <= mention.start < end:
                grouped.setdefault((mention.block, start, end), []).append(mention)
                break
    return tuple(
        _piece(discourse, block, start, end, tuple(inside), reader)
        for (block, start, end), inside in grouped.items()
    )


def _piece(
    discourse: Discourse,
    block: int,
    start: int,
    end: int,
    mentions: tuple[Mention, ...],
    reader: Reader,
) -> Piece:
    spans = [(one.start, _core(one, reader.nouns), at) for at, one in enumerate(mentions)]
    tokens = tokenize(discourse.text(block), start, end, discourse.names(block), spans)
    words, verbs = stand_ins(tokens, mentions, reader.cues, reader.nouns)
    return Piece(discourse, block, start, end, mentions, tokens, tuple(words), frozenset(verbs))


def _core(mention: Mention, nouns: Nouns) -> int:
    """Return where the part of a term ends that is not the noun it modifies: `open model`."""
    words = mention.text.split()
    if len(words) > 1 and nouns.kind([words[-1].lower()]):
        return mention.end - len(words[-1]) - 1
    return mention.end


def may_matter(piece: Piece, reader: Reader) -> bool:
    """Return False only if no finding can come of a sentence, whatever a parser makes of it.

    A claim needs a name of a kind it can be about, in the sentence or the text it can point back
    to, or a noun of such a kind.
    """
    kinds = frozenset[str]().union(*(reader.nameable[one.term] for one in piece.mentions))
    words = {word for token in piece.tokens for word in token.lower.split()}
    if any(reader.nouns.kind([word]) in kinds for word in words & reader.nouns.heads):
        return True
    discourse, block = piece.discourse, piece.block
    if discourse.block(block).cell is not None or discourse.is_row(block):
        return True
    recorded = frozenset[str]().union(*(reader.recorded[one.term] for one in piece.mentions))
    if any(
        name.kind in kinds | recorded or not name.subject_ids for name in discourse.names(block)
    ):
        return True
    before = discourse.before(block, piece.end)
    if any(name.kind in kinds for names in before for name in names):
        return True
    return any(name.kind in kinds for name in discourse.list_after(block))
