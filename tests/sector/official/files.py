"""Small files in the layouts of official ones, made here: nine regions, an authority and two schools in each, and sums that hold."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

from difference.sector.official.importing import Wishes, import_paths
from difference.sector.official.store import Store

AT = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
REAL = Path(__file__).resolve().parents[4] / "shared" / "data"
AUTHORITIES = [
    ("E12000001", "North East", "841", "Darlington", "E06000005"), ("E12000002", "North West", "352", "Manchester", "E08000003"),
    ("E12000003", "Yorkshire and the Humber", "383", "Leeds", "E08000035"), ("E12000004", "East Midlands", "928", "Northamptonshire", "E10000021"),
    ("E12000005", "West Midlands", "330", "Birmingham", "E08000025"), ("E12000006", "East of England", "881", "Essex", "E10000012"),
    ("E13000001", "Inner London", "202", "Camden", "E09000007"), ("E13000002", "Outer London", "302", "Barnet", "E09000003"), ("E12000008", "South East", "850", "Hampshire", "E10000014"),
    ("E12000009", "South West", "836", "Poole", "E06000029"),
]  # fmt: skip
PLACE = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name", "old_la_code", "la_name", "new_la_code"]  # fmt: skip
OLD = ["perm_excl", "perm_excl_rate", "fixed_excl", "fixed_excl_rate", "one_plus_fixed", "one_plus_fixed_rate"]
NEW = ["perm_excl", "perm_excl_rate", "suspension", "susp_rate", "one_plus_susp", "one_plus_susp_rate"]


def place(period: str, level: str, of: tuple[str, ...] | None = None, identifier: str = "Academic year") -> dict[str, str]:
    """The columns of place and period of one row."""
    row = dict.fromkeys(PLACE, "") | {"time_period": period, "time_identifier": identifier, "geographic_level": level}
    row |= {"country_code": "E92000001", "country_name": "England"}
    if of:
        row |= {"region_code": of[0], "region_name": of[1]}
        if level != "Regional":
            row |= {"old_la_code": of[2], "la_name": of[3], "new_la_code": of[4]}
    return row


def figures(headcount: int, permanent: str = "3", *, new: bool = False) -> dict[str, str]:
    """The figures of a row of exclusions."""
    rate = "x" if permanent == "x" else f"{100 * float(permanent) / headcount:.2f}"
    values = [permanent, rate, "40", f"{4000 / headcount:.2f}", "20", f"{2000 / headcount:.2f}"]
    return {"num_schools": "2", "headcount": str(headcount)} | dict(zip(NEW if new else OLD, values, strict=True))


def exclusions(*periods: str, new: bool = False, school_type: str = "school_type") -> list[dict[str, str]]:
    """Rows of exclusions by place: 1,000 pupils in each school."""
    rows = []
    for period in periods or ("201516",):
        rows.append(place(period, "National") | {school_type: "Total", "laestab": ""} | figures(20_000, "60", new=new))
        for of in AUTHORITIES:
            rows.append(place(period, "Regional", of) | {school_type: "Total", "laestab": ""} | figures(2_000, "6", new=new))
            rows.append(place(period, "Local authority", of) | {school_type: "Total", "laestab": ""} | figures(2_000, "6", new=new))
            for number in (4001, 4002):
                row = place(period, "School", of) | {school_type: "State-funded secondary", "laestab": f"{of[2]}{number}"}
                rows.append(row | figures(1_000, new=new) | {"num_schools": "1"})
    return rows


def text(rows: list[dict[str, str]]) -> str:
    """Rows as the text of a CSV file."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def write(path: Path, rows: list[dict[str, str]], *, encoding: str = "utf-8") -> Path:
    """A CSV file of these rows."""
    path.write_text(text(rows), encoding=encoding, newline="")
    return path


def imported(store: Store, *paths: Path, skip: bool = False, day: dt.date | None = None, at: dt.datetime = AT):
    """What became of an import of these paths."""
    return import_paths(store, list(paths), Wishes(at, skip, day))
