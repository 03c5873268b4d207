"""Term lists as tables: one row a concept, or one row a term with its status.

Columns are found by their names, see `columns.yml`; a column may be of one language: `de`,
`term (fr)`, `deprecated_en-GB`.
"""

from __future__ import annotations

import contextlib
import csv
import datetime
import functools
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

from termcheck.core.errors import GlossaryError, PluginError, did_you_mean
from termcheck.core.extras import adding
from termcheck.exchange.terms.concept import (
    Concept,
    LanguageSection,
    Written,
    check_length,
    main_language,
    term_of,
)
from termcheck.exchange.terms.found import LeftOut, TermsFound, term_id, together
from termcheck.exchange.terms.tbx import PARTS, status_of
from termcheck.glossary.model import Case, Status, Term
from termcheck.typed_files.structure import parse_yaml

_PLAIN = re.compile(r"[\W_]+")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?")
_OF_LANGUAGE = re.compile(
    rf"(?P<name>.+?)\s*[\[(:/_ .-]\s*(?P<tag>{_LANGUAGE.pattern})\s*[\])]?", re.DOTALL
)
_SEPARATORS = re.compile(r"\s*[;|\n]\s*")
_DELIMITERS = ",;\t|"
MOST_ROWS = 200_000
"""Rows a table may have."""
_UNPACKED = 200_000_000
"""Bytes that what is in a workbook may have."""
_TAG = "languages"
_YES = frozenset({"yes", "true", "1", "x", "exact"})
_NO = frozenset({"no", "false", "0", "never"})

NumberedRow = tuple[int, Sequence[str]]
"""A row and its number in the file."""


@functools.cache
def _names() -> dict[str, str]:
    """What a column is, by its plain name."""
    text = files("termcheck.exchange.terms").joinpath("columns.yml").read_text("utf-8")
    listed = parse_yaml(text, "columns.yml", GlossaryError).plain()
    tags = dict.fromkeys(listed.pop(_TAG), _TAG)
    return tags | {_plain(name): key for key, names in listed.items() for name in names}


def _plain(heading: str) -> str:
    return _PLAIN.sub("", heading).lower()


@dataclass(frozen=True, slots=True)
class _Column:
    key: str
    language: str
    """Empty for a column that is of no language."""


def read_csv(data: bytes, path: str) -> TermsFound:
    """Return what a table of text says: comma, semicolon or tab, UTF-8 or UTF-16.

    Raises `GlossaryError` with file and line.
    """
    return _found(_csv_rows(data, path), path)


def read_acrolinx(data: bytes, path: str) -> TermsFound:
    """Return what a table that Acrolinx exported says: one row a term, with its entry's id.

    Raises `GlossaryError` with file and line, for one without status or entry too.
    """
    rows = list(_csv_rows(data, path))
    columns = (
        {column.key for column in _columns(rows[0][1]) if column is not None} if rows else set()
    )
    for key in ("id", "status"):
        if key not in columns:
            known = ", ".join(f"`{name}`" for name in sorted(_names()) if _names()[name] == key)
            raise GlossaryError(f"no column of the kind {known}", path=path, line=1)
    return _found(rows, path)


def _csv_rows(data: bytes, path: str) -> Iterator[NumberedRow]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GlossaryError("not UTF-8; save it as UTF-8", path=path, line=line) from None
    first = text.partition("\n")[0]
    if first.lower().startswith("sep="):
        text, delimiter = text.partition("\n")[2], first.strip()[4:5]
    else:
        delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or ",", strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise GlossaryError(f"no table: {error}", path=path, line=reader.line_num) from None


