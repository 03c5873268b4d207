"""A glossary as TBX (ISO 30042:2019), dialect TBX-Basic, style DCT.

Elements and values are those of the Core, Min and Basic modules as published at tbxinfo.net.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from termcheck.core.visible import is_web_address
from termcheck.core.xml import xml_text
from termcheck.glossary.address import Address
from termcheck.glossary.model import DO_NOT_TRANSLATE, Form, Glossary, PartOfSpeech, Status, Term

_ROOT = (
    '<tbx type="TBX-Basic" style="dct" xml:lang="{language}" xmlns="urn:iso:std:iso:30042:ed-2" '
    'xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">'
)
_STATUS = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
    Status.SUPERSEDED: "supersededTerm-admn-sts",
}
_PARTS = {PartOfSpeech.PROPER_NOUN: "noun"}
"""What the Min module calls a word class it has no name of its own for."""


def glossary_tbx(glossary: Glossary, address: Address) -> str:
    """Return a TBX-Basic file with one concept a term; the status of each form is kept."""
    about = " ".join(word for word in (glossary.title or glossary.id, glossary.version) if word)
    source = f"{about}, exported by termcheck".lstrip(", ")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _ROOT.format(language=_xml(glossary.language or "en")),
        "  <tbxHeader>",
        "    <fileDesc>",
        *([f"      <titleStmt><title>{_xml(about)}</title></titleStmt>"] if about else []),
        f"      <sourceDesc><p>{_xml(source)}</p></sourceDesc>",
        "    </fileDesc>",
        "  </tbxHeader>",
        "  <text>",
        "    <body>",
        *(
            f"      {line}"
            for term in glossary.terms.values()
            for line in _entry(term, glossary, address)
        ),
        "    </body>",
        "  </text>",
        "</tbx>",
    ]
    return "\n".join(lines) + "\n"


def _entry(term: Term, glossary: Glossary, address: Address) -> Iterator[str]:
    yield f'<conceptEntry id="{_id(term.id)}">'
    if term.changed is not None:
        yield "  <transacGrp>"
        yield "    <basic:transactionType>modification</basic:transactionType>"
        yield f"    <date>{term.changed.isoformat()}</date>"
        yield "  </transacGrp>"
    for field in term.tags or (glossary.title or glossary.id,):
        if field:
            yield f"  <min:subjectField>{_xml(field)}</min:subjectField>"
    for other in term.conflicts:
        if other in glossary.terms:
            name = _xml(glossary.terms[other].term)
            yield f'  <basic:crossReference target="{_id(other)}">{name}</basic:crossReference>'
    urls = [address.concept(glossary, term.id) if address.page else "", *term.sources]
    for url in urls:
        if is_web_address(url):
            yield (
                f'  <basic:externalCrossReference target="{_xml(url)}">{_xml(url)}'
                "</basic:externalCrossReference>"
            )
    notes = [f"Owner: {term.owner}"] if term.owner else []
    notes += [] if term.translate else [DO_NOT_TRANSLATE]
    for note in (*notes, *term.notes):
        yield f"  <note>{_xml(note)}</note>"
    yield from _section(term, term.language or glossary.language or "en")
    for language in term.languages:
        worded = term.worded(language)
        yield from _section(replace(worded, sources=()), language, worded.notes)
    yield "</conceptEntry>"


def _section(term: Term, language: str, notes: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield what a concept is called in one language."""
    yield f'  <langSec xml:lang="{_xml(language)}">'
    for note in notes:
        yield f"    <note>{_xml(note)}</note>"
    if term.meaning:
        yield "    <descripGrp>"
        yield f"      <basic:definition>{_xml(term.meaning)}</basic:definition>"
        if term.sources:
            yield f"      <basic:source>{_xml(term.sources[0])}</basic:source>"
        yield "    </descripGrp>"
    for form in _forms(term):
        yield from (f"    {line}" for line in _term(form, term))
    yield "  </langSec>"


def _forms(term: Term) -> Iterator[Form]:
    """Yield every form with its status, each once for each word class it has."""
    own = Form(form=term.term)
    long_form = (Form(form=term.long_form),) if term.long_form else ()
    seen: set[tuple[str, PartOfSpeech]] = set()
    for status, forms in (
        (term.status, (own,)),
        (Status.ADMITTED, (*long_form, *term.admitted)),
        (Status.DEPRECATED, term.deprecated),
        (Status.SUPERSEDED, term.superseded),
    ):
        for form in forms:
            key = (form.form, form.part_of_speech or term.part_of_speech)
            if key not in seen:
                seen.add(key)
                yield replace(form, status=status)


def _term(form: Form, term: Term) -> Iterator[str]:
    part = form.part_of_speech or term.part_of_speech
    yield "<termSec>"
    yield f"  <term>{_xml(form.form)}</term>"
    yield f"  <min:partOfSpeech>{_PARTS.get(part, part.value)}</min:partOfSpeech>"
    yield f"  <min:administrativeStatus>{_STATUS[form.status]}</min:administrativeStatus>"
    if term.long_form:
        kind = {term.term: "acronym", term.long_form: "fullForm"}.get(form.form)
        if kind:
            yield f"  <basic:termType>{kind}</basic:termType>"
    if form.form == term.term and form.status is Status.PREFERRED:
        for text in dict.fromkeys(example.ok or example.good for example in term.examples):
            if text:
                yield f"  <descripGrp><basic:context>{_xml(text)}</basic:context></descripGrp>"
    if form.status in (Status.DEPRECATED, Status.SUPERSEDED):
        wanted = form.instead or ((term.term,) if term.status is Status.PREFERRED else ())
        for words in wanted:
            yield f"  <note>Write: {_xml(words)}</note>"
        if form.why or term.why:
            yield f"  <note>{_xml(form.why or term.why)}</note>"
    yield "</termSec>"


def _id(name: str) -> str:
    """Return a term id as an XML ID, which begins with a letter."""
    return name if name[:1].isalpha() else f"t-{name}"


def _xml(text: str) -> str:
    return xml_text(" ".join(text.split())).replace('"', "&quot;")
