"""One document as rows of the tables: what it says, what comes of that, what is told of it.

A pure function of path, bytes, engine and options, so that it runs unchanged in a process pool or
on a cluster; who wrote the document and when is added by others.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from termcheck.audit.meaning import Meaning, Meanings, SubjectClaim
from termcheck.audit.provenance import day_of
from termcheck.audit.schema import FINDINGS
from termcheck.cache.results import content_digest
from termcheck.claims.sentences import sentences
from termcheck.core.document import Block, Document, Kind
from termcheck.core.errors import TermcheckError
from termcheck.core.finding import Finding, Location, Severity
from termcheck.run.workers import Task, Workshop, internal_error, places_in, read

if TYPE_CHECKING:
    from termcheck.checks.check import Page
    from termcheck.checks.claim_finding import ClaimContext
    from termcheck.checks.weighing import Weighed
    from termcheck.claims.claim import SubjectRef
    from termcheck.config.options import Options
    from termcheck.core.source import Source, Span
    from termcheck.match.compiled_glossary import Engine

Row = dict[str, Any]
"""Plain values by column, days in ISO 8601; columns that are left out are empty."""

Rows = Iterable[Row]
"""Rows of one document, to be gone through once."""

CONTEXT = 400
"""Code points of a paragraph that are kept on each side of a sentence."""
_LONGEST = 1200
"""Code points of the longest sentence that is kept."""
_HEAD = 20_000
"""Bytes of a document without any term in which front matter is looked for."""
_AUTHORS = ("owner", "owners", "maintainer", "maintainers", "author", "authors")
_CHANGED = ("lastmod", "last_modified_at", "last_updated", "lastUpdated", "updated", "modified")
_PUBLISHED = ("date", "pubDate", "publishDate", "published", "created")
"""Fields of front matter in which site generators keep people and days."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the tables hold of one document."""

    document: Row
    claims: Rows = ()
    findings: Rows = ()


