"""Regular expressions that are compiled when they are first used.

Compiling all there are takes longer than looking at most pages, which need few of them.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what stands for a regular expression until it is asked something."""
    return cast("re.Pattern[AnyStr]", LazyPattern(pattern, flags))


class LazyPattern:
    """Takes each method of the expression as its own, so that it is asked for once."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        pattern, flags = self._written
        value = getattr(re.compile(pattern, flags), name)
        setattr(self, name, value)
        return value
