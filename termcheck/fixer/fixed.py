"""A document with its fixes applied, kept only as far as the result holds."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from termcheck.finding import Finding, Fix, Safety
from termcheck.fixer.splice import splice
from termcheck.report import Examined
from termcheck.source import Source, Span

Examine = Callable[[Source], Examined]
"""Checks a text anew."""
Guard = Callable[[Source, Source], str]
"""Says why one text must not become another, empty if it may: grammar, say."""
GRAMMAR = "grammar"
"""Check of what LanguageTool finds."""
_PASSES = 4
"""How often the result is looked at again for what has become fixable."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A fix that was not applied, and why."""

    finding: Finding
    fix: Fix
    reason: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """What came of fixing a document."""

    before: Source
    after: Source
    """The same as `before` if nothing was applied."""
    applied: tuple[tuple[Finding, Fix], ...] = ()
    withheld: tuple[Withheld, ...] = ()
    left: tuple[Finding, ...] = ()
    """What is still found afterwards of what was to be fixed, at its place in `after`."""

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.after.data != self.before.data


def choose(finding: Finding, *, unsafe: bool = False) -> Fix | None:
    """Return the fix to apply for a finding: its first safe one, or with `unsafe` its first one.

    Never one that is only shown.
    """
    allowed = (Safety.SAFE, Safety.UNSAFE) if unsafe else (Safety.SAFE,)
    return next((one for one in finding.fixes if one.safety in allowed), None)


def fix_source(
    source: Source,
    examine: Examine,
    *,
    unsafe: bool = False,
    only: Collection[str] | None = None,
    guard: Guard | None = None,
) -> Fixed:
    """Return a document with the fixes of its findings applied.

    `only` are fingerprints of the findings to fix, all if left out. Only fixes stay in after which
    their finding is gone and no other one has come; the rest is withheld with its reason. What
    becomes fixable by a fix is fixed too, so that a second run changes nothing. Raises
    `ReaderError` if the document cannot be read.
    """
    seen = examine(source)
    now = source
    # Fingerprints change with the words around; what was not asked for is known by what it says.
    left_alone = Counter(
        _key(one) for one in seen.findings if only is not None and one.fingerprint not in only
    )
    applied: list[tuple[Finding, Fix]] = []
    withheld: dict[tuple[str, str, str], Withheld] = {}
    for _ in range(_PASSES):
        picks = [
            (finding, fix)
            for finding in seen.findings
            if (only is None or finding.fingerprint in only or _key(finding) not in left_alone)
            and (fix := choose(finding, unsafe=unsafe)) is not None
            and _key(finding) not in withheld
        ]
        picks = _apart(picks)
        if not picks:
            break
        step = _step(now, seen, picks, examine, guard)
        withheld |= {_key(one.finding): one for one in step.withheld}
        if not step.applied:
            if not step.withheld:
                break
            continue
        applied += step.applied
        now, seen = step.source, step.examined
    left = _beyond(seen.findings, left_alone)
    return Fixed(source, now, tuple(applied), tuple(withheld.values()), tuple(left))


def apply_fixes(
    source: Source,
    picks: Sequence[tuple[Finding, Fix]],
    examine: Examine,
    *,
    anyway: bool = False,
) -> Fixed:
    """Return a document with chosen fixes applied, of those whose result holds.

    If `anyway`, a fix stays in although something else is found after it: of several that only
    hold together, people choose one after the other.
    """
    step = _step(source, examine(source), _apart(picks), examine, None, anyway=anyway)
    return Fixed(
        source,
        step.source,
        tuple(step.applied),
        tuple(step.withheld),
        step.examined.findings,
    )


def new_findings(before: Examined, after: Examined) -> list[Finding]:
    """Return what is found after a change and was not found before, in order of the text."""
    return _beyond(after.findings, Counter(_key(one) for one in before.findings))


def _beyond(
    findings: Iterable[Finding], known: Mapping[tuple[str, str, str], int]
) -> list[Finding]:
    """Return the findings besides so many of each kind that are known."""
    expected = Counter(known)
    found = []
    for finding in findings:
        if expected[_key(finding)] > 0:
            expected[_key(finding)] -= 1
        else:
            found.append(finding)
    return found


@dataclass(frozen=True, slots=True)
class _Step:
    source: Source
    examined: Examined
    applied: list[tuple[Finding, Fix]]
    withheld: list[Withheld]


