"""Write the sheet of a subject: plain text or JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from termcheck.core.visible import indented, one_line, visible
from termcheck.facts.compare import cell_words, source_words
from termcheck.facts.provenance import BASIS_WORDS
from termcheck.facts.sheet import ComponentFact, Sheet, sheet_data
from termcheck.facts.subject import Subject
from termcheck.facts.verdict import Answer


def sheet_text(sheet: Sheet) -> str:
    """Return a sheet as plain text."""
    subject = sheet.subject
    blocks = [
        [f"{subject.name} ({subject.id})", *_head(sheet)],
        _block(
            "Components", [line for part in sheet.components for line in _component(sheet, part)]
        ),
        _block("Not recorded", [", ".join(sheet.unrecorded)] if sheet.unrecorded else []),
        _block("Properties", [f"{p.says} ({BASIS_WORDS[p.basis]})" for p in sheet.properties]),
        _block("Licences", _licence_lines(sheet)),
        _block("Versions", map(_version, sheet.members)),
        _block("Verdicts", _verdict_lines(sheet)),
        _block("Evidence", [*subject.addresses, *_verified(subject)]),
    ]
    return "\n".join("".join(_shown(line) + "\n" for line in block) for block in blocks if block)


def sheet_json(sheet: Sheet) -> str:
    """Return a sheet as JSON."""
    return indented(sheet_data(sheet))


SHEET: Mapping[str, Callable[[Sheet], str]] = {"table": sheet_text, "json": sheet_json}
"""Every format of a sheet by name."""


def _head(sheet: Sheet) -> list[str]:
    subject = sheet.subject
    about = [sheet.kind, subject.producer, str(subject.year or "")]
    lines = [", ".join(word for word in about if word)]
    names = [*subject.aliases, *subject.exact, *subject.labels]
    names = [name for name in names if name != subject.name]
    lines += [f"also written {', '.join(names)}"] if names else []
    return [*lines, *(line for line in (subject.note, subject.undetermined) if line)]


def _block(title: str, lines: Iterable[str]) -> list[str]:
    found = [f"  {line}" for line in lines]
    return [title, *found] if found else []


def _version(member: Subject) -> str:
    terms = f", {member.licence}" if member.licence else ""
    return f"{member.name}{terms} ({member.id})"


def _component(sheet: Sheet, part: ComponentFact) -> Iterator[str]:
    width = max(len(each.label) for each in sheet.components)
    says = ", ".join(word for word in (part.availability.value, part.licence) if word)
    how = "follows from another component" if part.implied else BASIS_WORDS[part.basis]
    day = f", {part.verified.isoformat()}" if part.verified and part.url else ""
    note = f"; {part.note}" if part.note else ""
    yield f"{part.label.ljust(width)}  {says} ({how}{day}){note}"
    quote = f'"{part.quote}"' if part.quote else ""
    if part.url or quote:
        yield f"{' ' * width}  {' '.join(word for word in (quote, part.url) if word)}"


def _licence_lines(sheet: Sheet) -> list[str]:
    lines, subject = [], sheet.subject
    for licence in sheet.licences:
        lines.append(" ".join(word for word in (licence.label, licence.url) if word))
        if licence is sheet.whole:
            day = f", {subject.verified.isoformat()}" if subject.verified and subject.url else ""
            quote = f'"{subject.quote}"' if subject.quote else ""
            told = (quote, subject.url, f"({BASIS_WORDS[subject.basis]}{day})")
            lines.append(f"  {' '.join(word for word in told if word)}")
        lines += [f"  {limit.text}" for limit in licence.restrictions]
        lines += [f"  {word}" for word in (licence.unread, licence.varies) if word]
    return lines


def _verdict_lines(sheet: Sheet) -> list[str]:
    lines = []
    width = max((len(verdict.definition) for verdict in sheet.verdicts), default=0)
    for verdict in sheet.verdicts:
        source = source_words(verdict)
        told = f"{cell_words(verdict)}, {source}" if verdict.ruling else cell_words(verdict)
        lines.append(f"{verdict.definition.ljust(width)}  {told}")
        lines.append(f"{' ' * width}  {verdict.reason}")
        if verdict.answer is Answer.MET and verdict.unjudged and not verdict.ruling:
            titles = "; ".join(each.title for each in verdict.unjudged)
            lines.append(f"{' ' * width}  not judged: {titles}")
    return lines


def _verified(subject: Subject) -> list[str]:
    return [f"last checked {subject.verified.isoformat()}"] if subject.verified else []


def _shown(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    return indent + visible(one_line(line))
