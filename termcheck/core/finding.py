"""What the reader is told, and what can be done about it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from termcheck.core.source import Source, Span
from termcheck.core.visible import clean, plain


class Severity(IntEnum):
    """How much a finding matters; ordered, so that thresholds compare."""

    OFF = 0
    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The name in messages, configuration and JSON: lower case."""
        return self.name.lower()

    @classmethod
    def parse(cls, name: str) -> Severity:
        """Return the severity called `name`; raises `KeyError` for another word."""
        return cls[name.upper()]


class Safety(StrEnum):
    """What may be done with a fix without asking (after ruff's applicability)."""

    SAFE = "safe"
    """Applied by `termcheck fix`: the words were found as they stand and the sentence holds."""
    UNSAFE = "unsafe"
    """Applied only when asked for: inflection, case or grammar was guessed."""
    SHOWN = "shown"
    """Never applied: a person has to write the sentence."""


_TITLES: dict[str, Callable[[str, str], str]] = {
    "contradicted-claim": lambda words, about: f"{words} is not true of {about or 'this'}",
    "unsupported-claim": lambda words, about: (
        f"Nothing on record shows that {about or 'this'} is {words}"
    ),
    "ambiguous-term": lambda words, _: f"{words} means different things to different readers",
    "conflated-terms": lambda words, _: f"{words} mixes two things up",
    "stale-evidence": lambda words, about: f"What is known of {about or words} is old",
    "inconsistent-claim": lambda words, about: (
        f"{about or 'This'} is {words} here and something else elsewhere"
    ),
    "unknown-subject": lambda words, _: f"Nothing is recorded of {words}",
    "mixed-terms": lambda words, _: f"{words} is written in another way elsewhere",
    "unused-suppression": lambda _, __: "This comment hides nothing any more",
    "suppression-without-reason": lambda _, __: "This comment does not say why",
}
"""By check; of the words as they stand, quoted, and of whom a claim is about."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement of the source bytes in `span` by `text`."""

    span: Span
    text: str
    title: str
    """The action, in the imperative: ``Replace with `allowlist` ``."""
    safety: Safety = Safety.SAFE

    @property
    def action(self) -> str:
        """What it does, in the imperative, also where it has no title."""
        if self.title:
            return self.title
        return f"Replace with `{self.text}`" if self.text else "Delete these words"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact a finding rests on, with the page that shows it."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place a finding speaks of (`inconsistent-claim`, `mixed-terms`)."""

    path: str
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Location:
    """Where a finding is, for people and formats; computed once, when findings are settled.

    Lines and columns are 1-based, ends exclusive; columns count code points, `byte_*` UTF-8 bytes.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    byte_column: int
    byte_end_column: int
    source_line: str
    """The text of the first line, for display."""

    @classmethod
    def of(cls, source: Source, span: Span) -> Location:
        """Return the location of a span of `source`."""
        start, end = source.point(span.start), source.point(span.end)
        return cls(
            start.line,
            start.column,
            end.line,
            end.column,
            source.byte_column(span.start),
            source.byte_column(span.end),
            source.line_text(start.line),
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a writer should know about one place of one document.

    Checks fill everything but `path` and `location`, which are stamped when findings are settled,
    as is the final `severity`.
    """

    check: str
    """Id of the check: `avoided-term`, `contradicted-claim`."""
    term: str
    """Id of the glossary term, or an empty string for findings about suppressions."""
    span: Span
    actual: str
    """The words as the reader sees them; equal to the source bytes when `verbatim`."""
    message: str
    """One line, no full stop: ``Unexpected OBSERVED, expected WANTED``."""
    severity: Severity
    note: str = ""
    """The advice: why, and what would be true."""
    url: str = ""
    fixes: tuple[Fix, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    related: tuple[Related, ...] = ()
    subject: str = ""
    """Id of the subject a claim is about, for claim checks."""
    expected: tuple[str, ...] = ()
    """The wanted words, best first."""
    verbatim: bool = True
    """Whether the source bytes of `span` are exactly `actual` (no markup or entity inside)."""
    path: str = ""
    location: Location | None = None
    fingerprint: str = ""
    """Stable across moved lines: a hash of check, term, words, neighbouring words and ordinal."""
    topic: str = ""
    """What it is about, recorded or not: findings of one check, term and topic in a document ask
    one question and are told as one. Empty for those that stand alone, and once told."""
    about: str = ""
    """How the message names what a claim is about: `BLOOM`, `Llama 3.1 and Phi-4`."""

    def best_fix(self, *, unsafe: bool = False) -> Fix | None:
        """Return the fix to apply: the first safe one, or with `unsafe` the first of all.

        Never one that is only shown.
        """
        allowed = (Safety.SAFE, Safety.UNSAFE) if unsafe else (Safety.SAFE,)
        return next((fix for fix in self.fixes if fix.safety in allowed), None)

    @property
    def headline(self) -> str:
        """What is wrong, in a sentence for readers who know the words and not termcheck.

        Without a full stop and marks of code. The page for drafts, its sign-off and the comments
        in Word files say it so.
        """
        words = f"“{' '.join(self.actual.split())}”"
        title = _TITLES.get(self.check)
        if title is not None:
            return clean(title(words, self.about))
        if self.expected and self.actual:
            better = self.expected[0]
            if any(fix.safety is not Safety.SHOWN for fix in self.fixes):
                return clean(f"Write “{better}” instead of {words}")
            # What there is no fix for is described, and not the words to write.
            return clean(f"Instead of {words}: {better[:1].lower()}{better[1:]}")
        return plain(self.message)

    @property
    def line(self) -> int:
        """1-based line, 0 before the finding is settled."""
        return self.location.line if self.location else 0

    @property
    def column(self) -> int:
        """1-based column in code points, 0 before the finding is settled."""
        return self.location.column if self.location else 0


@dataclass(frozen=True, slots=True)
class Usage:
    """One use of something that must be the same everywhere in a run."""

    check: str
    group: str
    """What must be consistent: a term, a subject."""
    value: str
    """How it is written or what is said of it here."""
    finding: Finding
    """What to report about this place if other places disagree."""
    against: tuple[str, ...] = ()
    """Values of the same group that cannot stand beside this one; symmetric."""


def fingerprint(*parts: str) -> str:
    """Return a short stable hash of the parts that identify a finding."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()
