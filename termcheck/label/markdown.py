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
    for one in label.terms:
        blocks += [_terms(one)]
    if label.meets:
        rows = [_meets_row(one) for one in label.meets]
        blocks.append(_table(words.MEETS, "Answer", rows))
        blocks += [words.DERIVED] if words.any_derived(label) else []
    if label.variations:
        rows = [(words.capital(one.what), words.variation_words(one)) for one in label.variations]
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
        for one in group.ingredients:
            answer = f"**{shown(words.capital(words.AVAILABLE[one.availability]))}**"
            terms = link(one.licence, one.licence_url)
            small = "; ".join(shown(note) for note in words.ingredient_notes(one))
            told = ", ".join(word for word in (answer, terms, small) if word)
            rows.append((f"{shown(group.name)}: {link(one.name, one.url)}", told))
    if rows:
        yield _table(words.PARTS, words.WHO, rows)
    if label.properties:
        yield f"{words.capital(shown(words.listed(label.properties)))}."
    if label.unrecorded:
        yield f"Not recorded: {shown(', '.join(label.unrecorded))}."
    if label.versions:
        yield f"{words.VERSIONS} {shown(words.listed(label.versions))}."


def _terms(one: Terms) -> str:
    rows = [
        (words.capital(may.does), words.capital(words.permission_words(may)))
        for may in one.permissions
    ]
    rows += [(words.DUTY, duty) for duty in one.duties]
    text = _table(words.terms_heading(one), "Answer", _escaped(rows))
    if one.licence:
        text += f"\n\nUnder {link(one.licence, one.licence_url)}."
    return text


def _meets_row(one: Meets) -> tuple[str, str]:
    source = link(words.meets_source(one), one.source_url)
    reason = f"{shown(one.reason)}" if one.reason else ""
    told = "; ".join(word for word in (reason, source) if word)
    name = link(words.capital(one.short), one.url)
    return name, f"**{shown(words.meets_words(one))}**" + (f": {told}" if told else "")


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
    return "".join(f"\\{one}" if one in "\\`*_[]<>|#" else one for one in one_line(text))
