"""Claims that mix two terms up: both said of one subject, although they mean different things."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from termcheck.claims.claim import Claim, Reference
from termcheck.glossary.model import Term


def conflations(
    claims: Sequence[Claim], untrue: Collection[int], terms: Mapping[str, Term]
) -> dict[int, int]:
    """Return the claims that are conflated with another, by index, with that other.

    `untrue` are the indexes of claims that are not right; `claims` are in order of the text.
    """
    found: dict[int, int] = {}
    asserted = [(at, claim) for at, claim in enumerate(claims) if claim.asserted]
    for place, (at, first) in enumerate(asserted):
        for after, other in islice(asserted, place + 1, None):
            if other.mention.block - first.mention.block > 1:
                break
            if not _conflict(first, other, terms):
                continue
            joined = (
                other.mention.start in first.said_with
                and first.mention.block == other.mention.block
            )
            beside = first.mention.block == other.mention.block or (
                other.mention.block - first.mention.block == 1 and first.heads_next
            )
            wrong = at in untrue or after in untrue
            if joined or (beside and wrong and _same(first, other)):
                found.setdefault(at, after)
                found.setdefault(after, at)
    return found


def _conflict(claim: Claim, other: Claim, terms: Mapping[str, Term]) -> bool:
    return (
        other.mention.term in terms[claim.mention.term].conflicts
        or claim.mention.term in terms[other.mention.term].conflicts
    )


def _same(other_claim: Claim, other: Claim) -> bool:
    """Whether two claims are about the same subjects, or one about some of the other's."""
    first, second = (
        {
            ref.subject_ids[:1] or (ref.name.lower(),)
            for ref in claim.subjects
            if ref.reference is Reference.NAMED
        }
        for claim in (other_claim, other)
    )
    return bool(first and second) and (first <= second or second <= first)
