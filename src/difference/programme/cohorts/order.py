"""Whether the dates of a cohort stand in the order of its cycle; what does not is said beside the date that is too early."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from difference.foundations import clock
from difference.programme.cohorts.models import Cohort
from difference.web.components.moments import in_words

# Each date, the one that it must not come before, and whether the same day (or moment) will do.
ORDER = (
    ("closes_at", "opens_at", False),
    ("assessment_from", "closes_at", True),
    ("assessment_until", "assessment_from", True),
    ("ranking_opens_at", "assessment_from", True),
    ("ranking_closes_at", "ranking_opens_at", False),
    ("matching_on", "ranking_closes_at", True),
    ("starts_on", "matching_on", False),
    ("ends_on", "starts_on", False),
)
# How each date is called within a sentence.
CALLED = {
    "opens_at": "applications open",
    "closes_at": "applications close",
    "assessment_from": "assessment begins",
    "assessment_until": "assessment ends",
    "ranking_opens_at": "ranking of posts opens",
    "ranking_closes_at": "ranking of posts closes",
    "matching_on": "matching day",
    "starts_on": "placements start",
    "ends_on": "the two years end",
}
DAYS_NOT_MOMENTS = {"matching_on": "Matching day is"}


def day(value: dt.date | dt.datetime) -> dt.date:
    """The day in England of a date or a moment."""
    return clock.in_london(value).date() if isinstance(value, dt.datetime) else value


def _before(earlier: Any, later: Any, *, same_will_do: bool) -> bool:
    if isinstance(earlier, dt.datetime) and isinstance(later, dt.datetime):
        return earlier <= later if same_will_do else earlier < later
    return day(earlier) <= day(later) if same_will_do else day(earlier) < day(later)


def _sentence(name: str, other: str, value: Any, *, same_will_do: bool) -> str:
    what = "Matching day" if name == "matching_on" else CALLED[name][:1].upper() + CALLED[name][1:]
    when = "on or after" if same_will_do else "after"
    verb = "must be" if name == "matching_on" else "must come"
    that = "matching day" if other == "matching_on" else f"the day on which {CALLED[other]}"
    return f"{what} {verb} {when} {that}, {in_words(value, time=isinstance(value, dt.datetime))}"


def complaints(values: Mapping[str, Any], boards: Sequence[dt.date] = ()) -> dict[str, list[str]]:
    """Sentences by the name of the field whose date comes too early."""
    found: dict[str, list[str]] = {}
    for name, other, same_will_do in ORDER:
        if not _before(values[other], values[name], same_will_do=same_will_do):
            found.setdefault(name, []).append(_sentence(name, other, values[other], same_will_do=same_will_do))
    early = [board for board in boards if board <= values["starts_on"]]
    if early:
        found["boards"] = [f"A board meets after placements have started: {in_words(early[0])} is too early"]
    return found


MOMENTS = tuple(field.name for field in Cohort._meta.fields if field.name in CALLED and field.name.endswith("_at"))
DATES = tuple(field.name for field in Cohort._meta.fields if field.name in CALLED and not field.name.endswith("_at"))
