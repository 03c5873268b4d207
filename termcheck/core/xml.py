"""Text as XML holds it: characters that XML 1.0 cannot hold are replaced, unseen ones spelled."""

from __future__ import annotations

import re

from termcheck.core.visible import REPLACEMENT, UNSEEN

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Return `text` as XML character data; characters XML 1.0 cannot hold are replaced.

    Those that nobody would see are written as references.
    """
    text = _NOT_XML.sub(REPLACEMENT, text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return UNSEEN.sub(lambda found: f"&#{ord(found[0])};", text)


def xml_attribute(text: str) -> str:
    """Return `text` as a double-quoted XML attribute value, line breaks and tabs kept."""
    text = xml_text(text).replace('"', "&quot;")
    return '"' + text.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;") + '"'
