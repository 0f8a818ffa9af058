"""The observatory: an import as large as the official table of exclusions, the findings from it, and the methods on ten thousand places.

The table is made here in the official layout, since no public file is part of the project: national, regional, authority and school rows of eleven
years, every tenth school's count suppressed.
"""

from __future__ import annotations

import csv
import math
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import costing
from benchmarks.timing import processor_seconds

YEARS, AUTHORITIES, SCHOOLS = range(2006, 2017), 150, 145
COLUMNS = (
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name", "old_la_code", "la_name",
    "new_la_code", "laestab", "school_type", "num_schools", "headcount", "perm_excl", "perm_excl_rate", "fixed_excl", "fixed_excl_rate",
    "one_plus_fixed", "one_plus_fixed_rate",
)  # fmt: skip
IMPORT = """
import datetime as dt, json, resource, sys
# The program's own peak: what getrusage tells of it begins with that of the program which started it.
from pathlib import Path
from difference.sector.official.importing import Wishes, import_paths
from difference.sector.official.store import Store
(outcome,) = import_paths(Store(Path(sys.argv[1])), [Path(sys.argv[2])], Wishes(dt.datetime(2026, 11, 23, tzinfo=dt.UTC), False, None))
assert outcome.status == "loaded", outcome
usage = resource.getrusage(resource.RUSAGE_SELF)
peak = next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps([outcome.provenance["rows_in"], usage.ru_utime + usage.ru_stime, peak / 1024]))
"""


def _rows() -> Iterator[dict[str, object]]:
    from difference.sector.official import places

    chance = random.Random(7)
    present = [one for one in places.authorities().values() if one.until is None][:AUTHORITIES]
    regions = {one.code: one.name for one in places.regions()}
    for year in YEARS:
        when = {
            "time_period": f"{year}{(year + 1) % 100:02d}",
            "time_identifier": "Academic year",
            "country_code": "E92000001",
            "country_name": "England",
        }
        yield when | {"geographic_level": "National", "school_type": "Total", "num_schools": 21_750} | _figures(8_000_000, 6_000)
        for code, name in regions.items():
            where = {"region_code": code, "region_name": name}
            yield when | where | {"geographic_level": "Regional", "school_type": "Total", "num_schools": 2_400} | _figures(880_000, 660)
        for one in present:
            where = {"region_code": one.region, "region_name": regions[one.region], "old_la_code": one.code, "la_name": one.name}
            yield when | where | {"geographic_level": "Local authority", "school_type": "Total", "num_schools": SCHOOLS} | _figures(53_000, 40)
            for number in range(SCHOOLS):
                more = {
                    "geographic_level": "School",
                    "school_type": "State-funded primary",
                    "laestab": f"{one.code}{2000 + number}",
                    "num_schools": 1,
                }
                yield when | where | more | _figures(300, None if number % 10 == 0 else chance.choice((0, 0, 0, 3)))


def _figures(pupils: int, excluded: int | None) -> dict[str, object]:
    count, rate = ("x", "x") if excluded is None else (excluded, f"{100 * excluded / pupils:.2f}")
    return {
        "headcount": pupils, "perm_excl": count, "perm_excl_rate": rate, "fixed_excl": 12, "fixed_excl_rate": f"{1200 / pupils:.2f}",
        "one_plus_fixed": 6, "one_plus_fixed_rate": f"{600 / pupils:.2f}",
    }  # fmt: skip


def _write(path: Path) -> int:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        number = 0
        for row in _rows():
            writer.writerow(row)
            number += 1
    return number


def _read(path: Path) -> int:
    with path.open(newline="", encoding="utf-8") as file:
        return sum(1 for _ in csv.reader(file))


def _imported(home: Path) -> dict[str, object]:
    import json

    path = home / "exclusions.csv"
    number = _write(path)
    plain = processor_seconds(lambda: _read(path))
    run = subprocess.run([sys.executable, "-c", IMPORT, str(home / "data"), str(path)], check=True, capture_output=True, text=True)
    rows, seconds, megabytes = json.loads(run.stdout)
    assert rows == number
    return {
        "rows imported": f"{rows:,}", "import over reading the file once": round(seconds / plain, 1),
        "processor seconds of the import": round(seconds, 1), "megabytes that it takes at most": round(megabytes),
    }  # fmt: skip


def _findings() -> dict[str, object]:
    from difference.foundations.actors import ANYONE
    from difference.sector.observatory import computing, queries

    found: dict[str, Any] = {}

    def afresh() -> None:
        computing.forget()
        found["value"] = queries.observatory(ANYONE)

    first, again = processor_seconds(afresh), processor_seconds(lambda: queries.observatory(ANYONE))
    return {
        "findings computed afresh over findings that are kept": round(first / again, 1),
        "processor milliseconds of those kept": round(1000 * again),
    }


def _methods() -> dict[str, object]:
    from difference.methods.populations import chance_among_worst, poisson_lognormal, shrink_rates

    chance = np.random.default_rng(7)
    expected, covariate = chance.gamma(2, 5, 10_000) + 0.1, chance.normal(size=10_000)
    observed = chance.poisson(expected * np.exp(0.3 * covariate) * chance.gamma(3, 1 / 3, 10_000))
    few = shrink_rates(observed[:153], expected[:153])
    yard = processor_seconds(lambda: [math.lgamma(number) for number in range(1, 1_000_001)])
    return {
        "shrink_rates, 10,000 places, over a million lgamma": round(processor_seconds(lambda: shrink_rates(observed, expected)) / yard, 1),
        "poisson_lognormal, the same": round(processor_seconds(lambda: poisson_lognormal(observed, expected, covariate)) / yard, 1),
        "chance of the worst fifth, 153 places, the same": round(processor_seconds(lambda: chance_among_worst(few)) / yard, 2),
    }


def measure(home: Path) -> dict[str, object]:
    """Ratios measured in this run, and the processor time and memory behind them."""
    return {"import": _imported(home), "findings": _findings(), "populations": _methods(), "costing": costing.measure(home)}
