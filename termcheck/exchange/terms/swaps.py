"""Pairs of wrong and right words, as most checkers keep them, made entries of a glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from termcheck.core.finding import Severity
from termcheck.exchange.terms.finite import Endless, Spelled, spellings
from termcheck.exchange.terms.found import LeftOut, TermsFound, language_of_script, term_id
from termcheck.glossary.lexicon import MAX_FORM, normal
from termcheck.glossary.model import Case, Example, Form, Status, Term


@dataclass(frozen=True, slots=True)
class Swap:
    """What not to write, what to write for it, and where that is said."""

    wrong: str
    """A pattern, or words."""
    right: tuple[str, ...]
    """What to write, best first; empty where nothing stands for it."""
    path: str
    line: int
    is_pattern: bool = True
    any_case: bool = True
    """Whether it is wrong in whatever capitals."""
    why: str = ""
    url: str = ""
    severity: Severity = Severity.WARNING
    except_: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    without: tuple[int, ...] = ()
    """Groups of the pattern that have to be empty."""


@dataclass(slots=True)
class _Entry:
    """A term under construction."""

    words: str
    status: Status
    forms: dict[tuple[str, tuple[str, ...]], Form] = field(default_factory=dict)
    apart: dict[str, None] = field(default_factory=dict)
    examples: dict[Example, None] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    reasons: dict[str, None] = field(default_factory=dict)
    severities: set[Severity] = field(default_factory=set)
    inflect: bool = False
    capitals: bool = False
    """Whether its own capitals are held."""

    def term(self, name: str) -> Term:
        same = {spelling.replace("-", "").replace(" ", "") for spelling in (normal(self.words),)}
        variants = any(
            normal(form.form).replace("-", "").replace(" ", "") in same
            for form in self.forms.values()
        )
        severity = max(self.severities, default=Severity.WARNING)
        why = next(iter(self.reasons), "") if len(self.reasons) == 1 else ""
        return Term(
            id=name,
            term=self.words,
            status=self.status,
            why=why,
            deprecated=tuple(self.forms.values()),
            variants=variants or not set(self.words) & {" ", "-"},
            # Other checkers look for what is written there and nothing else.
            inflect=self.inflect,
            case=Case.SENTENCE if self.capitals else Case.FREE,
            except_=tuple(self.apart),
            severity=severity,
            sources=tuple(self.sources),
            examples=tuple(self.examples),
        )


def terms_of(swaps: Iterable[Swap]) -> TermsFound:
    """Return the entries that pairs make, one for each right form, and what makes none."""
    entries: dict[tuple[str, Status], _Entry] = {}
    left: list[LeftOut] = []
    for swap in swaps:
        try:
            found = _spellings(swap)
        except Endless as error:
            left.append(LeftOut(swap.path, swap.line, swap.wrong, f"no list of words, {error}"))
            continue
        if (
            not any(spelled.text for spelled in found)
            or len(max((x.text for x in found), key=len)) > MAX_FORM
        ):
            left.append(LeftOut(swap.path, swap.line, swap.wrong, "no words"))
            continue
        unread: dict[str, None] = {}
        for way in found:
            if way.text:
                _take(way, swap, entries, unread)
        if unread:
            listed = ", ".join(f"`{text}`" for text in unread)
            why = f"taken over without what must not stand beside it, {listed}"
            left.append(LeftOut(swap.path, swap.line, swap.wrong, why))
    terms: dict[str, Term] = {}
    for entry in entries.values():
        name = term_id(entry.words, terms)
        terms[name] = entry.term(name)
    language = language_of_script(entry.words for entry in entries.values())
    return TermsFound(tuple(terms.values()), tuple(dict.fromkeys(left)), language=language)


def _spellings(swap: Swap) -> tuple[Spelled, ...]:
    if not swap.is_pattern:
        return (Spelled(" ".join(swap.wrong.split())),)
    found = spellings(_ENDING.sub("", swap.wrong))
    kept = []
    for spelled in found:
        if _holds(spelled, swap.without):
            # It is right as part of this longer word.
            continue
        longer = [other.text for other in found if _holds(other, swap.without)]
        apart = (*spelled.apart, *(_beside(spelled.text, other) for other in longer))
        kept.append(replace(spelled, apart=apart))
    return tuple(kept)


_ENDING = re.compile(r"\(?\\w\*\)?$")
"""Whatever a word ends in, which is how others write that its inflections count."""


def _holds(spelled: Spelled, numbers: tuple[int, ...]) -> bool:
    held = dict(spelled.groups)
    return any(held.get(number) for number in numbers)


def _beside(text: str, longer: str) -> tuple[str, str]:
    before, _, after = longer.partition(text)
    return before, after


def _take(
    spelled: Spelled, swap: Swap, entries: dict[tuple[str, Status], _Entry], unread: dict[str, None]
) -> None:
    rights = [" ".join(spelled.written_in(text).split()) for text in swap.right]
    rights = [text.removesuffix("(s)") for text in rights if text]
    avoided = not rights
    words = spelled.text if avoided else rights[0]
    status = Status.DEPRECATED if avoided else Status.PREFERRED
    entry = entries.setdefault((words, status), _Entry(words, status))
    entry.severities.add(swap.severity)
    entry.apart.update(dict.fromkeys(swap.except_))
    unread.update(dict.fromkeys(spelled.unread))
    for before, after in spelled.apart:
        phrase = " ".join(f"{before}{spelled.text}{after}".split())
        if not any(map(str.isalpha, before + after)):
            unread[(before or after).strip() or " "] = None
        elif normal(phrase) != normal(words):
            entry.apart[phrase] = None
    entry.inflect = entry.inflect or (swap.is_pattern and bool(_ENDING.search(swap.wrong)))
    if swap.why:
        entry.reasons[swap.why] = None
    if swap.url.startswith(("http://", "https://")):
        entry.sources[swap.url] = None
    entry.examples.update(dict.fromkeys(swap.examples))
    if avoided:
        entry.capitals = entry.capitals or not swap.any_case
        return
    if normal(spelled.text) == normal(words):
        entry.capitals = True
        return
    instead = () if rights == [words] else tuple(rights)
    exact = not swap.any_case and spelled.text != spelled.text.lower()
    key = normal(spelled.text), instead
    known = entry.forms.get(key)
    if known is not None and known.form != spelled.text:
        exact = False
    entry.forms[key] = Form(
        known.form if known is not None else spelled.text,
        case=Case.EXACT if exact else None,
        instead=instead,
    )
