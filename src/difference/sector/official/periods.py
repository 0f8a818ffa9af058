"""The periods that official files speak of: 201617, 2016/17, 2014-16, 2019, terms of a year, and days."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

YEAR = re.compile(r"(\d{4})")
PAIR = re.compile(r"(\d{4})\s*[/–-]?\s*(\d{2}|\d{4})")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
WRITTEN_DAY = re.compile(r"(?<!\d)(\d{1,2})[ _-]([A-Za-z]{3,9})[ _-](\d{4})(?!\d)")
FIGURES_DAY = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)")
MONTHS = {
    name: number for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}  # fmt: skip
# What a file says a period is, beside its figures, where that is more than a year.
WHOLE_YEARS = frozenset({"", "academic year", "calendar year", "reporting year", "financial year", "november", "january"})
FIRST_YEAR, LAST_YEAR = 1990, 2099


@dataclass(frozen=True)
class Period:
    """A period: how we write it, the year in which it begins, its last day (roughly), its kind, and which part of a year it is."""

    label: str
    year: int
    ends: dt.date
    kind: str
    term: str | None = None


def parse(text: str, identifier: str = "") -> Period:
    """Read a period. Raises ValueError with the end of a sentence."""
    bare = text.strip()
    term = " ".join(identifier.split()).casefold()
    beside = "" if term in WHOLE_YEARS else f" {term}"
    if match := DAY.fullmatch(bare):
        return of_day(_date(int(match[1]), int(match[2]), int(match[3]), bare))
    if match := YEAR.fullmatch(bare):
        year = _within(int(match[1]), bare)
        return Period(f"{year}{beside}", year, dt.date(year, 12, 31), f"years{beside}", beside.strip() or None)
    if match := PAIR.fullmatch(bare):
        return _pair(int(match[1]), match[2], beside, bare)
    raise ValueError(f"is not a period that we can read (“{bare[:20]}”)")


def of_day(day: dt.date) -> Period:
    """The period that a register of one day speaks of."""
    return Period(day.isoformat(), day.year, day, "days")


def day_in(text: str) -> dt.date | None:
    """The first day that a title or a file's name says, as “31 August 2023” or 20230831; None where it says none."""
    for match in WRITTEN_DAY.finditer(text):
        month = MONTHS.get(match[2][:3].casefold())
        if month:
            return _maybe(int(match[3]), month, int(match[1]))
    for match in FIGURES_DAY.finditer(text):
        if day := _maybe(int(match[1]), int(match[2]), int(match[3])):
            return day
    return None


def _pair(first: int, second: str, beside: str, bare: str) -> Period:
    _within(first, bare)
    last = int(second) if len(second) == 4 else first - first % 100 + int(second) + (100 if int(second) < first % 100 else 0)
    if last == first + 1:
        return Period(f"{first}/{last % 100:02d}{beside}", first, dt.date(last, 8, 31), f"academic years{beside}", beside.strip() or None)
    if first < last <= first + 10:
        return Period(f"{first}–{last}{beside}", first, dt.date(last, 12, 31), f"spans of years{beside}", beside.strip() or None)
    raise ValueError(f"ends before it begins, or long after (“{bare}”)")


def _within(year: int, bare: str) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"is not a year that these files speak of (“{bare}”)")
    return year


def _date(year: int, month: int, day: int, bare: str) -> dt.date:
    found = _maybe(year, month, day)
    if found is None:
        raise ValueError(f"is not a day (“{bare}”)")
    return found


def _maybe(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
