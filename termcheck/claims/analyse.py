"""Mentions to claims: every sentence that needs it is parsed once, all in one batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from termcheck.claims.carried import NEAR, carried
from termcheck.claims.claim import Claim, Reference, Sentence, Stance, SubjectRef
from termcheck.claims.discourse import Discourse
from termcheck.claims.names import Name, within
from termcheck.claims.nlp import Parser
from termcheck.claims.nouns import OPEN_KINDS
from termcheck.claims.piece import Piece, may_matter, pieces_of
from termcheck.claims.reader import Reader
from termcheck.claims.scene import Scene
from termcheck.claims.stance import find_stance
from termcheck.claims.subject import find_subjects
from termcheck.claims.tree import Tree
from termcheck.claims.use import use_of
from termcheck.core.document import Document, Kind
from termcheck.glossary.mention import Mention

_GIVEN = {
    "modifier", "name in phrase", "beside the term", "example list", "names in brackets", "called",
    "apposition", "names after a dash", "and other", "others",
}  # fmt: skip
"""Rules whose subject is in the noun phrase itself: what is said there is taken for granted."""
_FLAT = {'"', "“", "”", "-", "‑", "'", "*", ",", "."}


def analyse(
    documents: Iterable[tuple[Document, Sequence[Mention]]],
    reader: Reader,
    parser: Parser,
    *,
    thorough: bool = True,
) -> list[tuple[Claim, ...]]:
    """Return the claims of each document, in order; mentions that claim nothing are left out.

    Unless `thorough`, sentences no finding can come of are left out too, unparsed.
    """
    named: list[list[Claim]] = []
    pieces: list[list[Piece]] = []
    for document, mentions in documents:
        discourse = Discourse(document, reader.find)
        counted = [mention for mention in mentions if reader.counts(mention)]
        inside, free = _parted(discourse, counted)
        named.append([_in_name(discourse, mention, name, reader) for mention, name in inside])
        found = pieces_of(discourse, free, reader)
        pieces.append([one for one in found if thorough or may_matter(one, reader)])
    parses = iter(parser.parse([piece.words for group in pieces for piece in group]))
    result = []
    for group, claims in zip(pieces, named, strict=True):
        for piece in group:
            claims += _claims(piece, Tree(piece.tokens, next(parses)), reader, claims)
        claims.sort(key=lambda claim: (claim.mention.block, claim.mention.start))
        result.append(tuple(claims))
    return result


def _parted(
    discourse: Discourse, mentions: Sequence[Mention]
) -> tuple[list[tuple[Mention, Name]], list[Mention]]:
    """Part mentions that are a piece of a proper name from those that stand free."""
    inside: list[tuple[Mention, Name]] = []
    free: list[Mention] = []
    for mention in mentions:
        name = within(discourse.names(mention.block), mention.start, mention.end)
        if name is None or name.end - name.start <= mention.end - mention.start:
            free.append(mention)
        else:
            inside.append((mention, name))
    return inside, free


def _in_name(discourse: Discourse, mention: Mention, name: Name, reader: Reader) -> Claim:
    start, end = next(one for one in discourse.sentences(mention.block) if mention.start < one[1])
    subject = SubjectRef(
        Reference.OTHER, name.text, name.kind, (), mention.block, name.start, name.end
    )
    # The name of a thing asserts nothing more than the thing; that of a text talks about the term.
    stance = Stance.ASSERTED if name.kind in reader.nouns.things else Stance.MENTIONED
    return Claim(mention, (subject,), stance, "inside a name", name.text, Sentence(start, end))


def _claims(piece: Piece, tree: Tree, reader: Reader, earlier: Sequence[Claim]) -> list[Claim]:
    claims: list[Claim] = []
    for at, token in enumerate(piece.tokens):
        if token.mention < 0:
            continue
        mention = piece.mentions[token.mention]
        scene = Scene(
            tree,
            reader.cues,
            reader.nouns,
            piece.discourse,
            piece.block,
            reader.claimed[mention.term],
            reader.nameable[mention.term],
        )
        use = use_of(scene, at, verb=at in piece.verbs)
        found = find_subjects(scene, at, use)
        unnamed = found.subjects[0].reference is Reference.GENERIC
        pronoun = unnamed and found.cue.startswith("pronoun")
        if found.cue == "class" or pronoun:
            before = (*earlier, *claims)
            more = carried(scene, at, use, piece.mentions, before, pronoun=pronoun)
            found = more or found
        named = any(one.reference is Reference.NAMED for one in found.subjects)
        stance = find_stance(scene, at, use.head, named=named, given=named and found.cue in _GIVEN)
        claims.append(
            Claim(
                mention,
                tuple(_kinded(scene, one, use.kind) for one in found.subjects),
                stance.stance,
                found.cue,
                stance.cue,
                Sentence(piece.start, piece.end),
                use.role,
                tree.tokens[use.head].text if use.head != at else "",
                _joined(scene, at, piece.mentions),
                piece.discourse.block(piece.block).kind is Kind.HEADING,
            )
        )
    return claims


def _joined(scene: Scene, at: int, mentions: Sequence[Mention]) -> tuple[int, ...]:
    """Return the starts of mentions set beside this one as another name of it: `A (B)`, `A/B`."""
    tree = scene.tree
    found = []
    for step in (1, -1):
        one = at + step
        joint = False
        while 0 <= one < len(tree) and abs(one - at) <= NEAR:
            token = tree.tokens[one]
            if token.mention >= 0:
                if joint:
                    found.append(mentions[token.mention].start)
                break
            is_joint = scene.is_in(one, "joints")
            # The noun of the first of two may stand between: "open models (open weights)".
            noun = scene.nouns.kind([token.lower]) in scene.claimed
            if not is_joint and not noun and token.text not in _FLAT:
                break
            joint = joint or is_joint
            one += step
    return tuple(found)


def _kinded(scene: Scene, subject: SubjectRef, head: str) -> SubjectRef:
    """Return a subject nobody recorded with the kind the text gives it."""
    open_kind = subject.kind in OPEN_KINDS - {""}
    if subject.reference is Reference.OWN and open_kind and head in scene.claimed:
        # "our family of … models"
        return replace(subject, kind=head)
    if subject.reference is not Reference.NAMED or subject.kind or subject.subject_ids:
        return subject
    if head in scene.claimed:
        return replace(subject, kind=head)
    return replace(subject, kind=scene.discourse.kind_of(subject, scene.nouns))
