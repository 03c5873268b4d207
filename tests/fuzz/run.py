"""Feeds every reader and parser inputs that nobody would write, and lists what goes wrong.

    python tests/fuzz/run.py [TARGET…] [--seconds N] [--inputs N] [--seed N] [--coverage]

The time, or the inputs, are shared out over the targets. Each input has a few seconds of processor
time; one that takes longer is a fault like any other. Faults are written to `--out`, one file each,
and listed at the end, the same place in the code once; the exit code is 1 if there is any.
`--coverage` lets Atheris choose the inputs by the lines they reach (`pip install atheris`), with
the same mutations.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

PATIENCE = 5.0
"""Seconds of processor time one input may take."""


class TooLongError(Exception):
    """An input took longer than `PATIENCE`."""


def give_up(*_: object) -> None:
    raise TooLongError(f"more than {PATIENCE:g} s of processor time")


def place(error: BaseException) -> str:
    """Return what went wrong and the last line of termcheck it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if "/termcheck/" in one.filename] or frames
    last = own[-1]
    at = f"{Path(last.filename).parent.name}/{Path(last.filename).name}:{last.lineno}"
    if isinstance(error, AssertionError):
        at = "promise"
    told = re.sub(r"-?\d+", "0", str(error)[:60])
    return f"{type(error).__name__} at {at}: {told!r}"


def one_target(name: str, given: argparse.Namespace, seconds: float, inputs: int) -> Counter[str]:
    """Fuzz one target with mutations alone; return its faults by place."""
    from mutate import Mutator
    from targets import TARGETS

    target = TARGETS[name]
    mutator = Mutator(target.kind, given.seed)
    faults: Counter[str] = Counter()
    signal.signal(signal.SIGPROF, give_up)
    begun, count, slowest = time.monotonic(), 0, 0.0
    while (count < inputs) if inputs else (time.monotonic() - begun < seconds):
        raw = mutator.make()
        count += 1
        before = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        try:
            target.run(raw)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            # A panic of Rust is no `Exception`.
            what = f"{name}: {place(error)}"
            faults[what] += 1
            if faults[what] == 1:
                given.out.mkdir(parents=True, exist_ok=True)
                (given.out / f"{name}-{given.seed}-{count}").write_bytes(raw)
                print(f"FAULT {what} ({name}-{given.seed}-{count})", flush=True)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = max(slowest, time.process_time() - before)
    taken = time.monotonic() - begun
    print(
        f"{name:14} {count:9,} inputs {taken:7.0f} s, slowest {slowest:.2f} s, "
        f"{sum(faults.values())} faults",
        flush=True,
    )
    return faults


def covered(name: str, given: argparse.Namespace, seconds: float, inputs: int) -> None:
    """Fuzz one target with Atheris, which ends the process."""
    import atheris

    with atheris.instrument_imports(include=["termcheck"]):
        from targets import TARGETS
    from mutate import Mutator

    target = TARGETS[name]
    mutator = Mutator(target.kind, given.seed)

    def mutate(raw: bytes, most: int, _seed: int) -> bytes:
        if mutator.random.random() < 0.3:
            return atheris.Mutate(raw, most)
        made = mutator.changed(raw) if raw.strip(b"\n") else mutator.fresh()
        return made[:most]

    options = [f"-seed={given.seed or 1}", "-max_len=4000", f"-timeout={PATIENCE:g}"]
    options += [f"-runs={inputs}" if inputs else f"-max_total_time={max(1, int(seconds))}"]
    options += ["-print_final_stats=1", "-verbosity=0", f"-artifact_prefix={given.out}/{name}-"]
    given.out.mkdir(parents=True, exist_ok=True)
    atheris.Setup([sys.argv[0], *options], target.run, custom_mutator=mutate)
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--inputs", type=int, default=0, help="instead of seconds")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--coverage", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("fuzz-faults"))
    given = parser.parse_args()
    if given.coverage and len(given.targets) == 1:
        # Before anything of termcheck is imported, so that Atheris sees what is reached.
        covered(given.targets[0], given, given.seconds, given.inputs)

    from targets import TARGETS

    names = given.targets or list(TARGETS)
    unknown = [name for name in names if name not in TARGETS]
    if unknown:
        parser.error(f"unknown target {unknown[0]}; one of {', '.join(TARGETS)}")
    seconds, inputs = given.seconds / len(names), given.inputs // len(names)
    faults: Counter[str] = Counter()
    for name in names:
        if given.coverage:
            command = [sys.executable, __file__, name, "--coverage", "--seed", str(given.seed)]
            command += ["--seconds", str(seconds), "--inputs", str(inputs), "--out", str(given.out)]
            done = subprocess.run(command, env=os.environ, check=False)
            faults[f"{name}: Atheris ended with {done.returncode}"] += done.returncode != 0
        else:
            faults += one_target(name, given, seconds, inputs)
    for what, count in (+faults).most_common():
        print(f"{count:6} {what}")
    return 1 if +faults else 0


if __name__ == "__main__":
    sys.exit(main())
