"""What people may do with each part: rights of licences, and what cannot be had at all."""

from __future__ import annotations

from collections.abc import Sequence

from termcheck.facts.evaluate import Evaluator
from termcheck.facts.kinds import ComponentKind, Right
from termcheck.facts.licence import Grant, Licence
from termcheck.facts.subject import Availability
from termcheck.label.model import Permission, Terms

_HANDED_OUT = (Availability.PUBLIC, Availability.GATED, Availability.UNKNOWN)
_BY_SERVICE = "only through the producer's service"


def all_terms(evaluator: Evaluator, kinds: Sequence[ComponentKind]) -> tuple[Terms, ...]:
    """Return the terms of the parts of a subject, those of the first part first.

    Parts under the same terms stand together. Parts that are not handed out, or only follow from
    others, are told of when they are the first.
    """
    found: dict[tuple[object, ...], list[str]] = {}
    for index, kind in enumerate(kinds):
        availability = evaluator.component(kind.id).availability
        recorded = evaluator.subject.component(kind.id).availability
        if index and (availability not in _HANDED_OUT or recorded is not availability):
            continue
        licence, _ = evaluator.licence_of(kind.id)
        if index and licence is None:
            continue
        key = (
            licence.label if licence is not None else "",
            licence.url if licence is not None else "",
            tuple(
                _permission(right, licence, availability, evaluator)
                for right in evaluator.vocabulary.rights.values()
            ),
            _duties(licence, evaluator) if availability in _HANDED_OUT else (),
        )
        found.setdefault(key, []).append(kind.label)
    return tuple(
        Terms(tuple(parts), *key)  # type: ignore[arg-type]
        for key, parts in found.items()
    )


def _permission(
    right: Right, licence: Licence | None, availability: Availability, evaluator: Evaluator
) -> Permission:
    if availability is Availability.SERVICE and right.by_service:
        return Permission(right.id, right.label, Grant.LIMITED, (_BY_SERVICE,))
    if availability not in _HANDED_OUT:
        return Permission(right.id, right.label, Grant.DENIED, ())
    if licence is None:
        return Permission(right.id, right.label, Grant.UNKNOWN, ())
    limits = licence.limits_on(right.id, evaluator.vocabulary)
    grant = licence.right(right.id)
    if licence.closed and grant is Grant.LIMITED:
        grant = Grant.DENIED
    texts = (
        tuple(restriction.text for restriction in limits)
        if grant in (Grant.LIMITED, Grant.DENIED)
        else ()
    )
    return Permission(right.id, right.label, grant, texts)


def _duties(licence: Licence | None, evaluator: Evaluator) -> tuple[str, ...]:
    if licence is None:
        return ()
    kinds = evaluator.vocabulary.restrictions
    return tuple(
        restriction.text
        for restriction in licence.restrictions
        if restriction.kind in kinds and not kinds[restriction.kind].limits
    )
