"""When a concern must have been read: so many working days of England after it was raised."""

from __future__ import annotations

import datetime as dt

from difference.foundations import clock
from difference.foundations.concerns import rules

SATURDAY = 5


def is_working_day(day: dt.date) -> bool:
    """Neither Saturday, Sunday nor a bank holiday in England."""
    return day.weekday() < SATURDAY and day not in rules.bank_holidays().get(day.year, ())


def next_working_day(day: dt.date) -> dt.date:
    """The first working day after `day`."""
    day += dt.timedelta(days=1)
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day


def due_after(raised: dt.datetime) -> dt.datetime:
    """By when a concern raised at that moment must have been read, in UTC.

    The clock runs in working hours only: what comes after hours counts from the next opening, and a whole working day from an
    opening ends at that day's close. So Monday 11am is due on Tuesday 11am, and Friday 10pm on Monday 5pm.
    """
    local = clock.in_london(raised)
    day, at = local.date(), local.time().replace(second=0, microsecond=0)
    rule = rules.clock_on(day)
    if not is_working_day(day) or at >= rule.closes:
        day, at = next_working_day(day), rule.opens
    at = max(at, rule.opens)
    left = rule.working_days
    if at == rule.opens:
        left, at = left - 1, rule.closes
    for _ in range(left):
        day = next_working_day(day)
    return dt.datetime.combine(day, at, clock.LONDON).astimezone(dt.UTC)
