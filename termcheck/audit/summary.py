"""An audit on one screen, in sentences that can be read aloud."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from termcheck.audit.answer import (
    ClaimProblem,
    Disagreement,
    Duty,
    MeaningUsed,
    Month,
    Overview,
    Renaming,
    Said,
    Unread,
    WhatIf,
)
from termcheck.audit.answers import Answers
from termcheck.audit.diff import Difference
from termcheck.audit.words import OUTCOMES, listed, many, meaning_name, percent
from termcheck.core.visible import shown_line

_MOST = 2
"""Lines that one question gets."""
_MEANING, _CHANGE = "What do we mean?", "What changed?"
_NAMES = 3
"""Things that are named before the rest is counted."""
_QUOTED = 80
"""Code points of a sentence that is quoted."""


@dataclass(frozen=True, slots=True)
class Section:
    """One question, and what the audit answers to it, a sentence or two each."""

    title: str
    lines: tuple[str, ...]
    """What matters most comes first; empty if there is nothing to tell."""


def summary(answers: Answers, what_if: str = "", width: int = 80) -> str:
    """Return what an audit found, one question after the other.

    `what_if` is the id of a definition that might be chosen instead. Raises `UsageError` if there
    is none of that id.
    """
    parts = [headline(answers)]
    using = answers.overview().using
    for section in sections(answers, what_if):
        parts += _shown(section, bool(using) or section.title != _MEANING)
    return "".join(_wrapped(part, width) for part in parts)


def difference(answers: Answers, changed: Difference, width: int = 80) -> str:
    """Return what changed from one audit to the next, in sentences."""
    before, after = changed.agreement_before, changed.agreement_after
    told = "Nothing was said that the glossary decides."
    if before is not None and after is not None:
        told = f"{percent(before)} of the pages agreed with the glossary, {percent(after)} do now."
    elif after is not None:
        told = f"{percent(after)} of the pages agree with the glossary."
    told += (
        f" {many(changed.documents_added, 'page')} came and "
        f"{many(changed.documents_removed, 'page')} went."
    )
    if not changed.same_glossary:
        told += " They were held to different glossaries, so a verdict may differ for that alone."
    parts = [told]
    for title, changes in (("Wrong now", changed.appeared), ("No longer", changed.gone)):
        lines = [
            f"{change.name or 'Nobody'} is called “{_term(answers, change.term)}” "
            f"({OUTCOMES[change.outcome]}): "
            f"{_at(answers, change.place.repository, change.place.path)}:{change.place.line}."
            for change in changes
        ]
        if lines:
            parts += [f"{title}:", *(f"  {line}" for line in lines)]
    turns = [
        f"{_at(answers, turn.repository, turn.path)} meant {meaning_name(answers, turn.before)} by "
        f"{_term(answers, turn.term)}, and now {meaning_name(answers, turn.after)}."
        for turn in changed.turned
    ]
    if turns:
        parts += ["Another meaning:", *(f"  {line}" for line in turns)]
    return "".join(_wrapped(part, width) for part in parts)


def headline(answers: Answers) -> str:
    """Return the audit in a few sentences: how much was read, and how much of it agrees."""
    return _overview(answers, answers.overview())


def sections(answers: Answers, what_if: str = "") -> tuple[Section, ...]:
    """Return every question with all its answers. Raises `UsageError` as `summary` does."""
    asked: list[tuple[str, Iterable[str]]] = [
        (_MEANING, _meanings(answers)),
        ("Who disagrees?", _disagreements(answers)),
        ("What is false?", _problems(answers)),
        (_CHANGE, _changes(answers)),
        ("Who has to do what?", _duties(answers)),
    ]
    unread = [_unread(answers, unread) for unread in answers.unread()]
    if unread:
        asked.append(("What could not be read?", unread))
    if what_if:
        told = [_what_if(answers, answer) for answer in answers.what_if(what_if)]
        asked.append((f"What if we meant {meaning_name(answers, what_if)}?", told))
    return tuple(Section(title, tuple(lines)) for title, lines in asked)


def _shown(section: Section, tell_none: bool) -> list[str]:
    if not section.lines:
        none = tell_none and section.title != _CHANGE
        return [f"{section.title} Nothing was found."] if none else []
    shown = list(section.lines[:_MOST])
    if len(section.lines) > _MOST:
        shown[-1] += f" And {len(section.lines) - _MOST} more."
    return [section.title, *(f"  {sentence}" for sentence in shown)]


def _wrapped(line: str, width: int) -> str:
    indent = "    " if line.startswith("  ") else ""
    first = "  " if indent else ""
    return (
        textwrap.fill(
            shown_line(line.strip()),
            width,
            initial_indent=first,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        + "\n"
    )


def _overview(answers: Answers, overview: Overview) -> str:
    glossary = answers.manifest["glossary"]
    title = " ".join(filter(None, (glossary["title"], glossary["version"])))
    where = f" of {many(overview.repositories, 'repository')}" if overview.repositories > 1 else ""
    told = (
        f"{many(overview.documents, 'page')}{where} {_were(overview.documents)} held to {title}. "
    )
    if overview.unread or overview.partly:
        told += f"{overview.unread + overview.partly} of them could not be read whole. "
    share = overview.agreement
    if share is None:
        return told + "None of them says anything that the glossary decides."
    judged = many(overview.judged, "page")
    told += (
        f"Of {judged} that {'says' if overview.judged == 1 else 'say'} something it decides, "
        f"{overview.agreeing} {'agrees' if overview.agreeing == 1 else 'agree'} with it "
        f"({percent(share)}). "
    )
    return told + _wrong(overview)


def _wrong(overview: Overview) -> str:
    """Return how many claims are what; the first number says of what it is one."""
    counts = (
        (overview.contradicted, "{} is false", "{} are false"),
        (overview.unsupported, "nothing is recorded for {}", "nothing is recorded for {}"),
        (overview.ambiguous, "{} has no agreed meaning", "{} have no agreed meaning"),
        (overview.allowed, "{} is allowed by an exception", "{} are allowed by exceptions"),
    )
    there = [(number, one if number == 1 else more) for number, one, more in counts if number]
    if not there:
        return "No claim is wrong."
    told = listed(
        [
            text.format(many(number, "claim") if first == 0 else number)
            for first, (number, text) in enumerate(there)
        ]
    )
    return f"{told[0].upper()}{told[1:]}."


def _meanings(answers: Answers) -> list[str]:
    lines = []
    for term, some in groupby(answers.meanings(), lambda meaning_used: meaning_used.term):
        used = list(some)
        told = [
            f"{_meaning(answers, meaning_used)} on {many(meaning_used.documents, 'page')}"
            for meaning_used in used
        ]
        lines.append(f"{_term(answers, term)}: {listed(_some(told))}.")
    return lines


def _meaning(answers: Answers, meaning_used: MeaningUsed) -> str:
    name = meaning_name(answers, meaning_used.definition, meaning_used.basis)
    return f"{name} (ours)" if meaning_used.chosen else name


def _disagreements(answers: Answers) -> list[str]:
    return [_disagreement(answers, disagreement) for disagreement in answers.disagreements()]


def _disagreement(answers: Answers, disagreement: Disagreement) -> str:
    name = disagreement.name if disagreement.subject else _term(answers, disagreement.name)
    said = [_said(answers, said) for said in disagreement.said]
    return f"{name}: {listed(_some(said))}."


def _said(answers: Answers, said: Said) -> str:
    if said.meaning:
        meaning = answers.definitions.get(said.meaning, f"“{_cut(said.meaning)}”")
        return f"said to mean {meaning} on {many(said.documents, 'page')}"
    denial = "not " if said.denied else ""
    speaker = f" by {said.speaker}" if said.speaker else ""
    term = _term(answers, said.term)
    return f"called {denial}“{term}”{speaker} on {many(said.documents, 'page')}"


def _cut(sentence: str) -> str:
    return textwrap.shorten(sentence, _QUOTED, placeholder=" …")


def _problems(answers: Answers) -> list[str]:
    found = answers.problems("contradicted", "conflation")
    return [_problem(answers, problem) for problem in found]


def _problem(answers: Answers, problem: ClaimProblem) -> str:
    instead = f", expected “{problem.expected}”" if problem.expected else ""
    first = problem.places[0]
    return (
        f"{problem.name} is called “{problem.words}”{instead}: {many(problem.documents, 'page')}, "
        f"as {_at(answers, first.repository, first.path)}:{first.line}."
    )


def _changes(answers: Answers) -> list[str]:
    months = answers.changes()
    notices = list(answers.manifest.get("notices", ()))
    if not answers.has_history or not months:
        return notices
    first, last = months[0].month, months[-1].month
    now = {(row.term, row.meaning): row.documents for row in months if row.month == last}
    terms = dict.fromkeys(row.term for row in months)
    lines = []
    for term in sorted(terms, key=lambda term: -sum(now[key] for key in now if key[0] == term)):
        turns = _turns(months, term)
        told = [f"{meaning_name(answers, meaning)} from {month}" for month, meaning in turns]
        if len(told) > 1:
            lines.append(f"{_term(answers, term)} mostly meant {listed(_latest(told))}.")
        usual = {meaning for _month, meaning in turns}
        lines += [
            f"{_term(answers, term)} means {meaning_name(answers, meaning)} too since {month}, on "
            f"{many(now[term, meaning], 'page')} now."
            for month, meaning in _newer(months, term)
            if meaning not in usual and (term, meaning) in now
        ]
    lines += _some([_renaming(answers, one) for one in answers.renamings()])
    none = [f"Between {first} and {last} no term changed what it means."]
    return [*(lines or none), *notices]


def _renaming(answers: Answers, one: Renaming) -> str:
    return (
        f"{one.name} was called {_term(answers, one.before)} until {one.until} and is called "
        f"{_term(answers, one.after)} from {one.since} on: {many(one.documents, 'page')}."
    )


def _turns(months: Sequence[Month], term: str) -> list[tuple[str, str]]:
    """Return what a term means on most pages, each time with the month from which on it did.

    Where several stand on as many pages, it means what it meant before.
    """
    found: list[tuple[str, str]] = []
    for month, some in groupby(months, lambda row: row.month):
        counts = {row.meaning: row.documents for row in some if row.term == term and row.meaning}
        usual = max(counts, key=lambda meaning: counts[meaning], default="")
        before = found[-1][1] if found else ""
        if usual and (not before or counts[usual] > counts.get(before, 0)):
            found.append((month, usual))
    return found


def _newer(months: Sequence[Month], term: str) -> list[tuple[str, str]]:
    """Return the meanings that came to a term after its first, each with its first month."""
    first: dict[str, str] = {}
    for row in months:
        if row.term == term and row.meaning:
            first.setdefault(row.meaning, row.month)
    start = min(first.values(), default="")
    return [(month, meaning) for meaning, month in first.items() if month > start]


def _latest(texts: Sequence[str]) -> list[str]:
    """Return the first of some texts and the last few, and how many stand between."""
    if len(texts) <= _NAMES + 1:
        return list(texts)
    between = len(texts) - _NAMES
    return [texts[0], f"{between} others", *texts[1 - _NAMES :]]


def _duties(answers: Answers) -> list[str]:
    return [_duty(duty) for duty in answers.duties()]


def _duty(duty: Duty) -> str:
    counts = (
        (duty.contradicted, "false claim"),
        (duty.unsupported, "unsupported claim"),
        (duty.ambiguous, "ambiguous claim"),
        (duty.rival, "rival definition"),
        (duty.words, "wrong word"),
    )
    told = [many(count, what) for count, what in counts if count]
    owner = duty.owner or "Nobody in particular"
    return f"{owner}: {listed(told)} on {many(duty.documents, 'page')}."


def _unread(answers: Answers, unread: Unread) -> str:
    place = _at(answers, unread.repository, unread.path)
    return f"{many(unread.documents, 'page')}, as {place}: {unread.reason}."


def _at(answers: Answers, repository: str, path: str) -> str:
    """Return where something is; of several repositories, in which."""
    return f"{repository}: {path}" if len(answers.repositories) > 1 else path


def _what_if(answers: Answers, what_if: WhatIf) -> str:
    told = (
        f"{_term(answers, what_if.term)}: {what_if.true_then} of {many(what_if.claims, 'claim')} "
        f"would be true, {what_if.true_now} {'is' if what_if.true_now == 1 else 'are'} now"
    )
    for names, what in ((what_if.becomes_true, "true"), (what_if.becomes_false, "false")):
        if names:
            told += f"; {what} of {listed(_some(names))}"
    return told + "."


def _term(answers: Answers, term: str) -> str:
    return answers.terms.get(term, term)


def _some(texts: Sequence[str]) -> list[str]:
    """Return the first few of some texts, and how many are left out."""
    if len(texts) <= _NAMES + 1:
        return list(texts)
    return [*texts[:_NAMES], f"{len(texts) - _NAMES} more"]


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
