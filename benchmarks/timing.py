"""Processor time of a piece of work, the least of several runs."""

from __future__ import annotations

import time
from collections.abc import Callable


def processor_seconds(work: Callable[[], object], runs: int = 3) -> float:
    """The least processor time, in seconds, that `work` took in `runs` runs."""
    least = float("inf")
    for _ in range(runs):
        started = time.process_time()
        work()
        least = min(least, time.process_time() - started)
    return least
