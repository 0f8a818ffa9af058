"""Tells a cohort's story from one moment to another: every chapter whose day lies between, each on its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from difference.demo.chapters import changing, coaching, learning, meeting, placing, recruiting, returning, studying
from difference.foundations import clock
from difference.programme.cohorts.models import Cohort
from difference.programme.training.calendar import calendar

# Days after a cohort opens by which the first offers, made early, are answered.
EARLY = 46
# Days from one thing to the next in the two years of study.
EARLY_HAND_IN, LATE_HAND_IN, MARKED, SIT_AGAIN, MARKED_AGAIN = -1, 3, 7, 40, 52
# Days after the start on which a school year is planned, and on which staff look into absences.
YEARS, LOOKED_INTO = (0, 366), (100, 310)
# Days after the start on which one participant moves to another school.
MOVES = 66
# Days after the end on which alumni have written their profiles, schools have opened vacancies, and somebody is appointed.
PROFILES, VACANCIES, APPOINTED = 40, 55, 82


@dataclass(frozen=True)
class Chapter:
    """Something that happens to a whole cohort at one moment. `title` says what has happened by then; small things have none."""

    title: str
    at: dt.datetime
    act: Callable[[Cohort], None]


def _day(day: dt.date, hour: int, *, later: int = 0) -> dt.datetime:
    return clock.in_england(day + dt.timedelta(days=later), hour)


def recruited_at(cohort: Cohort) -> dt.datetime:
    """When the last have been offered a place and have accepted."""
    return _day(cohort.assessment_until, 22, later=3)


def _recruiting(cohort: Cohort) -> Iterator[Chapter]:
    yield Chapter("The first offers are answered", cohort.opens_at + dt.timedelta(days=EARLY, hours=11), recruiting.answer)
    yield Chapter("Applications have closed", cohort.closes_at - dt.timedelta(hours=2), recruiting.close)
    yield Chapter("Applications are read, and some are invited", _day(cohort.assessment_from, 8), recruiting.read)
    yield Chapter("Places have been offered and accepted", recruited_at(cohort), recruiting.assess)


def _placing(cohort: Cohort) -> Iterator[Chapter]:
    matching = cohort.matching_on
    yield Chapter("Schools have offered their posts", cohort.ranking_opens_at - dt.timedelta(days=2), placing.offer)
    yield Chapter("Both sides have ranked", cohort.ranking_closes_at - dt.timedelta(hours=3), placing.rank)
    # On the day after, so that whoever moves to matching day can do it by hand.
    yield Chapter("The matching is published", _day(matching, 9, later=1), placing.match)
    yield Chapter("Both sides have answered", _day(matching, 18, later=4), placing.answer)
    yield Chapter("Placements are ready to start", _day(matching, 10, later=21), placing.make_ready)
    yield Chapter("", _day(matching, 11, later=22), studying.enrol)
    yield Chapter("Placements have started", _day(cohort.starts_on, 9), placing.start)
    yield Chapter("", _day(cohort.starts_on, 10), studying.enrol)
    yield Chapter("", _day(cohort.starts_on, 9, later=MOVES), changing.change_school)
    yield Chapter("", _day(cohort.starts_on, 10, later=MOVES), studying.enrol)
    yield Chapter("The two years are over", _day(cohort.ends_on, 16), placing.complete)


def _studying(cohort: Cohort) -> Iterator[Chapter]:
    """Each piece of work is handed in on the day before it is due or a little late, then marked and moderated."""
    for (_, module, component), days in calendar().days.items():
        hand_in = partial(studying.hand_in, module=module, component=component)
        yield Chapter("", _day(cohort.starts_on, 20, later=days + EARLY_HAND_IN), partial(hand_in, late=False))
        yield Chapter("", _day(cohort.starts_on, 9, later=days + LATE_HAND_IN), partial(hand_in, late=True))
        yield Chapter("", _day(cohort.starts_on, 12, later=days + MARKED), studying.mark)


def _boards(cohort: Cohort) -> Iterator[Chapter]:
    """A board meets, what it confirmed is released the day after, and whoever was referred sits again.

    It is told on the morning after its day, so that whoever moves to that day can hold it by hand.
    """
    for board in cohort.boards.all():
        yield Chapter(f"The board of {board.on:%B %Y} has met", _day(board.on, 9, later=1), partial(studying.hold_board, on=board.on))
        yield Chapter(f"Results of {board.on:%B %Y} are released", _day(board.on, 10, later=2), studying.release)
        yield Chapter("", _day(board.on, 18, later=SIT_AGAIN), studying.sit_again)
        yield Chapter("", _day(board.on, 12, later=MARKED_AGAIN), studying.mark)


def _meeting(cohort: Cohort) -> Iterator[Chapter]:
    """A coach is named when placements start; each year is planned on its first day; registers are taken when sessions are over."""
    day = partial(_day, cohort.starts_on)
    for later in YEARS:
        yield Chapter("", day(11, later=later), coaching.name_coach)
        yield Chapter("", day(12, later=later), meeting.plan)
        yield Chapter("", day(13, later=later), coaching.plan)
    for on in meeting.register_days(cohort):
        yield Chapter("", _day(on, 17), meeting.take_registers)
    for later in LOOKED_INTO:
        yield Chapter("", day(9, later=later), meeting.look_into_absences)
    yield Chapter("", _day(cohort.ends_on, 17), coaching.end)


def _writing(cohort: Cohort) -> Iterator[Chapter]:
    """What coach and participant write, the goals that they keep, and cases of extenuating circumstances."""
    day = partial(_day, cohort.starts_on)
    for row in meeting.table()["notes"]:
        yield Chapter("", day(19, later=row["day"]), partial(coaching.write, row=row))
    for row in meeting.table()["goals"]:
        yield Chapter("", day(20, later=row["day"]), partial(coaching.set_goal, row=row))
        yield Chapter("", day(18, later=row["reached"]), partial(coaching.reach_goal, row=row))
    for row in meeting.table()["cases"]:
        yield Chapter("", day(21, later=row["day"]), partial(coaching.ask_for_time, row=row))
        yield Chapter("", day(15, later=row["decided"]), partial(coaching.decide, row=row))


def _learning(cohort: Cohort) -> Iterator[Chapter]:
    days, day = learning.days(), partial(_day, cohort.starts_on)
    for which, prefix in ((learning.EARLY, "early_"), (learning.SPRING, "")):
        yield Chapter("", day(18, later=days[f"{prefix}plan"]), partial(learning.plan, which=which))
        ends = days[f"{prefix}ends"]
        yield Chapter("", day(18, later=ends + days["record"]), learning.record)
        yield Chapter("", day(18, later=ends + days["analyse"]), learning.analyse)
        yield Chapter("" if prefix else "Projects have reported what they found", day(11, later=ends + days["report"]), learning.report)
    yield Chapter("", day(18, later=days["early_register"]), partial(learning.register, last=False))
    yield Chapter("", day(18, later=days["early_register_last"]), learning.register)
    yield Chapter("Projects have registered their protocols", day(18, later=days["register"]), learning.register)
    yield Chapter("", day(18, later=days["abandon"]), learning.give_up)


def _returning(cohort: Cohort) -> Iterator[Chapter]:
    yield Chapter("Alumni have written their profiles", _day(cohort.ends_on, 19, later=PROFILES), returning.write_profiles)
    yield Chapter("", _day(cohort.ends_on, 11, later=VACANCIES), returning.open_for)
    yield Chapter("Alumni are appointed to senior posts", _day(cohort.ends_on, 15, later=APPOINTED), returning.appoint)


def chapters(cohort: Cohort) -> list[Chapter]:
    """Everything that happens to a cohort, in order of time."""
    told = (_recruiting, _placing, _studying, _boards, _meeting, _writing, _learning, _returning)
    return sorted((one for part in told for one in part(cohort)), key=lambda one: one.at)


def between(cohort: Cohort, after: dt.datetime, until: dt.datetime) -> list[Chapter]:
    """The chapters that lie between two moments, in order."""
    return [one for one in chapters(cohort) if after < one.at <= until]


def tell(cohort: Cohort, after: dt.datetime, until: dt.datetime) -> list[Chapter]:
    """Let everything happen that lies between two moments; returns the chapters. Whatever people have done themselves stays as they did it."""
    told = between(cohort, after, until)
    for one in told:
        with clock.happening_at(one.at):
            one.act(cohort)
    return told
