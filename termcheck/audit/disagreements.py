"""What documents contradict each other in, by what they say and how definitions relate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

from termcheck.audit.answer import Disagreement, Said, place_of
from termcheck.audit.columns import COUNTED, GIVES_MEANING

Row = dict[str, Any]
Rows = Callable[..., list[Row]]
"""Asks the tables a query with its values."""

_GROUP = ("about", "term", "denied", "who", "sense")
_SAID = f"""
    said AS (
        SELECT *, CASE WHEN subject <> '' THEN subject ELSE lower(name) END AS about,
            stance = 'negated' AS denied,
            CASE WHEN stance = 'attributed' THEN speaker ELSE '' END AS who, '' AS sense
        FROM claims
        WHERE reference = 'named' AND stance IN ('asserted', 'negated', 'attributed')
            AND (stance <> 'attributed' OR speaker <> '')
        UNION ALL
        SELECT *, '' AS about, false AS denied, '' AS who,
            CASE WHEN meaning = '' THEN quote ELSE meaning END AS sense
        FROM claims
        WHERE meaning_basis = 'stated' AND {GIVES_MEANING}
            AND (speaker = '' OR stance <> 'attributed')
    )"""
"""What is said about a subject, and what a term is said to mean, which is about nothing."""


def disagreements(rows_of: Rows, relations: Mapping[str, Any]) -> tuple[Disagreement, ...]:
    """Return what documents contradict each other in, and not only themselves.

    A subject counts if one document says a term of it that another denies, or another term
    that cannot be true beside it by the definitions of both. A term counts if documents give
    it different meanings in their own words. Those across repositories come first.
    """
    rows = rows_of(
        f"""
        WITH {_SAID}, differing AS (
            SELECT about FROM said GROUP BY about
            HAVING count(DISTINCT (term, denied)) > 1 AND count(DISTINCT document) > 1
                OR about = ''
        )
        SELECT about, mode(subject_name) AS name, term, denied, who, sense,
            mode(definition) AS definition, {COUNTED}
        FROM said JOIN differing USING (about)
        GROUP BY {", ".join(_GROUP)}
        ORDER BY about, CASE WHEN about = '' THEN term END, documents DESC, term, denied, who, sense
        """
    )
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault(_about(row), []).append(row)
    opposed = {
        about: pairs for about, some in grouped.items() if (pairs := _pairs(relations, some))
    }
    said = {
        about: [row for row in grouped[about] if any(row in pair for pair in pairs)]
        for about, pairs in opposed.items()
    }
    keys = [{name: row[name] for name in _GROUP} for some in said.values() for row in some]
    counted = (
        rows_of(
            f"""
        WITH {_SAID}
        SELECT about, CASE WHEN about = '' THEN term END AS term,
            count(DISTINCT document) AS documents
        FROM said JOIN (SELECT unnest(?, recursive := true)) USING ({", ".join(_GROUP)})
        GROUP BY 1, 2
        """,
            keys,
        )
        if keys
        else []
    )
    documents = {_about(row): row["documents"] for row in counted}
    found = [_disagreement(some, documents[about], opposed[about]) for about, some in said.items()]
    found.sort(
        key=lambda disagreement: (
            not disagreement.across,
            -disagreement.documents,
            disagreement.subject,
            disagreement.name,
        )
    )
    return tuple(found)


def _about(row: Row) -> tuple[str, str]:
    """Return what a row is about: a subject, or a term."""
    return row["about"], "" if row["about"] else row["term"]


def _pairs(relations: Mapping[str, Any], rows: list[Row]) -> list[tuple[Row, Row]]:
    """Return what is said about one thing and contradicts what another document says."""
    return [
        (first, second)
        for first, second in combinations(rows, 2)
        if (_opposed(relations, first, second) if first["about"] else True)
        and len({*first["ids"], *second["ids"]}) > 1
    ]


def _opposed(relations: Mapping[str, Any], first: Row, second: Row) -> bool:
    """Return whether what some documents call a subject contradicts what others do."""
    if first["denied"] and second["denied"]:
        return False
    if first["term"] == second["term"]:
        return bool(first["denied"] != second["denied"])
    pair = [first["definition"], second["definition"]]
    if first["denied"] or second["denied"]:
        wanted = pair[::-1] if first["denied"] else pair
        return wanted in relations.get("implies", [])
    return pair in relations.get("exclude", [])


def _disagreement(said: list[Row], documents: int, pairs: list[tuple[Row, Row]]) -> Disagreement:
    about, term = _about(said[0])
    return Disagreement(
        about,
        said[0]["name"] if about else term,
        documents,
        any(len({*first["named"], *second["named"]}) > 1 for first, second in pairs),
        tuple(
            Said(
                row["term"],
                row["denied"],
                row["sense"],
                row["who"],
                row["documents"],
                row["repositories"],
                row["owners"],
                tuple(map(place_of, row["places"])),
            )
            for row in said
        ),
    )
