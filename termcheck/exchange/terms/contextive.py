"""Glossaries of Contextive: contexts with terms, their aliases, definitions and examples.

Format: https://docs.contextive.tech/community/guides/defining-terminology.
"""

from __future__ import annotations

from termcheck.core.errors import GlossaryError
from termcheck.exchange.terms.found import LeftOut, TermsFound, term_id, unplaced
from termcheck.glossary.entries import items
from termcheck.glossary.interchange import plain
from termcheck.glossary.model import Case, Example, Form, Glossary, PartOfSpeech, Term
from termcheck.typed_files.node import Node
from termcheck.typed_files.structure import parse_yaml

_KNOWN = ("name", "definition", "examples", "aliases", "meta")


def read_contextive(text: str, path: str) -> TermsFound:
    """Return what a glossary of Contextive says; an alias is a form that may be written too.

    Raises `GlossaryError` with file, line and column for another format.
    """
    root = parse_yaml(text, path, GlossaryError)
    if not isinstance(root.value, dict) or not root.value.keys() & {"contexts", "imports"}:
        raise root.error("no glossary of Contextive: it has no `contexts`")
    left = [
        LeftOut(path, node.line, str(node.value), "imported, give the file too")
        for node in items(root.value.get("imports"))
    ]
    terms: dict[str, Term] = {}
    for context in items(root.value.get("contexts")):
        values = context.value if isinstance(context.value, dict) else {}
        name = _text(values.get("name"))
        for item in items(values.get("terms")):
            if not isinstance(item.value, dict) or not _text(item.value.get("name")):
                raise item.error("a term of Contextive is a mapping with `name`")
            left += (
                unplaced(path, item.keys[key][0], key) for key in item.value if key not in _KNOWN
            )
            made = _term(item, name, terms)
            terms[made.id] = made
    return TermsFound(tuple(terms.values()), tuple(left))


def _text(node: Node | None) -> str:
    return " ".join(str(node.value).split()) if node is not None and node.value is not None else ""


def _term(node: Node, context: str, taken: dict[str, Term]) -> Term:
    values = node.value
    name = _text(values["name"])
    meta = values.get("meta")
    notes = meta.value.items() if meta is not None and isinstance(meta.value, dict) else ()
    return Term(
        id=term_id(name, taken),
        term=name,
        # What is named is spoken of in any capitals.
        case=Case.FREE,
        part_of_speech=PartOfSpeech.NOUN,
        meaning=_text(values.get("definition")),
        admitted=tuple(Form(_text(node)) for node in items(values.get("aliases"))),
        examples=tuple(Example(ok=_text(node)) for node in items(values.get("examples"))),
        notes=tuple(f"{key} {_text(node)}".strip() for key, node in notes),
        tags=(context,) if context else (),
    )


def contextive(glossary: Glossary) -> str:
    """Return a glossary for Contextive: a context for each first tag of its terms."""
    import yaml

    contexts: dict[str, list[dict[str, object]]] = {}
    for term in glossary.terms.values():
        contexts.setdefault(next(iter(term.tags), ""), []).append(_entry(term))
    data = {
        "contexts": [
            {**({"name": name} if name else {}), "terms": terms} for name, terms in contexts.items()
        ]
    }
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def _entry(term: Term) -> dict[str, object]:
    examples = [
        example.ok or example.good for example in term.examples if example.ok or example.good
    ]
    entry = {
        "name": term.term,
        "definition": term.meaning,
        "examples": examples,
        "aliases": [form.form for form in term.admitted],
    }
    return {name: plain(value) for name, value in entry.items() if value}
