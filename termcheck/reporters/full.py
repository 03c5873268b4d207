"""The terminal format for people: the line, the words in it, why, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from termcheck.core.finding import Finding, Fix, Safety, Severity
from termcheck.core.report import FileResult, Report, count
from termcheck.core.visible import one_line, plural, visible
from termcheck.reporters.clip import clip
from termcheck.reporters.options import RenderOptions
from termcheck.reporters.paint import Paint, cells, wrap
from termcheck.reporters.place import place
from termcheck.reporters.summary import counted, summary

_TAB = "    "


@dataclass(frozen=True, slots=True)
class _Glyphs:
    top: str
    bar: str
    branch: str
    last: str
    rule: str


_UNICODE = _Glyphs("╭─", "│", "├─", "╰─", "─")
_ASCII = _Glyphs("-->", "|", "=", "=", "-")


def render(report: Report, options: RenderOptions) -> str:
    """Return all findings grouped by file, what could not be read, and the summary."""
    return "".join(f"{line}\n" for line in _Full(options).lines(report))


class _Full:
    def __init__(self, options: RenderOptions) -> None:
        self.paint = Paint(options.color)
        self.glyphs = _ASCII if options.ascii else _UNICODE
        self.width = max(40, options.width)

    def lines(self, report: Report) -> Iterator[str]:
        for result in report.files:
            if result.findings:
                yield from self.file(result)
        for problem in report.problems:
            error = self.paint.severity(Severity.ERROR)
            yield f"{error}  {self.paint.message(visible(one_line(str(problem))))}"
            yield ""
        yield self.closing(report)
        in_word, unsafe = report.fixable_in_word, report.fixable_unsafely
        safe = report.fixable - in_word
        more = f", {unsafe:,} more with --unsafe" if unsafe else ""
        for number, command, rest in (
            (safe, "termcheck fix", more),
            (0 if safe else unsafe, "termcheck fix --unsafe", ""),
            (in_word, "termcheck annotate --fix-safe", ""),
        ):
            if number:
                told = f"{plural(number, 'finding')} can be corrected"
                yield f"{told}: {self.paint.good(command)}{rest}"

    def closing(self, report: Report) -> str:
        line = summary(report)
        if not report.total and not report.problems:
            return self.paint.good(line)
        return self.paint.path(line)

    def file(self, result: FileResult) -> Iterator[str]:
        path = visible(one_line(result.path))
        counts = counted(count(result.findings))
        room = max(3, self.width - cells(path) - len(counts) - 2)
        rule = self.paint.dim(self.glyphs.rule * room)
        yield f"{self.paint.path(path)} {rule} {self.paint.dim(counts)}"
        yield ""
        for finding in result.findings:
            yield from self.finding(finding)
            yield ""

    def finding(self, finding: Finding) -> Iterator[str]:
        paint, glyphs, where = self.paint, self.glyphs, place(finding)
        message = paint.message(visible(one_line(finding.message)))
        yield f"{paint.severity(finding.severity)}  {message}"

        gutter = " " * max(3, len(str(where.line)) + 1)
        path = visible(one_line(finding.path))
        ids = " ".join(visible(one_line(name)) for name in (finding.check, finding.term) if name)
        at = f"{path}:{where.line}:{where.column}"
        yield f"{gutter}{paint.dim(f'{glyphs.top} {at}')}  {paint.dim(ids)}"
        yield from self.excerpt(finding, gutter)

        facts = list(self.facts(finding))
        if facts:
            yield gutter + paint.dim(glyphs.bar)
        for index, (label, text) in enumerate(facts):
            last = index == len(facts) - 1
            head = paint.dim(glyphs.last if last else glyphs.branch)
            lead = gutter + head + " "
            room = self.width - len(gutter) - len(label) - len(glyphs.last) - 3
            first, *rest = wrap(text, room)
            yield f"{lead}{paint.label(f'{label}:')} {self.words(label, first)}"
            bar = " " if last else paint.dim(glyphs.bar)
            indent = " " * (len(glyphs.last) + len(label) + 2)
            for line in rest:
                yield f"{gutter}{bar}{indent}{self.words(label, line)}"

    def excerpt(self, finding: Finding, gutter: str) -> Iterator[str]:
        """Yield the source line and the carets under the words found."""
        paint, where = self.paint, place(finding)
        line = where.source_line
        start = where.column - 1
        more = where.end_line > where.line
        end = len(line) if more else max(start, where.end_column - 1)
        room = self.width - len(gutter) - 2
        line, start, end = clip(line, start, end, room)
        wide = cells(self.shown(line))
        if wide > room:
            line, start, end = clip(line, start, end, max(10, room * len(line) // wide))
        parts = [self.shown(part) for part in (line[:start], line[start:end], line[end:])]
        number = f"{where.line:>{len(gutter) - 1}} "
        bar = paint.dim(self.glyphs.bar)
        source = parts[0] + paint.marked(finding.severity, parts[1]) + parts[2]
        yield f"{paint.dim(number)}{bar} {source}".rstrip()
        carets = "^" * max(1, cells(parts[1]))
        under = paint.marked(finding.severity, carets)
        tail = paint.dim(f" to line {where.end_line}") if more else ""
        yield f"{gutter}{bar} {' ' * cells(parts[0])}{under}{tail}"

    def shown(self, text: str) -> str:
        text = visible(text.replace("\t", _TAB).replace("\n", " "))
        if self.glyphs is _ASCII and not text.isascii():
            # What such a terminal does not have is one question mark there, however wide it was.
            text = "".join(char if cells(char) == 1 else "?" for char in text)
        return text

    def facts(self, finding: Finding) -> Iterator[tuple[str, str]]:
        """Yield the labelled lines below the excerpt, one line each."""
        if finding.note:
            yield "why", _flat(finding.note)
        for fact in finding.evidence:
            yield "fact", _flat(f"{fact.text} ({fact.url})" if fact.url else fact.text)
        for other in finding.related:
            yield "also", _flat(f"{other.path}:{other.line}:{other.column} {other.text}")
        for fix in finding.fixes:
            yield "help", _flat(help_text(fix))
        if finding.url:
            yield "see", _flat(finding.url)

    def words(self, label: str, text: str) -> str:
        return self.paint.link(text) if label == "see" else self.paint.message(text)


def help_text(fix: Fix) -> str:
    """Return what a fix does: ``replace with `allowlist` (unsafe)``."""
    title = fix.action
    title = title[:1].lower() + title[1:]
    return title if fix.safety is Safety.SAFE else f"{title} ({fix.safety.value})"


def _flat(text: str) -> str:
    return visible(one_line(text))
