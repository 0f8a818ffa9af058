"""Dates and lengths of time as people say them, in London time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.html import format_html
from django.utils.safestring import SafeString

LONDON = ZoneInfo("Europe/London")

MINUTE, HOUR, DAY = 60, 3600, 86400


def in_words(moment: date | datetime, *, weekday: bool = True, time: bool = True) -> str:
    """A date as "Friday 12 June 2026", a moment as "Friday 12 June 2026, 5pm". Raises ValueError for a naive datetime."""
    if not isinstance(moment, datetime):
        return _day_in_words(moment, weekday)
    local = _in_london(moment)
    day = _day_in_words(local, weekday)
    return f"{day}, {_clock_in_words(local)}" if time else day


def length_in_words(moment: date | datetime, now: datetime) -> str:
    """How long from `now`: "in 3 days", "2 hours ago"; a date is counted in calendar days of London."""
    if not isinstance(moment, datetime):
        return _days_in_words((moment - _in_london(now).date()).days)
    seconds = (_in_london(moment) - _in_london(now)).total_seconds()
    size = abs(seconds)
    if size < MINUTE:
        return "now" if seconds >= 0 else "just now"
    if size < HOUR:
        return _either_way(int(size // MINUTE), "minute", ahead=seconds > 0)
    if size < DAY:
        return _either_way(int(size // HOUR), "hour", ahead=seconds > 0)
    return _days_in_words((_in_london(moment).date() - _in_london(now).date()).days)


def when(moment: date | datetime | None, time: bool = True, weekday: bool = True, missing: str = "No date yet") -> str:
    """`{% when offer.expires_at %}`: the moment in words inside a time element."""
    if moment is None or moment == "":
        return missing
    machine = moment.astimezone(UTC).isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
    return _time_element(machine, in_words(moment, weekday=weekday, time=time))


def how_long(context: Mapping[str, Any], moment: date | datetime, now: datetime | None = None) -> SafeString:
    """`{% how_long task.due_at %}`: "in 3 days", with the moment itself in the time element. Needs `now`, given or in the context."""
    now = now or context.get("now")
    if not isinstance(now, datetime):
        raise ValueError("how_long needs the present moment: give now=, or put `now` in the context.")
    machine = moment.astimezone(UTC).isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
    return _time_element(machine, length_in_words(moment, now))


def _time_element(machine: str, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', machine, words)


def _in_london(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone, so it is not known when it is.")
    return moment.astimezone(LONDON)


def _day_in_words(day: date, weekday: bool) -> str:
    words = f"{day.day} {day:%B} {day.year}"
    return f"{day:%A} {words}" if weekday else words


def _clock_in_words(moment: datetime) -> str:
    if moment.minute == 0 and moment.hour in (0, 12):
        return "midday" if moment.hour else "midnight"
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def _days_in_words(days: int) -> str:
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    size, ahead = abs(days), days > 0
    if size < 14:
        return _either_way(size, "day", ahead=ahead)
    if size < 60:
        return _either_way(size // 7, "week", ahead=ahead)
    if size < 730:
        return _either_way(size * 12 // 365, "month", ahead=ahead)
    return _either_way(size // 365, "year", ahead=ahead)


def _either_way(number: int, noun: str, *, ahead: bool) -> str:
    words = f"{number} {noun}" if number == 1 else f"{number} {noun}s"
    return f"in {words}" if ahead else f"{words} ago"
