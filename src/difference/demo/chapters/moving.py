"""Moving the calendar forward: what lies between is lived through first, one visitor at a time."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.cache import cache

from difference.demo import calendar
from difference.demo.chapters import cast
from difference.demo.chapters.telling import between, chapters, tell
from difference.demo.cohorts.cast import candidates
from difference.errors import NotNow
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment.models import Application

BUSY, LONGEST_SECONDS = "demo.telling", 300


@dataclass(frozen=True)
class Stop:
    """A day worth moving to: the day after something has happened in a cohort."""

    cohort: Cohort
    title: str
    on: dt.date


def _cohorts() -> list[Cohort]:
    """The demonstration's own: those to which its invented people applied. What a visitor sets up is the visitor's to live through."""
    invented = [one.email for one in (*cast.people("alumni"), *cast.people("training"), *candidates())]
    theirs = Application.objects.filter(person__account__email__in=invented).values("cohort")
    return list(Cohort.objects.filter(pk__in=theirs).order_by("starts_on", "pk"))


def stops() -> list[Stop]:
    """What is still to come in the cohort that is furthest from its end, in order."""
    cohort = next(reversed(_cohorts()), None)
    if cohort is None:
        return []
    coming = [chapter for chapter in between(cohort, clock.now(), chapters(cohort)[-1].at) if chapter.title]
    return [Stop(cohort, chapter.title, clock.in_london(chapter.at).date() + dt.timedelta(days=1)) for chapter in coming]


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    if not cache.add(BUSY, "yes", LONGEST_SECONDS):
        raise NotNow("The calendar is being moved already. Wait until that is done, then look again.")
    try:
        yield
    finally:
        cache.delete(BUSY)


def move(*, by: Actor, to: dt.date) -> int:
    """Live through what lies between now and a later day, then show that day; returns how many chapters were told.

    An earlier day is shown as it is: nothing is undone. Raises BadInput for a day too far away, NotNow while somebody else moves the calendar.
    """
    calendar.check(to)
    with _alone():
        now = clock.now()
        until = now + (to - clock.today())
        told = sum(len(tell(cohort, now, until)) for cohort in _cohorts())
        calendar.move_calendar(by=by, to=to)
    return told
