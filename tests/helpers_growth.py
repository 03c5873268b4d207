"""Whether work grows with its input as it should: ratios within one run, in processor time.

What a machine is worth, and what else it does, counts on both sides of a ratio.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

FACTOR = 4
TRIES = 3
"""Of several runs the fastest counts."""
SLACK = 3.0
"""Times more than in proportion that is still called linear; quadratic work takes 4 times more at
`FACTOR` 4, and more than that at the sizes where it hurts."""


def assert_linear(work: Callable[[int], object], size: int) -> None:
    """Fail if work on `FACTOR` times the size takes much more than that many times as long."""
    small = min(_cost(work, size) for _ in range(TRIES))
    for _ in range(TRIES):
        large = _cost(work, FACTOR * size)
        if large < SLACK * FACTOR * max(small, 0.001):
            return
    pytest.fail(f"{small:.4f} s, then {large:.4f} s")


def _cost(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
