"""What changed between two audits of the same pages."""

from __future__ import annotations

from dataclasses import dataclass

from termcheck.audit.answer import Occurrence
from termcheck.audit.answers import Answers

_NAME = "lower(subject_name) AS called"
_KEY = f"repository, path, term, subject, {_NAME}, outcome"
_WRONG = "outcome IN ('contradicted', 'conflation', 'unsupported', 'ambiguous')"


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that one of two audits has and the other has not."""

    outcome: str
    term: str
    name: str
    """Of the subject."""
    expected: str
    place: Occurrence


@dataclass(frozen=True, slots=True)
class Turn:
    """A document that goes by another definition than before."""

    repository: str
    path: str
    term: str
    before: str
    """Id of the definition, empty for none."""
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one audit to another."""

    agreement_before: float | None
    """Share of the documents that agree with the glossary, 0 to 1."""
    agreement_after: float | None
    appeared: tuple[ClaimChange, ...]
    """Claims that are wrong now and were not there before."""
    gone: tuple[ClaimChange, ...]
    turned: tuple[Turn, ...]
    documents_added: int
    documents_removed: int
    same_glossary: bool = True
    """Whether both were held to the same glossary, with the same facts."""


def diff(old: Answers, new: Answers) -> Difference:
    """Return what changed from an audit to a later one.

    Claims are the same if the same is said of the same subject in the same document, wherever
    in it.
    """
    base = new.connection
    for table in ("documents", "claims"):
        file = str(old.folder / f"{table}.parquet").replace("'", "''")
        base.execute(
            f"CREATE OR REPLACE VIEW old_{table} AS FROM read_parquet('{file}') WHERE current"
        )
    paths = "SELECT repository, path FROM"
    added, removed = (
        base.execute(f"SELECT count(*) FROM ({paths} {table} EXCEPT {paths} {other})").fetchall()[
            0
        ][0]
        for table, other in (("pages", "old_documents"), ("old_documents", "pages"))
    )
    turned = base.execute(
        """
        WITH before AS (
            SELECT repository, path, term, max(meaning) AS meaning FROM old_claims
            WHERE meaning_basis <> '' GROUP BY ALL
        ), after AS (
            SELECT repository, path, term, max(meaning) AS meaning FROM claims
            WHERE meaning_basis <> '' GROUP BY ALL
        )
        SELECT repository, path, term, before.meaning, after.meaning
        FROM before JOIN after USING (repository, path, term)
        WHERE before.meaning <> after.meaning ORDER BY ALL
        """
    ).fetchall()
    return Difference(
        old.overview().agreement,
        new.overview().agreement,
        _only(new, "claims", "old_claims"),
        _only(new, "old_claims", "claims"),
        tuple(Turn(*row) for row in turned),
        added,
        removed,
        old.manifest["glossary"]["digest"] == new.manifest["glossary"]["digest"],
    )


def _only(answers: Answers, here: str, there: str) -> tuple[ClaimChange, ...]:
    """Return the wrong claims of one table that the other has not."""
    rows = answers.connection.execute(
        f"""
        WITH wrong AS (SELECT *, {_NAME} FROM {here} WHERE {_WRONG})
        SELECT outcome, term, any_value(subject_name), mode(expected), repository, path,
            min(line), arg_min(col, line), arg_min(sentence, line), any_value(url),
            any_value(owner), any_value(date)
        FROM wrong ANTI JOIN (SELECT DISTINCT {_KEY} FROM {there}) other
            USING (repository, path, term, subject, called, outcome)
        GROUP BY repository, path, term, subject, called, outcome
        ORDER BY repository, path, min(start_byte), term, called, outcome
        """
    ).fetchall()
    return tuple(
        ClaimChange(outcome, term, name, expected, Occurrence(*place))
        for outcome, term, name, expected, *place in rows
    )
