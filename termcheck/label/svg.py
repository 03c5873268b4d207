"""A label as SVG: a picture with text as text, its own light and dark colours, nothing loaded."""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.core.visible import one_line
from termcheck.core.xml import xml_attribute, xml_text
from termcheck.label import words
from termcheck.label.canvas import FONTS, WIDTH, Canvas, text_room
from termcheck.label.model import Label, Terms

_STYLE = (
    ".paper{fill:#fff;stroke:#000}.ink{fill:#000}"
    "@media (prefers-color-scheme:dark){.paper{fill:#16181d;stroke:#f2f2f2}.ink{fill:#f2f2f2}}"
    "@media print{.paper{fill:#fff;stroke:#000}.ink{fill:#000}}"
)
_TITLE, _HEAD, _TEXT, _SMALL = 38.0, 16.0, 13.0, 10.5


def label_svg(label: Label) -> str:
    """Return a label as an SVG document, 340 pixels wide and as high as it needs."""
    canvas = Canvas()
    _head(canvas, label)
    _parts(canvas, label)
    for terms in label.terms:
        _terms(canvas, terms)
    _meets(canvas, label)
    _variations(canvas, label)
    _foot(canvas, label)
    height = round(canvas.y + 12)
    name = f"{label.title}: {label.heading}"
    anchor = f"label-{label.id}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" role="img" lang="en" '
        f"aria-labelledby={xml_attribute(f'{anchor}-title {anchor}-desc')}>\n"
        f"<title id={xml_attribute(f'{anchor}-title')}>{xml_text(one_line(name))}</title>\n"
        f"<desc id={xml_attribute(f'{anchor}-desc')}>{xml_text(described(label))}</desc>\n"
        f"<style>{_STYLE}</style>\n"
        f'<rect class="paper" x="4" y="4" width="{WIDTH - 8}" height="{height - 8}" '
        'stroke-width="2"/>\n'
        f'<g class="ink" font-family="{FONTS}">\n' + "\n".join(canvas.parts) + "\n</g>\n</svg>\n"
    )


def described(label: Label) -> str:
    """Return everything a label says as plain sentences, for those who hear it."""
    return one_line(
        " ".join(
            f"{words.capital(sentence.removesuffix('.'))}."
            for sentence in _sentences(label)
            if sentence
        )
    )


def _sentences(label: Label) -> Iterator[str]:
    yield label.byline
    yield label.note
    for group in label.groups:
        for part in group.ingredients:
            licence = f", {part.licence}" if part.licence else ""
            yield f"{part.name}: {words.available(part)}{licence}"
    if label.unrecorded:
        yield f"not recorded: {', '.join(label.unrecorded)}"
    for terms in label.terms:
        yield words.terms_heading(terms)
        for may in terms.permissions:
            yield f"{may.does}: {words.permission_words(may)}"
        for duty in terms.duties:
            yield f"{words.DUTY}: {duty}"
    for meets in label.meets:
        yield ", ".join(
            word for word in (f"{meets.short}: {meets.words}", words.meets_source(meets)) if word
        )
    for variation in label.variations:
        yield f"{variation.what}: {words.variation_words(variation)}"
    yield words.checked_words(label)
    yield words.sureness_words(label)


def _head(canvas: Canvas, label: Label) -> None:
    size = min(_TITLE, _TITLE * canvas.room / text_room(label.title, _TITLE, bold=True))
    canvas.y -= 4
    canvas.text(label.title, size, 900)
    canvas.rule(1, 2)
    canvas.text(label.heading, 20, 800)
    canvas.text(label.byline, _TEXT)
    if label.note:
        canvas.text(label.note, _SMALL)


def _section(canvas: Canvas, title: str) -> None:
    canvas.rule(9, 5)
    canvas.text(title, _HEAD, 900)


def _parts(canvas: Canvas, label: Label) -> None:
    if label.groups:
        _section(canvas, words.PARTS)
        canvas.row("", words.WHO, _SMALL)
    for group in label.groups:
        canvas.rule(4, 2)
        canvas.text(group.name, _TEXT, 900)
        for ingredient in group.ingredients:
            canvas.rule(1)
            answer = words.capital(words.available(ingredient))
            canvas.row(words.capital(ingredient.name), answer, _TEXT, 12)
            small = [ingredient.licence] if ingredient.licence else []
            canvas.text("; ".join([*small, *words.ingredient_notes(ingredient)]), _SMALL, indent=12)
    if label.properties:
        canvas.rule(1)
        canvas.text(f"{words.capital(words.listed(label.properties))}.", _SMALL)
    if label.unrecorded:
        canvas.rule(1)
        canvas.text(f"Not recorded: {', '.join(label.unrecorded)}.", _SMALL)
    if label.versions:
        canvas.rule(1)
        canvas.text(f"{words.VERSIONS}: {', '.join(label.versions)}.", _SMALL)


def _terms(canvas: Canvas, terms: Terms) -> None:
    _section(canvas, words.terms_heading(terms))
    for may in terms.permissions:
        canvas.rule(1)
        canvas.row(words.capital(may.does), words.capital(words.GRANTED[may.grant]), _TEXT)
        canvas.text("; ".join(may.limits), _SMALL)
    for duty in terms.duties:
        canvas.rule(1)
        canvas.text(f"{words.DUTY}: {duty}", _SMALL)
    if terms.licence:
        canvas.rule(1)
        canvas.text(f"Under {terms.licence}.", _SMALL)


def _meets(canvas: Canvas, label: Label) -> None:
    if not label.meets:
        return
    _section(canvas, words.MEETS)
    for meets in label.meets:
        canvas.rule(1)
        canvas.row(words.capital(meets.short), words.meets_words(meets), _TEXT)
        canvas.text(words.capital(words.meets_source(meets)), _SMALL)
    if words.any_derived(label):
        canvas.rule(1)
        canvas.text(words.DERIVED, _SMALL)


def _variations(canvas: Canvas, label: Label) -> None:
    if label.variations:
        _section(canvas, words.EXCEPTIONS)
    for variation in label.variations:
        canvas.rule(1)
        canvas.text(words.capital(variation.what), _TEXT, 700)
        canvas.text(words.variation_words(variation), _SMALL)


def _foot(canvas: Canvas, label: Label) -> None:
    canvas.rule(9, 5)
    canvas.text(words.EVIDENCE, _SMALL, 700)
    for url in label.evidence or (words.NOTHING,):
        canvas.text(url, _SMALL)
    told = (words.checked_words(label), words.sureness_words(label))
    canvas.text(
        f"{words.capital('; '.join(character for character in told if character))}.", _SMALL
    )
    canvas.y += 4
    canvas.text(f"{words.WHAT} {label.about} {label.about_url}", _SMALL)
    canvas.text(f"Made by {words.made_words(label)}.", _SMALL)
