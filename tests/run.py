"""Runs the tests: everything on SQLite, then what touches a database again on PostgreSQL. `--deep` adds the long proofs.

Anything after `--` goes to pytest. Exit status 0 when all that ran passed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests import browser, postgres

ROOT = Path(__file__).resolve().parents[1]


def say(*words: str) -> None:
    print(*words, flush=True)


def pytest(title: str, options: list[str], environment: dict[str, str]) -> int:
    say(f"\n== {title} ==")
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-n", os.environ.get("TEST_PROCESSES", "2"), *options]
    status = subprocess.call(command, cwd=ROOT, env=environment)
    say(f"{title}: {'passed' if status == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s")
    return status


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run test", description=__doc__)
    parser.add_argument("--deep", action="store_true", help="add the long proofs")
    parser.add_argument("--no-browser", action="store_true", help="leave out what needs Chromium, and say so")
    parser.add_argument("--only", choices=["sqlite", "postgresql"], help="one database")
    parser.add_argument("rest", nargs="*", help="options for pytest, after --")
    chosen = parser.parse_args()

    environment = {name: value for name, value in os.environ.items() if not name.startswith("DIFFERENCE_") and name != "DATABASE_URL"}
    marks = [] if chosen.deep else ["not deep"]
    if chosen.no_browser:
        say("Leaving out the pages in Chromium: nothing is known of them from this run.")
        marks.append("not browser")
    else:
        browser.find()
    statuses = []
    if chosen.only != "postgresql":
        statuses.append(pytest("Tests on SQLite", ["-m", " and ".join(marks), *chosen.rest], environment))
    if chosen.only != "sqlite":
        url = postgres.find()
        if url:
            again = ["-m", " and ".join([*marks, "not once"]), *chosen.rest]
            statuses.append(pytest("Tests on PostgreSQL", again, {**environment, "DATABASE_URL": url}))
        else:
            say("\n!! NO POSTGRESQL could be had on this machine: half of the tests did NOT run. Set DATABASE_URL to a server. !!")
    return max(statuses, default=1)


if __name__ == "__main__":
    sys.exit(main())
