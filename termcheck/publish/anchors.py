"""Ids for the headings of entries on sites that do not use the extension `attr_list`."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_HEADING = re.compile(r"h[1-6]\Z")


class Anchors(Extension):
    """Takes `{: #id }` at the end of a heading as its id, for known ids only."""

    def __init__(self, ids: frozenset[str]) -> None:
        super().__init__()
        self.ids = ids

    def extendMarkdown(self, md: Markdown) -> None:
        """Register, after inline markup and before the table of contents."""
        md.treeprocessors.register(_Ids(md, self.ids), "termcheck-anchors", 9)


class _Ids(Treeprocessor):
    def __init__(self, md: Markdown, ids: frozenset[str]) -> None:
        super().__init__(md)
        listed = "|".join(re.escape(id_) for id_ in sorted(ids, key=len, reverse=True))
        self.mark = re.compile(rf"[ ]*\{{:[ ]#({listed})[ ]\}}[ ]*\Z")

    def run(self, root: Element) -> None:
        for heading in root.iter():
            if not isinstance(heading.tag, str) or not _HEADING.match(heading.tag):
                continue
            last = heading[-1] if len(heading) else None
            text = (last.tail if last is not None else heading.text) or ""
            found = self.mark.search(text)
            if found is None:
                continue
            heading.set("id", found[1])
            rest = text[: found.start()]
            if last is not None:
                last.tail = rest
            else:
                heading.text = rest
