"""Term bases in TBX (ISO 30042): editions of 2019 (DCA, DCT) and of 2008 (`martif`).

Categories are those of TBX-Basic, by their name whichever style they are written in.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from termcheck.core.errors import GlossaryError
from termcheck.exchange.terms.concept import (
    Concept,
    LanguageSection,
    Written,
    check_length,
    main_language,
    term_of,
)
from termcheck.exchange.terms.found import LeftOut, TermsFound, term_id, unplaced
from termcheck.exchange.terms.xml import language_of, name_of, parse_xml, text_of
from termcheck.glossary.model import PartOfSpeech, Status, Term

STATUS = {
    "preferred": Status.PREFERRED,
    "standardized": Status.PREFERRED,
    "approved": Status.PREFERRED,
    "legal": Status.PREFERRED,
    "regulated": Status.PREFERRED,
    "admitted": Status.ADMITTED,
    "allowed": Status.ADMITTED,
    "deprecated": Status.DEPRECATED,
    "forbidden": Status.DEPRECATED,
    "negative": Status.DEPRECATED,
    "notrecommended": Status.DEPRECATED,
    "rejected": Status.DEPRECATED,
    "superseded": Status.SUPERSEDED,
    "obsolete": Status.SUPERSEDED,
}
"""What term bases call a status, in lower case, without `Term-admn-sts`."""
PARTS = {
    "noun": PartOfSpeech.NOUN,
    "propernoun": PartOfSpeech.PROPER_NOUN,
    "verb": PartOfSpeech.VERB,
    "adjective": PartOfSpeech.ADJECTIVE,
    "adverb": PartOfSpeech.ADVERB,
    "other": PartOfSpeech.OTHER,
}
WRITE = "Write: "
"""How a note on a term to avoid begins that names what to write, in what termcheck exports."""
OWNER = "Owner: "
_ENTRIES = ("conceptEntry", "termEntry")
_SECTIONS = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")
_GROUPS = ("descripGrp", "termGrp", "adminGrp", "termNoteGrp", "descripNote", "adminNote")
_KNOWN_PLACES = frozenset(
    "transacGrp transac transactionType transacNote responsibility date source admin".split()
)
_ADDRESS = re.compile(r"https?://\S+\Z")


def read_tbx(data: bytes, path: str) -> TermsFound:
    """Return what a term base says, its languages included.

    The language of the glossary is the one the file says, else the one most concepts have. Raises
    `GlossaryError` for XML that is none or no term base.
    """
    root = parse_xml(data, path)
    if name_of(root) not in ("tbx", "martif", "TBX"):
        raise GlossaryError(f"no TBX: its root is `{name_of(root)}`", path=path)
    title = next((text_of(element) for element in root.iter() if name_of(element) == "title"), "")
    reader = _Reader(path, title)
    concepts = [reader.concept(element) for element in root.iter() if name_of(element) in _ENTRIES]
    language = main_language(concepts, language_of(root))
    terms: dict[str, Term] = {}
    names: dict[str, str] = {}
    for concept in concepts:
        words = next((section.terms[0].text for section in concept.sections if section.terms), "")
        name = term_id(words, terms, concept.id)
        made = term_of(concept, name, language)
        if made is not None:
            terms[name] = made
            names[concept.id] = name
    return TermsFound(
        tuple(_linked(terms, names, reader.links)),
        tuple(reader.left_out()),
        title=title,
        language=language,
    )


def _linked(
    terms: dict[str, Term], names: dict[str, str], links: dict[str, list[str]]
) -> Iterator[Term]:
    """Yield the entries with the ids of others that are not the same."""
    by_name = {name: links[key] for key, name in names.items() if key in links}
    for name, term in terms.items():
        others = [names[known_name] for known_name in by_name.get(name, ()) if known_name in names]
        yield replace(term, conflicts=tuple(dict.fromkeys(others))) if others else term


class _Reader:
    """Reads concepts, and counts what it has no place for."""

    def __init__(self, path: str, title: str) -> None:
        self.path = path
        self.title = title
        self.links: dict[str, list[str]] = {}
        self._unread: Counter[str] = Counter()
        self._first: dict[str, int] = {}

    def left_out(self) -> Iterator[LeftOut]:
        """Yield each kind of thing that was not taken over, at its first place."""
        for kind, count in self._unread.items():
            yield unplaced(self.path, self._first[kind], kind, count)

    def unread(self, element: Any, kind: str) -> None:
        self._unread[kind] += 1
        self._first.setdefault(kind, element.sourceline or 0)

    def concept(self, element: Any) -> Concept:
        identity = str(element.get("id") or "")
        found = Concept(identity)
        for part in _parts(element):
            kind = _kind(part)
            if name_of(part) in _SECTIONS:
                self.section(part, found)
            elif kind == "subjectField":
                if text_of(part) != self.title:
                    found.tags.append(text_of(part))
            elif kind == "note":
                text = text_of(part)
                if text.startswith(OWNER):
                    found.owner = text.removeprefix(OWNER)
                else:
                    found.notes.append(text)
            elif kind == "definition":
                found.notes.append(text_of(part))
            elif kind == "crossReference":
                self.links.setdefault(identity, []).append(str(part.get("target") or ""))
            elif kind == "externalCrossReference":
                found.sources.append(str(part.get("target") or text_of(part)))
            elif name_of(part) == "transacGrp":
                found.changed = max(filter(None, (found.changed, _date(part))), default=None)
            elif kind not in _KNOWN_PLACES:
                self.unread(part, kind)
        if (
            len(found.sections)
            and found.notes
            and not any(section.meaning for section in found.sections)
        ):
            self._meaning_above(element, found)
        return found

    @staticmethod
    def _meaning_above(element: Any, found: Concept) -> None:
        """Move a definition that stands above the languages to the first of them."""
        texts = [text_of(part) for part in _parts(element) if _kind(part) == "definition"]
        if texts:
            found.notes = [note for note in found.notes if note not in texts]
            for section in found.sections:
                section.meaning = texts[0]
                break

    def section(self, element: Any, concept: Concept) -> None:
        section = concept.section(language_of(element) or "und")
        for part in _parts(element):
            kind = _kind(part)
            if name_of(part) in _TERMS:
                self.term(part, section)
            elif kind == "definition":
                section.meaning = section.meaning or text_of(part)
            elif kind == "note":
                section.notes.append(text_of(part))
            elif kind == "source":
                if _ADDRESS.match(text_of(part)):
                    concept.sources.append(text_of(part))
            elif kind == "externalCrossReference":
                concept.sources.append(str(part.get("target") or text_of(part)))
            elif name_of(part) != "transacGrp" and kind not in _KNOWN_PLACES:
                self.unread(part, kind)

    def term(self, element: Any, section: LanguageSection) -> None:
        text = ""
        said: dict[str, str] = {}
        notes: list[str] = []
        shown: list[str] = []
        for part in _parts(element):
            kind = _kind(part)
            if name_of(part) == "term":
                text = check_length(text_of(part), self.path, part.sourceline or 0)
            elif kind == "context":
                shown.append(text_of(part))
            elif kind == "note":
                notes.append(text_of(part))
            elif kind in (
                "partOfSpeech",
                "administrativeStatus",
                "normativeAuthorization",
                "termType",
                "processStatus",
            ):
                said[kind] = text_of(part)
            elif kind == "definition":
                section.meaning = section.meaning or text_of(part)
            elif name_of(part) != "transacGrp" and kind not in _KNOWN_PLACES:
                self.unread(part, kind)
        if not text:
            return
        written = said.get("administrativeStatus") or said.get("normativeAuthorization") or ""
        status = status_of(written)
        if written and status is None and written != "proposed":
            self.unread(element, f"administrativeStatus: {written}")
        avoided = status in (Status.DEPRECATED, Status.SUPERSEDED)
        instead = tuple(note.removeprefix(WRITE) for note in notes if note.startswith(WRITE))
        reasons = [note for note in notes if not note.startswith(WRITE)]
        if not avoided:
            section.notes += reasons
            section.examples += shown
        section.terms.append(
            Written(
                text,
                status,
                PARTS.get(re.sub(r"[\W_]", "", said.get("partOfSpeech", "")).lower()),
                said.get("termType", ""),
                instead=instead if avoided else (),
                why=" ".join(reasons) if avoided else "",
            )
        )


def status_of(written: str) -> Status | None:
    """Return the status that term bases write so, None for any other.

    >>> status_of("deprecatedTerm-admn-sts"), status_of("Preferred"), status_of("new")
    (<Status.DEPRECATED: 'deprecated'>, <Status.PREFERRED: 'preferred'>, None)
    """
    plain = re.sub(r"[\W_]", "", written.lower().removesuffix("-admn-sts"))
    return STATUS.get(plain.removesuffix("term"))


def _parts(element: Any) -> Iterator[Any]:
    """Yield the parts of an element, those of its groups as its own."""
    for child in element:
        if name_of(child) in _GROUPS:
            yield from _parts(child)
        elif name_of(child):
            yield child


def _kind(element: Any) -> str:
    """Return the data category of an element: its type, or in style DCT its name."""
    return str(element.get("type") or name_of(element))


def _date(group: Any) -> date | None:
    with contextlib.suppress(ValueError):
        for child in group:
            if name_of(child) == "date":
                return date.fromisoformat(text_of(child)[:10])
    return None
