"""An audit on one screen, in sentences that can be read aloud."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from itertools import groupby

from termcheck.audit.answers import (
    Answers,
    Disagreement,
    Duty,
    MeaningUsed,
    Month,
    Overview,
    Problem,
    Said,
    WhatIf,
)
from termcheck.audit.diff import Difference
from termcheck.core.visible import shown_line

_MOST = 2
"""Lines that one question gets."""
_NAMES = 3
"""Things that are named before the rest is counted."""


def summary(answers: Answers, what_if: str = "", width: int = 80) -> str:
    """Return what an audit found, one question after the other.

    `what_if` is the id of a definition that might be chosen instead. Raises `UsageError` if there
    is none of that id.
    """
    overview = answers.overview()
    parts = [_overview(answers, overview)]
    parts += _section("What do we mean?", _meanings(answers), overview.using)
    parts += _section("Who disagrees?", _disagreements(answers), 1)
    parts += _section("What is false?", _problems(answers), 1)
    parts += _section("What changed?", _changes(answers), 0)
    parts += _section("Who has to do what?", _duties(answers), 1)
    if what_if:
        name = answers.definitions.get(what_if, what_if)
        told = [_what_if(answers, one) for one in answers.what_if(what_if)]
        parts += _section(f"What if we meant {name}?", told, 1)
    return "".join(_wrapped(one, width) for one in parts)


def difference(answers: Answers, changed: Difference, width: int = 80) -> str:
    """Return what changed from one audit to the next, in sentences."""
    before, after = changed.agreement_before, changed.agreement_after
    told = "Nothing was said that the glossary decides."
    if before is not None and after is not None:
        told = (
            f"{_percent(before)} of the pages agreed with the glossary, {_percent(after)} do now."
        )
    elif after is not None:
        told = f"{_percent(after)} of the pages agree with the glossary."
    told += (
        f" {_many(changed.documents_added, 'page')} came and "
        f"{_many(changed.documents_removed, 'page')} went."
    )
    parts = [told]
    for title, changes in (("Wrong now", changed.appeared), ("No longer", changed.gone)):
        lines = [
            f"{one.name or 'Nobody'} is called “{_term(answers, one.term)}” ({one.outcome}): "
            f"{one.place.path}:{one.place.line}."
            for one in changes
        ]
        if lines:
            parts += [f"{title}:", *(f"  {line}" for line in lines)]
    turns = [
        f"{one.path} meant {_name(answers, one.before) or 'no definition'} by "
        f"{_term(answers, one.term)}, and now {_name(answers, one.after) or 'no definition'}."
        for one in changed.turned
    ]
    if turns:
        parts += ["Another meaning:", *(f"  {line}" for line in turns)]
    return "".join(_wrapped(one, width) for one in parts)


def _section(title: str, lines: Sequence[str], tell_none: int) -> list[str]:
    if not lines:
        return [f"{title} Nothing was found."] if tell_none else []
    shown = list(lines[:_MOST])
    if len(lines) > _MOST:
        shown[-1] += f" And {len(lines) - _MOST} more."
    return [title, *(f"  {one}" for one in shown)]


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


def _overview(answers: Answers, one: Overview) -> str:
    glossary = answers.manifest["glossary"]
    title = " ".join(filter(None, (glossary["title"], glossary["version"])))
    where = f" of {_many(one.repositories, 'repository')}" if one.repositories > 1 else ""
    told = f"{_many(one.documents, 'page')}{where} {_were(one.documents)} held to {title}. "
    if one.unread or one.partly:
        told += f"{one.unread + one.partly} could not be read whole. "
    share = one.agreement
    if share is None:
        return told + "None of them says anything that the glossary decides."
    told += f"{one.agreeing} of {one.judged} that can agree with it do ({_percent(share)}). "
    counts = (
        (one.contradicted, "false claim", "false claims"),
        (one.unsupported, "unsupported one", "unsupported ones"),
        (one.ambiguous, "ambiguous one", "ambiguous ones"),
        (one.allowed, "one that an exception allows", "that exceptions allow"),
    )
    shown = [f"{n} {few if n == 1 else many}" for n, few, many in counts if n]
    if not shown:
        return told + "No claim is wrong."
    return f"{told}{_listed(shown)} {_were(sum(n for n, _, _ in counts))} found."


def _meanings(answers: Answers) -> list[str]:
    lines = []
    for term, some in groupby(answers.meanings(), lambda one: one.term):
        used = list(some)
        told = [f"{_meaning(answers, one)} on {_many(one.documents, 'page')}" for one in used]
        lines.append(f"{_term(answers, term)}: {_listed(_some(told))}.")
    return lines


def _meaning(answers: Answers, one: MeaningUsed) -> str:
    if not one.definition:
        return {
            "several": "several definitions",
            "stated": "a definition of their own",
        }.get(one.basis, "what no definition allows")
    name = answers.definitions.get(one.definition, one.definition)
    return f"{name}{' (ours)' if one.chosen else ''}"


def _disagreements(answers: Answers) -> list[str]:
    return [_disagreement(answers, one) for one in answers.disagreements()]


def _disagreement(answers: Answers, one: Disagreement) -> str:
    return f"{one.name}: {_listed(_some([_said(answers, two) for two in one.said]))}."


def _said(answers: Answers, one: Said) -> str:
    denial = "not " if one.denied else ""
    speaker = f" by {one.speaker}" if one.speaker else ""
    term = _term(answers, one.term)
    return f"called {denial}“{term}”{speaker} on {_many(one.documents, 'page')}"


def _problems(answers: Answers) -> list[str]:
    return [_problem(one) for one in answers.problems("contradicted", "conflation")]


def _problem(one: Problem) -> str:
    instead = f", expected “{one.expected}”" if one.expected else ""
    first = one.places[0]
    return (
        f"{one.name} is called “{one.words}”{instead}: {_many(one.documents, 'page')}, "
        f"as {first.path}:{first.line}."
    )


def _changes(answers: Answers) -> list[str]:
    months = answers.changes()
    if not answers.has_history or not months:
        return []
    lines = []
    first, last = months[0].month, months[-1].month
    for term in dict.fromkeys(one.term for one in months):
        before, after = (_usual(months, term, one) for one in (first, last))
        if before and after and before != after:
            lines.append(
                f"{_term(answers, term)} mostly meant {_name(answers, before)} in {first}, "
                f"and {_name(answers, after)} in {last}."
            )
    return lines or [f"Between {first} and {last} no term changed what it mostly means."]


def _usual(months: Sequence[Month], term: str, month: str) -> str:
    """Return the meaning a term had on most pages in a month, empty for none."""
    found = [one for one in months if one.month == month and one.term == term and one.meaning]
    return max(found, key=lambda one: one.documents).meaning if found else ""


def _name(answers: Answers, definition: str) -> str:
    return answers.definitions.get(definition, definition)


def _duties(answers: Answers) -> list[str]:
    return [_duty(one) for one in answers.duties()]


def _duty(one: Duty) -> str:
    counts = (
        (one.contradicted, "false claim"),
        (one.unsupported, "unsupported claim"),
        (one.ambiguous, "ambiguous claim"),
        (one.rival, "rival definition"),
        (one.words, "wrong word"),
    )
    told = [_many(count, what) for count, what in counts if count]
    owner = one.owner or "Nobody in particular"
    return f"{owner}: {_listed(told)} on {_many(one.documents, 'page')}."


def _what_if(answers: Answers, one: WhatIf) -> str:
    told = (
        f"{_term(answers, one.term)}: {one.true_then} of {_many(one.claims, 'claim')} would be "
        f"true, {one.true_now} {'is' if one.true_now == 1 else 'are'} now"
    )
    for names, what in ((one.becomes_true, "true"), (one.becomes_false, "false")):
        if names:
            told += f"; {what} of {_listed(_some(names))}"
    return told + "."


def _term(answers: Answers, term: str) -> str:
    return answers.terms.get(term, term)


def _some(texts: Sequence[str]) -> list[str]:
    """Return the first few of some texts, and how many are left out."""
    if len(texts) <= _NAMES + 1:
        return list(texts)
    return [*texts[:_NAMES], f"{len(texts) - _NAMES} more"]


def _listed(texts: Iterable[str]) -> str:
    found = list(texts)
    return " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))


def _many(count: int, what: str) -> str:
    plural = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{count:,} {what if count == 1 else plural}"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")
