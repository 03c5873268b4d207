"""The words of labels, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.facts.licence import Grant
from termcheck.facts.provenance import BASIS_WORDS, Basis
from termcheck.facts.subject import Availability
from termcheck.label.model import Ingredient, Label, Meets, Permission, Terms, Variation

PART = "Part"
PARTS = "What it is made of"
WHO = "Who can get it"
MAY = "What you may do"
DUTY = "Duty"
MEETS = "Which definitions it meets"
DERIVED = (
    "Derived: follows from the facts above by the criteria of the definition; its authors have not "
    "said so themselves."
)
EXCEPTIONS = "Exceptions, and why"
EVIDENCE = "Evidence"
WHAT = "What is this?"
VERSIONS = "Stands for"
NOTHING = "no page is recorded"

AVAILABLE = {
    Availability.PUBLIC: "anyone",
    Availability.GATED: "on request",
    Availability.PARTIAL: "in part only",
    Availability.DESCRIBED: "described only",
    Availability.SERVICE: "as a service only",
    Availability.NOT_FOUND: "not found",
    Availability.WITHHELD: "nobody",
    Availability.NOT_APPLICABLE: "no such part",
    Availability.UNKNOWN: "not recorded",
}
GRANTED = {
    Grant.GRANTED: "yes",
    Grant.LIMITED: "limited",
    Grant.DENIED: "no",
    Grant.UNKNOWN: "unknown",
}


def available(ingredient: Ingredient) -> str:
    """Say who can get a part; of one of which the terms alone are recorded, that these say so."""
    if ingredient.availability is Availability.UNKNOWN and ingredient.licence:
        return "by its licence"
    return AVAILABLE[ingredient.availability]


def capital(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]


def listed(words: tuple[str, ...]) -> str:
    """Return words as prose lists them: `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def ingredient_notes(ingredient: Ingredient) -> Iterator[str]:
    """Yield what stands small under an ingredient: why it is closed, notes, how sure it is."""
    if ingredient.reason:
        yield f"why: {ingredient.reason}"
    if ingredient.note:
        yield ingredient.note
    if ingredient.implied:
        yield "follows from what is known of the rest"
    else:
        day = (
            f", {ingredient.verified.isoformat()}" if ingredient.verified and ingredient.url else ""
        )
        yield f"{BASIS_WORDS[ingredient.basis]}{day}"


def permission_words(permission: Permission) -> str:
    """Return whether people may do something, with the restrictions in words."""
    words = GRANTED[permission.grant]
    return f"{words}: {'; '.join(permission.limits)}" if permission.limits else words


def terms_heading(terms: Terms) -> str:
    """Return what terms are about: `What you may do with the weights`."""
    return f"{MAY} with the {listed(terms.parts)}"


def meets_words(meets: Meets) -> str:
    """Return an answer with a capital, for the right side."""
    return capital(meets.words)


def meets_source(meets: Meets) -> str:
    """Return who says so, and how sure the facts are where they are not read at the source."""
    if not meets.source:
        return ""
    if meets.authoritative:
        return meets.source
    return "derived" if meets.basis is Basis.PRODUCER else f"derived, {BASIS_WORDS[meets.basis]}"


def any_derived(label: Label) -> bool:
    """Return whether any answer follows from the recorded facts only."""
    return any(meets.source and not meets.authoritative for meets in label.meets)


def variation_words(variation: Variation) -> str:
    """Return why an exception is made, by whom and until when."""
    words = variation.reason
    if variation.by:
        words += f"; granted by {variation.by}"
    if variation.until:
        words += f"; until {variation.until.isoformat()}"
    return words


def checked_words(label: Label) -> str:
    """Return when the facts were last checked."""
    if label.verified is None:
        return "nobody recorded when the facts were checked"
    words = f"facts last checked on {label.verified.isoformat()}"
    return f"{words}, too long ago" if label.stale else words


def sureness_words(label: Label) -> str:
    """Return how many facts are how sure; empty when no single fact is recorded."""
    return "; ".join(
        f"{count} {'fact' if count == 1 else 'facts'} {BASIS_WORDS[basis]}"
        for basis, count in label.sureness
    )


def made_words(label: Label) -> str:
    """Return what made the label."""
    return f"termcheck, glossary {label.glossary}" if label.glossary else "termcheck"
