"""XML of others: no entities, nothing fetched, of a bounded size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termcheck.core.errors import GlossaryError, PluginError
from termcheck.core.extras import adding

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST = 2_000_000
"""Elements a file may have."""


def parse_xml(data: bytes, path: str) -> _Element:
    """Return the root element of a file; elements know their line (`sourceline`).

    Raises `GlossaryError` for one that declares entities, is too large or not well formed, and
    `PluginError` without the package that reads it.
    """
    try:
        from lxml import etree
    except ImportError:
        told = f"XML needs another package; {adding('termbase')}"
        raise PluginError(told) from None
    if b"<!ENTITY" in data:
        raise GlossaryError("declares entities, which are not read", path=path)
    if data.count(b"<") - data.count(b"</") > MOST:
        raise GlossaryError(f"more than {MOST:,} elements; split it", path=path)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        told = f"not well formed XML: {error.msg}"
        raise GlossaryError(told, path=path, line=line, column=column) from None


def name_of(element: _Element) -> str:
    """Return the name of an element without its namespace, empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: _Element) -> str:
    """Return the text of an element and those in it, white space as single spaces."""
    return " ".join("".join(map(str, element.itertext())).split())


def language_of(element: _Element) -> str:
    """Return the `xml:lang` of an element."""
    return str(element.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
