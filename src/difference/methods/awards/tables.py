"""Takes values out of a table of TOML by key and kind, noting what is missing, of the wrong kind or not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from difference.methods.problems import Problems


class Table:
    """One table and its place in the file. Each key is asked for once; `finish` refuses those that nobody asked for."""

    def __init__(self, place: str, values: Mapping[str, Any], problems: Problems) -> None:
        self.place = place
        self._values = values
        self._problems = problems
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def finish(self) -> None:
        """Note the keys that are not known."""
        for key in self._values:
            if key not in self._asked:
                self.wrong(f"“{key}” is not known here.")

    def wrong(self, sentence: str) -> None:
        """Note something wrong with this table."""
        self._problems.add(self.place, sentence)

    def text(self, key: str) -> str:
        """A text that is not blank."""
        value = self._take(key)
        if isinstance(value, str) and value.strip():
            return value
        self.wrong(f"It needs “{key}”, a text.")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where there is none."""
        value = self._take(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self.wrong(f"“{key}” must be a list of texts.")
        return ()

    def whole(self, key: str, *, least: int = 0, most: int, otherwise: int | None = None) -> int:
        """A whole number from `least` to `most`."""
        value = self._take(key)
        if value is None and otherwise is not None:
            return otherwise
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.wrong(f"It needs “{key}”, a whole number from {least} to {most}.")
        return least

    def truth(self, key: str, *, otherwise: bool) -> bool:
        """True or false."""
        value = self._take(key)
        if value is None:
            return otherwise
        if not isinstance(value, bool):
            self.wrong(f"“{key}” must be true or false.")
        return bool(value)

    def date(self, key: str) -> dt.date | None:
        """A date without a time."""
        value = self._take(key)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        self.wrong(f"It needs “{key}”, a date such as 2026-09-01.")
        return None

    def choice(self, key: str, known: Sequence[str]) -> str:
        """One of the texts that are known."""
        value = self._take(key)
        if isinstance(value, str) and value in known:
            return value
        self.wrong(f"It needs “{key}”, one of: {', '.join(known)}.")
        return known[0]

    def table(self, key: str) -> dict[str, Any]:
        """A table within this one, empty where there is none."""
        value = self._take(key)
        if isinstance(value, dict):
            return value
        self.wrong(f"It needs a table “{key}”.")
        return {}

    def rows(self, key: str) -> list[Any]:
        """A list with something in it."""
        value = self._take(key)
        if isinstance(value, list) and value:
            return value
        self.wrong(f"It needs “{key}”, at least one.")
        return []

    def _take(self, key: str) -> Any:
        self._asked.add(key)
        return self._values.get(key)


def tables(parent: Table, key: str, problems: Problems) -> Iterator[Table]:
    """The tables of a list, each named by its number and, where it has one, its code; each is finished after use."""
    within = "" if parent.place == "curriculum" else f"{parent.place}, "
    for number, row in enumerate(parent.rows(key), 1):
        place = f"{within}{key} {number}"
        if not isinstance(row, dict):
            problems.add(place, "It must be a table.")
            continue
        name = row.get("code", row.get("name"))
        table = Table(f"{place} ({name})" if isinstance(name, str) and name else place, row, problems)
        yield table
        table.finish()
