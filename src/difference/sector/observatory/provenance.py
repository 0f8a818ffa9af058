"""Which data stands behind the figures, and by which methods they are computed: for a page and for its download."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from difference.sector.official import showing as official
from difference.sector.official.declared import datasets
from difference.sector.official.held import Held
from difference.web.components.moments import in_words
from difference.web.components.tables import Column

HELD_COLUMNS = ("Data", "Periods", Column("Rows", numeric=True), "Publisher and licence", "File", "Loaded")
MISSING_COLUMNS = ("Data", "What it is")
METHOD_COLUMNS = ("Method", "Used for", "How", "Source")
DIGITS = 12


def held_rows(data: Held) -> list[tuple[object, ...]]:
    """A row for each file that is held."""
    return [
        (
            datasets()[each["dataset"]].title,
            official.spread(each["periods"]),
            f"{each['rows_in'] - each['rows_refused']:,}",
            f"{each['publisher']}; {each['licence']}",
            [each["file"], f"SHA-256 {each['sha256'][:DIGITS]}…"],
            in_words(dt.datetime.fromisoformat(each["imported_at"]).date(), weekday=False),
        )
        for each in data.provenance()
    ]


def missing_rows(data: Held) -> list[tuple[object, ...]]:
    """Every data set that could be loaded and is not."""
    return [(each.title, each.about) for name, each in datasets().items() if not data.has(name)]


def notes(data: Held) -> list[str]:
    """What is odd about the files that are held, and which places could not be carried over to today's."""
    found = [f"{datasets()[each['dataset']].title}: {note}" for each in data.provenance() for note in each["notes"]]
    ended = {one["code"]: f"{one['name']} ({one['code']}) {one['why']}." for each in data.provenance() for one in each["unmapped"] if one["code"]}
    return [*found, *(ended[code] for code in sorted(ended))]


@functools.cache
def methods() -> Sequence[tuple[str, str, str, str]]:
    """Each method with its use, how it works and its source, from the dated file."""
    table = tomllib.loads(Path(__file__).with_name("methods.toml").read_text(encoding="utf-8"))
    return [(row["name"], row["used"], row["how"], row["source"]) for row in table["method"]]


def as_data(data: Held) -> dict[str, Any]:
    """The provenance of everything that is held, as the download has it."""
    return {"files": data.provenance(), "not_loaded": [name for name in datasets() if not data.has(name)]}
