"""Runs the benchmarks and prints each as a ratio measured in one run: machines are shared and noisy, so no times are promised.

`./run bench [NAME…] [--json]`. Everything happens in a folder of its own, on SQLite unless DATABASE_URL names another (empty) database.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def main() -> int:
    """Run those that were asked for; all when none were."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--json", action="store_true", dest="as_json")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="difference-bench-") as home:
        os.environ |= {"DIFFERENCE_HOME": home, "DIFFERENCE_MODE": "demo", "DJANGO_SETTINGS_MODULE": "difference.settings"}
        import django

        django.setup()
        # The log of requests would drown the figures.
        logging.disable(logging.INFO)
        from benchmarks import matching, pages, register
        from difference.cli import database

        database.prepare()
        found = {}
        for name, module in {"register": register, "pages": pages, "matching": matching}.items():
            if not chosen.names or name in chosen.names:
                found[name] = module.measure(Path(home))
                if not chosen.as_json:
                    for what, value in found[name].items():
                        print(f"{name}: {what}: {value}", flush=True)
        if chosen.as_json:
            print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
