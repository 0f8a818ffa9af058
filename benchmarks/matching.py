"""Placing from ten thousand candidates to a million, against passes over the arrays and against a plain heap a post, in the same run."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.timing import processor_seconds

SIZES = ((10_000, 2_000), (100_000, 20_000), (1_000_000, 200_000))


def measure(home: Path) -> dict[str, object]:
    """Processor time, the least of several runs; a pass is summing offsets, posts, priority and seats once, in order."""
    # Before numba is first imported: what is compiled here is not kept, so that compiling is measured.
    os.environ["NUMBA_CACHE_DIR"] = str(home / "compiled")
    from benchmarks.placing import command, instances

    found: dict[str, object] = {"compiling": _compiling(instances.market(10_000, 2_000))}
    per_entry = []
    for count, places in SIZES:
        for kind in ("uniform", "city"):
            figures, seconds = _figures(instances.market(count, places, city=kind == "city"))
            found[f"{count:,} candidates, {kind}"] = figures
            if kind == "uniform":
                per_entry.append(seconds / count)
    found["time an entry, a million over ten thousand"] = round(per_entry[-1] / per_entry[0], 1)
    found["one late candidate at 100,000, microseconds"] = _late(instances.market(*SIZES[1]))
    command.write(home, instances.market(*SIZES[-1]))
    found["the whole command, a million, Parquet to Parquet"] = command.figures(home)
    return found


def _compiling(market: Any) -> dict[str, float]:
    from difference.methods.matching import match, verify

    started = time.perf_counter()
    from difference.methods.matching.kernels import checking, proposing

    imported = time.perf_counter()
    placed = match(market)
    verify(market, placed)
    assert checking.check.signatures
    assert proposing.propose.signatures
    return {"seconds to import": round(imported - started, 1), "seconds to compile and run once": round(time.perf_counter() - imported, 1)}


def _figures(market: Any) -> tuple[dict[str, float], float]:
    from benchmarks.placing import plain
    from difference.methods.matching import draw, match, verifying
    from difference.methods.matching.kernels.proposing import propose

    arrays = (market.offsets, market.posts, market.priority, market.seats)
    lottery = draw(market.candidate_ids, 7)
    outcome = propose(*arrays, lottery)
    assert (plain.place(*arrays, lottery) == outcome).all()
    once = _least(lambda: [array.sum() for array in arrays])
    ours, theirs = _least(lambda: propose(*arrays, lottery)), _least(lambda: plain.place(*arrays, lottery))
    return {
        "heap a post over ours": round(theirs / ours, 1),
        "passes": round(ours / once, 1),
        "passes to verify": round(_least(lambda: verifying.compiled(market, outcome)) / once, 1),
        "seconds": round(ours, 4),
        "seconds with the lottery": round(_least(lambda: match(market, seed=7), 1), 4),
    }, ours


def _late(market: Any) -> dict[str, float]:
    """What one more candidate with 20 posts costs, a thousand times."""
    import random
    import statistics

    from difference.methods.matching import Rolling

    rolling, chance = Rolling(market, 7), random.Random(1)
    taken = []
    for number in range(1000):
        ranking: dict[str, int | None] = {post: chance.randint(1, 20) for post in chance.sample(market.post_ids, 20)}
        started = time.perf_counter()
        rolling.arrive(f"late {number}", ranking)
        taken.append((time.perf_counter() - started) * 1e6)
    return {"median": round(statistics.median(taken)), "95 of 100 within": round(statistics.quantiles(taken, n=20)[-1])}


def _least(work: Callable[[], object], runs: int = 3) -> float:
    return processor_seconds(work, runs)
