"""Terms of textlint-rule-terminology: names in their capitals, and patterns to replace.

Format: https://github.com/sapegin/textlint-rule-terminology (`terms.jsonc`, `.textlintrc`).
"""

from __future__ import annotations

import re

from termcheck.core.errors import GlossaryError
from termcheck.exchange.terms.found import LeftOut, TermsFound
from termcheck.exchange.terms.swaps import Swap, terms_of
from termcheck.glossary.entries import items
from termcheck.typed_files.node import Node
from termcheck.typed_files.structure import parse_yaml

_COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)


def read_textlint(text: str, path: str) -> TermsFound:
    """Return what a list of terms says, by itself or in the configuration of textlint.

    Raises `GlossaryError` with file, line and column for another format.
    """
    plain = _COMMENT.sub(lambda match: match[0] if match[0][0] == '"' else _blank(match[0]), text)
    # JSON is YAML but for tabs.
    root = parse_yaml(plain.replace("\t", " "), path, GlossaryError)
    listed = _listed(root)
    if listed is None:
        raise root.error("no terms of textlint-rule-terminology: a list, or `terms` of its options")
    if isinstance(listed.value, str):
        return TermsFound(
            (), (LeftOut(path, listed.line, listed.value, "another file, give it too"),)
        )
    return terms_of(_swap(node) for node in items(listed))


def _blank(comment: str) -> str:
    return re.sub(r"[^\n]", " ", comment)


def _listed(root: Node) -> Node | None:
    """Return the list of terms in a file."""
    node: Node | None = root
    for name in ("rules", "terminology", "terms"):
        if node is not None and isinstance(node.value, dict) and name in node.value:
            node = node.value[name]
    return node if node is not None and isinstance(node.value, list | str) else None


def _swap(node: Node) -> Swap:
    if isinstance(node.value, str):
        return Swap(node.value, (node.value,), node.path, node.line, is_pattern=False)
    pair = [str(part.value) for part in items(node)]
    if not isinstance(node.value, list) or len(pair) != 2:
        raise node.error("a term is a text, or a list of a pattern and its replacement")
    # In a string of JSON, `\b` is a backspace; who wrote it meant the end of a word.
    return Swap(pair[0].replace("\b", r"\b"), (pair[1],), node.path, node.line)
