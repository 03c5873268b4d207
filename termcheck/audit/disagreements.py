"""What documents contradict each other in, by what they say and how definitions relate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import combinations
from typing import Any

from termcheck.audit.answer import Disagreement, Said, place_of
from termcheck.audit.columns import COUNTED

Row = dict[str, Any]
Rows = Callable[[str], list[Row]]
"""Asks the tables a query."""


def disagreements(rows_of: Rows, relations: Mapping[str, Any]) -> tuple[Disagreement, ...]:
    """Return what documents contradict each other in, and not only themselves.

    A subject counts if one document says a term of it that another denies, or another term
    that cannot be true beside it by the definitions of both. A term counts if documents give
    it different meanings in their own words. Those across repositories come first.
    """
    subjects = rows_of(
        f"""
        WITH said AS (
            SELECT *, CASE WHEN subject <> '' THEN subject ELSE lower(name) END AS about,
                stance = 'negated' AS denied,
                CASE WHEN stance = 'attributed' THEN speaker ELSE '' END AS who
            FROM claims
            WHERE reference = 'named' AND stance IN ('asserted', 'negated', 'attributed')
                AND (stance <> 'attributed' OR speaker <> '')
        ), differing AS (
            SELECT about FROM said GROUP BY about
            HAVING count(DISTINCT (term, denied)) > 1 AND count(DISTINCT document) > 1
        )
        SELECT about, mode(subject_name) AS name, term, denied, who AS speaker,
            mode(definition) AS definition, '' AS meaning, {COUNTED}
        FROM said JOIN differing USING (about)
        GROUP BY about, term, denied, who
        ORDER BY about, documents DESC, term, denied, who
        """
    )
    terms = rows_of(
        f"""
        WITH given AS (
            SELECT *, CASE WHEN meaning = '' THEN quote ELSE meaning END AS sense
            FROM claims
            WHERE meaning_basis = 'stated' AND (speaker = '' OR stance <> 'attributed')
        )
        SELECT '' AS about, term AS name, term, false AS denied, '' AS speaker,
            sense AS definition, sense AS meaning, {COUNTED}
        FROM given GROUP BY term, sense ORDER BY term, documents DESC, sense
        """
    )
    found = []
    for rows, opposed in ((subjects, partial(_opposed, relations)), (terms, _differ)):
        grouped: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for row in rows:
            key = row["about"] or row["term"]
            grouped.setdefault((row["about"], key), []).append(row)
        found += [
            disagreement
            for (about, _key), some in grouped.items()
            if (disagreement := _disagreement(about, some, opposed)) is not None
        ]
    found.sort(
        key=lambda disagreement: (
            not disagreement.across,
            -disagreement.documents,
            disagreement.subject,
            disagreement.name,
        )
    )
    return tuple(found)


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


def _differ(first: Row, second: Row) -> bool:
    return bool(first["definition"] != second["definition"])


def _disagreement(
    about: str,
    rows: list[Row],
    opposed: Callable[[Row, Row], bool],
) -> Disagreement | None:
    """Return what of all that is said contradicts something that another document says."""
    pairs = [
        (first, second)
        for first, second in combinations(rows, 2)
        if opposed(first, second) and len({*first["ids"], *second["ids"]}) > 1
    ]
    said = [row for row in rows if any(row in pair for pair in pairs)]
    if not said:
        return None
    return Disagreement(
        about,
        said[0]["name"],
        len({document for row in said for document in row["ids"]}),
        any(len({*first["named"], *second["named"]}) > 1 for first, second in pairs),
        tuple(
            Said(
                row["term"],
                row["denied"],
                row["meaning"],
                row["speaker"],
                row["documents"],
                row["repositories"],
                row["owners"],
                tuple(map(place_of, row["places"])),
            )
            for row in said
        ),
    )
