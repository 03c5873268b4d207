"""Glossaries of others as entries: one reader a format."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from termcheck.core.errors import GlossaryError
from termcheck.core.paths import shown_path
from termcheck.exchange.terms.contextive import read_contextive
from termcheck.exchange.terms.found import LeftOut, TermsFound, together
from termcheck.exchange.terms.prh import read_prh
from termcheck.exchange.terms.skos import read_skos
from termcheck.exchange.terms.table import read_acrolinx, read_csv, read_xlsx
from termcheck.exchange.terms.tbx import read_tbx
from termcheck.exchange.terms.textlint_terminology import read_textlint
from termcheck.exchange.terms.vale import read_vale
from termcheck.glossary.files import read_file
from termcheck.glossary.lexicon import REST
from termcheck.glossary.model import Form

ReadTerms = Callable[[bytes, str], TermsFound]


def _of_text(read: Callable[[str, str], TermsFound]) -> ReadTerms:
    def decoded(data: bytes, path: str) -> TermsFound:
        try:
            return read(data.decode("utf-8-sig"), path)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise GlossaryError("not UTF-8; save it as UTF-8", path=path, line=line) from None

    return decoded


FORMATS: Mapping[str, tuple[ReadTerms, tuple[str, ...]]] = {
    "vale": (_of_text(read_vale), (".yml", ".yaml", ".txt")),
    "prh": (_of_text(read_prh), (".yml", ".yaml")),
    "textlint-terminology": (_of_text(read_textlint), (".json", ".jsonc", ".textlintrc")),
    "tbx": (read_tbx, (".tbx", ".xml")),
    "skos": (read_skos, (".ttl", ".nt", ".rdf")),
    "csv": (read_csv, (".csv", ".tsv")),
    "xlsx": (read_xlsx, (".xlsx",)),
    "contextive": (_of_text(read_contextive), (".yml", ".yaml")),
    "acrolinx-csv": (read_acrolinx, (".csv",)),
}
"""What reads a file of each format, and the ends of names that folders are searched for."""


def read_glossaries(paths: Iterable[str | Path], form: str) -> TermsFound:
    """Return what files of a format, and those in folders, say together.

    Raises `GlossaryError` with file, line and column.
    """
    read, endings = FORMATS[form]
    parts = (
        _without_slots(read(read_file(path), shown), shown)
        for path in _files(map(Path, paths), endings)
        for shown in (shown_path(str(path)),)
    )
    return together(parts)


def _without_slots(found: TermsFound, path: str) -> TermsFound:
    """Return what was found without forms that would stand for others."""
    left = list(found.left_out)

    def plain(forms: tuple[Form, ...]) -> tuple[Form, ...]:
        left.extend(
            LeftOut(path, 0, form.form, _SLOT_WHY) for form in forms if _stands_for(form.form)
        )
        return tuple(form for form in forms if not _stands_for(form.form))

    terms = []
    for term in found.terms:
        if _stands_for(term.term):
            left.append(LeftOut(path, 0, term.term, _SLOT_WHY))
            continue
        terms.append(
            replace(
                term,
                except_=tuple(phrase for phrase in term.except_ if not _stands_for(phrase)),
                admitted=plain(term.admitted),
                deprecated=plain(term.deprecated),
                superseded=plain(term.superseded),
            )
        )
    return replace(found, terms=tuple(terms), left_out=tuple(left))


def _stands_for(text: str) -> bool:
    return "{" in text or REST in text


_SLOT_WHY = "braces and stars in a form stand for other words"


def _files(paths: Iterable[Path], endings: tuple[str, ...]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            with contextlib.suppress(OSError):
                if not path.exists():
                    raise GlossaryError("no such file or folder", path=shown_path(str(path)))
            yield path
            continue
        found = sorted(
            inside for inside in path.rglob("*") if inside.name.lower().endswith(endings)
        )
        if not found:
            listed = ", ".join(f"`{ending}`" for ending in endings)
            raise GlossaryError(f"no file of {listed} in the folder", path=shown_path(str(path)))
        yield from found