def read_xlsx(data: bytes, path: str) -> TermsFound:
    """Return what the sheets of a workbook say, each with a row of headings.

    Formulas count by the value that was saved with them. Raises `GlossaryError` with file and row,
    `PluginError` without the package that reads workbooks.
    """
    try:
        import openpyxl
    except ImportError:
        told = f"Excel workbooks need another package; {adding('termbase')}"
        raise PluginError(told) from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            size = sum(member.file_size for member in members)
            for zipped in members:
                if zipped.filename.endswith((".xml", ".rels")) and zipped.file_size < _UNPACKED:
                    with archive.open(zipped) as part:
                        if b"<!ENTITY" in part.read(10_000):
                            raise GlossaryError("declares entities, which are not read", path=path)
        if size > _UNPACKED:
            raise GlossaryError("what is in it is too large when unpacked", path=path)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except GlossaryError:
        raise
    except Exception as error:  # a broken workbook is anything to openpyxl
        raise GlossaryError(f"no Excel workbook (.xlsx): {error}", path=path) from None
    found = []
    for sheet in book.worksheets:
        rows = _sheet_rows(sheet, path)
        if rows:
            found.append(
                _found(rows, f"{path}[{sheet.title}]" if len(book.worksheets) > 1 else path)
            )
    return together(found)


def _sheet_rows(sheet: Any, path: str) -> list[NumberedRow]:
    rows: list[NumberedRow] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MOST_ROWS:
            raise GlossaryError(f"more than {MOST_ROWS:,} rows; split it", path=path)
        texts = [_cell(cell) for cell in cells]
        if any(texts):
            rows.append((number, texts))
    return rows


