"""The pages of the site: one a subject, the index, the comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from termcheck.facts.compare import cell_words, source_words
from termcheck.facts.facts import Facts
from termcheck.facts.provenance import BASIS_WORDS
from termcheck.facts.sheet import ComponentFact, Sheet
from termcheck.facts.verdict import Answer, Cell, CriterionResult, Verdict
from termcheck.glossary.model import Glossary
from termcheck.label.words import AVAILABLE
from termcheck.publish.registry.words import dispute, file_name, link, page, shown

_ANSWERS = {
    Answer.MET: "met",
    Answer.NOT_MET: "not met",
    Answer.UNKNOWN: "unknown",
    Answer.NOT_APPLICABLE: "not judged",
}


def subject_html(facts: Facts, glossary: Glossary, one: Sheet, url: str = "") -> str:
    """Return the page of a subject."""
    subject = one.subject
    about = ", ".join(
        shown(word) for word in (one.kind, subject.producer, str(subject.year or "")) if word
    )
    parts = [f"<h1>{shown(subject.name)}</h1>\n<p>{about}</p>\n"]
    parts += [f"<p>{shown(word)}</p>\n" for word in (subject.note, subject.undetermined) if word]
    parts += [
        *_verdicts(facts, one),
        *_facts(one),
        *_bases(facts, one),
        *_licences(one),
        *_members(one),
        *_history(one),
        *_embed(one, url),
        dispute(facts, subject.id),
    ]
    title = f"{subject.name}: {glossary.title or 'what is recorded'}"
    return page(title, "".join(parts), up="../")


def _verdicts(facts: Facts, one: Sheet) -> Iterator[str]:
    yield '<section aria-labelledby="verdicts">\n<h2 id="verdicts">What it meets</h2>\n'
    for verdict in one.verdicts:
        definition = facts.definition(verdict.definition)
        source = next(iter(definition.sources), "")
        answer = f'<span class="answer {verdict.answer.value}">{shown(cell_words(verdict))}</span>'
        yield f"<details>\n<summary>{answer} {shown(definition.name)}</summary>\n"
        yield f"<p>{shown(verdict.reason[:1].upper() + verdict.reason[1:])}.</p>\n"
        told = source_words(verdict)
        if told:
            sure = "" if verdict.confirmed else " Not every fact it rests on is verified."
            yield f"<p>{shown(told[:1].upper() + told[1:])}.{sure}</p>\n"
        yield from _criteria(verdict)
        if definition.not_judged and verdict.criteria:
            yield f"<p>Not judged: {shown('; '.join(definition.not_judged))}.</p>\n"
        yield f"<p>{link(f'Read {definition.short}', source)}</p>\n</details>\n"
    yield "</section>\n"


def _criteria(verdict: Verdict) -> Iterator[str]:
    if not verdict.criteria:
        return
    yield "<dl>\n"
    for one in verdict.criteria:
        yield f'<dt><span class="answer {one.answer.value}">{_ANSWERS[one.answer]}</span> '
        yield f"{shown(one.title)}</dt>\n<dd>{''.join(_criterion(one))}</dd>\n"
    yield "</dl>\n"


def _criterion(one: CriterionResult) -> Iterator[str]:
    yield f"<p>{shown(one.says)}</p>\n"
    if one.quote:
        place = f" ({shown(one.source)})" if one.source else ""
        yield f"<p>The text: <q>{shown(one.quote)}</q>{place}</p>\n"
    elif one.source:
        yield f"<p>The text: {shown(one.source)}</p>\n"
    for cell in one.cells:
        yield f"<p>{_cell(cell)}</p>\n"
    if not one.cells:
        yield f"<p>{shown(one.reason)}</p>\n"


def _cell(cell: Cell) -> str:
    return f"{shown(cell.says)} {_source(cell.basis, cell.verified, cell.url, cell.quote)}"


def _source(basis: Any, verified: Any, url: str, quote: str) -> str:
    """Return where a fact was read, when, and the words that say it."""
    words = BASIS_WORDS[basis]
    told = link(words, url) if url else shown(words)
    day = f', <time datetime="{verified}">{verified}</time>' if verified and url else ""
    said = f": <q>{shown(quote)}</q>" if quote else ""
    return f'<span class="source">({told}{day}){said}</span>'


def _facts(one: Sheet) -> Iterator[str]:
    yield '<section aria-labelledby="facts">\n<h2 id="facts">What it is made of</h2>\n'
    if one.components:
        yield '<div class="scroll" role="region" aria-label="Parts" tabindex="0">\n<table>\n'
        yield '<thead><tr><th scope="col">Part</th><th scope="col">Who can get it</th>'
        yield '<th scope="col">Licence</th><th scope="col">Evidence</th></tr></thead>\n<tbody>\n'
        for part in one.components:
            yield _part(part)
        yield "</tbody>\n</table>\n</div>\n"
    for fact in one.properties:
        told = _source(fact.basis, None, fact.url, "")
        yield f"<p>{shown(fact.says)} {told}</p>\n"
    if one.unrecorded:
        yield f"<p>Not recorded: {shown(', '.join(one.unrecorded))}.</p>\n"
    yield "</section>\n"


def _part(part: ComponentFact) -> str:
    words = AVAILABLE[part.availability]
    note = f"<br>{shown(part.note)}" if part.note else ""
    how = _source(part.basis, part.verified, part.url, part.quote)
    if part.implied:
        how = f"follows from another part {how}"
    return (
        f'<tr><th scope="row">{shown(part.label)}</th><td>{shown(words)}{note}</td>'
        f"<td>{shown(part.licence) or '—'}</td><td>{how}</td></tr>\n"
    )


def _bases(facts: Facts, one: Sheet) -> Iterator[str]:
    if not one.subject.base:
        return
    yield "<h2>What it is built on</h2>\n<ul>\n"
    for base in one.subject.base:
        other = facts.subject(base.id)
        way = base.as_ or next(iter(facts.vocabulary.derivations), "")
        told = _source(base.basis, base.verified, base.url, base.quote)
        name = f'<a href="{file_name(other.id)}.html">{shown(other.name)}</a>'
        yield f"<li>{name} ({shown(way)}) {told}</li>\n"
    yield "</ul>\n"


def _licences(one: Sheet) -> Iterator[str]:
    if not one.licences:
        return
    yield "<h2>Licences</h2>\n<ul>\n"
    for licence in one.licences:
        limits = "".join(f"<li>{shown(limit.text)}</li>" for limit in licence.restrictions)
        inner = f"<ul>{limits}</ul>" if limits else ""
        yield f"<li>{link(licence.label, licence.url)}{inner}</li>\n"
    yield "</ul>\n"


def _members(one: Sheet) -> Iterator[str]:
    if not one.members:
        return
    yield "<h2>Versions</h2>\n<ul>\n"
    for member in one.members:
        yield f'<li><a href="{file_name(member.id)}.html">{shown(member.name)}</a></li>\n'
    yield "</ul>\n"


def _history(one: Sheet) -> Iterator[str]:
    subject = one.subject
    days = {part.verified for part in subject.components.values() if part.verified and part.url}
    told = [(change.date, change.what) for change in subject.changes]
    told += [(day, "pages read") for day in days]
    if not told:
        return
    yield "<h2>History</h2>\n<ul>\n"
    for day, what in sorted(told, reverse=True):
        yield f'<li><time datetime="{day}">{day}</time>: {shown(what)}</li>\n'
    yield "</ul>\n"


def _embed(one: Sheet, url: str) -> Iterator[str]:
    name = file_name(one.subject.id)
    base = url.rstrip("/") + "/" if url else "../"
    code = (
        f'<a href="{base}subjects/{name}.html"><img src="{base}labels/{name}.svg" '
        f'alt="Openness facts of {one.subject.name}"></a>'
    )
    yield "<h2>Label</h2>\n"
    alt = escape(f"Label with the facts above: {one.subject.name}")
    yield f'<p><img src="../labels/{name}.svg" alt="{alt}" loading="lazy"></p>\n'
    yield f'<p><a href="../labels/{name}.svg">Label as an image</a>, '
    yield f'<a href="../data/{name}.json">facts as JSON</a>. To embed the label:</p>\n'
    yield f'<pre tabindex="0"><code>{escape(code)}</code></pre>\n'


def index_html(
    facts: Facts,
    glossary: Glossary,
    rows: Sequence[Mapping[str, Any]],
    definitions: Sequence[Mapping[str, str]],
) -> str:
    """Return the index: every subject, with a search and filters where scripts run."""
    kinds = sorted({str(row["kind"]) for row in rows})
    title = facts.registry.title or f"{glossary.title or 'Recorded facts'}: the registry"
    answers = ("met", "not-met", "unknown")
    body = [
        f"<h1>{shown(title)}</h1>\n",
        f"<p>{len(rows):,} models, programs and data sets: what each is made of, who can get it, ",
        "which definitions of openness it meets, and the pages that show it.</p>\n",
        '<form id="filters" role="search" hidden>\n',
        '<label>Search <input id="search" type="search" autocomplete="off"></label>\n',
        _select("kind", "Kind", [(one, one) for one in kinds]),
        _select("definition", "Definition", [(one["id"], one["short"]) for one in definitions]),
        _select("answer", "Answer", [(one, one.replace("-", " ")) for one in answers]),
        '</form>\n<p id="count" role="status"></p>\n',
        '<div class="scroll" role="region" aria-label="All subjects" tabindex="0">\n',
        '<table id="subjects">\n<thead><tr><th scope="col">Name</th><th scope="col">Kind</th>',
        '<th scope="col">Maker</th><th scope="col">Licence</th></tr></thead>\n<tbody>\n',
    ]
    for row in rows:
        licences = ", ".join(row["licences"][:2])
        body.append(
            f'<tr><th scope="row"><a href="subjects/{row["file"]}.html">{shown(row["name"])}</a>'
            f"</th><td>{shown(row['kind'])}</td><td>{shown(row['maker'])}</td>"
            f"<td>{shown(licences)}</td></tr>\n"
        )
    body += ["</tbody>\n</table>\n</div>\n", *_changes(facts), dispute(facts)]
    return page(title, "".join(body), up="", scripts=("table.js", "registry.js"))


def _changes(facts: Facts) -> Iterator[str]:
    if not facts.registry.changes:
        return
    yield "<h2>Changes of the registry</h2>\n<ul>\n"
    for one in facts.registry.changes:
        yield f'<li><time datetime="{one.date}">{one.date}</time>: {shown(one.what)}</li>\n'
    yield "</ul>\n"


def _select(name: str, label: str, options: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<option value="{escape(value)}">{shown(text)}</option>' for value, text in options
    )
    return (
        f'<label>{label} <select id="{name}"><option value="">any</option>{listed}'
        "</select></label>\n"
    )


def compare_html(facts: Facts, glossary: Glossary) -> str:
    """Return the page on which subjects are set beside each other; it needs scripts."""
    title = f"Compare: {glossary.title or 'the registry'}"
    body = (
        "<h1>Compare</h1>\n<noscript><p>This page needs scripts; <code>termcheck compare</code> "
        "shows the same table.</p></noscript>\n"
        '<form id="chooser" hidden><label>Add <input id="add" list="names" autocomplete="off">'
        '</label> <button type="submit">Add</button>'
        '<datalist id="names"></datalist></form>\n<p id="told" role="status"></p>\n'
        '<div class="scroll" role="region" aria-label="Comparison" tabindex="0">'
        '<table id="comparison"></table></div>\n' + dispute(facts)
    )
    return page(title, body, up="", scripts=("table.js", "registry.js"))
