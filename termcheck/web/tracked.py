"""An edited text back in its Word file: edits as tracked changes, findings as comments."""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate

from termcheck import Checker, Finding, Fix, Safety, Severity, Source, Span

_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_WORD = re.compile(r"\w+")
_COMPARED = 160_000
"""How many pairs of words, or of sentences, are compared one by one."""
_PAIRED = 10_000
"""How many pairs of paragraphs are compared by their words."""
_ALIKE = 0.3
"""The share of words two paragraphs have in common, at least, when one came of the other."""
_RUN = 200
"""Words of a sentence that does not end."""
_READ = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels"
    r"|word/(?:_rels/)?(?:document|styles|footnotes|endnotes|header|footer)\d*\.xml(?:\.rels)?"
)
"""The parts of a Word file that are read."""
AUTHOR = "termcheck"
_Key = tuple[str, str, str, str, int]
_Line = tuple[int | None, str, tuple[Fix, ...]]
ReadSource = Callable[[str, bytes], Source]


def text_of(source: Source) -> str:
    """Return the text of a Word file to edit: its paragraphs, with blank lines between."""
    return "\n\n".join(line for _start, line in _lines(source)) + "\n"


def skeleton(source: Source) -> bytes:
    """Return a Word file without its pictures and whatever else is not needed to read it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source.origin)) as full,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bare,
    ):
        for name in full.namelist():
            if _READ.fullmatch(name):
                bare.writestr(name, full.read(name))
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Edited:
    """A Word file with an edited text in it, to be read, and where its characters stand there."""

    data: bytes
    source: Source
    starts: tuple[tuple[int, int, int], ...]
    """Of each paragraph: where it starts in `source` and in the text (bytes), and how long it is
    there."""

    def place(self, span: Span) -> Span | None:
        """Return a place of `source` in the text (bytes), None if it is in no paragraph of it."""
        at = bisect_right(self.starts, (span.start, 1 << 60, 0)) - 1
        if at < 0:
            return None
        there, here, length = self.starts[at]
        start, end = span.start - there, span.end - there
        return Span(here + start, here + end) if 0 <= start <= end <= length else None


def edited(source: Source, text: str, read: ReadSource) -> Edited:
    """Return a Word file in which `text`, edited from `text_of` it, stands without any tracking.

    So an edited text is read as the document it comes from: with its tables, lists and headings.
    Raises `ReaderError`.
    """
    before = list(_lines(source))
    numbers = [number for number, line in enumerate(source_lines(source)) if line.strip()]
    lines: list[_Line] = []
    here = _paragraphs(text)
    for old, new in aligned([line for _, line in before], [line for _, line in here]):
        if new is None:
            continue
        words = _flat(here[new][1])
        if old is None:
            lines.append((None, words, ()))
        else:
            lines.append((numbers[old], words, tuple(_edits(*before[old], words))))
    made = Checker.rewrite(source, lines)
    now = read(source.path, made.data)
    there = [start for start, _ in _lines(now)]
    sizes = [(start, len(line.encode())) for start, line in here]
    starts = tuple(
        (start, *sizes[number]) for start, number in zip(there, made.order, strict=False)
    )
    return Edited(made.data, now, starts)


def tracked(
    source: Source,
    text: str,
    findings: Callable[[Source], Sequence[Finding]],
    ignored: Mapping[str, str],
    left: Callable[[], Sequence[Finding]],
    read: ReadSource,
) -> bytes:
    """Return a Word file in which `text`, edited from `text_of` it, stands as tracked changes.

    What was found and not changed is a comment; of `ignored` fingerprints (of findings of the
    edited text, which `left` returns) only where there is a reason, which it tells. `findings` are
    those of a Word file. Raises `ReaderError`.
    """
    before = [line for _, line in _lines(source)]
    after = [paragraph for _, paragraph in _paragraphs(text)]
    pairs = aligned(before, after)
    if any(old is None or new is None for old, new in pairs):
        numbers = [number for number, line in enumerate(source_lines(source)) if line.strip()]
        lines: list[_Line] = [
            (None if old is None else numbers[old], _flat(after[new]), ())
            for old, new in pairs
            if new is not None
        ]
        made = Checker.rewrite(source, lines, author=AUTHOR)
        source = read(source.path, made.data)
        after = [after[number] for number in made.order]
    edits = [
        edit
        for (start, old), new in zip(_lines(source), after, strict=False)
        for edit in _edits(start, old, _flat(new))
    ]
    decided = _decisions(left(), ignored)
    told = _told(source, edits, findings(source), decided)
    return Checker.annotate(source, told, fix_safe=True).data


def source_lines(source: Source) -> list[str]:
    """Return the paragraphs of a Word file, empty ones too."""
    return [source.line_text(number) for number in range(1, len(source.line_starts) + 1)]


def aligned(before: Sequence[str], after: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Return which paragraph became which, in the order of `after`, None for what came or went."""
    found: list[tuple[int | None, int | None]] = []
    matcher = SequenceMatcher(
        None, [line.strip() for line in before], [_flat(line).strip() for line in after], False
    )
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal" or b - a == d - c:
            found += zip(range(a, b), range(c, d), strict=True)
        else:
            found += _nearest(before[a:b], after[c:d], a, c)
    return found


