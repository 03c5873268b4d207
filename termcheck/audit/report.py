"""An audit as one page for people.

The questions stand in the order leadership asks them; every number can be followed to the sentence
it was counted from. Without its script everything is there but the filter over all claims.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from termcheck.audit.answer import WhatIf
from termcheck.audit.answers import Answers
from termcheck.audit.plots import plots
from termcheck.audit.summary import headline, sections
from termcheck.audit.tables import check_installed
from termcheck.audit.words import OUTCOMES, listed, many, meaning_name, percent
from termcheck.core.html import self_contained
from termcheck.core.visible import is_web_address

MOST = 5_000
"""Claims that one page lists; what is worst comes first."""
_SHOWN = 100
"""Rows of one question before the rest is only counted."""
_WRONG = ("contradicted", "conflation", "unsupported", "ambiguous", "allowed")
_CLAIMS = """
    SELECT term, words, subject_name, name, kind, stance, speaker, outcome, reason, expected,
        meaning, meaning_basis, framing, verdicts, heading, sentence, context, repository, path,
        line, url, owner, date, until
    FROM claims WHERE reference NOT IN ('other', '') OR quote <> ''
    ORDER BY list_position(['contradicted', 'conflation', 'unsupported', 'ambiguous', 'allowed',
        'ok', 'not judged'], outcome), repository, path, start_byte, part
"""


@dataclass(frozen=True, slots=True)
class Fold:
    """Some rows of a question, and how many more there are."""

    rows: tuple[Any, ...]
    more: int


def report(answers: Answers, what_if: str = "") -> str:
    """Return the page; `what_if` is the id of another definition to tell about.

    Raises `UsageError` for a definition that is not known, `PluginError` if a package is missing.
    """
    check_installed("vl_convert")
    defined = answers.definitions_in_use()
    return self_contained(
        "audit/report",
        many=many,
        listed=listed,
        share=percent,
        term=lambda term: answers.terms.get(term, term),
        meaning=lambda definition, basis="": meaning_name(answers, definition, basis),
        definition=lambda definition: answers.definitions.get(definition, ""),
        framing=lambda framing: answers.framings.get(framing, framing),
        audit=answers.manifest,
        overview=answers.overview(),
        headline=headline(answers),
        sections=sections(answers, what_if),
        plots=plots(answers),
        meanings=_fold(answers.meanings()),
        manners=answers.manners(),
        framings={framing["id"]: framing for framing in answers.manifest["framings"]},
        repositories=answers.repositories,
        disagreements=_fold(answers.disagreements()),
        definitions=_fold(defined),
        rivals=sum(sentence.rival for sentence in defined),
        problems=[(name, _fold(answers.problems(name))) for name in _WRONG],
        sites=_fold(answers.agreement("site")),
        what_ifs=_what_ifs(answers),
        duties=_fold(answers.duties()),
        unread=_fold(answers.unread()),
        claims=_claims(answers),
        most=MOST,
    )


def _fold(rows: tuple[Any, ...]) -> Fold:
    return Fold(rows[:_SHOWN], max(0, len(rows) - _SHOWN))


def _what_ifs(answers: Answers) -> tuple[WhatIf, ...]:
    found = [what_if for name in answers.definitions for what_if in answers.what_if(name)]
    return tuple(
        sorted(
            (what_if for what_if in found if what_if.definition not in what_if.chosen),
            key=lambda what_if: (what_if.term, -what_if.true_then, what_if.definition),
        )
    )


def _claims(answers: Answers) -> str:
    """Return the claims a reader can filter, as JSON that cannot end the element it stands in."""
    found = answers.connection.execute(f"{_CLAIMS} LIMIT {MOST}")
    names = [column[0] for column in found.description or ()]
    rows = []
    for values in found.fetchall():
        row = dict(zip(names, values, strict=True))
        row["term"] = answers.terms.get(row["term"], row["term"])
        row["subject"] = row.pop("subject_name") or row["name"]
        basis = row.pop("meaning_basis")
        row["meaning"] = meaning_name(answers, row["meaning"], basis) if basis else ""
        row["framing"] = answers.framings.get(row["framing"], row["framing"])
        row["result"] = OUTCOMES[row["outcome"]]
        row["verdicts"] = {
            answers.definitions.get(name, name): answer
            for name, answer in dict(row["verdicts"] or {}).items()
        }
        row["date"] = row["date"].isoformat() if row["date"] else ""
        row["until"] = row["until"].isoformat() if row["until"] else ""
        row["url"] = row["url"] if is_web_address(row["url"]) else ""
        rows.append(row)
    told = json.dumps({"rows": rows, "all": _count(answers)}, ensure_ascii=False)
    return told.translate(
        {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
    )


def _count(answers: Answers) -> int:
    query = "SELECT count(*) FROM claims WHERE reference NOT IN ('other', '') OR quote <> ''"
    (count,) = answers.connection.execute(query).fetchone() or (0,)
    return int(count)
