"""What the tables of an audit answer: the questions of those who have to decide, as plain values.

Every answer is one query over Parquet files, so that its memory does not grow with them. It counts
what documents say now (`current`); only `changes` looks at history.
"""

from __future__ import annotations

from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from termcheck.audit.answer import (
    Agreement,
    Called,
    ClaimProblem,
    DefinitionInUse,
    Disagreement,
    Duty,
    MannerUsed,
    MeaningUsed,
    Month,
    Overview,
    Renaming,
    Unread,
    WhatIf,
    place_of,
)
from termcheck.audit.columns import GIVES_MEANING, SHOWN, first_place, places
from termcheck.audit.disagreements import disagreements
from termcheck.audit.schema import TABLES
from termcheck.audit.tables import check_installed, read_manifest
from termcheck.core.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    import duckdb

MEMORY = "200MB"
"""What DuckDB may use before it writes to disk."""
ACROSS = ("owner", "repository", "site", "month")
"""What agreement can be told by."""
_FALSE = ("contradicted", "conflation")
_SAID = "reference IN ('named', 'made', 'unnamed', 'own')"
"""Claims about somebody or something, not about a class."""
_MEANT = "meaning_basis NOT IN ('', 'framing') AND (reference <> 'other' OR quote <> '')"
"""Uses whose meaning can be told: a manner of speaking alone is none, nor is the term said of
something it promises nothing about."""


