"""Whether work grows with its input as it should: ratios within one run, in processor time.

What a machine is worth, and what else it does, counts on both sides of a ratio.
"""

from __future__ import annotations

import time
from collections.abc import Callable

FACTOR = 4
SLACK = 3.0
"""Times more than in proportion that is still called linear; quadratic work takes 4 times more at
`FACTOR` 4, and more than that at the sizes where it hurts."""


def assert_linear(work: Callable[[int], object], size: int) -> None:
    """Fail if work on `FACTOR` times the size takes much more than that many times as long."""
    small, large = _cost(work, size), _cost(work, FACTOR * size)
    assert large < SLACK * FACTOR * max(small, 0.001), f"{small:.4f} s, then {large:.4f} s"


def _cost(work: Callable[[int], object], size: int) -> float:
    costs = []
    for _ in range(3):
        start = time.process_time()
        work(size)
        costs.append(time.process_time() - start)
    return min(costs)
