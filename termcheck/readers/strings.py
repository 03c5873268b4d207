"""What user interfaces say, and what stands for values in it."""

from __future__ import annotations

import re

from termcheck.core.document import MarkKind
from termcheck.readers.runs import Run

_PLACEHOLDER = re.compile(
    r"%(?:\d+\$)?(?:\([^()\s]{1,80}\))?[-#0+]{0,3}\d{0,4}(?:\.\d{1,4})?(?:hh?|ll?|[zjt])?[a-zA-Z@](?!\w)"
    r"|%\d(?!\d*\s*%)|\{\{?[^{}]{0,200}\}?\}|\$\{?\w{1,80}\}?|<[^<>]{1,300}>|&\w{1,30};"
)
"""`%s`, `%(name)d`, `{0}`, `${name}`, `<b>`: what a program puts there, and markup."""


def mark_placeholders(run: Run) -> None:
    """Mark what a program fills in, and markup, as no prose."""
    for found in _PLACEHOLDER.finditer("".join(run.parts)):
        run.mark(found.start(), MarkKind.CODE, found.end())
