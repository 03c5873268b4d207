"""Short answers with their evidence: what each tool returns, as plain values.

Nothing is written, started or fetched; everything has an end, however much is asked.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from termcheck import (
    Check,
    Checker,
    Config,
    Finding,
    Safety,
    Severity,
    Source,
    UsageError,
)
from termcheck.core.visible import clean, plain

MOST_TEXT = 200_000
"""Characters of a text that is checked at once."""
MOST_FINDINGS = 20
MOST_SUBJECTS = 6
MOST_FORMS = 15
_LONG = 600
"""Characters of a reason."""
_FACTS = 4
_NAMES = {Severity.ERROR: "to change", Severity.WARNING: "to consider", Severity.INFO: "hint"}


class Tools:
    """The answers of one configuration. Safe to ask from several threads, one after another."""

    def __init__(self, config: Config) -> None:
        """Take what to check by; nothing of it is kept on disk."""
        self._checker = Checker(replace(config, cache=False, jobs=1))
        self._lock = threading.Lock()

    def check_text(self, text: str, name: str) -> dict[str, Any]:
        """Return what is wrong in a text, most severe first. Raises `UsageError`, `ReaderError`."""
        with self._lock:
            examined = self._checker.examine(self._source(text, name))
        found = sorted(examined.findings, key=lambda finding: (-finding.severity, finding.span))
        counts = {
            told: sum(finding.severity is severity for finding in found)
            for severity, told in _NAMES.items()
        }
        said = ", ".join(f"{count} {told}" for told, count in counts.items() if count)
        return {
            "verdict": said or "nothing to change",
            "findings": [_told(finding) for finding in found[:MOST_FINDINGS]],
            "not_shown": max(0, len(found) - MOST_FINDINGS),
            "hidden_by_comments": examined.suppressed,
            "not_read": [clean(problem.message) for problem in examined.problems]
            + [clean(notice) for notice in examined.notices],
        }

    def suggest(self, text: str, name: str, guess: bool) -> dict[str, Any]:
        """Return a text with its fixes, those that hold alone, and what is left."""
        with self._lock:
            done = self._checker.fix(self._source(text, name), unsafe=guess)
            left = self._checker.examine(done.after).findings
        return {
            "text": done.after.data.decode("utf-8-sig"),
            "changed": [
                {"instead_of": clean(finding.actual), "write": clean(fix.text)}
                for finding, fix in done.applied
            ][:MOST_FINDINGS],
            "left": [_told(finding) for finding in left[:MOST_FINDINGS]],
            "not_shown": max(0, len(left) - MOST_FINDINGS),
        }

    def explain_term(self, name: str) -> dict[str, Any]:
        """Return what a word means here, and what to write. Raises `UsageError` for none."""
        with self._lock:
            found = self._checker.explain(name)
        if isinstance(found, Check):
            return {"check": found.id, "finds": plain(found.summary), "why": plain(found.why)}
        return {
            "term": found.term,
            "means": plain(found.meaning),
            "why": plain(found.why),
            "also_right": _forms(found.admitted),
            "do_not_write": _forms((*found.deprecated, *found.superseded)),
            "examples": [
                {"wrong": example.bad, "right": example.good or example.ok}
                for example in found.examples[:_FACTS]
            ],
            "sources": list(found.sources[:_FACTS]),
            "decided_by": found.owner or self._checker.glossary.owner,
        }

    def look_up_subject(self, name: str) -> dict[str, Any]:
        """Return what is recorded of a product. Raises `UsageError` for none."""
        with self._lock:
            label = json.loads(self._checker.subjects.label(name, "json"))
            table = json.loads(self._checker.subjects.compare([name], (), "json", reasons=True))
        verdicts = table["subjects"][0]["verdicts"]
        return {
            "name": label["name"],
            "made_by": label["producer"],
            "kind": label["kind"],
            "parts": [
                {
                    key: ingredient[key]
                    for key in ("name", "availability", "licence", "url", "verified")
                }
                for ingredient in label["ingredients"]
            ],
            "definitions": [_verdict(verdict) for verdict in verdicts],
        }

    def compare(self, names: Sequence[str], definitions: Sequence[str]) -> str:
        """Return who meets what as a table in Markdown. Raises `UsageError`."""
        if not names:
            raise UsageError("name at least one product")
        if len(names) > MOST_SUBJECTS:
            raise UsageError(f"{len(names)} names were asked for, at most {MOST_SUBJECTS} at once")
        with self._lock:
            return self._checker.subjects.compare(names, definitions, "markdown")

    def glossary(self) -> str:
        """Return every term with what it means, as Markdown."""
        with self._lock:
            return self._checker.publisher.entries()

    def term(self, id: str) -> str:
        """Return one term as JSON. Raises `UsageError`."""
        return json.dumps(self.explain_term(id), ensure_ascii=False)

    def label(self, id: str) -> str:
        """Return the label of a subject as Markdown. Raises `UsageError`."""
        with self._lock:
            return self._checker.subjects.label(id, "markdown")

    @staticmethod
    def _source(text: str, name: str) -> Source:
        if len(text) > MOST_TEXT:
            raise UsageError(
                f"the text has {len(text):,} characters, at most {MOST_TEXT:,} are read at once; "
                "send it in parts"
            )
        return Source(name.replace("\\", "/").rpartition("/")[2][:100] or "draft.md", text.encode())


def _told(finding: Finding) -> dict[str, Any]:
    write = [fix.text for fix in finding.fixes if fix.safety is not Safety.SHOWN]
    return {
        "line": finding.line,
        "words": clean(finding.actual),
        "severity": _NAMES[finding.severity],
        "what": clean(finding.headline),
        "why": _short(plain(finding.note)),
        "write": [clean(text) for text in (write or finding.expected)[:2]],
        "evidence": [
            {"fact": _short(plain(fact.text)), "url": fact.url}
            for fact in finding.evidence[:_FACTS]
        ],
        "term": finding.term,
        "url": finding.url,
    }


def _forms(forms: Sequence[Any]) -> list[str]:
    return list(dict.fromkeys(form.form for form in forms))[:MOST_FORMS]


def _verdict(verdict: dict[str, Any]) -> dict[str, Any]:
    return {
        key: verdict[key] for key in ("definition", "answer", "reason", "url") if verdict.get(key)
    }


def _short(text: str) -> str:
    told = clean(text)
    return told if len(told) <= _LONG else f"{told[:_LONG].rpartition(' ')[0]} …"
