"""Glossaries of Contextive: contexts with terms, their aliases, definitions and examples.

Format: https://docs.contextive.tech/community/guides/defining-terminology.
"""

from __future__ import annotations

from termcheck.core.errors import GlossaryError
from termcheck.exchange.terms.found import Found, LeftOut, term_id, unplaced
from termcheck.glossary.entries import items
from termcheck.glossary.interchange import plain
from termcheck.glossary.model import Case, Example, Form, Glossary, PartOfSpeech, Term
from termcheck.typed_files.node import Node
from termcheck.typed_files.structure import parse_yaml

_KNOWN = ("name", "definition", "examples", "aliases", "meta")


def read_contextive(text: str, path: str) -> Found:
    """Return what a glossary of Contextive says; an alias is a form that may be written too.

    Raises `GlossaryError` with file, line and column for another format.
    """
    root = parse_yaml(text, path, GlossaryError)
    if not isinstance(root.value, dict) or not root.value.keys() & {"contexts", "imports"}:
        raise root.error("no glossary of Contextive: it has no `contexts`")
    left = [
        LeftOut(path, one.line, str(one.value), "imported, give the file too")
        for one in items(root.value.get("imports"))
    ]
    terms: dict[str, Term] = {}
    for context in items(root.value.get("contexts")):
        values = context.value if isinstance(context.value, dict) else {}
        name = _text(values.get("name"))
        for one in items(values.get("terms")):
            if not isinstance(one.value, dict) or not _text(one.value.get("name")):
                raise one.error("a term of Contextive is a mapping with `name`")
            left += (
                unplaced(path, one.keys[key][0], key) for key in one.value if key not in _KNOWN
            )
            made = _term(one, name, terms)
            terms[made.id] = made
    return Found(tuple(terms.values()), tuple(left))


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
        admitted=tuple(Form(_text(one)) for one in items(values.get("aliases"))),
        examples=tuple(Example(ok=_text(one)) for one in items(values.get("examples"))),
        notes=tuple(f"{key} {_text(one)}".strip() for key, one in notes),
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
    examples = [one.ok or one.good for one in term.examples if one.ok or one.good]
    entry = {
        "name": term.term,
        "definition": term.meaning,
        "examples": examples,
        "aliases": [one.form for one in term.admitted],
    }
    return {name: plain(value) for name, value in entry.items() if value}