class Recorder:
    """Makes records of documents that are held to one glossary; made once, for many."""

    def __init__(self, engine: Engine, options: Options) -> None:
        self.engine = engine
        self.options = options

    @cached_property
    def _meanings(self) -> Meanings:
        return Meanings(self.engine.facts, self.options.claims_model)

    def record(self, path: str, data: bytes, limit: int) -> Record:
        """Return the record of a document; one that cannot be read is a row with the reason.

        Raises errors that are not the document's: of the glossary, of its facts.
        """
        document: Row = {"bytes": len(data), "digest": content_digest(data)}
        try:
            return self._record(path, data, limit, document)
        except TermcheckError as error:
            if error.path not in ("", path):
                raise
            return _unread(document, error.reason)
        except Exception as error:
            return _unread(document, internal_error(error))

    def _record(self, path: str, data: bytes, limit: int, document: Row) -> Record:
        from termcheck.pipeline import examined, page_of
        from termcheck.readers import decode, format_of, is_plain

        read_as = format_of(path, self.options.format)
        places = places_in(data, self.engine) if is_plain(path, data, read_as) else None
        source = decode(path, data, limit)
        if places is not None and not places:
            return Record({**document, **_front_matter(_values(source)), "outcome": "nothing"})
        page = page_of(source, self.engine, self.options, None, places)
        found = examined(page)
        said = _Sentences(page.document)
        claims = list(self._claims(page, said)) if page.has_claims else []
        findings = [_finding(finding, said.around(finding.span)) for finding in found.findings]
        findings += [_exception(claim) for claim in claims if claim["outcome"] == "allowed"]
        findings.sort(key=lambda finding: tuple(finding[name] for name in FINDINGS.order[3:]))
        problems = [
            f"{problem.line}:{problem.column}: {problem.message}" for problem in found.problems
        ]
        reasons = [*problems, *found.notices]
        wrong = any(
            finding["of_meaning"] and finding["check_id"] != "exception" for finding in findings
        )
        counts = any(claim["reference"] not in ("", "other") for claim in claims)
        document.update(_front_matter(page.document.front_matter))
        document.update(
            title=document.get("title") or _title(page.document),
            language=page.document.language,
            outcome="partly" if reasons else "read",
            reason="; ".join(reasons),
            mentions=len(self.engine.claiming(page.mentions)),
            claims=len(claims),
            findings=sum(finding["check_id"] != "exception" for finding in findings),
            agrees=not wrong if counts or wrong else None,
        )
        return Record(document, claims, findings)

    def _claims(self, page: Page, said: _Sentences) -> Iterator[Row]:
        context = page.claims
        uses = [use for weighed in context.weighed for use in self._uses(context, weighed)]
        meanings = self._meanings.of_page(page, uses)
        number, part = -1, 0
        before = None
        for use, meaning in zip(uses, meanings, strict=True):
            whole = use.weighed.claim
            number, part = (number + 1, 0) if whole is not before else (number, part + 1)
            before = whole
            row = self._claim(context, use, meaning, number, part)
            beside = said.row(page.document.blocks[whole.mention.block])
            yield {**row, "context": beside} if beside else row

    def _uses(self, context: ClaimContext, judged: Weighed) -> Iterator[SubjectClaim]:
        claim = judged.claim
        subjects: list[SubjectRef | None] = list(claim.subjects) or [None]
        each = judged.each or (judged,) * len(subjects)
        for subject, weighed in zip(subjects, each, strict=True):
            known = self._recorded(subject)
            if weighed.subject is subject and weighed.subject_id:
                known = weighed.subject_id
            kind = subject.kind if subject is not None else ""
            if known:
                kind = self.engine.facts.subject(known).kind
            # Of what it makes no promise about, a term may still be defined.
            other = subject is not None and subject.reference == "other"
            name = subject.name if subject is not None and subject.reference == "named" else ""
            chosen = context.judge.chosen(claim, "" if other else kind)
            yield SubjectClaim(weighed, chosen, known, kind, name)

    def _recorded(self, subject: SubjectRef | None) -> str:
        if subject is None or subject.reference != "named":
            return ""
        return next(iter(subject.subject_ids), "")

    def _claim(
        self, context: ClaimContext, use: SubjectClaim, meaning: Meaning, number: int, part: int
    ) -> Row:
        weighed, claim = use.weighed, use.weighed.claim
        subject = claim.subjects[part] if claim.subjects else None
        document = context.document
        block = document.blocks[claim.mention.block]
        verdict = weighed.verdict
        answer = self._meanings.answer(use.chosen, use.subject) if self._judges(use) else ""
        exception = weighed.exemption or weighed.ended
        judged = self._judges(use) and verdict is None
        known = self.engine.facts.subjects.get(use.subject)
        name = subject.name if subject is not None else ""
        span = block.span(claim.mention.start, claim.mention.end)
        start, end = claim.sentence.start, min(claim.sentence.end, claim.sentence.start + _LONGEST)
        from termcheck.checks.claim_finding import reasons

        if judged:
            verdict = self.engine.facts.judge(use.chosen, use.subject)
        return {
            "claim": number,
            "part": part,
            "term": claim.mention.term,
            "words": claim.wording,
            "reference": str(subject.reference) if subject is not None else "",
            "subject": use.subject,
            "subject_name": known.name if known is not None else name,
            "name": name,
            "kind": use.kind,
            "stance": str(claim.stance),
            "speaker": claim.speaker,
            "cue": claim.cue,
            "confidence": round(claim.confidence, 3),
            "outcome": _outcome(weighed),
            "definition": use.chosen,
            "answer": str(answer),
            "reason": reasons(verdict),
            "verified": verdict.confirmed if verdict is not None else None,
            "verdicts": self._meanings.verdicts(use.subject),
            "expected": "".join(context.instead(weighed)) if weighed.wrong else "",
            "exception": exception.id if exception is not None else "",
            "until": _iso(exception.until) if exception is not None else None,
            "meaning": meaning.definition,
            "meaning_basis": meaning.basis,
            "framing": meaning.framing,
            "quote": meaning.quote[:_LONGEST],
            "heading": document.blocks[block.section].text if block.section >= 0 else "",
            "sentence": block.text[start:end].strip(),
            "context": block.text[max(0, start - CONTEXT) : end + CONTEXT].strip(),
            **_place(document.source, span),
        }

    def _judges(self, use: SubjectClaim) -> bool:
        return bool(use.chosen and use.subject)


def look_at(task: Task, workshop: Workshop) -> Record:
    """Return the record of one task, for a process of a pool."""
    try:
        data = task.data if task.data is not None else read(task.path, workshop.limit)
    except OSError as error:
        return _unread({}, f"cannot be read: {(error.strerror or str(error)).lower()}")
    except TermcheckError as error:
        return _unread({}, error.reason)
    return _recorder(workshop, task.settings).record(task.shown, data, workshop.limit)


_recorders: dict[int, tuple[Workshop, Recorder]] = {}


def _recorder(workshop: Workshop, settings: int) -> Recorder:
    """Return the recorder of some settings: a process makes it once."""
    kept = _recorders.get(settings)
    if kept is None or kept[0] is not workshop:
        made = Recorder(workshop.engines[settings], workshop.options[settings])
        kept = _recorders[settings] = (workshop, made)
    return kept[1]


def _unread(document: Row, reason: str) -> Record:
    return Record({**document, "outcome": "unread", "reason": reason})