def _nearest(
    before: Sequence[str], after: Sequence[str], first: int, second: int
) -> Iterator[tuple[int | None, int | None]]:
    """Yield the pairs, in order, whose words are most alike altogether."""
    if len(before) * len(after) > _PAIRED:
        kept = min(len(before), len(after))
        yield from zip(range(first, first + kept), range(second, second + kept), strict=True)
        yield from ((number, None) for number in range(first + kept, first + len(before)))
        yield from ((None, number) for number in range(second + kept, second + len(after)))
        return
    words = [[Counter(_WORD.findall(line.lower())) for line in some] for some in (before, after)]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    alike = [[_likeness(word, other) for other in words[1]] for word in words[0]]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike[i][j])
    i = j = 0
    while i < len(before) or j < len(after):
        if (
            i < len(before)
            and j < len(after)
            and alike[i][j] > 0
            and best[i][j] == (best[i + 1][j + 1] + alike[i][j])
        ):
            yield first + i, second + j
            i, j = i + 1, j + 1
        elif j < len(after) and (i == len(before) or best[i][j] == best[i][j + 1]):
            yield None, second + j
            j += 1
        else:
            yield first + i, None
            i += 1


def _likeness(counts: Counter[str], other: Counter[str]) -> float:
    """Return how many words of two paragraphs are the same, 0 where hardly any is."""
    most = max(counts.total(), other.total())
    share = (counts & other).total() / most if most else 0.0
    return share if share >= _ALIKE else 0.0


def _paragraphs(text: str) -> list[tuple[int, str]]:
    """Return where each paragraph of an edited text starts (bytes), and what it is."""
    found = []
    at = start = 0
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            start = start if lines else at
            lines.append(line)
        elif lines:
            found.append((start, "\n".join(lines)))
            lines = []
        at += len(line.encode()) + 1
    return found


def _flat(paragraph: str) -> str:
    return " ".join(paragraph.split("\n"))


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
    offsets = list(accumulate((len(line.encode()) for line in left), initial=start))
    for a, b, c, d in _differences(left, right):
        gone, words = "".join(left[a:b]), "".join(right[c:d])
        # A space that stays may be a break or a tab.
        head = _same(list(gone), list(words)) if gone.isspace() else 0
        tail = _same(list(gone[head:][::-1]), list(words[head:][::-1])) if gone.isspace() else 0
        span = Span(
            offsets[a] + len(gone[:head].encode()),
            offsets[b] - len(gone[len(gone) - tail :].encode()),
        )
        words = words[head : len(words) - tail]
        yield Fix(span, words, f"Replace with `{words}`" if words else "Leave it out")


def _differences(left: list[str], right: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where two lists differ, `left[a:b]` and `right[c:d]`, in order.

    What would take too long to compare item by item is compared by sentences, and what then still
    would is one difference: the time hardly grows faster than the lists.
    """
    head = _same(left, right)
    tail = _same(left[head:][::-1], right[head:][::-1])
    mine, other = left[head : len(left) - tail], right[head : len(right) - tail]
    if not mine and not other:
        return
    if len(mine) * len(other) <= _COMPARED:
        yield from _unequal(mine, other, head)
        return
    groups, others = _sentences(mine), _sentences(other)
    if min(len(groups), len(others)) < 2 or len(groups) * len(others) > _COMPARED:
        yield head, head + len(mine), head, head + len(other)
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
    return next((at for at, (mine, other) in pairs if mine != other), min(len(left), len(right)))


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


def _decisions(left: Sequence[Finding], ignored: Mapping[str, str]) -> dict[_Key, str]:
    """Return the reasons of ignored findings by what they are about, whatever stands beside them.

    Which one of the same in the text it is counts too.
    """
    if not ignored:
        return {}
    found: dict[_Key, str] = {}
    for key, finding in _keyed(left):
        if finding.fingerprint in ignored:
            found[key] = ignored[finding.fingerprint]
    return found


def _keyed(findings: Iterable[Finding]) -> Iterator[tuple[_Key, Finding]]:
    seen: Counter[tuple[str, str, str, str]] = Counter()
    for finding in findings:
        same = (finding.check, finding.term, finding.actual, finding.subject)
        yield (*same, seen[same]), finding
        seen[same] += 1


def _told(
    source: Source,
    edits: list[Fix],
    findings: Iterable[Finding],
    decided: Mapping[_Key, str],
) -> Iterator[Finding]:
    """Yield what becomes a comment: edits for the reason they were made, and the findings left."""
    reason: dict[Fix, Finding] = {}
    ends = [fix.span.end for fix in edits]
    left = []
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
        if not touching:
            left.append(finding)
    for key, finding in _keyed(left):
        # Told, but not made: whoever edited the text did not take it.
        fixes = tuple(replace(fix, safety=Safety.UNSAFE) for fix in finding.fixes)
        if key not in decided:
            yield replace(finding, fixes=fixes)
        elif decided[key]:
            yield replace(finding, fixes=(), note=f"Left as it is: {decided[key]}")
    for edit in edits:
        made = reason.get(edit) or Finding(
            check="",
            term="",
            span=edit.span,
            actual=source.slice(edit.span),
            message=f"Write `{edit.text}` here" if edit.text.strip() else "Leave this out",
            severity=Severity.INFO,
        )
        yield replace(made, span=edit.span, fixes=(edit,))
