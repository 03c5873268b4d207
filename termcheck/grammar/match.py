"""What LanguageTool says of one place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from typing import Any

MOST = 5
"""Replacements that are kept; LanguageTool may have dozens."""


@dataclass(frozen=True, slots=True)
class Match:
    """One match of one rule."""

    start: int
    """Code points into the passage; UTF-16 units into the whole text while it is being read."""
    end: int
    rule: str
    category: str
    kind: str
    """`grammar`, `misspelling`, `style`, `typographical`, …"""
    message: str
    replacements: tuple[str, ...]
    url: str = ""
    whole: bool = False
    """Whether it only counts in whole sentences, not in titles and cells."""

    def at(self, start: int, end: int) -> Match:
        """Return the match at another place."""
        return replace(self, start=start, end=end)


def of_answer(match: Mapping[str, Any]) -> Match:
    """Return a match of the server's JSON. Raises `KeyError`, `TypeError` or `ValueError`."""
    rule = match["rule"]
    urls = rule.get("urls") or [{}]
    start = int(match["offset"])
    return Match(
        start,
        start + int(match["length"]),
        str(rule["id"]),
        str(rule["category"]["id"]),
        str(rule.get("issueType", "")),
        str(match["message"]),
        tuple(str(replacement["value"]) for replacement in match["replacements"][:MOST]),
        str(urls[0].get("value", "")),
        bool(match.get("ignoreForIncompleteSentence", False)),
    )


def write(matches: tuple[Match, ...]) -> str:
    """Return matches as text, for the cache."""
    return json.dumps([astuple(match) for match in matches], ensure_ascii=False)


def read(text: str) -> tuple[Match, ...]:
    """Return what `write` has written. Raises `ValueError` or `TypeError` for anything else."""
    rows = json.loads(text)
    return tuple(
        Match(start, end, rule, category, kind, message, tuple(replacements), url, whole)
        for start, end, rule, category, kind, message, replacements, url, whole in rows
    )
