"""Glossaries for other programs: each format is read by a reader that is not ours."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS, XSD

from termcheck.core.errors import GlossaryError
from termcheck.glossary.address import Address
from termcheck.glossary.interchange import EXPORTS, export
from termcheck.glossary.load import load_glossary
from termcheck.glossary.model import Glossary

PAGE = "https://example.org/words/"
HOME = Namespace(f"{PAGE}#")
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "tbx-basic-dct.rng"))
TBX = {
    "t": "urn:iso:std:iso:30042:ed-2",
    "min": "http://www.tbxinfo.net/ns/min",
    "basic": "http://www.tbxinfo.net/ns/basic",
}
SHIPPED = ("ai-openness", "tech-writing")


def skos(glossary: Glossary, address: Address | None = None) -> Graph:
    return Graph().parse(data=export(glossary, "skos", address), format="turtle")


def test_json_loads_again_as_the_same_glossary(glossary: Glossary, tmp_path: Path) -> None:
    path = tmp_path / "again.yml"
    path.write_text(export(glossary, "json"), "utf-8")
    again = load_glossary(path)
    assert dict(again.terms) == dict(glossary.terms)
    assert again.exemptions == glossary.exemptions
    assert dataclasses.replace(again.settings, disable=()) == dataclasses.replace(
        glossary.settings, disable=()
    )
    assert (again.id, again.title, again.version, again.owner) == (
        glossary.id,
        glossary.title,
        glossary.version,
        glossary.owner,
    )


def test_skos_says_which_form_is_which(glossary: Glossary) -> None:
    graph = skos(glossary, Address(PAGE))
    one = HOME["allowlist"]
    names = ("prefLabel", "altLabel", "hiddenLabel", "definition", "example")
    said = {name: set(map(str, graph.objects(one, SKOS[name]))) for name in names}
    assert (one, RDF.type, SKOS.Concept) in graph
    assert said["prefLabel"] == {"allowlist"}
    assert said["altLabel"] == {"allow list"}
    assert said["hiddenLabel"] == {"whitelist", "passlist"}
    assert said["definition"] == {"A list of what is let through | everything `else` is refused."}
    assert said["example"] == {"Use the allowlist.", "The `whitelist` key."}
    assert (one, SKOS.related, HOME["denylist"]) in graph
    assert (one, DCTERMS.source, URIRef("https://example.org/a")) in graph
    assert (one, DCTERMS.modified, Literal("2026-01-02", datatype=XSD.date)) in graph
    assert (one, SKOS.inScheme, URIRef(PAGE)) in graph
    assert (HOME["2fa"], SKOS.altLabel, Literal("two-factor authentication", "en")) in graph


@pytest.mark.parametrize("name", SHIPPED)
def test_skos_of_shipped_glossaries_is_sound(name: str) -> None:
    glossary = load_glossary(name)
    graph = skos(glossary)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == len(glossary.terms)
    for one in concepts:
        labels = [
            set(graph.objects(one, SKOS[n])) for n in ("prefLabel", "altLabel", "hiddenLabel")
        ]
        assert len(labels[0]) == 1
        assert len(set.union(*labels)) == sum(map(len, labels)), one
        assert set(graph.objects(one, SKOS.related)) <= concepts


def test_skos_names_the_definition_a_term_means() -> None:
    glossary = load_glossary("ai-openness")
    graph = skos(glossary, Address(PAGE, {"osaid-1.0": "https://example.org/osaid"}))
    found = (HOME["open-source-ai"], DCTERMS.conformsTo, URIRef("https://example.org/osaid"))
    assert found in graph


def test_tbx_keeps_the_status_of_each_form(glossary: Glossary) -> None:
    root = etree.fromstring(export(glossary, "tbx", Address(PAGE)).encode())
    assert SCHEMA.validate(root), SCHEMA.error_log
    (entry,) = root.xpath("//t:conceptEntry[@id='allowlist']", namespaces=TBX)
    forms = [
        (
            form.findtext("t:term", namespaces=TBX),
            form.findtext("min:partOfSpeech", namespaces=TBX),
            form.findtext("min:administrativeStatus", namespaces=TBX).removesuffix("-admn-sts"),
        )
        for form in entry.iter(f"{{{TBX['t']}}}termSec")
    ]
    assert forms == [
        ("allowlist", "noun", "preferredTerm"),
        ("allow list", "noun", "admittedTerm"),
        ("whitelist", "noun", "deprecatedTerm"),
        ("whitelist", "verb", "deprecatedTerm"),
        ("passlist", "noun", "supersededTerm"),
    ]
    kinds = root.xpath("//t:conceptEntry[@id='t-2fa']//basic:termType/text()", namespaces=TBX)
    assert kinds == ["acronym", "fullForm"]
    assert root.xpath("//t:date/text()", namespaces=TBX) == ["2026-01-02"]


@pytest.mark.parametrize("name", SHIPPED)
def test_tbx_of_shipped_glossaries_is_valid(name: str) -> None:
    root = etree.fromstring(export(load_glossary(name), "tbx").encode())
    assert SCHEMA.validate(root), SCHEMA.error_log


@pytest.mark.parametrize("form", EXPORTS)
def test_a_glossary_without_terms_is_an_error(form: str) -> None:
    with pytest.raises(GlossaryError, match="no terms"):
        export(Glossary(), form)


HOSTILE = 'a"b\\c<d>&e\x07\ud800 \u202e]]>'


@pytest.mark.parametrize("form", ["skos", "tbx"])
def test_hostile_words_stay_words(glossary: Glossary, form: str) -> None:
    read: dict[str, Callable[[str], object]] = {
        "skos": lambda text: Graph().parse(data=text, format="turtle"),
        "tbx": lambda text: etree.fromstring(text.encode()),
    }
    term = dataclasses.replace(
        glossary.terms["silent"], meaning=HOSTILE, sources=(f"https://x.org/{HOSTILE}",)
    )
    hostile = dataclasses.replace(glossary, terms={"silent": term}, title=HOSTILE, owner=HOSTILE)
    assert read[form](export(hostile, form)) is not None
