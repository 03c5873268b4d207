"""Entries as nodes: one laid over another of the same id, and what a built one must hold."""

from __future__ import annotations

import re

from termcheck.glossary.lexicon import REST
from termcheck.glossary.model import Example, FirstUse, Form, Status, Term, Wording
from termcheck.typed_files.node import Node
from termcheck.typed_files.structure import file_fields, key_name

FORM_LISTS = ("admitted", "deprecated", "superseded")
EXTENDED_LISTS = (*FORM_LISTS, "except", "examples", "sources", "irregular", "notes", "tags")
"""Lists of an entry that grow, where other values are replaced."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")


def items(node: Node | None) -> list[Node]:
    """Return the nodes of a list; of a single value, that one; of nothing, none."""
    if node is None or node.value is None:
        return []
    return node.value if isinstance(node.value, list) else [node]


def spelling(node: Node) -> str:
    """Return the words a form, exception or example is about: the same for the same."""
    if isinstance(node.value, dict):
        for name in ("form", "bad", "ok"):
            if name in node.value:
                return str(node.value[name].value)
        return repr(node.plain())
    return str(node.value)


def over(base: Node, new: Node) -> Node:
    """Return the entry `base` with what `new` says of the same id on top."""
    values: dict[str, Node] = dict(base.value)
    listed = {spelling(form) for name in FORM_LISTS for form in items(new.value.get(name))}
    if "term" in new.value:
        listed.add(str(new.value["term"].value))
    for name in FORM_LISTS:
        if name in values:
            kept = [form for form in items(values[name]) if spelling(form) not in listed]
            values[name] = values[name]._replace(value=kept)
    for name, node in new.value.items():
        if name in EXTENDED_LISTS and name in values:
            fresh = items(node)
            again = {spelling(item) for item in fresh}
            old = [item for item in items(values[name]) if spelling(item) not in again]
            values[name] = node._replace(value=[*old, *fresh])
        else:
            values[name] = node
    return new._replace(value=values, keys={**base.keys, **new.keys})


def worded_over(base: Node, new: Node, language: str) -> Node:
    """Return the entry `base` with what `new` says of the same id in another language."""
    keys = {key_name(field) for field in file_fields(Wording)}
    wording = {name: node for name, node in new.value.items() if name in keys}
    rest = {name: node for name, node in new.value.items() if name not in keys}
    rest.pop("language", None)
    known = base.value.get("languages") or new._replace(value={})
    languages = {**known.value, language: new._replace(value=wording)}
    rest["languages"] = known._replace(value=languages)
    return over(base, new._replace(value=rest))


def check_term(term: Term, node: Node) -> None:
    """Raise `GlossaryError` at the place where a built entry contradicts itself."""
    if not _ID.fullmatch(term.id):
        raise node.key_error(
            "id", f"term id `{term.id}` must be lower-case letters, digits, hyphens and dots"
        )
    _check_words(term.term, node.value["term"], f"preferred form of term `{term.id}`")
    for phrase, at in zip(term.except_, items(node.value.get("except")), strict=True):
        _check_words(phrase, at, f"phrase in `except` of term `{term.id}`")
        _check_rest(phrase, at, f"phrase in `except` of term `{term.id}`")
    for rule in term.claims:
        if not rule.means and not rule.vague:
            raise node.key_error(
                "claims", f"a claim of term `{term.id}` needs `means:` or `vague: true`"
            )
    _check_forms(term, node, f"term `{term.id}`")
    for tag, wording in term.languages.items():
        at = node.value["languages"].value[tag]
        if not _TAG.fullmatch(tag):
            raise node.value["languages"].key_error(tag, f"`{tag}` is no BCP 47 tag")
        if isinstance(at.value, dict):
            _check_forms(wording, at, f"`{tag}` of term `{term.id}`")
    if term.status not in (Status.PREFERRED, Status.DEPRECATED):
        told = f"`status` of term `{term.id}` is `preferred` or `deprecated`"
        raise node.value["status"].error(told)
    if term.first_use is FirstUse.EXPAND and not term.long_form:
        raise node.key_error("first-use", f"term `{term.id}` needs `long-form` to be expanded")


def _check_forms(term: Term | Wording, node: Node, what: str) -> None:
    for name in FORM_LISTS:
        forms: tuple[Form, ...] = getattr(term, name)
        for form, at in zip(forms, items(node.value.get(name)), strict=True):
            _check_words(form.form, at, f"form in `{name}` of {what}")
            if name == "admitted" and REST in form.form:
                raise at.error(f"`{REST}` may only end a form to avoid, in `{name}` of {what}")
            _check_rest(form.form, at, f"form in `{name}` of {what}")
            if name == "superseded" and form.since is None:
                raise at.error(f"superseded form `{form.form}` of {what} needs `since: YYYY-MM-DD`")
    for example, at in zip(term.examples, items(node.value.get("examples")), strict=True):
        _check_example(example, what, at)


def _check_rest(words: str, at: Node, what: str) -> None:
    """Raise for a form in which `*` does not stand for the rest of its last word."""
    if REST in words and not re.fullmatch(rf"[^{REST}]*\w[^{REST}]*\w[^{REST}]?\{REST}", words):
        raise at.error(f"`{REST}` may only end a {what}, after two letters or digits")


def _check_words(words: str, at: Node, what: str) -> None:
    if not words.strip():
        raise at.error(f"empty {what}")
    if words != " ".join(words.split()):
        raise at.error(f"line break or needless space in {what}")


def _check_example(example: Example, what: str, at: Node) -> None:
    if bool(example.bad) == bool(example.ok):
        raise at.error(f"an example of {what} has either `bad` or `ok`")
    if example.good and not example.bad:
        raise at.error(f"`good` of an example of {what} needs `bad`; use `ok`")
    if example.count < 1:
        raise at.error(f"`count` of an example of {what} is at least 1")
