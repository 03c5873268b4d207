"""Looks ahead in a page for what closes something, without reading it again and again."""

from __future__ import annotations

LIMIT = 20_000
"""Bytes one template tag or code span may be long."""


class Ahead:
    """The bytes, and where each closing mark comes next: asked in order, never searched twice."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.tries = 100
        """How many unbalanced braces are looked into before giving up."""
        self._next: dict[bytes, int] = {}

    def next(self, what: bytes, at: int, limit: int = LIMIT) -> int:
        """Return where `what` comes next within `limit` bytes, -1 if it does not."""
        known = self._next.get(what, -1)
        if known < at:
            known = self.data.find(what, at)
            self._next[what] = known = known if known != -1 else len(self.data)
        return known if known < len(self.data) and known - at <= limit else -1
