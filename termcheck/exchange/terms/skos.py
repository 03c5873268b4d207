"""Vocabularies in SKOS, as Turtle, N-Triples or RDF/XML.

https://www.w3.org/TR/skos-reference/. Labels with a language become what the concept is called in
it; nothing is fetched.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from termcheck.core.errors import GlossaryError, PluginError
from termcheck.core.extras import adding
from termcheck.exchange.terms.concept import (
    Concept,
    Written,
    check_length,
    main_language,
    term_of,
)
from termcheck.exchange.terms.found import LeftOut, TermsFound, term_id, unplaced
from termcheck.exchange.terms.xml import parse_xml
from termcheck.glossary.model import Status, Term

_FORMS = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml", ".owl": "xml", ".xml": "xml"}
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_XL = "http://www.w3.org/2008/05/skos-xl#"
_DCT = "http://purl.org/dc/terms/"
_LABELS = {
    "prefLabel": Status.PREFERRED,
    "altLabel": Status.ADMITTED,
    "hiddenLabel": Status.DEPRECATED,
}
_SILENT = frozenset(
    "inScheme topConceptOf hasTopConcept notation prefLabel altLabel hiddenLabel definition "
    "scopeNote note editorialNote example related member".split()
)


def read_skos(data: bytes, path: str) -> TermsFound:
    """Return what a vocabulary says, its languages included.

    Hidden labels are forms to avoid: misspellings, and what termcheck exports as such. Raises
    `GlossaryError` for a file that cannot be read, `PluginError` without the package that does.
    """
    try:
        from rdflib import RDF, Graph, URIRef
    except ImportError:
        told = f"SKOS needs another package; {adding('termbase')}"
        raise PluginError(told) from None
    form = _FORMS.get(PurePosixPath(path.lower()).suffix)
    if form is None:
        raise GlossaryError("SKOS is read as Turtle (.ttl), N-Triples (.nt) or RDF/XML", path=path)
    if form == "xml":
        parse_xml(data, path)
    graph = Graph()
    try:
        graph.parse(data=data, format=form, publicID="urn:termcheck:file")
    except Exception as error:  # what rdflib raises depends on the parser
        told = " ".join(str(error).split())[:200]
        raise GlossaryError(f"not valid RDF: {told}", path=path, line=_line(str(error))) from None
    reader = _Reader(graph, path)
    found = sorted(set(graph.subjects(RDF.type, URIRef(_SKOS + "Concept"))), key=str)
    concepts = {str(node): reader.concept(node) for node in found}
    for concept in concepts.values():
        # A graph has no order: the language with more words of a concept comes first.
        concept.sections.sort(key=lambda section: -len(section.terms))
    scheme = min(graph.subjects(RDF.type, URIRef(_SKOS + "ConceptScheme")), key=str, default=None)
    language = main_language(list(concepts.values()), reader.tag(scheme, "title"))
    terms: dict[str, Term] = {}
    names: dict[str, str] = {}
    for address, concept in concepts.items():
        words = next((section.terms[0].text for section in concept.sections if section.terms), "")
        name = term_id(words, terms, concept.id)
        made = term_of(concept, name, language)
        if made is not None:
            terms[name] = made
            names[address] = name
    linked = []
    for address, name in names.items():
        others = [names[name] for name in reader.related(address) if name in names]
        linked.append(replace(terms[name], conflicts=tuple(others)))
    return TermsFound(
        tuple(linked),
        tuple(reader.left_out()),
        title=reader.one(scheme, _DCT + "title"),
        version=reader.one(scheme, "http://www.w3.org/2002/07/owl#versionInfo"),
        language=language,
        owner=reader.one(scheme, _DCT + "creator"),
    )


def _line(message: str) -> int:
    found = re.search(r"\bline (\d+)", message)
    return int(found[1]) if found else 0


class _Reader:
    def __init__(self, graph: Any, path: str) -> None:
        from rdflib import URIRef

        self.graph = graph
        self.path = path
        self.name = URIRef
        self._unread: Counter[str] = Counter()

    def left_out(self) -> Iterator[LeftOut]:
        """Yield each relation that was not taken over."""
        for kind, count in self._unread.items():
            yield unplaced(self.path, 0, kind, count)

    def values(self, subject: Any, name: str) -> list[Any]:
        """Return what is said of a subject, in an order that does not change."""
        if subject is None:
            return []
        found = self.graph.objects(subject, self.name(name))
        return sorted(found, key=lambda node: (str(node), str(getattr(node, "language", ""))))

    def one(self, subject: Any, name: str) -> str:
        """Return the first thing said of a subject."""
        return " ".join(next((str(node) for node in self.values(subject, name)), "").split())

    def tag(self, subject: Any, name: str) -> str:
        """Return the language of the first thing said."""
        found = self.values(subject, _DCT + name)
        return next((node.language for node in found if getattr(node, "language", None)), "")

    def related(self, address: str) -> list[str]:
        """Return the addresses of related concepts."""
        return [str(node) for node in self.values(self.name(address), _SKOS + "related")]

    def concept(self, subject: Any) -> Concept:
        identity = self.one(subject, _SKOS + "notation") or re.split(r"[/#:]", str(subject))[-1]
        found = Concept(identity)
        for name, status in _LABELS.items():
            for label in self.labels(subject, name):
                text = check_length(" ".join(str(label).split()), self.path, 0)
                if text:
                    section = found.section(label.language or "und")
                    section.terms.append(Written(text, status))
        for name in ("definition", "scopeNote", "note", "editorialNote", "example"):
            for value in self.values(subject, _SKOS + name):
                self.note(found, name, value)
        for value in self.values(subject, _DCT + "source"):
            found.sources.append(str(value))
        found.owner = self.one(subject, _DCT + "creator")
        found.tags = [str(node) for node in self.values(subject, _DCT + "subject")]
        with contextlib.suppress(ValueError):
            changed = self.one(subject, _DCT + "modified")
            found.changed = date.fromisoformat(changed[:10]) if changed else None
        for predicate in set(self.graph.predicates(subject)):
            local = str(predicate).removeprefix(_SKOS)
            if str(predicate).startswith(_SKOS) and local not in _SILENT:
                self._unread[f"skos:{local}"] += 1
        return found

    def labels(self, subject: Any, name: str) -> Iterator[Any]:
        """Yield the labels of a concept, those of SKOS-XL too."""
        yield from (
            node for node in self.values(subject, _SKOS + name) if hasattr(node, "language")
        )
        for label in self.values(subject, _XL + name):
            yield from self.values(label, _XL + "literalForm")

    @staticmethod
    def note(found: Concept, name: str, value: Any) -> None:
        text = " ".join(str(value).split())
        section = found.section(getattr(value, "language", None) or _first(found))
        if name == "definition":
            section.meaning = section.meaning or text
        elif name == "example":
            section.examples.append(text)
        elif name == "editorialNote" and not section.why:
            section.why = text
        else:
            section.notes.append(text)


def _first(found: Concept) -> str:
    return found.sections[0].language if found.sections else "und"
