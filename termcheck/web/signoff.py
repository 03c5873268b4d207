"""The page to print or send when a draft is done: is it ready, what is open, who left what and why.

Its words are those of the page for drafts, in the language that shows; what a remark says is in
English and in the words of the glossary. As HTML it needs nothing from elsewhere and runs
nothing; as Markdown it goes into a mail or a ticket.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from termcheck import Finding, Report, Safety, Severity
from termcheck.core.html import self_contained
from termcheck.core.visible import clean, plain
from termcheck.web.language import Language

_TEXTS = (".txt", ".text", ".docx")
"""Ends of names of drafts in which no sign is one of a format."""
_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|\{/\*.*?\*/\}|</?[a-zA-Z][^<>]*>", re.DOTALL)
_SIGNS = re.compile(
    r"^[ \t>]*(?:#{1,6}|[-*+]|\d+[.)])[ \t]+|\*\*|__|~~|[`*]|!?\[(?=[^\[\]]*(?:\]\(|$))"
    r"|\](?:\([^()\s]*\)|\[[^\[\]]*\])"
)
_AROUND = 50
"""Characters shown before and after the words a remark is about."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it is signed off."""

    name: str
    text: bytes
    report: Report
    findings: tuple[Finding, ...]
    """Places are those in `text`."""
    decisions: Mapping[str, str]
    """Why findings were left as they are, by fingerprint; empty where nobody said."""
    by: str = ""
    note: str = ""
    commented: tuple[tuple[str, str], ...] = ()
    """What comments in the draft say was left: its words, and why."""
    language: Language = field(default_factory=Language)
    """Of the page."""

    @property
    def open(self) -> list[Finding]:
        """What nobody decided about."""
        return [finding for finding in self.findings if finding.fingerprint not in self.decisions]

    @property
    def left(self) -> list[Finding]:
        """What was left as it is."""
        return [finding for finding in self.findings if finding.fingerprint in self.decisions]

    @property
    def ready(self) -> bool:
        """Whether nothing has to be changed."""
        wrong = any(finding.severity is Severity.ERROR for finding in self.open)
        return not self.report.problems and not wrong


def verdict(draft: Draft) -> str:
    """Return in a few words how a draft stands: `Ready`, `3 to change, 1 to consider`."""
    gettext = draft.language.gettext
    if draft.report.problems:
        return gettext("Not checked: it could not be read")
    ngettext = draft.language.ngettext
    wrong, odd, known = (
        sum(finding.severity is severity for finding in draft.open)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    )
    counts = (
        ngettext("{number} to change", "{number} to change", wrong) if wrong else "",
        ngettext("{number} to consider", "{number} to consider", odd) if odd else "",
        ngettext("{number} good to know", "{number} good to know", known) if known else "",
    )
    told = ", ".join(filter(None, counts))
    if draft.ready:
        return gettext("Ready ({remarks})", remarks=told) if told else gettext("Ready")
    return told


