"""Findings as LanguageTool tells them (HTTP API v2), for the editors that speak it.

<https://languagetool.org/http-api/> Positions count UTF-16 units. With a LanguageTool server
behind, its matches follow ours, without those about words that the glossary decides.
"""

from __future__ import annotations

import dataclasses
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from termcheck import (
    Check,
    Checker,
    Finding,
    Safety,
    Source,
    Span,
    UsageError,
    __version__,
)
from termcheck.core.visible import is_web_address, plain
from termcheck.web.held import Held
from termcheck.web.offsets import counted, utf16

LANGUAGES = (
    ("English", "en", "en"),
    ("English (US)", "en", "en-US"),
    ("English (GB)", "en", "en-GB"),
    ("English (Australian)", "en", "en-AU"),
    ("English (Canadian)", "en", "en-CA"),
    ("English (New Zealand)", "en", "en-NZ"),
    ("English (South African)", "en", "en-ZA"),
    ("German", "de", "de"),
    ("German (Germany)", "de", "de-DE"),
    ("German (Austria)", "de", "de-AT"),
    ("German (Swiss)", "de", "de-CH"),
    ("French", "fr", "fr"),
    ("Spanish", "es", "es"),
    ("Italian", "it", "it"),
    ("Dutch", "nl", "nl"),
    ("Portuguese", "pt", "pt"),
    ("Portuguese (Brazil)", "pt", "pt-BR"),
    ("Portuguese (Portugal)", "pt", "pt-PT"),
    ("Polish", "pl", "pl-PL"),
)
"""Name, code and long code of the languages that are offered: English is read, others are held to
names and forms."""
RULE = "TERMCHECK_"
"""How the ids of our rules begin; the id of the check follows."""
CATEGORY = "TERMCHECK"
_NAME = "text.txt"
_AROUND = 40
"""Characters before and after the words in `context`."""
_MOST = 5
"""Replacements of one match."""
_INCONSISTENT = frozenset({"inconsistent-claim", "mixed-terms"})
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…]+[\"”’)\]]*(?=\s)|(?=\n)|\Z)")
_KNOWN = frozenset(
    "text data language username apiKey dicts motherTongue preferredVariants enabledRules "
    "disabledRules enabledCategories disabledCategories enabledOnly level".split()
)
"""What is handed on to a server behind; clients send more, which says who they are."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of annotated text: where it is in the text that is read, and in the whole."""

    start: int
    end: int
    whole: int
    """Code points into text and markup together."""
    size: int
    markup: bool


