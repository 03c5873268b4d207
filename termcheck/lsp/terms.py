"""Terms under the cursor and in completion: what they mean, and where they are decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types
from pygls import uris

from termcheck import Finding, Span, Term
from termcheck.core.visible import is_web_address
from termcheck.lsp.places import Places
from termcheck.lsp.project import Checked

_PREFIX = re.compile(r"[^\W_][\w-]*\Z")
_SHORTEST = 2
"""Letters before anything is proposed."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def hover(checked: Checked, position: types.Position, encoding: str) -> types.Hover | None:
    """Return what is known at a position: findings with their facts, and the term's meaning."""
    places = Places(checked.source, encoding)
    offset = places.offset(position)
    parts = [
        _told(finding)
        for finding in checked.findings
        if finding.span.start <= offset <= finding.span.end
    ]
    spans = [
        finding.span
        for finding in checked.findings
        if finding.span.start <= offset <= finding.span.end
    ]
    for term, span in terms_at(checked, offset):
        parts.append(_meaning(term))
        spans.append(span)
    if not parts:
        return None
    text = "\n\n---\n\n".join(dict.fromkeys(parts))
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), places.range(spans[0]))


def _told(finding: Finding) -> str:
    lines = [f"**{_shown(finding.message)}**"]
    if finding.note:
        lines.append(_shown(finding.note))
    if finding.evidence:
        lines.append(
            "\n".join(_evidence(evidence.text, evidence.url) for evidence in finding.evidence)
        )
    lines += [
        f"See {related.path}:{related.line}: {_shown(related.text)}" for related in finding.related
    ]
    if finding.url.startswith("http"):
        lines.append(f"[Source]({finding.url})")
    return "\n\n".join(lines)


def _evidence(text: str, url: str) -> str:
    link = f" ([evidence]({url}))" if url.startswith("http") else ""
    return f"- {_shown(text)}{link}"


def _meaning(term: Term) -> str:
    lines = [f"**{_shown(term.term)}**"]
    lines += [_shown(text) for text in (term.meaning, term.why) if text]
    lines += [f"- {_shown(note)}" for note in term.notes]
    if term.url.startswith("http"):
        lines.append(f"[Source]({term.url})")
    return "\n\n".join(lines)


def _shown(text: str) -> str:
    """Return text that means itself in Markdown; `code` stays code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return _SPECIAL.sub(r"\\\1", text)
    return "`".join(
        part if number % 2 else _SPECIAL.sub(r"\\\1", part) for number, part in enumerate(parts)
    )


def terms_at(checked: Checked, offset: int) -> Iterator[tuple[Term, Span]]:
    """Yield the terms whose words cover a byte offset, with their span."""
    engine = checked.checker.engine
    if not engine.may_mention(checked.source.data):
        return
    document = checked.document
    for mention in engine.matcher.scan(document):
        span = document.blocks[mention.block].span(mention.start, mention.end)
        if span.start <= offset <= span.end:
            yield engine.glossary.terms[mention.term], span


def definitions(checked: Checked, position: types.Position, encoding: str) -> list[types.Location]:
    """Return where the terms at a position are decided: their entries in glossary files."""
    offset = Places(checked.source, encoding).offset(position)
    found = []
    for term, _ in terms_at(checked, offset):
        path = Path(term.path).resolve()
        if term.path and path.is_file():
            start = types.Position(max(0, term.line - 1), 0)
            uri = uris.from_fs_path(str(path)) or ""
            found.append(types.Location(uri, types.Range(start, start)))
    return found


def links(checked: Checked, encoding: str) -> list[types.DocumentLink]:
    """Return links from the words found to the pages that say why."""
    places = Places(checked.source, encoding)
    return [
        types.DocumentLink(
            places.range(finding.span), target=finding.url, tooltip="Why: the source"
        )
        for finding in checked.findings
        if is_web_address(finding.url)
    ]


def completions(
    checked: Checked, position: types.Position, encoding: str
) -> list[types.CompletionItem]:
    """Return preferred terms for the word before a position, also for words they replace."""
    places = Places(checked.source, encoding)
    offset = places.offset(position)
    start = checked.source.line_starts[min(position.line, len(checked.source.line_starts) - 1)]
    before = checked.source.data[start:offset].decode("utf-8")
    match = _PREFIX.search(before)
    if match is None or len(match.group()) < _SHORTEST:
        return []
    typed = match.group()
    where = places.range(Span(offset - len(typed.encode()), offset))
    return [
        types.CompletionItem(
            label=written if spelling == written else f"{written} (for {spelling})",
            kind=types.CompletionItemKind.Text,
            detail=term.id,
            documentation=types.MarkupContent(types.MarkupKind.Markdown, _meaning(term)),
            filter_text=spelling,
            text_edit=types.TextEdit(where, _capital(written, typed)),
        )
        for term in checked.checker.glossary.terms.values()
        for spelling, written in _spellings(term)
        if spelling.lower().startswith(typed.lower())
    ]


def _spellings(term: Term) -> Iterator[tuple[str, str]]:
    """Yield what may be typed and what is to be written for it."""
    yield term.term, term.term
    for form in (*term.deprecated, *term.superseded):
        if "{" not in form.form and len(form.instead) < 2:
            yield form.form, next(iter(form.instead), term.term)


def _capital(words: str, typed: str) -> str:
    opens = typed[:1].isupper() and words[:1].islower()
    return words[:1].upper() + words[1:] if opens else words
