"""Translations in gettext's PO: what is shown to people, in the language of the file.

That is each translation; in a template, or where nothing is translated, the text of the program.
Obsolete entries, contexts and comments are no prose. Format:
https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from termcheck.core.document import Document, Kind
from termcheck.core.source import Source, Span
from termcheck.readers.builder import Builder
from termcheck.readers.reading import Reading
from termcheck.readers.runs import Run
from termcheck.readers.strings import mark_placeholders

_LINE = re.compile(
    rb"[ \t]*(?:(?P<word>msgctxt|msgid_plural|msgid|msgstr)(?:\[\d{1,3}\])?)?[ \t]*"
    rb'"(?P<text>(?:[^"\\]|\\.)*)"[ \t]*\Z'
)
_ESCAPE = re.compile(rb"(\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.))")
_SIMPLE = {b"\\n": " ", b"\\t": " ", b"\\r": " ", b'\\"': '"', b"\\\\": "\\"}
_LANGUAGE = re.compile(r"(?:^|\s)Language:\s*([A-Za-z]{2,3}(?:[_-][A-Za-z]{2,4})?)")


@dataclass(slots=True)
class _Entry:
    """The strings of one entry: for each, the spans of its lines."""

    texts: list[tuple[bytes, list[Span]]] = field(default_factory=list)


def read(source: Source, _reading: Reading) -> Document:
    """Return the texts of a file; lines that are none are told."""
    entries: list[_Entry] = []
    problems: list[tuple[Span, str]] = []
    entry = _Entry()
    at = source.text_start
    data = source.data
    for line in data[at:].splitlines(keepends=True):
        start, at = at, at + len(line)
        text = line.rstrip(b"\r\n")
        if not text.strip() or text.lstrip().startswith(b"#"):
            if entry.texts and entry.texts[-1][0] == b"msgstr":
                entries.append(entry)
                entry = _Entry()
            continue
        found = _LINE.match(text)
        if found is None or (not found["word"] and not entry.texts):
            if not problems:
                problems.append((Span(start, start + len(text)), "no line of a PO file"))
            continue
        if found["word"] in (b"msgid", b"msgctxt") and any(w == b"msgstr" for w, _ in entry.texts):
            entries.append(entry)
            entry = _Entry()
        if found["word"]:
            entry.texts.append((found["word"], []))
        entry.texts[-1][1].append(Span(start + found.start("text"), start + found.end("text")))
    entries.append(entry)
    return _document(source, entries, tuple(problems))


def _document(
    source: Source, entries: list[_Entry], problems: tuple[tuple[Span, str], ...]
) -> Document:
    builder = Builder()
    language = ""
    found = []
    for entry in entries:
        strings = {
            word: [_run(source, s) for w, s in entry.texts if w == word] for word, _ in entry.texts
        }
        identity = strings.get(b"msgid", [])
        translated = [run for run in strings.get(b"msgstr", ()) if run]
        if identity and not identity[0]:
            head = "".join(translated[0].parts) if translated else ""
            told = _LANGUAGE.search(head)
            language = told[1].replace("_", "-") if told else ""
            continue
        found.append((translated, [*identity, *strings.get(b"msgid_plural", ())]))
    is_template = not any(translated for translated, _ in found)
    for translated, original in found:
        for run in original if is_template else translated:
            mark_placeholders(run)
            builder.place(Kind.PARAGRAPH, "", run)
    language = "" if is_template else language
    return Document(source, tuple(builder.finish()), language=language, problems=problems)


def _run(source: Source, lines: list[Span]) -> Run:
    """Return a string, its lines joined and its escapes written out."""
    run = Run()
    for line in lines:
        at = line.start
        for index, piece in enumerate(_ESCAPE.split(source.data[line.start : line.end])):
            end = at + len(piece)
            if index % 2:
                text = _SIMPLE.get(piece, "")
                if text == " ":
                    run.space(at, end)
                else:
                    run.add(text, at, end, verbatim=False)
            else:
                run.add(piece.decode("utf-8", "replace"), at, end)
            at = end
    return run
