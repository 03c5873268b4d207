"""What a file of somebody else's gives: entries, and what could not be taken over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from termcheck.glossary.model import Case, Status, Term

_NO_ID = re.compile(r"[^a-z0-9.]+")
_NUMBER = re.compile(r"[A-Za-z_-]{0,5}\d+|[-0-9a-fA-F]{32,}")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of a file that no entry says."""

    path: str
    line: int
    what: str
    """As it stands there."""
    why: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: `{' '.join(self.what.split())}`: {self.why}"


@dataclass(frozen=True, slots=True)
class TermsFound:
    """The entries of one or more files of a format."""

    terms: tuple[Term, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    title: str = ""
    version: str = ""
    language: str = ""
    """BCP 47 tag of the forms, empty when the format does not say it."""
    owner: str = ""
    glossary: str = ""
    """Id of the glossary."""


def unplaced(path: str, line: int, kind: str, count: int = 1) -> LeftOut:
    """Return what to tell of a kind of thing that entries have no place for."""
    more = f", {count:,} of them" if count > 1 else ""
    return LeftOut(path, line, kind, f"termcheck has nothing of the kind{more}")


def term_id(text: str, taken: Container[str] = (), given: str = "") -> str:
    """Return an id for a term that none of those `taken` is: the one `given`, or made of its words.

    What is given and is a number is no name.

    >>> term_id("Wi-Fi"), term_id("C++"), term_id("Café", {"cafe"})
    ('wi-fi', 'c', 'cafe-2')
    """
    for words in ("" if _NUMBER.fullmatch(given) else given, text):
        plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
        # Letters that are left of another script are no name.
        letters = sum(map(str.isalnum, words))
        name = _NO_ID.sub("-", plain).strip("-.")
        if name and 2 * sum(map(str.isalnum, name)) > letters:
            break
    else:
        name = "term-" + blake2b(text.encode(), digest_size=3).hexdigest()
    made, number = name, 1
    while made in taken:
        number += 1
        made = f"{name}-{number}"
    return made


def language_of_script(texts: Iterable[str]) -> str:
    """Return the language whose letters alone stand in some texts: `ja` or `ko`, else nothing."""
    joined = "".join(texts)
    kana, hangul = len(_KANA.findall(joined)), len(_HANGUL.findall(joined))
    if 10 * max(kana, hangul) < sum(map(str.isalpha, joined)):
        return ""
    return "ja" if kana > hangul else "ko"


def together(parts: Iterable[TermsFound]) -> TermsFound:
    """Return what several files give as one.

    Entries of the same words without a meaning of their own are one; other ids are made apart.
    """
    terms: dict[str, Term] = {}
    alike: dict[tuple[str, Status], str] = {}
    left: list[LeftOut] = []
    heads: dict[str, str] = {}
    for part in parts:
        for term in part.terms:
            known = alike.get((term.term, term.status))
            if known is not None and not term.meaning and not term.languages:
                terms[known] = _joined(terms[known], term)
                continue
            name = term_id(term.id, terms, term.id)
            alike.setdefault((term.term, term.status), name)
            terms[name] = replace(term, id=name)
        left += part.left_out
        for key in ("title", "version", "language", "owner", "glossary"):
            heads[key] = heads.get(key) or getattr(part, key)
    return TermsFound(tuple(terms.values()), tuple(left), **heads)


def _joined(term: Term, other: Term) -> Term:
    """Return an entry with what another one of the same words adds."""
    listed: dict[str, Any] = {
        name: tuple(dict.fromkeys((*getattr(term, name), *getattr(other, name))))
        for name in ("except_", "sources", "examples", "tags", "notes")
    }
    forms = {(form.form, form.instead): form for form in (*other.deprecated, *term.deprecated)}
    return replace(
        term,
        **listed,
        deprecated=tuple(forms.values()),
        case=max(term.case, other.case, key=(Case.FREE, Case.SENTENCE, Case.EXACT).index),
        variants=term.variants or other.variants,
        inflect=term.inflect or other.inflect,
        why=term.why or other.why,
        severity=max(term.severity, other.severity),
    )
