"""The label of a subject as a page that the editor opens in a browser."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

from termcheck import Checker


@functools.cache
def _folder() -> Path:
    """Return a new folder of this process, which nobody else could prepare."""
    return Path(tempfile.mkdtemp(prefix="termcheck-labels-"))


def write_label(checker: Checker, subject: str) -> Path:
    """Write the label of a recorded subject to a temporary file and return its path."""
    path = _folder() / f"{''.join(c if c.isalnum() else '-' for c in subject)}.html"
    path.write_text(checker.subjects.label(subject, "html"), "utf-8")
    return path
