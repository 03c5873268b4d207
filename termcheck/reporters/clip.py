"""Long lines, cut to what can be read."""

from __future__ import annotations


def clip(line: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """Return a long line cut to `room` characters around `start:end`, and where those are then.

    What is left out is marked by `…`. A span too long for the room is cut at its end.
    """
    if len(line) <= room:
        return line, start, min(end, len(line))
    end = min(end, start + room - 2)
    low = max(0, min(start - (room - (end - start)) // 3, len(line) - room))
    high = low + room
    if end > high - (high < len(line)):
        high = end + 1
        low = max(0, high - room)
    before, after = ("…" if low else ""), ("…" if high < len(line) else "")
    cut = before + line[low + len(before) : high - len(after)] + after
    return cut, max(start - low, len(before)), max(end - low, len(before))