def markdown(draft: Draft, when: datetime.date) -> str:
    """Return the sign-off as Markdown."""
    lines = [f"# {_marked(_title(draft))}", "", f"**{verdict(draft)}**", ""]
    lines += [f"- {name}: {_marked(told)}" for name, told in _about(draft, when)]
    if draft.note:
        lines += ["", *(f"> {_marked(line)}" for line in draft.note.splitlines())]
    for title, groups in _sections(draft):
        lines += ["", f"## {title}"]
        for name, finding, places in groups:
            lines += ["", f"### {_marked(name)}", ""]
            lines += [f"{_marked(told)}\\" for told in _why(finding, draft.language)][:-1]
            lines += [_marked(told) for told in _why(finding, draft.language)][-1:]
            lines += ["", *(f"- {_place(place, draft.language)}" for place in places)]
    if draft.commented:
        lines += ["", f"## {_commented(draft)}", ""]
        lines += [
            f"- {_marked(words)}\\\n  {_marked(_reason(why, draft.language))}"
            for words, why in draft.commented
        ]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def html(draft: Draft, when: datetime.date) -> str:
    """Return the sign-off as an HTML page."""
    return self_contained(
        "web/signoff",
        title=_title(draft),
        verdict=verdict(draft),
        about=list(_about(draft, when)),
        draft=draft,
        sections=list(_sections(draft)),
        commented=_commented(draft),
        reason=lambda why: _reason(why, draft.language),
        why=lambda finding: _why(finding, draft.language),
        **draft.language.for_templates(),
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    """One place a remark is about, as it is read."""

    before: str
    words: str
    after: str
    reason: str | None
    """Why it was left, empty where nobody said; None where it is open."""


def _title(draft: Draft) -> str:
    return draft.language.gettext("Review of {name}", name=clean(draft.name))


def _about(draft: Draft, when: datetime.date) -> Iterable[tuple[str, str]]:
    gettext, ngettext = draft.language.gettext, draft.language.ngettext
    yield gettext("Checked"), draft.language.date(when)
    if draft.by:
        yield gettext("By"), draft.by
    report = draft.report
    if report.glossary:
        yield gettext("Held to"), f"{report.glossary} {report.glossary_version}".strip()
    yield gettext("Length"), ngettext("{number} word", "{number} words", _length(draft))
    if report.suppressed:
        told = ngettext(
            "{number} remark, by comments in the draft",
            "{number} remarks, by comments in the draft",
            report.suppressed,
        )
        yield gettext("Hidden"), told
    for problem in report.problems:
        yield gettext("Problem"), plain(problem.message)


def _sections(
    draft: Draft,
) -> Iterable[tuple[str, list[tuple[str, Finding, list[_Shown]]]]]:
    gettext = draft.language.gettext
    names = {
        Severity.ERROR: gettext("To change"),
        Severity.WARNING: gettext("To consider"),
        Severity.INFO: gettext("Good to know"),
    }
    for severity, name in names.items():
        some = [finding for finding in draft.open if finding.severity is severity]
        if some:
            yield f"{name} ({len(some)})", _groups(draft, some)
    if draft.left:
        left = gettext("Left as it is")
        yield f"{left} ({len(draft.left)})", _groups(draft, draft.left)


def _commented(draft: Draft) -> str:
    return draft.language.gettext("Left as it is, by comments in the draft")


def _reason(why: str, language: Language) -> str:
    gettext = language.gettext
    return gettext("Reason: {reason}", reason=why or gettext("no reason given"))


def _length(draft: Draft) -> int:
    """Return how many words are read."""
    text = draft.text.decode("utf-8", "replace")
    read = text if draft.name.lower().endswith(_TEXTS) else _MARKUP.sub(" ", text)
    return sum(any(map(str.isalnum, word)) for word in read.split())


def _groups(draft: Draft, some: Sequence[Finding]) -> list[tuple[str, Finding, list[_Shown]]]:
    found: dict[str, tuple[Finding, list[_Shown]]] = {}
    for finding in some:
        found.setdefault(finding.headline, (finding, []))[1].append(_shown(draft, finding))
    return [(name, finding, places) for name, (finding, places) in found.items()]


def _shown(draft: Draft, finding: Finding) -> _Shown:
    text = draft.text
    first = max(text.rfind(b"\n", 0, finding.span.start) + 1, finding.span.start - 4 * _AROUND)
    newline = text.find(b"\n", finding.span.end)
    last = min(newline if newline >= 0 else len(text), finding.span.end + 4 * _AROUND)
    before, words, after = (
        _read(text[a:b].decode("utf-8", "ignore"), draft)
        for a, b in ((first, finding.span.start), finding.span, (finding.span.end, last))
    )
    if len(before) > _AROUND:
        before = f"…{before[-_AROUND:].partition(' ')[2]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0]}…"
    return _Shown(
        clean(before), clean(words), clean(after), draft.decisions.get(finding.fingerprint)
    )


def _read(text: str, draft: Draft) -> str:
    """Return a part of a draft as it is read, on one line."""
    if not draft.name.lower().endswith(_TEXTS):
        text = _SIGNS.sub("", _MARKUP.sub(" ", text))
        # Bars stand between the cells of a table.
        text = re.sub(r"^\s*\||\|\s*$", "", text).replace("|", "·")
    return re.sub(r"\s+", " ", text)


def _why(finding: Finding, language: Language) -> list[str]:
    """Return the reason, and what to write."""
    told = [plain(finding.note)] if finding.note else []
    better = [fix.text for fix in finding.fixes if fix.safety is not Safety.SHOWN][:1]
    shown = [plain(fix.title) for fix in finding.fixes if fix.safety is Safety.SHOWN][:1]
    told += [
        language.gettext("Write: {words}", words=words)
        for words in better
        if words not in finding.headline
    ] or shown
    return [clean(character) for character in told]


def _place(place: _Shown, language: Language) -> str:
    told = f"{_marked(place.before)}**{_marked(place.words)}**{_marked(place.after)}".strip()
    if place.reason is None:
        return told
    return f"{told}\\\n  {_marked(_reason(place.reason, language))}"


def _marked(text: str) -> str:
    """Return text in which nothing is a sign of Markdown or HTML."""
    return re.sub(r"([\\`*_\[\]<>|#&~])", r"\\\1", re.sub(r"\s+", " ", text))