def _outcome(weighed: Weighed) -> str:
    from termcheck.reporters.claims import outcome_words

    return "allowed" if weighed.exemption is not None else outcome_words(weighed)


def _place(source: Source, span: Span) -> Row:
    return _located(Location.of(source, span), span)


def _located(place: Location | None, span: Span) -> Row:
    found: Row = {"start_byte": span.start, "end_byte": span.end}
    if place is not None:
        found.update(
            line=place.line,
            col=place.column,
            end_line=place.end_line,
            end_col=place.end_column,
        )
    return found


class _Sentences:
    """The sentences of a document, as readers see them."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def around(self, span: Span) -> str:
        """Return the sentence in which something starts, empty where that is none.

        Of a cell it is the row, as `yes` alone says nothing.
        """
        at = bisect_right(self._starts, span.start)
        for whole, block in reversed(self._blocks[:at]):
            if span.start < whole.end:
                if block.cell is not None:
                    return self.row(block)
                parts = (slice(*part) for part in sentences(block.text))
                return next(
                    (
                        block.text[part].strip()[:_LONGEST]
                        for part in parts
                        if span.start < block.span(part.start, part.stop).end
                    ),
                    "",
                )
        return ""

    def row(self, block: Block) -> str:
        """Return the cells of a block's row, its own alone where they are too long for that."""
        if block.cell is None:
            return ""
        row = self._rows[block.cell[:2]]
        return row if len(row) <= _LONGEST else block.text[:_LONGEST]

    @cached_property
    def _rows(self) -> dict[tuple[int, int], str]:
        """The rows of tables, none much longer than what is shown of them."""
        rows: dict[tuple[int, int], str] = {}
        for block in self._document.blocks:
            if block.cell is not None and block.text:
                before = rows.get(block.cell[:2])
                if before is None or len(before) <= _LONGEST:
                    text = block.text[: _LONGEST + 1]
                    rows[block.cell[:2]] = text if before is None else f"{before} | {text}"
        return rows

    @cached_property
    def _blocks(self) -> list[tuple[Span, Block]]:
        texts = [block for block in self._document.blocks if block.text]
        return sorted(
            ((block.span(0, len(block.text)), block) for block in texts),
            key=lambda found: found[0].start,
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [whole.start for whole, _block in self._blocks]


def _finding(finding: Finding, sentence: str) -> Row:
    from termcheck.checks.registry import BY_ID

    return {
        "check_id": finding.check,
        "of_meaning": BY_ID[finding.check].of_claims,
        "severity": finding.severity.label,
        "term": finding.term,
        "subject": finding.subject,
        "actual": finding.actual,
        "expected": list(finding.expected),
        "message": finding.message,
        "note": finding.note,
        "sentence": sentence,
        "fingerprint": finding.fingerprint,
        **_located(finding.location, finding.span),
    }


def _exception(claim: Row) -> Row:
    kept = ("term", "subject", "sentence", "exception", "until", "start_byte", "end_byte",
            "line", "col", "end_line", "end_col")  # fmt: skip
    name = claim["subject_name"] or claim["name"]
    return {
        **{column: claim[column] for column in kept},
        "check_id": "exception",
        "of_meaning": True,
        "severity": Severity.INFO.label,
        "actual": claim["words"],
        "expected": [],
        "message": f"`{claim['words']}` for {name} is allowed by `{claim['exception']}`",
        "note": claim["reason"],
    }


def _values(source: Source) -> dict[str, object]:
    """Return the front matter of a document that nothing else was read of."""
    if not source.data[source.text_start :].startswith((b"---", b"+++")):
        return {}
    from termcheck.core.source import Source as Text
    from termcheck.readers.frontmatter import read_front_matter

    head = Text(source.path, source.data[:_HEAD])
    return read_front_matter(head, frozenset()).values


def _front_matter(values: Any) -> Row:
    """Return what front matter says of title, people and days."""
    owners = next((some for key in _AUTHORS if (some := _people(values.get(key)))), [])
    day = next(
        (found for key in (*_CHANGED, *_PUBLISHED) if (found := day_of(values.get(key)))), None
    )
    title = values.get("title")
    row: Row = {"title": title} if isinstance(title, str) else {}
    if owners:
        row.update(owners=owners, owner_basis="front-matter")
    if day is not None:
        row.update(date=day, date_basis="front-matter")
    return row


def _people(value: object) -> list[str]:
    if isinstance(value, dict):
        value = value.get("name") or value.get("id") or ""
    if isinstance(value, list):
        return [person for part in value for person in _people(part)]
    return [value.strip()] if isinstance(value, str) and value.strip() else []


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _title(document: Document) -> str:
    return next((block.text for block in document.blocks if block.kind is Kind.HEADING), "")
