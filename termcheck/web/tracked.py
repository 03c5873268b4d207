"""An edited text back in its Word file: edits as tracked changes, findings as comments."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate

from termcheck import Checker, Finding, Fix, Severity, Source, Span, UsageError

_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_COMPARED = 160_000
"""How many pairs of words, or of sentences, are compared one by one."""
_RUN = 200
"""Words of a sentence that does not end."""
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
    return Checker.annotate(source, _told(source, edits, findings, ignored), fix_safe=True).data


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
    offsets = list(accumulate((len(one.encode()) for one in left), initial=start))
    for a, b, c, d in _differences(left, right):
        if a == b:
            # Nothing stands there yet: the word beside it is written again.
            a, c = (a - 1, c - 1) if a else (a, c)
            b, d = (b, d) if b > a else (b + 1, d + 1)
        words = "".join(right[c:d])
        yield Fix(Span(offsets[a], offsets[b]), words, f"Replace with `{words}`")


def _differences(left: list[str], right: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where two lists differ, `left[a:b]` and `right[c:d]`, in order.

    What would take too long to compare item by item is compared by sentences, and what then still
    would is one difference: the time hardly grows faster than the lists.
    """
    head = _same(left, right)
    tail = _same(left[head:][::-1], right[head:][::-1])
    one, other = left[head : len(left) - tail], right[head : len(right) - tail]
    if not one and not other:
        return
    if len(one) * len(other) <= _COMPARED:
        yield from _unequal(one, other, head)
        return
    groups, others = _sentences(one), _sentences(other)
    if min(len(groups), len(others)) < 2 or len(groups) * len(others) > _COMPARED:
        yield head, head + len(one), head, head + len(other)
        return
    starts = list(accumulate(map(len, groups), initial=head))
    places = list(accumulate(map(len, others), initial=head))
    for a, b, c, d in _unequal(groups, others):
        first, second = starts[a], places[c]
        some, more = left[first : starts[b]], right[second : places[d]]
        if len(some) * len(more) > _COMPARED:
            yield first, starts[b], second, places[d]
            continue
        for i, j, k, m in _unequal(some, more):
            yield first + i, first + j, second + k, second + m


def _same(left: list[str], right: list[str]) -> int:
    """Return how many items two lists begin with that are the same."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(left), len(right)))


def _unequal(
    left: Sequence[object], right: Sequence[object], shift: int = 0
) -> Iterator[tuple[int, int, int, int]]:
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            yield a + shift, b + shift, c + shift, d + shift


def _sentences(tokens: list[str]) -> list[tuple[str, ...]]:
    """Return runs of tokens that end with a sentence, or are long."""
    groups: list[tuple[str, ...]] = []
    first = 0
    for at, token in enumerate(tokens, 1):
        if token in ".!?;" or at - first >= _RUN or at == len(tokens):
            groups.append(tuple(tokens[first:at]))
            first = at
    return groups


def _told(
    source: Source, edits: list[Fix], findings: Iterable[Finding], ignored: Collection[str]
) -> Iterator[Finding]:
    """Yield what becomes a comment: edits for the reason they were made, and the findings left."""
    reason: dict[Fix, Finding] = {}
    ends = [one.span.end for one in edits]
    for finding in findings:
        first = bisect_right(ends, finding.span.start)
        touching = []
        for index in range(first, len(edits)):
            edit = edits[index]
            if edit.span.start >= finding.span.end:
                break
            touching.append(edit)
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
