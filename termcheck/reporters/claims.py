"""Write what a document claims of whom: a table, and JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from termcheck.checks.claim_finding import ClaimContext, reasons
from termcheck.checks.weighing import Outcome, Weighed
from termcheck.claims.claim import DecidedBy, Reference, SubjectRef
from termcheck.core.visible import indented, one_line, visible
from termcheck.glossary.mention import Mention

_NOT_READ = "not read"
_HEADS = ("Place", "Words", "Said of", "Stance", "Verdict", "Sure", "Decided by")


def claims_text(contexts: Sequence[ClaimContext]) -> str:
    """Return the claims of documents as a table in plain text, a line for each subject."""
    lines: list[tuple[str, ...]] = [_HEADS]
    for context in contexts:
        for read in _in_order(context):
            lines += _rows(context, read) if isinstance(read, Weighed) else [_unread(context, read)]
    if len(lines) == 1:
        return "no claims\n"
    widths = [max(len(line[i]) for line in lines) for i in range(len(_HEADS))]
    ruled = [lines[0], tuple("-" * width for width in widths), *lines[1:]]
    return "".join(
        "  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in ruled
    )


def claims_json(contexts: Sequence[ClaimContext]) -> str:
    """Return the claims of documents as JSON: a list, with the reason of each verdict."""
    data = [
        _data(context, read) if isinstance(read, Weighed) else _unread_data(context, read)
        for context in contexts
        for read in _in_order(context)
    ]
    return indented(data)


CLAIMS: Mapping[str, Callable[[Sequence[ClaimContext]], str]] = {
    "table": claims_text,
    "json": claims_json,
}
"""Every format of claims by name."""


def _in_order(context: ClaimContext) -> list[Weighed | Mention]:
    """Return claims and mentions that nobody read in the order of the text."""
    return sorted([*context.weighed, *context.unread], key=_start)


def _start(read: Weighed | Mention) -> tuple[int, int]:
    mention = read.claim.mention if isinstance(read, Weighed) else read
    return mention.block, mention.start


def _unread(context: ClaimContext, mention: Mention) -> tuple[str, ...]:
    """Return the row of a mention in another language than the one that is read."""
    line, column = _place(context, mention)
    place = f"{context.document.source.path}:{line}:{column}"
    why = f"not in the language that is read ({context.language})"
    return tuple(
        visible(one_line(cell)) for cell in (place, mention.text, "", "", _NOT_READ, "", why)
    )


def _unread_data(context: ClaimContext, mention: Mention) -> dict[str, object]:
    line, column = _place(context, mention)
    return {
        "path": context.document.source.path,
        "line": line,
        "column": column,
        "term": mention.term,
        "actual": mention.text,
        "subjects": [],
        "stance": "",
        "verdict": _NOT_READ,
        "reason": f"not in the language that is read ({context.language})",
    }


def _rows(context: ClaimContext, weighed: Weighed) -> list[tuple[str, ...]]:
    claim = weighed.claim
    line, column = _place(context, weighed.claim.mention)
    cues = ["" if claim.found is DecidedBy.READING else str(claim.found)]
    cues += [f"“{claim.cue}”"] if claim.cue else []
    cues += [f"said by {claim.speaker}"] if claim.speaker else []
    place = f"{context.document.source.path}:{line}:{column}"
    decided = ", ".join(cue for cue in cues if cue)
    each = [(said_of(subject), _verdict(weighed, other)) for subject, other in _each(weighed)]
    rows = []
    for at, (subject, verdict) in enumerate(each or [("nobody", outcome_words(weighed))]):
        if at == 0:
            sure = f"{claim.confidence:.0%}"
            cells = (place, claim.wording, subject, str(claim.stance), verdict, sure, decided)
        else:
            # What holds of the whole claim is said once.
            cells = ("", "", subject, "", verdict, "", "")
        rows.append(tuple(visible(one_line(cell)) for cell in cells))
    return rows


def _each(weighed: Weighed) -> list[tuple[SubjectRef, Weighed]]:
    """Return each subject of a claim with what comes of it."""
    if weighed.each:
        return list(zip(weighed.claim.subjects, weighed.each, strict=True))
    return [(subject, weighed) for subject in weighed.claim.subjects]


def _verdict(claim: Weighed, weighed: Weighed) -> str:
    """Return what comes of one subject of a claim, as far as the whole claim does not decide."""
    if claim.outcome is Outcome.CONFLATED:
        return str(claim.outcome)
    if claim.exemption is not None and weighed.subject is claim.subject:
        return f"{claim.outcome} (allowed: {claim.exemption.id})"
    return outcome_words(weighed)


def outcome_words(weighed: Weighed) -> str:
    """Return what comes of a claim in a word or two; what nobody judged is not `ok`."""
    return str(weighed.outcome) if weighed.judged else "not judged"


def said_of(subject: SubjectRef) -> str:
    """Return one subject in a few words: its name, or which kind of unnamed thing it is."""
    if subject.reference is Reference.NAMED:
        known = "" if subject.subject_ids else " (not recorded)"
        return f"{subject.name}{known}"
    words = {
        Reference.GENERIC: "a class",
        Reference.OWN: "the writer's own",
        Reference.MADE: "what a maker makes",
        Reference.UNNAMED: "a maker's, unnamed",
        Reference.OTHER: "something else",
    }[subject.reference]
    return f"{words}: {subject.name}" if subject.name else words


def _place(context: ClaimContext, mention: Mention) -> tuple[int, int]:
    span = context.document.blocks[mention.block].span(mention.start, mention.end)
    return context.document.source.point(span.start)


def _data(context: ClaimContext, judged: Weighed) -> dict[str, object]:
    claim = judged.claim
    line, column = _place(context, judged.claim.mention)
    sentence = context.document.blocks[claim.mention.block].text[
        claim.sentence.start : claim.sentence.end
    ]
    return {
        "path": context.document.source.path,
        "line": line,
        "column": column,
        "term": claim.mention.term,
        "actual": claim.mention.text,
        "sentence": sentence,
        "subjects": [
            {
                "reference": str(subject.reference),
                "name": subject.name,
                "kind": subject.kind,
                "ids": list(subject.subject_ids),
                "verdict": outcome_words(weighed),
                "reason": reasons(weighed.verdict),
            }
            for subject, weighed in _each(judged)
        ],
        "found": str(claim.found),
        "stance": str(claim.stance),
        "cue": claim.cue,
        "speaker": claim.speaker,
        "confidence": round(claim.confidence, 3),
        "verdict": outcome_words(judged),
        "subject": judged.subject_id,
        "definition": judged.verdict.definition if judged.verdict is not None else "",
        "reason": reasons(judged.verdict),
        "exemption": judged.exemption.id if judged.exemption is not None else "",
    }
