"""The dates of the young cohort, counted from the day on which the demonstration is filled."""

from __future__ import annotations

import datetime as dt
from typing import Any

from difference.demo.past import Days
from difference.foundations import clock

PLACES, OPENED = 24, 42
# Weeks from one date of the cycle to the next.
CLOSES, ASSESSED, RANKED, RANKING_LASTS, MATCHED, STARTS = 4, 2, 4, 3, 2, 6
CHRISTMAS = ((12, 24), (1, 2))


def working(day: dt.date) -> dt.date:
    """The day itself, or the next that is no weekend and not between Christmas and New Year."""
    while day.weekday() > 4 or (day.month, day.day) >= CHRISTMAS[0] or (day.month, day.day) <= CHRISTMAS[1]:
        day += dt.timedelta(days=1)
    return day


def _after(day: dt.date, weeks: int) -> dt.date:
    return working(day + dt.timedelta(weeks=weeks))


def dates(days: Days) -> tuple[dict[str, Any], list[dt.date]]:
    """What the cohort is made with, and when its boards meet."""
    closes = _after(days.today, CLOSES)
    assessed = _after(closes, ASSESSED)
    ranked = _after(assessed, RANKED)
    ranking_ends = _after(ranked, RANKING_LASTS)
    matched = _after(ranking_ends, MATCHED)
    ready = _after(matched, STARTS)
    year = ready.year + (ready > dt.date(ready.year, 9, 1))
    boards = [working(dt.date(year + later, month, 15)) for later in (1, 2) for month in (2, 7)]
    values = {
        "name": str(year), "opens_at": days.ago(OPENED, 9), "closes_at": clock.in_england(closes, 17), "assessment_from": assessed,
        "assessment_until": _after(assessed, 3), "ranking_opens_at": clock.in_england(ranked, 9), "ranking_closes_at": clock.in_england(ranking_ends, 17),
        "matching_on": matched, "starts_on": dt.date(year, 9, 1), "ends_on": dt.date(year + 2, 8, 31), "places": PLACES,
        "host_policy": "any_open", "answer_days": 14,
    }  # fmt: skip
    return values, boards
