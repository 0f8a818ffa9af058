"""A million draws of the open model of the cost of exclusion, against drawing as many plain numbers in the same run."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np

from benchmarks.timing import processor_seconds

DRAWS = 1_000_000


def measure(home: Path) -> dict[str, object]:
    """Processor time of a million draws over a million uniform numbers for each parameter; what they allocate at most."""
    from difference.methods.costing import preset, simulate, value_of_information

    model = preset("open-model")
    chance = np.random.default_rng(7)
    yardstick = processor_seconds(lambda: [chance.random(DRAWS) for _ in model.parameters])
    tracemalloc.start()
    simulate(model, DRAWS, seed=7)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    drawn = processor_seconds(lambda: simulate(model, DRAWS, seed=7))
    return {
        "a million draws over as many plain numbers for each parameter": round(drawn / yardstick, 1),
        "processor seconds of a million draws": round(drawn, 2),
        "megabytes that they allocate at most": round(peak / 1e6),
        "value of information from 200,000 draws, over the same": round(
            processor_seconds(lambda: value_of_information(model, seed=7)) / yardstick, 1
        ),
    }
