"""A glossary as SKOS in Turtle (W3C Recommendations of 18 August 2009 and 25 February 2014)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from termcheck.glossary.address import Address
from termcheck.glossary.model import DO_NOT_TRANSLATE, Glossary, Status, Term

_PREFIXES = """\
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_NOT_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def glossary_skos(glossary: Glossary, address: Address) -> str:
    """Return a concept scheme with one concept a term.

    Preferred forms are `prefLabel`, admitted ones `altLabel`, forms to avoid `hiddenLabel`, which
    stand apart from each other as SKOS asks (S13). The definition a term means is `conformsTo`.
    """
    scheme = _iri(address.base(glossary))
    said = [
        ("a", "skos:ConceptScheme"),
        *_text("dct:title", glossary.title or glossary.id, glossary.language or "en"),
        *_text("owl:versionInfo", glossary.version),
        *_text("dct:creator", glossary.owner),
    ]
    blocks = [_PREFIXES, _statement(scheme, said)]
    for term in glossary.terms.values():
        concept = _iri(address.concept(glossary, term.id))
        blocks.append(_statement(concept, _concept(term, scheme, glossary, address)))
    return "\n".join(blocks)


def _concept(
    term: Term, scheme: str, glossary: Glossary, address: Address
) -> Iterator[tuple[str, str]]:
    yield "a", "skos:Concept"
    yield "skos:inScheme", scheme
    yield "skos:topConceptOf", scheme
    yield from _text("skos:notation", term.id)
    own = term.language or glossary.language or "en"
    for language in (own, *term.languages):
        yield from _said(term.worded(language) if language != own else term, language)
    if not term.translate:
        yield from _text("skos:scopeNote", DO_NOT_TRANSLATE, "en")
    for tag in term.tags:
        yield from _text("dct:subject", tag)
    for other in term.conflicts:
        if other in glossary.terms:
            yield "skos:related", _iri(address.concept(glossary, other))
    means = [glossary.settings.meaning(term.id, rule) for rule in term.claims]
    for url in _addresses(
        address.standards.get(reference.partition("/")[0], "") for reference in means
    ):
        yield "dct:conformsTo", url
    for url in _addresses(term.sources):
        yield "dct:source", url
    yield from _text("dct:creator", term.owner)
    if term.changed is not None:
        yield "dct:modified", f'"{term.changed.isoformat()}"^^xsd:date'


def _said(term: Term, language: str) -> Iterator[tuple[str, str]]:
    """Yield what is said of a concept in one language."""
    avoided = [form.form for form in (*term.deprecated, *term.superseded)]
    if term.status is Status.PREFERRED:
        yield from _text("skos:prefLabel", term.term, language)
    else:
        avoided = [term.term, *avoided]
    labels = {term.term} if term.status is Status.PREFERRED else set()
    admitted = [*(form.form for form in term.admitted), term.long_form]
    for name, forms in (("skos:altLabel", admitted), ("skos:hiddenLabel", avoided)):
        for form in forms:
            if form not in labels:
                labels.add(form)
                yield from _text(name, form, language)
    yield from _text("skos:definition", term.meaning, language)
    yield from _text("skos:editorialNote", term.why, language)
    for note in term.notes:
        yield from _text("skos:scopeNote", note, language)
    for example in term.examples:
        yield from _text("skos:example", example.ok or example.good, language)


def _statement(subject: str, said: Iterable[tuple[str, str]]) -> str:
    pairs = dict.fromkeys(said)
    return f"{subject}\n" + " ;\n".join(f"    {name} {value}" for name, value in pairs) + " .\n"


def _text(name: str, text: str, language: str = "") -> Iterator[tuple[str, str]]:
    text = text.strip()
    if text:
        quoted = "".join(_ESCAPES.get(character, character) for character in text)
        quoted = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", "\ufffd", quoted)
        tag = f"@{language}" if language else ""
        yield name, f'"{quoted}"{tag}'


def _addresses(urls: Iterable[str]) -> Iterator[str]:
    return (_iri(url) for url in urls if re.match(r"https?://\S", url))


def _iri(url: str) -> str:
    escaped = _NOT_IRI.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), url)
    return f"<{escaped}>"
