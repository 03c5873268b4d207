"""A passage in which names are looked for."""

from __future__ import annotations

import re

from termcheck.claims.names.key import Token, tokens

_URL = re.compile(r"(?:https?://|www\.)[^\s<>]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HUB = re.compile(r"(?<![\w./-])[A-Za-z0-9][\w.-]*/\Z")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")

REACH = 60
"""Code points before a name that are looked at."""


class NamePassage:
    """A block's text with the text around it; what is derived is made when it is asked for."""

    def __init__(self, text: str, context: str) -> None:
        self.text = text
        self.context = context
        self.tokens: list[Token] = tokens(text)
        self._urls = [m.span() for m in _URL.finditer(text)] if "." in text else []
        self._lower = ""
        self._words: frozenset[str] = frozenset()

    def has(self, phrase: str) -> bool:
        """Return whether a lower-case word or phrase stands in the passage or around it."""
        if not self._lower:
            self._lower = f"{self.text}\n{self.context}".lower()
            words = _WORD.findall(self._lower)
            self._words = frozenset(words) | frozenset(_LETTERS.findall(self._lower))
        if phrase.isalnum():
            return phrase in self._words
        at = self._lower.find(phrase)
        while at != -1:
            end = at + len(phrase)
            before, after = self._lower[max(0, at - 1) : at], self._lower[end : end + 1]
            if not before.isalnum() and not after.isalnum():
                return True
            at = self._lower.find(phrase, at + 1)
        return False

    def in_url(self, at: int) -> bool:
        """Return whether a place is within a bare URL or an e-mail address."""
        return any(start <= at < end for start, end in self._urls)

    def hub_start(self, start: int, end: int) -> int:
        """Return where the identifier `org/name` starts that a name with a number ends."""
        if start and self.text[start - 1] == "/" and any(map(str.isdigit, self.text[start:end])):
            found = _HUB.search(self.text, max(0, start - REACH), start)
            if found and not self.in_url(found.start()):
                return found.start()
        return start