class _Annotated:
    """Text with markup between, as it is read and as it is counted."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self.pieces: list[_Piece] = []
        read: list[str] = []
        whole: list[str] = []
        at = there = 0
        for text, markup, shown in _pieces(said):
            self.pieces.append(_Piece(at, at + len(shown), there, len(text), markup))
            read.append(shown)
            whole.append(text)
            at += len(shown)
            there += len(text)
        self.text = "".join(read)
        self.whole = "".join(whole)
        self.units, self.points = utf16(self.whole)
        self._starts = [piece.start for piece in self.pieces]

    def place(self, start: int, end: int) -> tuple[int, int, bool]:
        """Return a place of the text in the whole, and whether there is no markup in it."""
        first, last = self._piece(start), self._piece(max(start, end - 1))
        begin = self._whole(self.pieces[first], start)
        stop = self._whole(self.pieces[last], max(start, end - 1)) + (end > start)
        inside = self.pieces[first : last + 1]
        return begin, max(begin, stop), not any(piece.markup for piece in inside)

    def _piece(self, at: int) -> int:
        """Return which piece holds a character; empty ones hold none."""
        return max(0, bisect_right(self._starts, at) - 1)

    @staticmethod
    def _whole(piece: _Piece, at: int) -> int:
        if piece.markup:
            return piece.whole
        return piece.whole + min(at - piece.start, piece.size)


def _pieces(said: Mapping[str, str]) -> Iterator[tuple[str, bool, str]]:
    """Yield each part, whether it is markup, and how it is read. Raises `UsageError`."""
    if said.get("text") and said.get("data"):
        raise UsageError("`text` and `data` were both sent; send one of them")
    if "text" in said:
        yield said["text"], False, said["text"]
        return
    if "data" not in said:
        raise UsageError("neither `text` nor `data` was sent")
    try:
        data = json.loads(said["data"])
        if "text" in data:
            yield str(data["text"]), False, str(data["text"])
            return
        for piece in data["annotation"]:
            if "text" in piece:
                yield str(piece["text"]), False, str(piece["text"])
            else:
                yield str(piece["markup"]), True, str(piece.get("interpretAs", ""))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise UsageError('`data` has to be JSON such as {"annotation": [{"text": "…"}]}') from None


def check(held: Held, said: Mapping[str, str], url: str = "", seconds: float = 20.0) -> str:
    """Return the answer of `/v2/check` to what a client said.

    `url` is a LanguageTool server to ask too, within `seconds`. Raises `UsageError`.
    """
    annotated = _Annotated(said)
    wanted = said.get("language", "")
    if not wanted:
        raise UsageError("`language` is missing, such as `en-US` or `auto`")
    language = _language(wanted, said.get("preferredVariants", ""))
    read = language[1] if wanted != "auto" else ""
    # The server behind is asked as the client asked, not as the page does.
    config = held.config.with_grammar(False)
    if read and not config.language:
        config = dataclasses.replace(config, language=read)
    held = dataclasses.replace(held, config=config)
    source = Source(_NAME, annotated.text.encode("utf-8", "replace"))
    used = held.checker()
    examined = used.examine(source)
    chosen = _chosen(said)
    at = counted(source.data, "codepoint")
    matches = []
    spans: list[Span] = []
    checks = {check.id: check for check in used.checks}
    title = used.glossary.title or "Terminology"
    for finding in examined.findings:
        if chosen(f"{RULE}{_upper(finding.check)}", finding.check, finding.term):
            spans.append(finding.span)
            matches.append(_match(finding, checks[finding.check], title, at, annotated))
    answer = _frame(language, wanted == "auto")
    answer["matches"] = matches
    answer["sentenceRanges"] = _sentences(annotated)
    if url:
        _behind(answer, said, url, seconds, (used, source, spans), annotated)
    answer["matches"].sort(key=lambda match: match["offset"])
    return json.dumps(answer, ensure_ascii=False)


def words(held: Held) -> str:
    """Return the answer of `/v2/words`: what the glossary approves, one list of words."""
    known = held.checker().glossary.terms.values()
    found = {
        form for term in known for form in (term.term, *(other.form for other in term.admitted))
    }
    return json.dumps({"words": sorted(found, key=str.casefold)}, ensure_ascii=False)


def languages() -> list[dict[str, str]]:
    """Return the answer of `/v2/languages`."""
    return [{"name": name, "code": code, "longCode": long} for name, code, long in LANGUAGES]


def software() -> dict[str, Any]:
    """Return who answers, as `/v2/info` and every check say it."""
    return {
        "name": "termcheck",
        "version": __version__,
        "buildDate": "",
        "apiVersion": 1,
        "premium": False,
        "premiumHint": "",
        "status": "speaks LanguageTool's HTTP API; what it finds is decided by a glossary",
    }


def _frame(language: tuple[str, str, str], detected: bool) -> dict[str, Any]:
    name, _, code = language
    about = {"name": name, "code": code, "confidence": 0.99 if detected else 1.0, "source": ""}
    return {
        "software": software(),
        "warnings": {"incompleteResults": False},
        "language": {"name": name, "code": code, "detectedLanguage": about},
    }


def _language(wanted: str, variants: str) -> tuple[str, str, str]:
    """Return the language that is meant; raises `UsageError` for a code that is none."""
    asked = [wanted] if wanted != "auto" else [*variants.split(","), "en-US"]
    for code in filter(None, (language.strip() for language in asked)):
        for known in LANGUAGES:
            if code.lower() == known[2].lower():
                return known
        if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code):
            return code, code.split("-")[0].lower(), code
    raise UsageError(f"`{wanted[:40]}` is not the code of a language; see /v2/languages")


def _chosen(said: Mapping[str, str]) -> Callable[[str, str, str], bool]:
    """Return what tells whether a rule is wanted: by its id, its check's or its term's."""
    listed = {
        name: {part.strip() for part in said.get(name, "").split(",") if part.strip()}
        for name in ("enabledRules", "disabledRules", "enabledCategories", "disabledCategories")
    }
    only = said.get("enabledOnly", "") == "true"

    def wanted(rule: str, check: str, term: str) -> bool:
        names = {rule, check, term}
        if names & listed["disabledRules"] or CATEGORY in listed["disabledCategories"]:
            return False
        return not only or bool(
            names & listed["enabledRules"] or CATEGORY in listed["enabledCategories"]
        )

    return wanted


def _match(
    finding: Finding, check: Check, title: str, at: Callable[[int], int], annotated: _Annotated
) -> dict[str, Any]:
    fixes = [fix for fix in finding.fixes if fix.safety is not Safety.SHOWN]
    # What is replaced is what is marked: `a whitelist`, where `an allowlist` is to stand.
    span = fixes[0].span if fixes else finding.span
    start, end, clean = annotated.place(at(span.start), at(span.end))
    better = [fix.text for fix in fixes if fix.span == span][:_MOST] if clean else []
    note = f" {plain(finding.note)}" if finding.note else ""
    urls = [{"value": finding.url}] if is_web_address(finding.url) else []
    return {
        "message": f"{finding.headline}.{note}",
        "shortMessage": finding.headline,
        "replacements": [{"value": text} for text in better],
        **_located(annotated, start, end),
        "sentence": _sentence(annotated.text, at(span.start), at(span.end)),
        "type": {"typeName": "Hint" if finding.severity.label == "info" else "Other"},
        "rule": {
            "id": f"{RULE}{_upper(finding.check)}",
            "subId": finding.term,
            "description": check.summary,
            "issueType": "inconsistency" if finding.check in _INCONSISTENT else "terminology",
            "urls": urls,
            "category": {"id": CATEGORY, "name": title},
            "isPremium": False,
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }


def _upper(check: str) -> str:
    return check.upper().replace("-", "_")


def _located(annotated: _Annotated, start: int, end: int) -> dict[str, Any]:
    """Return where a match is, with what stands around it."""
    whole = annotated.whole
    first, last = max(0, start - _AROUND), min(len(whole), end + _AROUND)
    lead = "..." if first else ""
    trail = "..." if last < len(whole) else ""
    text = f"{lead}{whole[first:last]}{trail}".replace("\n", " ").replace("\t", " ")
    units = annotated.units
    length = units(end) - units(start)
    return {
        "offset": units(start),
        "length": length,
        "context": {
            "text": text,
            "offset": len(lead) + units(start) - units(first),
            "length": length,
        },
    }


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence a match stands in."""
    for match in _SENTENCE.finditer(text, text.rfind("\n", 0, start) + 1):
        if match.end() >= end:
            return match[0].strip()
    return text[start:end]


