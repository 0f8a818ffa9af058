"""Runs the benchmarks and prints each as a ratio measured in one run: machines are shared and noisy, so no times are promised.

`./run bench [NAME…] [--json]`. Everything happens in a folder of its own, on SQLite, or in a database of its own on the PostgreSQL server that
DATABASE_URL names. `clone` and `rivals` take minutes, so they run only when they are named.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.databases import own_database

USUAL = ("register", "pages", "matching", "observatory", "lists", "crowd")
NAMED = ("clone", "rivals")


def _print(name: str, found: dict[str, Any]) -> None:
    for what, value in found.items():
        shown = ", ".join(f"{key} {one}" for key, one in value.items()) if isinstance(value, dict) else value
        print(f"{name}: {what}: {shown}", flush=True)


def main() -> int:
    """Run those that were asked for; all but the longest when none were."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join((*USUAL, *NAMED)))
    parser.add_argument("--json", action="store_true", dest="as_json")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - {*USUAL, *NAMED}:
        parser.error(f"There is no benchmark called {', '.join(sorted(unknown))}.")
    with tempfile.TemporaryDirectory(prefix="difference-bench-") as home, own_database():
        os.environ |= {"DIFFERENCE_HOME": home, "DIFFERENCE_MODE": "demo", "DJANGO_SETTINGS_MODULE": "difference.settings"}
        import django

        django.setup()
        # The log of requests would drown the figures.
        logging.disable(logging.INFO)
        from difference.cli import database

        database.prepare()
        found = {}
        for name in (*USUAL, *NAMED):
            if name in (chosen.names or USUAL):
                found[name] = import_module(f"benchmarks.{name}").measure(Path(home))
                if not chosen.as_json:
                    _print(name, found[name])
        if chosen.as_json:
            print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
