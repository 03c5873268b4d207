"""Runs a command for as long as the process that asked for it lives.

    python termcheck/grammar/keeper.py COMMAND…

Standard input is a pipe held by the parent. When it closes, because the parent let go or died in
whatever way, the command is ended; when the command ends, so does this.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading

PATIENCE = 5.0
"""Seconds the command has to end by itself."""


def main(command: list[str]) -> int:
    """Run a command until it or the parent ends; return its exit code."""
    # Ctrl-C is the parent's to answer; it closes the pipe.
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def watch() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 1024):
                pass
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()

    threading.Thread(target=watch, daemon=True).start()
    return process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
