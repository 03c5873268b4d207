"""The languages the page is shown in: English, and every catalogue of gettext in `locale/`.

A catalogue is one file, `locale/TAG.po`. Where it has no message, the English one is shown.
"""

from __future__ import annotations

import datetime
import gettext
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from starlette.requests import Request

FOLDER = Path(__file__).resolve().parent / "locale"
SOURCE = "en"
"""The language of the messages in the code."""
COOKIE = "termcheck-language"
"""What remembers the language that somebody chose."""
_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr)(?:\[\d+\])?\s+)?(".*")')
_WEIGHT = re.compile(r"\s*([A-Za-z*-]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")
_LONGEST = 1000
"""Characters of a header that are looked at."""


def _english(number: int) -> int:
    return int(number != 1)


@dataclass(frozen=True)
class Language:
    """One language and its messages; placeholders in braces (`{number}`) are filled in."""

    tag: str = SOURCE
    """BCP 47."""
    messages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the English message, its singular: the translation, one for each plural form."""
    form: Callable[[int], int] = _english
    """Which plural form a number has."""

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return self.gettext("English")

    def gettext(self, message: str, **values: object) -> str:
        """Return a message, with values in it."""
        text = self.messages.get(message, (message,))[0]
        return text.format(**values) if values else text

    def ngettext(self, one: str, more: str, number: int, **values: object) -> str:
        """Return a message in the form its number asks for; the number is among the values."""
        known = self.messages.get(one)
        text = known[self.form(number)] if known else more if _english(number) else one
        return text.format(number=self.number(number), **values)

    def number(self, number: int) -> str:
        """Return a number as it is written, thousands apart."""
        # What stands between thousands in numbers, as in 12,345.
        return f"{number:,}".replace(",", self.gettext(","))

    def date(self, when: datetime.date) -> str:
        """Return a date in words."""
        months = (
            self.gettext("January"),
            self.gettext("February"),
            self.gettext("March"),
            self.gettext("April"),
            self.gettext("May"),
            self.gettext("June"),
            self.gettext("July"),
            self.gettext("August"),
            self.gettext("September"),
            self.gettext("October"),
            self.gettext("November"),
            self.gettext("December"),
        )
        return self.gettext(
            "{day} {month} {year}", day=when.day, month=months[when.month - 1], year=when.year
        )

    def for_templates(self) -> dict[str, Any]:
        """Return what a template speaks with: `language`, and `_` and `ngettext` as in Python."""
        from markupsafe import Markup, escape

        def say(message: str, **values: object) -> Markup:
            # Values may be HTML, and messages are none.
            return Markup(escape(self.gettext(message))).format(**values)

        return {"language": self, "_": say, "ngettext": self.ngettext}

    def for_scripts(self) -> dict[str, object]:
        """Return the messages as the page's scripts take them.

        Of the plural form they get a table and not the expression: digits for 0 to 99, and for
        100 to 199, which stand for all larger numbers with the same last two digits.
        """
        forms = "".join(str(self.form(number)) for number in range(200))
        return {"messages": dict(self.messages), "forms": forms}


@cache
def languages() -> Mapping[str, Language]:
    """Return every language there is, by its tag, English first."""
    found = {SOURCE: Language()}
    for file in sorted(FOLDER.glob("*.po")):
        found[file.stem] = read(file.stem, file.read_text("utf-8"))
    return found


def read(tag: str, catalogue: str) -> Language:
    """Return the language of a catalogue, the text of a `.po` file.

    What is marked fuzzy, or not translated, is left out.
    """
    messages: dict[str, tuple[str, ...]] = {}
    form: Callable[[int], int] = _english
    for message, texts in _entries(catalogue):
        if message:
            messages[message] = texts
        elif rule := re.search(r"plural=([^;\n]+)", texts[0]):
            form = gettext.c2py(rule[1])
    return Language(tag, messages, form)


def _entries(catalogue: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each message of a `.po` file that is translated, and its translations."""
    for entry in re.split(r"\n\s*\n", catalogue):
        parts: list[tuple[str, str]] = []
        for line in entry.splitlines():
            found = _LINE.fullmatch(line.strip())
            if found and found[1]:
                parts.append((found[1], json.loads(found[2])))
            elif found and parts:
                parts[-1] = (parts[-1][0], parts[-1][1] + json.loads(found[2]))
        texts = tuple(text for name, text in parts if name == "msgstr")
        message = next((text for name, text in parts if name == "msgid"), None)
        if message is not None and all(texts) and not re.search(r"^#,.*\bfuzzy\b", entry, re.M):
            yield message, texts


def language_of(request: Request) -> Language:
    """Return the language to answer in: the one chosen in the page, else what the browser asks."""
    chosen = request.cookies.get(COOKIE, "")
    asked = request.headers.get("accept-language", "")
    return languages()[_best([chosen, *wanted(asked)], languages())]


def wanted(header: str) -> list[str]:
    """Return the languages of an `Accept-Language` header, the most wanted first.

    >>> wanted("fr-CH, de;q=0.7, en;q=0.9, *;q=0.1, it;q=0")
    ['fr-CH', 'en', 'de', '*']
    """
    found = []
    for part in header[:_LONGEST].split(","):
        tag = _WEIGHT.fullmatch(part)
        if tag and float(tag[2] or 1) > 0:
            found.append((-float(tag[2] or 1), tag[1]))
    return [tag for _, tag in sorted(found, key=lambda weighted: weighted[0])]


def _best(tags: Iterable[str], known: Mapping[str, Language]) -> str:
    """Return the first known language, a region's where there is one (`pt-BR`), else English."""
    folded = {tag.lower(): tag for tag in known}
    for tag in tags:
        parts = tag.lower().split("-")
        for length in range(len(parts), 0, -1):
            if (shorter := "-".join(parts[:length])) in folded:
                return folded[shorter]
    return SOURCE
