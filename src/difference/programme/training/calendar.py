"""When work is due: days after the cohort's start, or after the release that asks for a resit."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.foundations import clock
from difference.programme.training.curricula import editions


@dataclass(frozen=True)
class Calendar:
    """The hour in England, the days for a resit, and the days from the start by curriculum, module and component."""

    hour: int
    resit_days: int
    days: dict[tuple[str, str, str], int]


@functools.cache
def calendar() -> Calendar:
    """The calendar in force."""
    table = tomllib.loads(Path(__file__).with_name("calendar.toml").read_text())
    table.pop("from")
    hour, resit = table.pop("hour"), table.pop("resit_days")
    days = {
        (slug, module, component): due for slug, modules in table.items() for module, parts in modules.items() for component, due in parts.items()
    }
    return Calendar(hour, resit, days)


def problems() -> Iterator[str]:
    """A sentence for each component without a day, and for each day without a component."""
    asked = {(each.slug, module.code, part.code) for each in editions() for module in each.curriculum.modules for part in module.components}
    for slug, module, part in sorted(asked - calendar().days.keys()):
        yield f"{slug}: {module}, {part} has no day on which it is due."
    for slug, module, part in sorted(calendar().days.keys() - asked):
        yield f"{slug}: there is no component {module}, {part}."


def _at_hour(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(calendar().hour), tzinfo=clock.LONDON).astimezone(dt.UTC)


def _after_pauses(enrolment: Any, day: dt.date) -> dt.date:
    for began, length in enrolment.pauses:
        if day >= dt.date.fromisoformat(began):
            day += dt.timedelta(days=length)
    return day


def due_without_extension(result: Any, component: str) -> dt.datetime:
    """When a component of a result is due by the calendar alone."""
    enrolment = result.enrolment
    if result.sitting > 1:
        return _at_hour(_after_pauses(enrolment, clock.in_london(result.opened_at).date() + dt.timedelta(days=calendar().resit_days)))
    days = calendar().days[(enrolment.curriculum, result.module, component)]
    return _at_hour(_after_pauses(enrolment, enrolment.cohort.starts_on + dt.timedelta(days=days)))
