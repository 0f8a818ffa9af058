"""A stream of random numbers for each key, which follows from the seed alone."""

from __future__ import annotations

import numpy as np


def stream(seed: int, key: str) -> np.random.Generator:
    """The generator of `key` under `seed`: the same on every machine, and apart from those of other keys."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy=seed, spawn_key=tuple(key.encode()))))
