"""Words in a row, as a message gives them."""

from __future__ import annotations

from collections.abc import Iterable


def alternatives(words: Iterable[str]) -> str:
    """Return words to choose from, each once: `` `a`, `b` or `c` ``."""
    ticked = [f"`{word}`" for word in dict.fromkeys(words)]
    if len(ticked) < 2:
        return "".join(ticked)
    return ", ".join(ticked[:-1]) + " or " + ticked[-1]
