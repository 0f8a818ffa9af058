"""What a post asks of whoever ranks it: hard rules from a dated list, judged by what somebody told us when they applied."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from difference.foundations import clock
from difference.programme.recruitment.queries.places import Accepted


@dataclass(frozen=True)
class Requirement:
    """One hard rule; of its four conditions only those that it names count."""

    key: str
    title: str
    since: dt.date
    until: dt.date | None
    responsibility: frozenset[str] = frozenset()
    months: int = 0
    years: int = 0
    words: frozenset[str] = frozenset()

    def objection(self, known: Accepted) -> str:
        """Why somebody does not meet it, in a sentence to them, or nothing."""
        if self.responsibility and known.responsibility_kind not in self.responsibility:
            return self._says(f"the responsibility that you told us of is: {known.responsibility or 'none'}")
        if self.months and (known.responsibility_months or 0) < self.months:
            return self._says(f"you told us of {_counted(known.responsibility_months or 0, 'month')}")
        if self.years and (known.mainstream_years or 0) < self.years:
            return self._says(f"you told us of {_counted(known.mainstream_years or 0, 'year')}")
        if self.words and not self.words & set(re.findall(r"\w+", known.subjects.casefold())):
            return self._says(f"you told us that you teach: {known.subjects or 'nothing yet'}")
        return ""

    def _says(self, told: str) -> str:
        return f"It asks for this: {self.title[:1].lower()}{self.title[1:]}; {told}."


def _counted(number: object, unit: str) -> str:
    text = f"{number}".removesuffix(".0")
    return f"{text} {unit}" if text == "1" else f"{text} {unit}s"


@functools.cache
def known_requirements() -> Mapping[str, Requirement]:
    """Every requirement that there is or was, by key, in the order of the list."""
    rows = tomllib.loads(Path(__file__).with_name("requirements.toml").read_text())["requirement"]
    return {
        row["key"]: Requirement(
            row["key"], row["title"], row["from"], row.get("until"), frozenset(row.get("responsibility", ())), row.get("months", 0),
            row.get("years", 0), frozenset(row.get("words", ())),
        )
        for row in rows
    }  # fmt: skip


def in_force() -> list[Requirement]:
    """Those that a post can ask for today."""
    today = clock.today()
    return [one for one in known_requirements().values() if one.since <= today and (one.until is None or today < one.until)]


def titles(keys: Iterable[str]) -> list[str]:
    """What these requirements say, in the order of the list."""
    wanted = set(keys)
    return [one.title for one in known_requirements().values() if one.key in wanted]


def objections(keys: Iterable[str], known: Accepted) -> list[str]:
    """Why somebody does not meet these requirements, a sentence for each that they do not."""
    wanted = set(keys)
    return [said for one in known_requirements().values() if one.key in wanted for said in [one.objection(known)] if said]
