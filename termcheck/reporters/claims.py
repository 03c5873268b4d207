"""Write what a document claims of whom: a table, and JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from termcheck.checks.claim_finding import ClaimContext, reasons
from termcheck.checks.weighing import Weighed
from termcheck.claims.claim import Reference, SubjectRef
from termcheck.reporters.text import clean, one_line, visible

_HEADS = ("Place", "Words", "Said of", "Stance", "Verdict", "Decided by")


def claims_text(contexts: Sequence[ClaimContext]) -> str:
    """Return the claims of documents as a table in plain text, one claim a line."""
    lines: list[tuple[str, ...]] = [_HEADS]
    for context in contexts:
        lines += [_row(context, one) for one in context.weighed]
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
    data = [_data(context, one) for context in contexts for one in context.weighed]
    return clean(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


CLAIMS: Mapping[str, Callable[[Sequence[ClaimContext]], str]] = {
    "table": claims_text,
    "json": claims_json,
}
"""Every format of claims by name."""


def _row(context: ClaimContext, one: Weighed) -> tuple[str, ...]:
    claim = one.claim
    line, column = _place(context, one)
    cues = [claim.subject_cue, *([f"“{claim.stance_cue}”"] if claim.stance_cue else [])]
    verdict = str(one.outcome)
    if one.exemption is not None:
        verdict += f" (allowed: {one.exemption.id})"
    cells = (
        f"{context.document.source.path}:{line}:{column}",
        claim.mention.text,
        "; ".join(map(said_of, claim.subjects)) or "nobody",
        str(claim.stance),
        verdict,
        ", ".join(cue for cue in cues if cue),
    )
    return tuple(visible(one_line(cell)) for cell in cells)


def said_of(subject: SubjectRef) -> str:
    """Return one subject in a few words: its name, or which kind of unnamed thing it is."""
    if subject.reference is Reference.NAMED:
        known = "" if subject.subject_ids else " (not recorded)"
        return f"{subject.name}{known}"
    words = {
        Reference.GENERIC: "a class",
        Reference.OWN: "the writer's own",
        Reference.MADE: "what a maker makes",
        Reference.OTHER: "something else",
    }[subject.reference]
    return f"{words}: {subject.name}" if subject.name else words


def _place(context: ClaimContext, one: Weighed) -> tuple[int, int]:
    mention = one.claim.mention
    span = context.document.blocks[mention.block].span(mention.start, mention.end)
    return context.document.source.point(span.start)


def _data(context: ClaimContext, one: Weighed) -> dict[str, object]:
    claim = one.claim
    line, column = _place(context, one)
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
                "verdict": str(weighed.outcome),
                "reason": reasons(weighed.verdict),
            }
            for subject, weighed in zip(claim.subjects, one.each or (one,), strict=False)
        ],
        "subject_cue": claim.subject_cue,
        "stance": str(claim.stance),
        "stance_cue": claim.stance_cue,
        "verdict": str(one.outcome),
        "subject": one.subject_id,
        "definition": one.verdict.definition if one.verdict is not None else "",
        "reason": reasons(one.verdict),
        "exemption": one.exemption.id if one.exemption is not None else "",
    }
