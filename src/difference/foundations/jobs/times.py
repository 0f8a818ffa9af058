"""When something is due, in England's time: “every 5 minutes”, “daily 03:15”, “weekly monday 07:00”, “monthly 1 06:00”.

Due times are moments (UTC), so a change of the clocks neither skips nor doubles one: a time that the clocks jump over
in March is due as far after midnight as it says; one that comes twice in October is due the first time.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from difference.foundations.clock import LONDON

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PATTERN = re.compile(
    r"every (?P<minutes>\d+) minutes?"
    r"|(?:daily|weekly (?P<weekday>[a-z]+)|monthly (?P<monthday>\d+)) (?P<hour>\d\d):(?P<minute>\d\d)"
)
DAY = 24 * 60


@dataclass(frozen=True)
class When:
    """A rule that says when something is due. `words` is how it was written."""

    words: str
    minutes: int = 0
    at: dt.time = dt.time(0)
    weekday: int | None = None
    monthday: int | None = None

    def last_due(self, now: dt.datetime) -> dt.datetime:
        """The latest moment at or before `now` (aware) at which it is due, in UTC."""
        if self.minutes:
            midnight = now.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
            step = dt.timedelta(minutes=self.minutes)
            return midnight + (now - midnight) // step * step
        date = now.astimezone(LONDON).date()
        while not self._on(date) or self._moment(date) > now:
            date -= dt.timedelta(days=1)
        return self._moment(date)

    def _on(self, date: dt.date) -> bool:
        return self.weekday in (None, date.weekday()) and self.monthday in (None, date.day)

    def _moment(self, date: dt.date) -> dt.datetime:
        return dt.datetime.combine(date, self.at, tzinfo=LONDON).astimezone(dt.UTC)


def parse(words: str) -> When:
    """Read a rule. Raises ValueError."""
    found = PATTERN.fullmatch(words)
    wrong = ValueError(f"“{words}” does not say when. Write “every 5 minutes”, “daily 03:15”, “weekly monday 07:00” or “monthly 1 06:00”.")
    if not found:
        raise wrong
    if found["minutes"]:
        minutes = int(found["minutes"])
        if not 1 <= minutes <= DAY or DAY % minutes:
            raise wrong
        return When(words, minutes=minutes)
    weekday, monthday = found["weekday"], found["monthday"]
    # No month is without a 28th.
    if (weekday and weekday not in DAYS) or (monthday and not 1 <= int(monthday) <= 28) or found["hour"] > "23" or found["minute"] > "59":
        raise wrong
    at = dt.time(int(found["hour"]), int(found["minute"]))
    return When(words, at=at, weekday=DAYS.index(weekday) if weekday else None, monthday=int(monthday) if monthday else None)
