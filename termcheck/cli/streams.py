"""The standard streams, which may be closed, or stop being read."""

from __future__ import annotations

import os
import sys


def open_streams() -> None:
    """Give standard streams that whoever started the command had closed somewhere to go."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def quiet_stdout() -> None:
    """Send what is still to be written nowhere, as nobody reads it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