def _cell(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _columns(headings: Sequence[str]) -> list[_Column | None]:
    found: list[_Column | None] = []
    for heading in headings:
        text = heading.strip()
        key = _names().get(_plain(text))
        of_language = _OF_LANGUAGE.fullmatch(text)
        if key not in (None, _TAG):
            found.append(_Column(str(key), ""))
        elif _is_tag(text):
            found.append(_Column("term", text.replace("_", "-")))
        elif of_language is not None and _is_tag(of_language["tag"]):
            tag = of_language["tag"].replace("_", "-")
            key = _names().get(_plain(of_language["name"]))
            found.append(_Column(key, tag) if key not in (None, _TAG) else None)
        else:
            found.append(None)
    return found


def _is_tag(text: str) -> bool:
    return _LANGUAGE.fullmatch(text) is not None and _names().get(text[:2]) == _TAG


def _found(rows: Iterable[NumberedRow], path: str) -> TermsFound:
    """Return what a table says that begins with a row of headings."""
    iterator = iter(rows)
    line, headings = next(iterator, (1, ()))
    columns = _columns(headings)
    keys = {column.key for column in columns if column is not None}
    if "term" not in keys:
        shown = ", ".join(f"`{heading.strip()}`" for heading in headings[:8]) or "nothing"
        near = (did_you_mean(_plain(heading), _names()) for heading in headings)
        hint = next(filter(None, near), "")
        told = "no column of terms (`term`, `preferred` or a language)"
        raise GlossaryError(
            f"{told}; the first row has {shown}{hint}",
            path=path,
            line=line,
        )
    left = [
        LeftOut(path, line, heading, "no column termcheck has a place for")
        for heading, column in zip(headings, columns, strict=True)
        if column is None and heading.strip()
    ]
    table = _Table(path, columns)
    for count, (number, cells) in enumerate(iterator):
        if count > MOST_ROWS:
            raise GlossaryError(f"more than {MOST_ROWS:,} rows; split it", path=path)
        table.take(number, cells)
    language = main_language(table.concepts, table.first_language)
    terms: dict[str, Term] = {}
    for concept in table.concepts:
        words = next((section.terms[0].text for section in concept.sections if section.terms), "")
        name = term_id(words, terms, concept.id)
        made = term_of(concept, name, language)
        if made is not None:
            case = table.cases.get(id(concept))
            if case is not None:
                made = replace(made, case=case)
            terms[name] = made
    said = "" if language == "und" else language
    return TermsFound(tuple(terms.values()), (*left, *table.left), language=said)


class _Table:
    """Takes rows and makes concepts of them."""

    def __init__(self, path: str, columns: list[_Column | None]) -> None:
        self.path = path
        self.columns = columns
        self.concepts: list[Concept] = []
        self.left: list[LeftOut] = []
        self.cases: dict[int, Case] = {}
        self.first_language = next(
            (column.language for column in columns if column and column.language), ""
        )
        self._by_id: dict[str, Concept] = {}
        self._by_term: dict[tuple[str, str], Concept] = {}

    def take(self, number: int, cells: Sequence[str]) -> None:
        """Take one row."""
        said: dict[tuple[str, str], list[str]] = {}
        for column, cell in zip(self.columns, cells, strict=False):
            text = cell.strip()
            if column is not None and text:
                said.setdefault((column.key, column.language), []).append(text)
        if not said:
            return

        def one(key: str, language: str = "") -> str:
            return " ".join(" ".join(said.get((key, language), ())).split())

        def many(key: str, language: str = "") -> list[str]:
            parts = (_SEPARATORS.split(text) for text in said.get((key, language), ()))
            return [" ".join(text.split()) for part in parts for text in part if text.strip()]

        tag = one("language").replace("_", "-") or self.first_language or "und"
        concept = self._concept(one("id"), one("instead"), one("term"), tag)
        for language in dict.fromkeys(key[1] for key in said):
            section = concept.section(language or tag) if self._words(said, language) else None
            if section is None:
                continue
            self._terms(section, number, one, many, language)
        section = concept.sections[0] if concept.sections else concept.section(tag)
        section.meaning = section.meaning or one("meaning")
        section.why = section.why or one("why")
        section.notes += many("notes")
        section.examples += [" ".join(text.split()) for text in said.get(("examples", ""), ())]
        concept.tags += many("tags")
        concept.sources += many("sources")
        concept.owner = concept.owner or one("owner")
        kept = one("translate").lower() in _NO or one("untranslated").lower() in _YES
        concept.translate = concept.translate and not kept
        if one("long-form"):
            section.terms.append(Written(one("long-form"), Status.ADMITTED, kind="fullForm"))
            section.terms[0] = replace(section.terms[0], kind="acronym")
        if one("case").lower() in _YES:
            self.cases[id(concept)] = Case.EXACT
        with contextlib.suppress(ValueError):
            if one("changed"):
                concept.changed = datetime.date.fromisoformat(one("changed")[:10])

    @staticmethod
    def _words(said: dict[tuple[str, str], list[str]], language: str) -> bool:
        return any((key, language) in said for key in ("term", "admitted", "deprecated", "meaning"))

    def _concept(self, name: str, instead: str, term: str, tag: str) -> Concept:
        known = self._by_id.get(name) if name else None
        if known is None and instead:
            # A row of a word to avoid belongs to the one it names.
            known = self._by_term.get((instead.casefold(), tag))
        if known is None:
            known = Concept(name)
            self.concepts.append(known)
            if name:
                self._by_id[name] = known
            if instead and instead.casefold() != term.casefold():
                known.section(tag).terms.append(Written(instead, Status.PREFERRED))
                self._by_term[(instead.casefold(), tag)] = known
        if term:
            self._by_term.setdefault((term.casefold(), tag), known)
        return known

    def _terms(
        self, section: LanguageSection, number: int, single: Any, many: Any, language: str
    ) -> None:
        term = check_length(single("term", language), self.path, number)
        written = single("status", language) or single("status")
        status = status_of(written)
        if written and status is None:
            self.left.append(
                LeftOut(self.path, number, written, "a status termcheck does not know")
            )
        part = PARTS.get(_plain(single("part-of-speech", language) or single("part-of-speech")))
        instead = single("instead", language)
        if term and status is None and instead and instead.casefold() != term.casefold():
            status = Status.DEPRECATED
        wanted = tuple(many("instead", language)) if status is Status.DEPRECATED else ()
        found = [index for index, other in enumerate(section.terms) if other.text == term]
        if term and not found:
            section.terms.append(Written(term, status, part, instead=wanted))
        elif term and status is not None:
            section.terms[found[0]] = Written(term, status, part, instead=wanted)
        for key, of in (("admitted", Status.ADMITTED), ("deprecated", Status.DEPRECATED)):
            for text in many(key, language):
                checked = check_length(text, self.path, number)
                section.terms.append(Written(checked, of, part))
        if language and single("meaning", language):
            section.meaning = section.meaning or single("meaning", language)