class Answers:
    """The answers of one finished audit; a context manager, else `close` it."""

    def __init__(self, folder: str | PathLike[str]) -> None:
        """Open the folder of an audit. Raises `UsageError` if it is none, `PluginError`."""
        check_installed()
        self.folder = Path(folder)
        self.manifest = read_manifest(self.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the tables."""
        if "connection" in self.__dict__:
            self.connection.close()

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The tables, for questions of your own.

        `documents`, `history`, `every_claims` and `every_findings` are the files; `pages`, `claims`
        and `findings` what documents say now.
        """
        import duckdb

        base = duckdb.connect(
            config={
                "memory_limit": MEMORY,
                "threads": 2,
                "autoinstall_known_extensions": False,
                "temp_directory": str(self.folder / ".spill"),
            }
        )
        for table in TABLES.values():
            file = str(self.folder / table.file).replace("'", "''")
            view = f"every_{table.name}" if table.name in ("claims", "findings") else table.name
            base.execute(f"CREATE VIEW {view} AS FROM read_parquet('{file}')")
        for name in ("claims", "findings"):
            base.execute(f"CREATE VIEW {name} AS FROM every_{name} WHERE current")
        base.execute("CREATE VIEW pages AS FROM documents WHERE current")
        return base

    def _rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        found = self.connection.execute(query, list(values))
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    @cached_property
    def terms(self) -> dict[str, str]:
        """The preferred form of every term that promises something, by id."""
        return {term["id"]: term["term"] for term in self.manifest["terms"]}

    @cached_property
    def definitions(self) -> dict[str, str]:
        """The short name of every definition, by id."""
        return {
            definition["id"]: definition["short"] for definition in self.manifest["definitions"]
        }

    @cached_property
    def framings(self) -> dict[str, str]:
        """The label of every framing, by id."""
        return {framing["id"]: framing["label"] for framing in self.manifest["framings"]}

    @cached_property
    def repositories(self) -> tuple[str, ...]:
        """The repositories whose documents were looked at, the largest first."""
        rows = self._rows(
            "SELECT repository FROM pages GROUP BY repository ORDER BY count(*) DESC, repository"
        )
        return tuple(row["repository"] for row in rows)

    def overview(self) -> Overview:
        """Return the audit in numbers."""
        documents = self._rows(
            """
            SELECT count(*) AS documents,
                count(*) FILTER (outcome = 'unread') AS unread,
                count(*) FILTER (outcome = 'partly') AS partly,
                count(DISTINCT repository) AS repositories,
                count(*) FILTER (mentions > 0) AS "using",
                count(agrees) AS judged,
                count(*) FILTER (agrees) AS agreeing
            FROM pages
            """
        )[0]
        claims = self._rows(
            f"""
            SELECT count(*) FILTER ({_SAID}) AS claims,
                count(*) FILTER (outcome IN {_FALSE}) AS contradicted,
                count(*) FILTER (outcome = 'unsupported') AS unsupported,
                count(*) FILTER (outcome = 'ambiguous') AS ambiguous,
                count(*) FILTER (outcome = 'allowed') AS allowed
            FROM claims
            """
        )[0]
        return Overview(**documents, **claims)

    def unread(self) -> tuple[Unread, ...]:
        """Return why documents could not be read whole, the most frequent reason first."""
        rows = self._rows(
            r"""
            SELECT regexp_replace(reason, '^\d+:\d+: ', '') AS reason, count(*) AS documents,
                arg_min(repository, (repository, path)) AS repository,
                arg_min(path, (repository, path)) AS path
            FROM pages WHERE outcome IN ('unread', 'partly')
            GROUP BY 1 ORDER BY documents DESC, 1
            """
        )
        return tuple(Unread(**row) for row in rows)

    def meanings(self) -> tuple[MeaningUsed, ...]:
        """Return what is meant by each term, what most documents mean first.

        A document counts for each meaning it goes by.
        """
        rows = self._rows(
            f"""
            WITH meant AS (
                SELECT *, CASE WHEN meaning = '' THEN meaning_basis ELSE '' END AS basis
                FROM claims WHERE {_MEANT} AND (speaker = '' OR stance <> 'attributed')
            ), totals AS (
                SELECT term, count(DISTINCT document) AS total FROM meant GROUP BY term
            )
            SELECT term, meaning AS definition, basis, bool_or(meaning = definition) AS chosen,
                count(DISTINCT document) AS documents, any_value(total) AS total,
                coalesce(mode(framing) FILTER (framing <> ''), '') AS framing,
                {first_place()}
            FROM meant JOIN totals USING (term)
            GROUP BY term, meaning, basis
            ORDER BY any_value(total) DESC, term, documents DESC, meaning, basis
            """
        )
        return tuple(
            MeaningUsed(
                row["term"],
                row["definition"],
                row["basis"],
                bool(row["chosen"]),
                row["documents"],
                row["documents"] / row["total"],
                row["framing"],
                place_of(row["place"]),
            )
            for row in rows
        )

    def manners(self) -> tuple[MannerUsed, ...]:
        """Return the manners of speaking in which documents use the terms, the most frequent first.

        A document counts for each; most have none.
        """
        rows = self._rows(
            f"""
            SELECT framing, count(DISTINCT document) AS documents, {first_place()}
            FROM claims WHERE framing <> '' AND (speaker = '' OR stance <> 'attributed')
            GROUP BY framing ORDER BY documents DESC, framing
            """
        )
        return tuple(
            MannerUsed(row["framing"], row["documents"], place_of(row["place"])) for row in rows
        )

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Return what documents contradict each other in; see `audit/disagreements.py`."""
        return disagreements(self._rows, self.manifest.get("relations", {}))

    def definitions_in_use(self) -> tuple[DefinitionInUse, ...]:
        """Return the sentences that give a term a meaning, rivals of the glossary's first."""
        rows = self._rows(
            f"""
            WITH given AS (
                SELECT *, meaning NOT IN ('', split_part(definition, '/', 1)) OR EXISTS (
                    FROM findings f WHERE f.document = c.document
                        AND f.start_byte = c.start_byte AND check_id = 'rival-definition'
                ) AS other
                FROM claims c WHERE {GIVES_MEANING}
            )
            SELECT term, quote, meaning AS definition, mode(definition) AS chosen,
                bool_or(other) AS rival, speaker, count(DISTINCT document) AS documents,
                {first_place()}
            FROM given GROUP BY term, quote, meaning, speaker
            ORDER BY NOT bool_or(other), documents DESC, term, quote
            """
        )
        return tuple(
            DefinitionInUse(
                row["term"],
                row["quote"],
                row["definition"],
                row["chosen"],
                row["rival"],
                row["speaker"],
                row["documents"],
                place_of(row["place"]),
            )
            for row in rows
        )

    def problems(self, *outcomes: str) -> tuple[ClaimProblem, ...]:
        """Return the claims that are false, unsupported, ambiguous or allowed, by subject.

        `outcomes` keep to some. What stands in most documents comes first.
        """
        wanted = outcomes or (*_FALSE, "unsupported", "ambiguous", "allowed")
        rows = self._rows(
            f"""
            SELECT outcome, term, mode({{'words': words, 'expected': expected}}) AS usual, subject,
                mode(CASE WHEN reference = 'own' THEN concat('our ', subject_name)
                    ELSE subject_name END) AS name, definition, any_value(reason) AS reason,
                bool_and(verified) AS verified, exception,
                max(until) AS until, count(DISTINCT document) AS documents,
                count(*) AS claims, {places(SHOWN)}
            FROM claims WHERE list_contains(?, outcome)
            GROUP BY outcome, term, subject, lower(subject_name), definition, exception
            ORDER BY list_position(?, outcome), documents DESC, subject, name, term
            """,
            list(wanted),
            list(wanted),
        )
        return tuple(
            ClaimProblem(**row.pop("usual"), places=tuple(map(place_of, row.pop("places"))), **row)
            for row in rows
        )

    def called(self) -> tuple[Called, ...]:
        """Return what each named subject is called; subjects on most pages come first."""
        rows = self._rows(
            """
            WITH said AS (
                SELECT subject, term, outcome, document,
                    CASE WHEN subject = '' THEN name ELSE subject_name END AS name
                FROM claims
                WHERE reference IN ('named', 'own') AND stance = 'asserted' AND name <> ''
            ), totals AS (
                SELECT name, count(DISTINCT document) AS total FROM said GROUP BY name
            )
            SELECT subject, name, term, outcome, count(DISTINCT document) AS documents
            FROM said JOIN totals USING (name)
            GROUP BY subject, name, term, outcome
            ORDER BY any_value(total) DESC, name, documents DESC, term, outcome
            """
        )
        return tuple(Called(**row) for row in rows)

    def agreement(self, by: str = "owner") -> tuple[Agreement, ...]:
        """Return the share of documents that agree with the glossary.

        `by` is `owner`, `repository`, `site` or `month`. A document of several owners
        counts for each. With history, a month is what stood there at its end; without, the month
        of the last change. Raises `UsageError` for another word.
        """
        if by not in ACROSS:
            raise UsageError(f"no agreement by `{by}`{did_you_mean(by, ACROSS)}")
        if by == "month" and self.has_history:
            source = "history h JOIN documents d USING (document)"
            key = "h.month"
        elif by == "owner":
            source = """(
                SELECT * EXCLUDE (owner),
                    unnest(CASE WHEN len(owners) = 0 THEN [''] ELSE owners END) AS owner
                FROM pages
            ) d"""
            key = "d.owner"
        else:
            source = "pages d"
            key = "coalesce(strftime(d.date, '%Y-%m'), '')" if by == "month" else f"d.{by}"
        order = "key" if by == "month" else "documents DESC, key"
        rows = self._rows(
            f"""
            WITH wrong AS (
                SELECT document, count(*) FILTER (outcome IN {_FALSE}) AS contradicted,
                    count(*) FILTER (outcome = 'unsupported') AS unsupported
                FROM every_claims GROUP BY document
            )
            SELECT {key} AS key, count(d.agrees) AS documents,
                count(*) FILTER (d.agrees) AS agreeing,
                coalesce(sum(contradicted), 0)::BIGINT AS contradicted,
                coalesce(sum(unsupported), 0)::BIGINT AS unsupported
            FROM {source} LEFT JOIN wrong USING (document)
            GROUP BY 1 HAVING count(d.agrees) > 0 ORDER BY {order}
            """
        )
        return tuple(Agreement(share=row["agreeing"] / row["documents"], **row) for row in rows)

    @cached_property
    def has_history(self) -> bool:
        """Whether versions of before were looked at."""
        return bool(self._rows("SELECT 1 FROM history LIMIT 1"))

    def what_if(self, definition: str) -> tuple[WhatIf, ...]:
        """Return what became of the claims of each term if it meant another definition.

        Raises `UsageError` for a definition that is not known.
        """
        if definition not in self.definitions:
            hint = did_you_mean(definition, self.definitions)
            raise UsageError(f"unknown definition `{definition}`{hint}")
        rows = self._rows(
            """
            WITH judged AS (
                SELECT *, verdicts[?] AS other
                FROM claims
                WHERE subject <> '' AND stance = 'asserted' AND definition <> ''
                    AND outcome NOT IN ('not judged', 'ambiguous')
                    AND verdicts[?] IS NOT NULL
            )
            SELECT term, list_sort(list(DISTINCT definition)) AS chosen, count(*) AS claims,
                count(*) FILTER (answer = 'met') AS true_now,
                count(*) FILTER (other = 'met') AS true_then,
                list_sort(list(DISTINCT subject_name) FILTER (answer <> 'met' AND other = 'met'))
                    AS becomes_true,
                list_sort(list(DISTINCT subject_name)
                    FILTER (answer <> 'not-met' AND other = 'not-met')) AS becomes_false,
                count(*) FILTER (other = 'unknown') AS unknown_then
            FROM judged GROUP BY term ORDER BY claims DESC, term
            """,
            definition,
            definition,
        )
        return tuple(
            WhatIf(
                row["term"],
                tuple(row["chosen"]),
                definition,
                row["claims"],
                row["true_now"],
                row["true_then"],
                tuple(row["becomes_true"] or ()),
                tuple(row["becomes_false"] or ()),
                row["unknown_then"],
            )
            for row in rows
        )

    def changes(self) -> tuple[Month, ...]:
        """Return what was meant in each month.

        With history, what stood there at the end of the month; without, what was last changed in
        it.
        """
        source = (
            "history h JOIN every_claims c USING (document)"
            if self.has_history
            else "(SELECT *, strftime(date, '%Y-%m') AS month FROM claims WHERE date NOT NULL) c"
        )
        month = "h.month" if self.has_history else "c.month"
        rows = self._rows(
            f"""
            SELECT {month} AS month, c.term,
                CASE WHEN c.meaning_basis = 'framing' THEN '' ELSE c.meaning END AS meaning,
                count(DISTINCT c.document) AS documents, count(*) AS claims,
                count(*) FILTER (c.outcome IN {_FALSE}) AS contradicted
            FROM {source}
            WHERE c.{_SAID} OR {_MEANT}
            GROUP BY 1, 2, 3 ORDER BY month, documents DESC, term, meaning
            """
        )
        return tuple(Month(**row) for row in rows)

    def renamings(self) -> tuple[Renaming, ...]:
        """Return what pages called by one term and now call by another, by their history."""
        rows = self._rows(
            f"""
            WITH called AS (
                SELECT h.repository, h.path, c.term,
                    coalesce(nullif(c.subject_name, ''), c.name) AS name,
                    min(h.month) AS since, max(h.month) AS until
                FROM history h JOIN every_claims c USING (document)
                WHERE c.{_SAID} AND c.stance = 'asserted' AND c.name <> ''
                GROUP BY ALL
            )
            SELECT a.name, a.term AS before, b.term AS after,
                max(a.until) AS until, min(b.since) AS since, count(*) AS documents
            FROM called a JOIN called b USING (repository, path, name)
            WHERE a.until < b.since AND b.until = (SELECT max(month) FROM history)
            GROUP BY 1, 2, 3 ORDER BY documents DESC, a.name, before, after
            """
        )
        return tuple(Renaming(**row) for row in rows)

    def duties(self) -> tuple[Duty, ...]:
        """Return what each owner has to do, who has most to do first."""
        rows = self._rows(
            f"""
            WITH wrong(owner, document, a, b, c, d, e) AS (
                SELECT owner, document,
                    count(*) FILTER (outcome IN {_FALSE}),
                    count(*) FILTER (outcome = 'unsupported'),
                    count(*) FILTER (outcome = 'ambiguous'), 0, 0
                FROM claims GROUP BY owner, document
                UNION ALL
                SELECT owner, document, 0, 0, 0,
                    count(*) FILTER (check_id = 'rival-definition'),
                    count(*) FILTER (NOT of_meaning AND severity <> 'info')
                FROM findings GROUP BY owner, document
            )
            SELECT owner, count(DISTINCT document) AS documents,
                sum(a)::BIGINT AS contradicted, sum(b)::BIGINT AS unsupported,
                sum(c)::BIGINT AS ambiguous, sum(d)::BIGINT AS rival, sum(e)::BIGINT AS words
            FROM wrong WHERE a + b + c + d + e > 0
            GROUP BY owner
            ORDER BY sum(a) DESC, sum(b + c + d) DESC, sum(e) DESC, owner
            """
        )
        return tuple(Duty(**row) for row in rows)
