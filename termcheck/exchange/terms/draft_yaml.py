"""Entries as the YAML of a glossary file that somebody is to review."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from termcheck.exchange.terms.found import TermsFound
from termcheck.glossary.entries import FORM_LISTS
from termcheck.glossary.interchange import plain
from termcheck.glossary.model import Term

_WIDTH = 100
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])")


@dataclass(frozen=True, slots=True)
class GlossaryDraft:
    """A glossary that somebody is to review."""

    text: str
    """The file, what was left out as comments at its end."""
    count: int
    """How many terms it has."""
    left_out: tuple[str, ...] = ()
    """What could not be taken over, one line each, with its place."""


def draft(found: TermsFound) -> GlossaryDraft:
    """Return what was found as a glossary to review."""
    return GlossaryDraft(draft_yaml(found), len(found.terms), tuple(map(str, found.left_out)))


class _Dumper(yaml.SafeDumper):
    """Writes lists under their key, indented."""

    def increase_indent(self, flow: bool = False, *_: object, **__: object) -> None:
        """Indent the items of a list too."""
        super().increase_indent(flow, False)


def draft_yaml(found: TermsFound, head: str = "", about: Mapping[str, str] | None = None) -> str:
    """Return entries as a glossary file, with what was left out as comments at its end.

    `head` is a comment for its beginning; `about` has a comment to put over the entry of an id.
    """
    first = {
        "glossary": found.glossary,
        "title": found.title,
        "version": found.version,
        "language": found.language,
        "owner": found.owner,
    }
    filled = {name: value for name, value in first.items() if value}
    lines = [_comment(head)] if head else []
    lines += [_dump(filled)] if filled else []
    lines += ["terms:\n"] if found.terms else ["terms: []\n"]
    lines += (_entry(term, (about or {}).get(term.id, "")) for term in found.terms)
    if found.left_out:
        lines += ["\n", _comment("Not taken over:")]
        lines += (_comment(str(left_out)) for left_out in found.left_out)
    return "".join(lines)


def _entry(term: Term, about: str) -> str:
    told = "".join(f"  {line}\n" for line in _comment(about).splitlines()) if about else ""
    return told + "".join(f"  {line}\n" for line in _dump([_short(term)]).splitlines())


def _short(term: Term) -> dict[str, Any]:
    """Return an entry as plain values; a form that says no more than its words is those words."""
    values = _bare(plain(term))
    assert isinstance(values, dict)
    return values


def _bare(value: Any) -> Any:
    """Return plain values with forms as bare words, and dates as YAML has them."""
    if isinstance(value, dict):
        return {
            name: _words(item) if name in FORM_LISTS else _bare(item)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_bare(item) for item in value]
    if isinstance(value, str) and _DATE.fullmatch(value):
        return datetime.date.fromisoformat(value)
    return value


def _words(forms: list[dict[str, Any]]) -> list[Any]:
    return [form["form"] if set(form) == {"form"} else _bare(form) for form in forms]


def _dump(value: Any) -> str:
    return yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, indent=2
    )


def _comment(text: str) -> str:
    return "".join(f"# {line}".rstrip() + "\n" for line in _lines(text))


def _lines(text: str) -> Iterable[str]:
    # What YAML takes for the end of a line ends a comment too.
    return [line for part in text.split("\n") for line in part.splitlines() or [""]]
