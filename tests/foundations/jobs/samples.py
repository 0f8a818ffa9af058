"""Jobs for tests: a job's function must stand at a module's top, where a worker finds it."""

from __future__ import annotations

import time
from pathlib import Path

from difference.errors import BadInput
from difference.foundations.jobs import progress
from difference.foundations.jobs.registry import job


@job(says="add two numbers", idempotent=True)
def add(first: int, second: int) -> int:
    progress.report(1, 2)
    return first + second


def _refuse(name: str) -> None:
    raise ValueError(f"no letter for {name.lower()}@example.org")


@job(says="fail over an address")
def fail(number: int) -> None:
    # Put together when it runs, as real values are: a traceback shows the line of code, never what stood in it.
    name = "".join(map(chr, (90, 111, 235)))
    try:
        _refuse(name)
    except ValueError as error:
        raise BadInput(f"{name} ({number}) does not answer", code="bad-address") from error


@job(says="say what JSON cannot")
def unspeakable() -> object:
    return object()


@job(says="sleep, once", idempotent=True, attempts=2)
def sleep_then(folder: str, seconds: int) -> str:
    place = Path("/tmp") / folder
    with (place / "began").open("a") as file:
        file.write("x")
    time.sleep(seconds if (place / "began").stat().st_size == 1 else 0)
    return "slept"
