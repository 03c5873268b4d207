"""Makes the view of a source: masked, and from where its text starts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from termcheck.readers.view import Hide, Mask, View


def masked_view(data: bytes, start: int, masks: Sequence[Mask]) -> View:
    """Return a view of `data[start:]` with the masks covered."""
    return excerpt(cover(data, masks), [(start, len(data))], masks, data)


def excerpt(
    shown: bytes, ranges: Sequence[tuple[int, int]], masks: Sequence[Mask], source: bytes
) -> View:
    """Return a view of some ranges of a source, whose bytes are `shown` where masks cover it."""
    starts = [0]
    for first, last in ranges:
        starts.append(starts[-1] + last - first)
    deltas = [first - start for (first, _last), start in zip(ranges, starts, strict=False)]
    pieces = b"".join(shown[first:last] for first, last in ranges)
    return View(pieces, starts[: len(deltas)] or (0,), deltas or (0,), masks, source)


def cover(data: bytes, masks: Sequence[Mask]) -> bytes:
    """Return the bytes with every mask replaced by filler of the same length.

    What stands alone on its lines becomes blank; elsewhere an expression becomes a word, and what
    shows nothing becomes punctuation, so that emphasis next to it still works.
    """
    if not masks:
        return data
    out = bytearray(data)
    group: list[Mask] = []
    for mask in masks:
        if group and data[group[-1].end : mask.start].strip(b" \t"):
            _fill(out, data, group)
            group = []
        group.append(mask)
    _fill(out, data, group)
    return bytes(out)


_REST = re.compile(rb"[ \t]*(?:(?:\r\n|\n|\r)([ \t>]*<)?|\Z)")


def _fill(out: bytearray, data: bytes, group: list[Mask]) -> None:
    """Fill masks that stand side by side."""
    start, end = group[0].start, group[-1].end
    before = start
    while before and out[before - 1] in b" \t>":
        before -= 1
    rest = _REST.match(data, end)
    alone = rest is not None and (before == 0 or out[before - 1] in b"\r\n")
    if alone and rest is not None and not rest[1] and not _after_tag(out, before):
        for mask in group:
            out[mask.start : mask.end] = b" " * (mask.end - mask.start)
        return
    for mask in group:
        filler = b"," if mask.hide is Hide.NOTHING else b"x"
        out[mask.start : mask.end] = filler * (mask.end - mask.start)


def _after_tag(out: bytearray, start: int) -> bool:
    """Return whether the line before ends in a tag: there, a blank line would end the HTML."""
    before = bytes(out[max(0, start - 3) : start])
    return before.endswith((b"\n", b"\r")) and before.rstrip(b"\r\n").endswith(b">")


def lines_view(data: bytes, lines: Sequence[tuple[int, int]]) -> View:
    """Return the view of some lines of a source, each with a line break after it but the last."""
    starts, deltas, pieces = [], [], []
    size = 0
    for first, last in lines:
        starts.append(size)
        deltas.append(first - size)
        pieces.append(data[first:last])
        size += last - first + 1
    return View(b"\n".join(pieces), starts, deltas, (), data)


def joined(view: View, lines: list[tuple[int, int]]) -> View:
    """Return the view of some lines of another."""
    data = bytearray()
    starts: list[int] = []
    deltas: list[int] = []
    for start, end in lines:
        for first, last in view.runs(start, end):
            delta = view.at(first) - len(data)
            if not deltas or deltas[-1] != delta:
                starts.append(len(data))
                deltas.append(delta)
            data += view.data[first:last]
    return view.derive(bytes(data), starts, deltas)
