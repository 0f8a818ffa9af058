"""Takes numbers, keys and price years out of a table of TOML, noting what is missing or wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from difference.methods.awards.tables import Table
from difference.methods.problems import Problems

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
MODEL_KEY = re.compile(r"[a-z][a-z0-9-]{0,59}")
LONG = 1e15
PRICE_YEAR = re.compile(r"(?:19|20)\d\d-\d\d")


class Fields(Table):
    """A table and its place in the file, which also has numbers in it."""

    def number(self, key: str, least: float = -math.inf, most: float = math.inf) -> float:
        """A number from `least` to `most`; NaN, noted, where there is none."""
        value = self._take(key)
        if not isinstance(value, int | float) or isinstance(value, bool) or value != value or abs(value) == math.inf:  # noqa: PLR0124 - NaN alone
            self.wrong(f"It needs “{key}”, a number.")
            return math.nan
        # Compared before it is made a float: a whole number of TOML may be larger than any float.
        if least <= value <= most:
            return float(value)
        self.wrong(f"“{key}” is {value if abs(value) < LONG else 'very large'}; it lies from {least:g} to {most:g}.")
        return math.nan

    def maybe(self, key: str) -> str:
        """A text, empty where there is none."""
        return self.text(key) if key in self else ""

    def parameter(self, key: str, known: Mapping[str, Any], *, needed: bool = True) -> str | None:
        """The key of a parameter that there is; None where none is needed and none is given."""
        if key not in self and not needed:
            return None
        name = self.text(key)
        if name and name not in known:
            self.wrong(f"“{key}” names the parameter “{name}”, which there is not.")
        return name

    def parameters(self, key: str, known: Mapping[str, Any]) -> tuple[str, ...]:
        """The keys of one or more parameters."""
        names = self.texts(key)
        if not names:
            self.wrong(f"It needs “{key}”, a list of parameters.")
        for name in names:
            if name not in known:
                self.wrong(f"“{key}” names the parameter “{name}”, which there is not.")
        return names

    def price_year(self, key: str) -> str:
        """A financial year, such as 2022-23."""
        year = self.text(key)
        if year and not (PRICE_YEAR.fullmatch(year) and (int(year[2:4]) + 1) % 100 == int(year[5:])):
            self.wrong(f"“{key}” is “{year}”; a financial year is written as in 2022-23.")
        return year


def named(parent: Fields, key: str, problems: Problems) -> Iterator[tuple[str, Fields]]:
    """The tables of a table of tables with their names, each finished after use."""
    for name, values in parent.table(key).items():
        place = f"{key}.{name}"
        if not isinstance(values, dict):
            problems.add(place, "It must be a table.")
            continue
        row = Fields(place, values, problems)
        if not KEY.fullmatch(name):
            row.wrong("A key is a small letter, then small letters, digits and underscores, at most 60.")
        yield name, row
        row.finish()


def listed(parent: Fields, key: str, problems: Problems) -> Iterator[Fields]:
    """The tables of a list, each named by its number and key, and finished after use."""
    for number, values in enumerate(parent.rows(key), 1):
        if not isinstance(values, dict):
            problems.add(f"{key} {number}", "It must be a table.")
            continue
        name = values.get("key")
        row = Fields(f"{key} {number} ({name})" if isinstance(name, str) and name else f"{key} {number}", values, problems)
        yield row
        row.finish()
