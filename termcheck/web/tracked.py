"""An edited text back in its Word file: edits as tracked changes, findings as comments."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from termcheck import Finding, Fix, Severity, Source, Span, UsageError
from termcheck.word.annotate import annotate

_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_BLANK = re.compile(r"\n\s*\n")


def text_of(source: Source) -> str:
    """Return the text of a Word file to edit: its paragraphs, with blank lines between."""
    return "\n\n".join(line for _start, line in _lines(source)) + "\n"


def tracked(
    source: Source, text: str, findings: Iterable[Finding], ignored: Collection[str] = ()
) -> bytes:
    """Return a Word file in which `text`, edited from `text_of` it, stands as tracked changes.

    What was found and not changed is a comment, except of the `ignored` fingerprints. Raises
    `UsageError` if paragraphs were added or taken out, which this cannot track.
    """
    before = list(_lines(source))
    after = [" ".join(one.split("\n")) for one in _BLANK.split(text.strip("\n")) if one.strip()]
    if len(before) != len(after):
        raise UsageError(
            "paragraphs were added, joined or taken out, which cannot go back into the Word file; "
            "copy the text instead"
        )
    edits = [
        edit
        for (start, old), new in zip(before, after, strict=True)
        for edit in _edits(start, old, new)
    ]
    return annotate(source, _told(source, edits, findings, ignored), fix_safe=True).data


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    """Yield where each paragraph that is not empty starts (bytes), and its text."""
    for number, start in enumerate(source.line_starts, 1):
        line = source.line_text(number)
        if line.strip():
            yield start, line


def _edits(start: int, old: str, new: str) -> Iterator[Fix]:
    if old == new or old.strip() == new.strip():
        return
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if a == b:
            # Nothing stands there yet: the word beside it is written again.
            a, c = (a - 1, c - 1) if a else (a, c)
            b, d = (b, d) if b > a else (b + 1, d + 1)
        first = start + len("".join(left[:a]).encode())
        last = first + len("".join(left[a:b]).encode())
        words = "".join(right[c:d])
        yield Fix(Span(first, last), words, f"Replace with `{words}`")


def _told(
    source: Source, edits: list[Fix], findings: Iterable[Finding], ignored: Collection[str]
) -> Iterator[Finding]:
    """Yield what becomes a comment: edits for the reason they were made, and the findings left."""
    reason: dict[Fix, Finding] = {}
    for finding in findings:
        touching = [one for one in edits if one.span.overlaps(finding.span)]
        for edit in touching:
            reason.setdefault(edit, finding)
        if not touching and finding.fingerprint not in ignored:
            yield replace(finding, fixes=())
    for edit in edits:
        made = reason.get(edit) or Finding(
            check="",
            term="",
            span=edit.span,
            actual=source.slice(edit.span),
            message="Changed while it was read",
            severity=Severity.INFO,
        )
        yield replace(made, span=edit.span, fixes=(edit,))
