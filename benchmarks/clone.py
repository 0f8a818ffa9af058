"""From a clone to the page: the checkout cloned into an empty folder, `./run demo` there, and the seconds until the page comes; then again.

Takes a minute or more, most of it installing; runs last, and only when asked for. What is not committed is not cloned.
"""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from benchmarks.crowd.server import end, free_port, wait_for

CHECKOUT = Path(__file__).resolve().parents[1]
PATIENCE = 600.0
PAGE = "/demo/"


def _start(clone: Path, environment: dict[str, str]) -> float:
    port, started = free_port(), time.monotonic()
    with (clone.parent / "clone.log").open("ab") as log:
        command = ["./run", "demo", "--no-browser", "--port", str(port)]
        process = subprocess.Popen(command, cwd=clone, env=environment, start_new_session=True, stdout=log, stderr=log)
    try:
        wait_for(process, port, PAGE, PATIENCE)
        return time.monotonic() - started
    finally:
        end(process)


def measure(home: Path) -> dict[str, object]:
    """Seconds by the clock, since most of the time is other programs': cloning, the first start, the second, and their ratio."""
    clone = home / "clone"
    # A demonstration of its own, as somebody has it who has just cloned.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DIFFERENCE_", "DJANGO_")) and name != "DATABASE_URL"}
    started = time.monotonic()
    subprocess.run(["git", "clone", "--quiet", str(CHECKOUT), str(clone)], check=True)
    cloned = time.monotonic() - started
    first, second = _start(clone, environment), _start(clone, environment)
    return {
        "seconds to clone": round(cloned, 1), "seconds to the page, first start": round(first, 1), "seconds to the page, second start": round(second, 1),
        "first over second": round(first / second, 1),
    }  # fmt: skip
