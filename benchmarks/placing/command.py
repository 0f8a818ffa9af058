"""The whole command, from Parquet to Parquet, as a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import duckdb
import numpy as np

from benchmarks.placing.instances import LENGTH
from difference.methods.matching import Market

# The most memory of the program itself: what the system says of a finished child counts the memory of whoever started it too.
RUN = """
import atexit, re, sys, time
from pathlib import Path
most = lambda: re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
atexit.register(lambda: print(time.process_time(), most(), file=sys.stderr))
from difference.cli import main
main()
"""


def write(folder: Path, market: Market) -> None:
    """The market as the command reads it: ids are texts."""
    database = duckdb.connect()
    rows = {"c": market.candidates, "o": np.tile(np.arange(1, LENGTH + 1, dtype=np.int32), len(market)), "p": market.posts, "k": market.priority}
    database.register("entries", {name: np.array(values) for name, values in rows.items()})
    database.register("places", {"p": np.arange(len(market.seats), dtype=np.int32), "s": np.array(market.seats)})
    database.execute(f"COPY (SELECT 'c' || c AS candidate, o AS \"order\", 'p' || p AS post, k AS priority FROM entries) TO '{folder}/P.parquet'")
    database.execute(f"COPY (SELECT 'p' || p AS post, s AS seats FROM places) TO '{folder}/Q.parquet'")


def figures(folder: Path) -> dict[str, float]:
    """Seconds by the clock and of the processors, and the most memory that the command took."""
    files = ["--preferences", f"{folder}/P.parquet", "--posts", f"{folder}/Q.parquet", "--output", f"{folder}/R.parquet"]
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", RUN, "match", *files, "--json"], check=True, capture_output=True, text=True)
    clock = time.perf_counter() - started
    processor, kilobytes = done.stderr.split()[-2:]
    return {"seconds by the clock": round(clock, 1), "seconds of the processors": round(float(processor), 1), "MB at most": int(kilobytes) // 1024}
