"""Where words begin and end, in scripts with spaces and without, and text with accents apart."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
_Ranges = tuple[tuple[str, str], ...]
# Compared one by one: compiling a class of so many characters takes longer than most runs compare.
_NO_SPACES: _Ranges = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u2e80", "\u2fdf"),
    ("\u3005", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\uff66", "\uff9f"),
    ("\U00020000", "\U0003ffff"),
)
"""Thai, Lao, Burmese, Khmer, Han, Hiragana and Katakana: words are not parted."""
_HANGUL: _Ranges = (("\u1100", "\u11ff"), ("\u3130", "\u318f"), ("\uac00", "\ud7af"))
"""Words are parted, but what follows a noun is written to it."""
_OTHER_LETTERS: _Ranges = (("\u0590", "\u08ff"),)
"""Hebrew and Arabic, whose prefixes are written to foreign words."""


def is_bounded(text: str, start: int, end: int) -> bool:
    """Return whether `text[start:end]` stands there as whole words."""
    return _parts(text[start - 1 : start], text[start], before=True) and _parts(
        text[end : end + 1], text[end - 1], before=False
    )


_GOES_ON = re.compile(r"\w*(?:['-]\w+|\.\d+)*")


def end_of_word(text: str, start: int, end: int) -> int:
    """Return where the word ends that `text[start:end]` begins, 0 if it begins none.

    Hyphens, apostrophes and full stops of numbers are parts of it: `10.15`, `auto-scaling`.
    """
    if not _parts(text[start - 1 : start], text[start], before=True):
        return 0
    found = _GOES_ON.match(text, end)
    last = found.end() if found is not None else end
    return last if text[last - 1].isalnum() or text[last - 1] == "_" else 0


def begins_or_ends(text: str, start: int, end: int) -> bool:
    """Return whether `text[start:end]` is the first or the last part of one word of letters."""
    before, after = text[start - 1 : start], text[end : end + 1]
    begins = _parts(before, text[start], before=True)
    ends = _parts(after, text[end - 1], before=False)
    return begins is not ends and (after if begins else before).isalpha()


def _parts(beside: str, inner: str, *, before: bool) -> bool:
    """Return whether a word can end between a character beside it and its own."""
    if not beside:
        return True
    if not (beside.isalnum() or beside == "_"):
        return beside.isascii() or before or unicodedata.category(beside) not in ("Mn", "Mc")
    if beside.isascii() and inner.isascii():
        return False
    if _is_in(_NO_SPACES, beside) or _is_in(_NO_SPACES, inner):
        return True
    if _is_in(_HANGUL, beside):
        return not before or not _is_in(_HANGUL, inner)
    if _is_in(_HANGUL, inner):
        return True
    return _is_in(_OTHER_LETTERS, beside) is not _is_in(_OTHER_LETTERS, inner)


def _is_in(ranges: _Ranges, character: str) -> bool:
    return any(first <= character <= last for first, last in ranges)


class Composed:
    """A text with its accents joined to their letters, and the way back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._places: list[int] | None = None
        if text.isascii() or _MARKS.search(text) is None:
            return
        pieces: list[str] = []
        places: list[int] = []
        at = 0
        while at < len(text):
            end = at + 1
            while end < len(text) and _MARKS.match(text, end):
                end += 1
            piece = unicodedata.normalize("NFC", text[at:end]) if end > at + 1 else text[at]
            pieces.append(piece)
            # The letter stands for itself and for what composes with it.
            joined = end - at - len(piece)
            places += [at, *(at + joined + index for index in range(1, len(piece)))]
            at = end
        self.text = "".join(pieces)
        self._places = [*places, len(text)]

    def place(self, index: int) -> int:
        """Return where the character at an index stands in the text as it was."""
        return index if self._places is None else self._places[index]
