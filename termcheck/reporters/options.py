"""How a report is to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from termcheck.core.finding import Severity


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What a reporter may be told; every format uses only what it needs."""

    color: bool = False
    """Whether the terminal formats use ANSI colours."""
    width: int = 100
    """Terminal columns; notes are wrapped and long source lines are cut to fit."""
    ascii: bool = False
    """Draw frames with ASCII characters only."""
    fail_on: Severity = Severity.WARNING
    """The severity from which a finding fails a file (JUnit)."""
