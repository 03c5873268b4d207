"""A label as HTML: a fragment for a page, or a page of its own. No script, nothing from elsewhere.

Tables with captions and row headings, so that a screen reader says part and answer together; the
colours are those of the page around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from termcheck.label import words
from termcheck.label.model import Group, Label, Meets, Terms
from termcheck.reporters.text import is_web_address, one_line


def label_css() -> str:
    """Return the style sheet of label fragments."""
    return files("termcheck.label").joinpath("label.css").read_text("utf-8")


def label_fragment(label: Label, *, level: int = 2, anchor: str = "") -> str:
    """Return a label as an HTML element; `level` is that of its title among the headings around.

    `anchor` is the id of the element, which has to be the only one on its page.
    """
    anchor = anchor or f"label-{label.id}"
    lines = [
        f'<section class="termcheck-label" id="{escape(anchor)}" '
        f'aria-labelledby="{escape(anchor)}-title">',
        f'<div class="termcheck-label-title" id="{escape(anchor)}-title" role="heading" '
        f'aria-level="{level}">{shown(label.title)}'
        f'<span class="termcheck-label-of">: </span>'
        f'<span class="termcheck-label-name">{shown(label.heading)}</span></div>',
        f'<p class="termcheck-label-by">{shown(label.byline)}</p>',
        *_parts(label),
        *(_terms(one) for one in label.terms),
        *_meets(label),
        *_variations(label),
        *_evidence(label),
        "</section>",
    ]
    return "\n".join(lines) + "\n"


def label_html(label: Label) -> str:
    """Return a label as a page of its own."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{shown(label.title)}: {shown(label.heading)}</title>\n"
        "<style>\n:root { color-scheme: light dark; font-family: Helvetica, Arial, sans-serif; }\n"
        "body { margin: 1rem; background: Canvas; color: CanvasText; }\n"
        f"{label_css()}</style>\n</head>\n<body>\n<main>\n{label_fragment(label, level=1)}"
        "</main>\n</body>\n</html>\n"
    )


def _parts(label: Label) -> Iterator[str]:
    if label.note:
        yield f"<p>{shown(label.note)}</p>"
    if label.groups:
        yield _table(words.PARTS, words.PART, words.WHO, [_group(one) for one in label.groups])
    if label.properties:
        yield f"<p>{shown(words.capital(words.listed(label.properties)))}.</p>"
    if label.unrecorded:
        yield _small(f"<b>Not recorded:</b> {shown(', '.join(label.unrecorded))}.")
    if label.versions:
        yield _small(f"<b>{words.VERSIONS}:</b> {shown(', '.join(label.versions))}.")


def _group(group: Group) -> str:
    rows = [f'<tr><th scope="rowgroup" colspan="2">{shown(group.name)}</th></tr>']
    for one in group.ingredients:
        name = link(words.capital(one.name), one.url)
        small = [link(one.licence, one.licence_url)] if one.licence else []
        small += [shown(note) for note in words.ingredient_notes(one)]
        answer = words.capital(words.AVAILABLE[one.availability])
        rows.append(_row(name, "; ".join(small), f"<b>{shown(answer)}</b>", one.availability.value))
    return "<tbody>\n" + "".join(rows) + "</tbody>\n"


def _terms(one: Terms) -> str:
    rows = [
        _row(
            shown(words.capital(may.does)),
            shown("; ".join(may.limits)),
            f"<b>{shown(words.capital(words.GRANTED[may.grant]))}</b>",
            may.grant.value,
        )
        for may in one.permissions
    ]
    rows += [_wide(words.DUTY, shown(duty)) for duty in one.duties]
    under = [_small(f"Under {link(one.licence, one.licence_url)}.")] if one.licence else []
    table = _table(words.terms_heading(one), "Freedom", "Answer", ["".join(rows)])
    return "\n".join([table, *under])


def _meets(label: Label) -> Iterator[str]:
    if not label.meets:
        return
    rows = [_meets_row(one) for one in label.meets]
    yield _table(words.MEETS, "Definition", "Answer", ["".join(rows)])
    if words.any_derived(label):
        yield _small(shown(words.DERIVED))


def _meets_row(one: Meets) -> str:
    small = [shown(words.capital(one.reason))] if one.reason else []
    source = words.meets_source(one)
    small += [link(words.capital(source), one.source_url)] if source else []
    return _row(
        link(words.capital(one.short), one.url),
        ". ".join(small),
        f"<b>{shown(words.meets_words(one))}</b>",
        one.answer.value,
    )


def _variations(label: Label) -> Iterator[str]:
    if label.variations:
        rows = [
            _wide(words.capital(one.what), shown(words.variation_words(one)))
            for one in label.variations
        ]
        yield _table(words.EXCEPTIONS, "Exception", "Reason", ["".join(rows)], wide=True)


def _evidence(label: Label) -> Iterator[str]:
    pages = [link(url, url) for url in label.evidence] or [words.NOTHING]
    items = "".join(f"<li>{page}</li>" for page in pages)
    told = [words.capital(words.checked_words(label)), words.sureness_words(label)]
    yield (
        '<div class="termcheck-label-foot">\n'
        f"<p><b>{words.EVIDENCE}</b></p>\n<ul>{items}</ul>\n"
        f"<p>{shown('; '.join(word for word in told if word))}.</p>\n"
        f"<p><b>{words.WHAT}</b> {shown(label.about)} "
        f"{link(label.about_url, label.about_url)}</p>\n"
        f"<p>Made by {shown(words.made_words(label))}.</p>\n</div>"
    )


def _table(caption: str, left: str, right: str, bodies: list[str], *, wide: bool = False) -> str:
    bodies = [one if one.startswith("<tbody") else f"<tbody>\n{one}</tbody>\n" for one in bodies]
    columns = f'<th scope="col">{left}</th><th scope="col">{right}</th>'
    heads = "" if wide else f"<thead><tr>{columns}</tr></thead>\n"
    return (
        f'<table class="termcheck-label-table">\n<caption>{shown(caption)}</caption>\n'
        f"{heads}{''.join(bodies)}</table>"
    )


def _row(name: str, small: str, answer: str, kind: str) -> str:
    under = f" <small>{small}</small>" if small else ""
    return (
        f'<tr class="termcheck-{escape(kind)}"><th scope="row"><b>{name}</b>{under}</th>'
        f"<td>{answer}</td></tr>\n"
    )


def _wide(name: str, text: str) -> str:
    return f'<tr><td colspan="2"><b>{shown(name)}:</b> {text}</td></tr>\n'


def _small(html: str) -> str:
    return f'<p class="termcheck-label-small">{html}</p>'


def link(text: str, url: str) -> str:
    """Return text as HTML, linked if it has a web address."""
    if text and is_web_address(url):
        return f'<a href="{escape(url)}">{shown(text)}</a>'
    return shown(text)


def shown(text: str) -> str:
    """Return text as HTML on one line."""
    return escape(one_line(text))
