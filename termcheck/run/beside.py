"""A run in a process of its own, beside what its caller does meanwhile.

Builders of sites render their pages while these are checked. Whatever becomes of the process, the
report is the same: what it does not answer is done here.

The process reads pickled calls from its input, a configuration first, and writes what comes of each
`run` to its output. It ends with its caller.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import pickle
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterable, Mapping
from typing import IO, TYPE_CHECKING, Any, cast

from termcheck.core.errors import TermcheckError

if TYPE_CHECKING:
    from queue import SimpleQueue

    from termcheck.cache.receipt import ReceiptPlace
    from termcheck.config.project import Config
    from termcheck.core.report import Report

RunPaths = Callable[..., "Report"]
"""As `Checker.run`."""


class Beside:
    """One process that looks at files, and remembers what it found in them."""

    def __init__(self, config: Config, here: RunPaths, *, start: bool = True) -> None:
        """Start the process; `here` is what runs without it."""
        self._here = here
        self._asked: tuple[Any, ...] | None = None
        self._answers = 0
        self._process = _started(config) if start else None
        self._end = weakref.finalize(self, _end, self._process)

    def expect(self, paths: Iterable[str]) -> None:
        """Let files be looked at that `run` will be asked about."""
        self._send((False, (list(paths), {}, False, False, None)))

    def run(
        self,
        paths: Iterable[str],
        *,
        texts: Mapping[str, bytes] | None = None,
        baseline: bool = False,
        fold: bool = False,
        receipt: ReceiptPlace | None = None,
        left_out: Iterable[str] = (),
    ) -> None:
        """Begin what `Checker.run` does; of several, the latest counts.

        If that tells nothing, a `receipt` of it is left, where one is wanted; `paths` are absolute
        then, as those of files that the configuration has `left_out`.
        """
        wanted = receipt and (receipt, list(left_out))
        self._asked = (list(paths), dict(texts or {}), baseline, fold, wanted)
        self._answers += 1
        self._send((True, self._asked))

    def report(self) -> Report:
        """Return what came of the latest `run`, once it is done; raises as `Checker.run` does."""
        if self._asked is None:
            from termcheck.core.report import Report

            self.close()
            return Report()
        told = self._answer()
        self.close()
        if isinstance(told, TermcheckError):
            raise told
        if told is not None:
            return told
        paths, texts, baseline, fold, _wanted = self._asked
        return self._here(paths, texts=texts, baseline=baseline, fold=fold)

    def _answer(self) -> Report | TermcheckError | None:
        """Return what the process says of the latest `run`, None if it says nothing."""
        told: Report | TermcheckError | None = None
        try:
            for _ in range(self._answers):
                told = pickle.load(self._process.stdout)  # type: ignore[union-attr, arg-type]
        except Exception:
            return None
        return told

    def close(self) -> None:
        """End the process, whatever it is doing; so does the end of the caller."""
        self._process = None
        self._end()

    def _send(self, value: object) -> None:
        if self._process is not None and not _sent(self._process, value):
            self.close()


def _end(process: subprocess.Popen[bytes] | None) -> None:
    if process is None:
        return
    with contextlib.suppress(OSError):
        process.kill()
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            cast(IO[bytes], stream).close()
    process.wait()


def _started(config: Config) -> subprocess.Popen[bytes] | None:
    """Return a process that was given a configuration, None if there can be none."""
    if not sys.executable or getattr(sys, "frozen", False):
        return None
    # Nothing is imported from where it starts.
    safe = "-I" if sys.flags.isolated else "-P"
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen([sys.executable, safe, "-m", __name__], stdin=pipe, stdout=pipe)
    except OSError:
        return None
    if not _sent(process, config):
        _end(process)
        return None
    return process


def _sent(process: subprocess.Popen[bytes], value: object) -> bool:
    """Return whether a value was sent to a process that was still there."""
    try:
        stream = cast(IO[bytes], process.stdin)
        pickle.dump(value, stream)
        stream.flush()
    except (OSError, AttributeError, TypeError, pickle.PickleError):
        return False
    return True


def _main() -> None:
    """Do what the caller asks for, until it asks for nothing more."""
    import signal
    import threading
    from queue import SimpleQueue

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    with os.fdopen(os.dup(1), "wb") as answers:
        # What anything prints is no answer.
        os.dup2(2, 1)
        try:
            _answer(asked, answers)
        except Exception:
            # The caller does it again, and tells what is wrong.
            os._exit(1)


def _listen(asked: SimpleQueue[Any]) -> None:
    """Take what is asked for while something else is done, and end with the caller."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            asked.put(pickle.load(sys.stdin.buffer))
    os._exit(0)


def _answer(asked: SimpleQueue[Any], answers: IO[bytes]) -> None:
    import time

    from termcheck.cache.memory import Memory
    from termcheck.cache.receipt import RunPages
    from termcheck.core.paths import absolute_path
    from termcheck.run.baseline import load_baseline
    from termcheck.run.plan import Plan
    from termcheck.run.receipts import leave_receipt
    from termcheck.run.run import run
    from termcheck.run.workers import TaskResult

    config: Config = asked.get()
    plan, memory = Plan(config), Memory[TaskResult]()
    started, seconds = time.time_ns(), 0.0
    while True:
        wanted, (paths, texts, baseline, fold, receipt) = asked.get()
        told: Report | TermcheckError
        try:
            known = load_baseline(config.baseline_path) if baseline else None
            report = run(
                paths,
                config,
                texts=texts,
                baseline=known if known is not None and known.files else None,
                plan=plan,
                memory=memory,
                fold=fold,
            )
            seconds += report.seconds
            told = dataclasses.replace(report, seconds=seconds)
            if receipt is not None:
                place, left_out = receipt
                held = {absolute_path(shown): data for shown, data in texts.items()}
                leave_receipt(place, RunPages(paths, held, left_out), plan, report, started)
        except TermcheckError as error:
            told = error
        if wanted:
            pickle.dump(told, answers)
            answers.flush()


if __name__ == "__main__":
    _main()
