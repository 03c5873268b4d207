"""What a site shows of a glossary and its facts: the one value that adapters publish with."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING
from zlib import crc32

from termcheck.core.errors import UsageError
from termcheck.core.html import filled
from termcheck.facts.compare import compare
from termcheck.facts.facts import Facts
from termcheck.glossary.model import Glossary
from termcheck.label.html import label_css, label_fragment
from termcheck.label.make import make_label
from termcheck.match.compiled_glossary import Engine
from termcheck.publish.entry import make_entries
from termcheck.publish.page import about, entries_markdown, shown
from termcheck.publish.tooltips import add_tooltips
from termcheck.readers.fences import Fence, Word, find_fences
from termcheck.reporters.compare import compare_html

if TYPE_CHECKING:
    from termcheck.publish.anchors import Anchors

_HEADING = re.compile(r"^(#{1,6})[ \t]", re.MULTILINE)
_FENCED = re.compile(
    r"^[ \t>]*(`{3,}|~{3,}).*?(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Publisher:
    """Draws labels, tables, entries and tooltips of one glossary."""

    engine: Engine
    today: datetime.date = field(default_factory=datetime.date.today)

    @property
    def glossary(self) -> Glossary:
        """The glossary in force."""
        return self.engine.glossary

    @cached_property
    def facts(self) -> Facts:
        """Its facts. Raises `FactsError`."""
        return self.engine.facts

    @cached_property
    def css(self) -> str:
        """The style sheet of everything drawn here."""
        read = files("termcheck.publish").joinpath
        return "".join(
            (label_css(), *(read(file).read_text("utf-8") for file in ("tooltips.css", "page.css")))
        )

    def label(self, name: str, *, level: int = 2, anchor: str = "") -> str:
        """Return the label of a subject as HTML; a note where nobody recorded it."""
        subject = self.facts.find(name)
        if subject is None:
            return _table([name])
        label = make_label(self.facts, subject.id, self.glossary, self.today)
        return label_fragment(label, level=level, anchor=anchor)

    def table(self, names: Iterable[str], definitions: Iterable[str] = ()) -> str:
        """Return subjects by definitions as HTML; notes for names nobody recorded."""
        found = {name: self.facts.find(name) for name in names}
        known = [subject.id for subject in found.values() if subject is not None]
        missing = [name for name, subject in found.items() if subject is None]
        references = []
        for reference in definitions:
            try:
                self.facts.definition(reference)
                references.append(reference)
            except UsageError:
                missing.append(reference)
        drawn = compare_html(compare(self.facts, known, references)) if known else ""
        return _table(missing, [self.facts.subject(name).name for name in known], drawn)

    def entries(
        self, only: Iterable[str] = (), *, level: int = 2, headings: str = "attribute-list"
    ) -> str:
        """Return entries of the glossary as Markdown; see `page.HEADINGS` for `headings`."""
        entries = make_entries(self.glossary, self.facts, only, self.today)
        return entries_markdown(entries, level=level, headings=headings)

    def anchors(self) -> Anchors:
        """Return the extension of Python-Markdown that gives the headings of entries their ids."""
        from termcheck.publish.anchors import Anchors

        return Anchors(frozenset(self.glossary.terms))

    def intro(self) -> tuple[str, str]:
        """Return the title of the glossary and a line about it, both as Markdown."""
        told = about(self.glossary)
        return shown(self.glossary.title or "Glossary"), f"{shown(told)}." if told else ""

    def tooltips(self, html: str, page: str, skip: Iterable[str] = ()) -> str:
        """Return HTML in which the first use of each term links to `page#term`."""
        return add_tooltips(html, self.engine, page, skip)

    def expand(self, markdown: str) -> tuple[str, Mapping[str, str]]:
        """Return Markdown with its blocks (see `readers.fences`) drawn.

        Entries stand in the text; a label or a table is a word of its own, which the mapping turns
        into HTML once the Markdown is rendered: see `fill`.
        """
        held: dict[str, str] = {}
        parts = []
        end = 0
        for fence in find_fences(markdown):
            level = min(_level(markdown[: fence.start]) + 1, 6)
            parts.append(markdown[end : fence.start])
            end = fence.end
            if fence.kind == "glossary":
                text = self.entries([word.text for word in fence.names], level=max(level, 2))
                parts.append("\n".join(f"{fence.indent}{line}" for line in text.splitlines()))
                continue
            word = f"termcheckblock{len(held)}of{crc32(markdown.encode())}"
            held[word] = self._drawn(fence, level, len(held))
            parts.append(f"{fence.indent}{word}")
        return "".join(parts) + markdown[end:], held

    @staticmethod
    def fill(html: str, held: Mapping[str, str]) -> str:
        """Return rendered HTML with what `expand` held back."""
        for word, drawn in held.items():
            html = html.replace(f"<p>{word}</p>", drawn).replace(word, drawn)
        return html

    def _drawn(self, fence: Fence, level: int, number: int) -> str:
        names = _texts(fence.names)
        if fence.kind == "compare":
            return self.table(names, _texts(fence.definitions))
        return "".join(
            self.label(name, level=level, anchor=f"label-{number}-{index}")
            for index, name in enumerate(names)
        )


def _texts(words: Iterable[Word]) -> list[str]:
    return [word.text for word in words]


def _level(before: str) -> int:
    """The level of the last heading in a text, 1 if there is none."""
    found = _HEADING.findall(_FENCED.sub("", before))
    return len(found[-1]) if found else 1


def _table(missing: Sequence[str], names: Sequence[str] = (), drawn: str = "") -> str:
    """Return a note for each name nobody recorded, and a table, drawn already, that can scroll."""
    return filled("publish/table", missing=missing, names=names, drawn=drawn)