def _step(
    source: Source,
    seen: Examined,
    picks: Sequence[tuple[Finding, Fix]],
    examine: Examine,
    guard: Guard | None,
    *,
    anyway: bool = False,
) -> _Step:
    """Apply what holds: all in one go if that does, else each half by itself."""
    now, after, applied = _spliced(source, picks, examine)
    problem = _problem(seen, after, applied, anyway=anyway)
    problem = problem or (guard(source, now) if guard else "")
    if not problem:
        return _Step(now, after, applied, [])
    if len(picks) == 1:
        return _Step(source, seen, [], [Withheld(*picks[0], problem)])
    middle = len(picks) // 2
    # From the end, so that the places of the first half stay what they are.
    last = _step(source, seen, picks[middle:], examine, guard, anyway=anyway)
    first = _step(last.source, last.examined, picks[:middle], examine, guard, anyway=anyway)
    return _Step(
        first.source,
        first.examined,
        [*first.applied, *last.applied],
        [*first.withheld, *last.withheld],
    )


def _apart(picks: Sequence[tuple[Finding, Fix]]) -> list[tuple[Finding, Fix]]:
    """Return fixes that do not overlap, in order of the text.

    Of two that do, the one of the more severe finding stays: what is said counts for more than how
    it is spelled. Of findings of one severity, the first and longest.
    """
    found: list[tuple[Finding, Fix]] = []
    for pick in sorted(picks, key=_rank):
        at = bisect_right(found, pick[1].span.start, key=lambda one: one[1].span.start)
        clear = not at or found[at - 1][1].span.end <= pick[1].span.start
        if clear and (at == len(found) or pick[1].span.end <= found[at][1].span.start):
            found.insert(at, pick)
    return found


def _rank(pick: tuple[Finding, Fix]) -> tuple[int, int, int]:
    finding, fix = pick
    return -finding.severity, fix.span.start, -fix.span.end


def _spliced(
    source: Source, picks: Sequence[tuple[Finding, Fix]], examine: Examine
) -> tuple[Source, Examined, list[tuple[Finding, Fix]]]:
    done = splice(source.data, (fix for _, fix in picks))
    now = replace(source, data=done.data)
    taken = set(done.applied)
    return now, examine(now), [(finding, fix) for finding, fix in picks if fix in taken]


def _problem(
    before: Examined,
    after: Examined,
    applied: Sequence[tuple[Finding, Fix]],
    *,
    anyway: bool = False,
) -> str:
    """Return why a result does not hold, empty if it does."""
    fixed = Counter(_key(finding) for finding, _ in applied)
    stay = Counter(_key(one) for one in before.findings)
    stay.subtract(fixed)
    places = _places(before, applied)
    for finding in after.findings:
        key = _key(finding)
        if finding.check == GRAMMAR and not fixed[key]:
            # The guard weighs what LanguageTool says, which moves with the words around it.
            continue
        if stay[key] > 0:
            stay[key] -= 1
        elif _overlaps(finding.span, places.get(_saying(finding), ())):
            # Found there before; its message names words that another fix has changed.
            continue
        elif fixed[key]:
            return f"the result still has: {finding.message}"
        elif not anyway:
            return f"the result would have: {finding.message}"
    if len(after.problems) > len(before.problems):
        return f"the result would not be read: {after.problems[-1].message}"
    return ""


def _places(
    before: Examined, applied: Sequence[tuple[Finding, Fix]]
) -> dict[tuple[str, str, str], list[Span]]:
    """Return where the findings that were not fixed stand after the fixes, by what they say."""
    done = {_key(finding) for finding, _ in applied}
    fixes = sorted((fix for _, fix in applied), key=lambda one: one.span.start)
    starts = [one.span.start for one in fixes]
    grown = [len(one.text.encode()) - (one.span.end - one.span.start) for one in fixes]
    moved = [0, *itertools.accumulate(grown)]
    places: dict[tuple[str, str, str], list[Span]] = {}
    for finding in before.findings:
        start, end = finding.span
        first, last = bisect_right(starts, start), bisect_left(starts, end)
        if first and fixes[first - 1].span.end > start:
            first -= 1
        if first < last:
            if _key(finding) in done:
                continue
            # Anywhere in what was written in its place.
            start = min(start, fixes[first].span.start)
            end = max(end, fixes[last - 1].span.end)
        place = Span(start + moved[first], end + moved[last])
        places.setdefault(_saying(finding), []).append(place)
    return places


def _overlaps(span: Span, places: Sequence[Span]) -> bool:
    return any(span.start < place.end and place.start < span.end for place in places)


def _saying(finding: Finding) -> tuple[str, str, str]:
    return finding.check, finding.term, finding.subject


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.check, finding.term, finding.message
