"""A document with its fixes applied, kept only as far as the result holds."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from termcheck.core.finding import Finding, Fix
from termcheck.core.report import Examined
from termcheck.core.source import Source
from termcheck.fixer.compare import beyond, key_of, new_findings, problem_after
from termcheck.fixer.splice import splice

Examine = Callable[[Source], Examined]
"""Checks a text anew."""


class FixGuard(Protocol):
    """Weighs a change of a text: grammar, say."""

    @property
    def failure(self) -> str:
        """Why changes could not be weighed, as one line for people; empty if they were."""

    def __call__(self, before: Source, after: Source) -> str:
        """Return why one text must not become another, empty if it may."""


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
    new: tuple[Finding, ...] = ()
    """What is found after a change of words that a person made, and was not found before."""
    notice: str = ""
    """What people should know about how the fixes were weighed."""

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.after.data != self.before.data

    @property
    def encoded(self) -> bytes:
        """The result as its file is to have it, in its encoding and with its byte order mark.

        Raises `UsageError` for a file that is no text.
        """
        from termcheck.fixer.write import encoded

        return encoded(self.after)

    def write(self) -> None:
        """Write the result to the file of the document, in one step.

        Raises `UsageError`, with the file as it was, if it has changed since it was read or cannot
        be written.
        """
        from termcheck.fixer.write import write_file

        write_file(self.before.path, self.before, self.after)


def fix_source(
    source: Source,
    examine: Examine,
    *,
    unsafe: bool = False,
    only: Collection[str] | None = None,
    guard: FixGuard | None = None,
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
        key_of(finding)
        for finding in seen.findings
        if only is not None and finding.fingerprint not in only
    )
    applied: list[tuple[Finding, Fix]] = []
    withheld: dict[tuple[str, str, str], Withheld] = {}
    for _ in range(_PASSES):
        picks = [
            (finding, fix)
            for finding in seen.findings
            if (only is None or finding.fingerprint in only or key_of(finding) not in left_alone)
            and (fix := finding.best_fix(unsafe=unsafe)) is not None
            and key_of(finding) not in withheld
        ]
        picks = _apart(picks)
        if not picks:
            break
        step = _step(now, seen, picks, examine, guard)
        withheld |= {key_of(withheld.finding): withheld for withheld in step.withheld}
        if not step.applied:
            continue
        applied += step.applied
        now, seen = step.source, step.examined
    left = beyond(seen.findings, left_alone)
    notice = guard.failure if guard else ""
    return Fixed(source, now, tuple(applied), tuple(withheld.values()), tuple(left), notice=notice)


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


def change(source: Source, changes: Iterable[Fix], examine: Examine) -> Fixed:
    """Return a document with changes in it, whatever comes of them; those that overlap stay out."""
    before = examine(source)
    done = splice(source.data, changes)
    if done.data == source.data:
        return Fixed(source, source, left=before.findings)
    now = replace(source, data=done.data)
    after = examine(now)
    return Fixed(source, now, left=after.findings, new=tuple(new_findings(before, after)))


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
    guard: FixGuard | None,
    *,
    anyway: bool = False,
) -> _Step:
    """Apply what holds: all in one go if that does, else each half by itself."""
    now, after, applied = _spliced(source, picks, examine)
    problem = problem_after(seen, after, applied, anyway=anyway)
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
        at = bisect_right(found, pick[1].span.start, key=lambda pair: pair[1].span.start)
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
