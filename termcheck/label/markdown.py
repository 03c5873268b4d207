"""A label as Markdown, for a README or a model card."""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.core.visible import is_web_address, one_line
from termcheck.label import words
from termcheck.label.model import Label, Meets, Terms


def label_markdown(label: Label, level: int = 2) -> str:
    """Return a label as Markdown whose title is a heading of `level`."""
    blocks = [
        f"{'#' * level} {shown(label.title)}: {shown(label.heading)}",
        shown(label.byline) + (f". {shown(label.note)}" if label.note else ""),
        *_parts(label),
    ]
    for terms in label.terms:
        blocks += [_terms(terms)]
    if label.meets:
        rows = [_meets_row(meets) for meets in label.meets]
        blocks.append(_table(words.MEETS, "Answer", rows))
        blocks += [words.DERIVED] if words.any_derived(label) else []
    if label.variations:
        rows = [
            (words.capital(variation.what), words.variation_words(variation))
            for variation in label.variations
        ]
        blocks.append(_table(words.EXCEPTIONS, "Reason", _escaped(rows)))
    blocks += [_evidence(label)]
    about = [shown(label.about)] if label.about else []
    if is_web_address(label.about_url):
        about.append(f"<{label.about_url}>")
    blocks.append(f"*{words.WHAT} {' '.join(about)} ({shown(words.made_words(label))})*")
    return "\n\n".join(blocks) + "\n"


def _parts(label: Label) -> Iterator[str]:
    rows = []
    for group in label.groups:
        for ingredient in group.ingredients:
            answer = f"**{shown(words.capital(words.available(ingredient)))}**"
            terms = link(ingredient.licence, ingredient.licence_url)
            small = "; ".join(shown(note) for note in words.ingredient_notes(ingredient))
            told = ", ".join(word for word in (answer, terms, small) if word)
            rows.append((f"{shown(group.name)}: {link(ingredient.name, ingredient.url)}", told))
    if rows:
        yield _table(words.PARTS, words.WHO, rows)
    if label.properties:
        yield f"{words.capital(shown(words.listed(label.properties)))}."
    if label.unrecorded:
        yield f"Not recorded: {shown(', '.join(label.unrecorded))}."
    if label.versions:
        yield f"{words.VERSIONS} {shown(words.listed(label.versions))}."


def _terms(terms: Terms) -> str:
    rows = [
        (words.capital(may.does), words.capital(words.permission_words(may)))
        for may in terms.permissions
    ]
    rows += [(words.DUTY, duty) for duty in terms.duties]
    text = _table(words.terms_heading(terms), "Answer", _escaped(rows))
    if terms.licence:
        text += f"\n\nUnder {link(terms.licence, terms.licence_url)}."
    return text


def _meets_row(meets: Meets) -> tuple[str, str]:
    source = link(words.meets_source(meets), meets.source_url)
    reason = f"{shown(meets.reason)}" if meets.reason else ""
    told = "; ".join(word for word in (reason, source) if word)
    name = link(words.capital(meets.short), meets.url)
    return name, f"**{shown(words.meets_words(meets))}**" + (f": {told}" if told else "")


def _evidence(label: Label) -> str:
    pages = [f"- <{url}>" for url in label.evidence if is_web_address(url)]
    known = [words.capital(words.checked_words(label))]
    if words.sureness_words(label):
        known.append(words.sureness_words(label))
    lines = pages or [f"- {words.NOTHING}"]
    return f"{words.EVIDENCE}:\n\n" + "\n".join(lines) + f"\n\n{shown('; '.join(known))}."


def _table(left: str, right: str, rows: list[tuple[str, str]]) -> str:
    lines = [(shown(left), right), ("---", "---"), *rows]
    return "\n".join(f"| {a} | {b} |" for a, b in lines)


def _escaped(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(shown(a), shown(b)) for a, b in rows]


def link(text: str, url: str) -> str:
    """Return text in Markdown, linked if it has a web address."""
    if text and is_web_address(url):
        return f"[{shown(text)}](<{url.replace('>', '%3E').replace('|', '%7C')}>)"
    return shown(text)


def shown(text: str) -> str:
    """Return text that means itself in Markdown, in a table cell too."""
    return "".join(
        f"\\{character}" if character in "\\`*_[]<>|#" else character
        for character in one_line(text)
    )