def _sentences(annotated: _Annotated) -> list[list[int]]:
    units = annotated.units
    return [
        [units(match.start()), units(match.end())]
        for match in _SENTENCE.finditer(annotated.whole)
        if match[0].strip()
    ]


def _behind(
    answer: dict[str, Any],
    said: Mapping[str, str],
    url: str,
    seconds: float,
    ours: tuple[Checker, Source, Sequence[Span]],
    annotated: _Annotated,
) -> None:
    """Add what the server behind says, where nothing of ours is said and no word is the glossary's.

    What it cannot be asked, or does not answer, is a warning: the answer is not whole then.
    """
    used, source, spans = ours
    form = {key: value for key, value in said.items() if key in _KNOWN}
    behind = used.ask_behind(source, url, form, seconds)
    if behind is None:
        answer["warnings"] = {"incompleteResults": True, "incompleteResultsReason": "no answer"}
        return
    if isinstance(behind.answer.get("language"), dict):
        answer["language"] = behind.answer["language"]
    at = counted(source.data, "codepoint")
    taken = [annotated.place(at(span.start), at(span.end))[:2] for span in spans]
    right = [annotated.place(at(span.start), at(span.end))[:2] for span in behind.protected]
    for raw, match in behind.matches:
        start, end = annotated.points(match.start), annotated.points(match.end)
        if any(a < end and start < b for a, b in taken):
            continue
        if behind.counts(match, annotated.whole[start:end], (start, end), right):
            answer["matches"].append(raw)
