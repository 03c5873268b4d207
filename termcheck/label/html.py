"""A label as HTML: a fragment for a page, or a page of its own. No script, nothing from elsewhere.

Tables with captions and row headings, so that a screen reader says part and answer together; the
colours are those of the page around it.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from termcheck.core.html import link, markup, self_contained, shown
from termcheck.label import words
from termcheck.label.model import Ingredient, Label, Meets

if TYPE_CHECKING:
    from markupsafe import Markup


def label_css() -> str:
    """Return the style sheet of label fragments."""
    return files("termcheck.label").joinpath("label.css").read_text("utf-8")


def label_fragment(label: Label, *, level: int = 2, anchor: str = "") -> str:
    """Return a label as an HTML element; `level` is that of its title among the headings around.

    `anchor` is the id of the element, which has to be the only one on its page.
    """
    return _fragment(label, level, anchor or f"label-{label.id}")


def label_html(label: Label) -> str:
    """Return a label as a page of its own."""
    fragment = _fragment(label, 1, f"label-{label.id}")
    return self_contained("label/page", style=label_css(), label=label, fragment=fragment)


def _fragment(label: Label, level: int, anchor: str) -> Markup:
    told = [words.capital(words.checked_words(label)), words.sureness_words(label)]
    return markup(
        "label/fragment",
        label=label,
        level=level,
        anchor=anchor,
        words=words,
        foot="; ".join(word for word in told if word),
        ingredient_notes=_ingredient_notes,
        meets_notes=_meets_notes,
    )


def _ingredient_notes(ingredient: Ingredient) -> list[str]:
    """Return what stands in small letters under a part: its licence, then notes."""
    notes: list[str] = (
        [link(ingredient.licence, ingredient.licence_url)] if ingredient.licence else []
    )
    return [*notes, *map(shown, words.ingredient_notes(ingredient))]


def _meets_notes(meets: Meets) -> list[str]:
    """Return what stands in small letters under a definition: the reason, then where it is from."""
    notes: list[str] = [shown(words.capital(meets.reason))] if meets.reason else []
    source = words.meets_source(meets)
    return [*notes, link(words.capital(source), meets.source_url)] if source else notes
