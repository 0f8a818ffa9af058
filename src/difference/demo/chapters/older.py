"""The older cohorts: recruited as the young one is, but a year or three earlier, and told on from there to the day of filling."""

from __future__ import annotations

from difference.demo.chapters import cast, hosts, learning, returning
from difference.demo.chapters.telling import recruited_at, tell
from difference.demo.chapters.years import Year, years
from difference.demo.cohorts.answers import schools_by_region
from difference.demo.cohorts.applying import Applied, apply, join
from difference.demo.cohorts.cast import Candidate
from difference.demo.cohorts.dates import dates
from difference.demo.cohorts.staff import Staff, gather, hang_on
from difference.demo.cohorts.vouching import check
from difference.demo.cohorts.young import CHECKED_LAST, FIRST_BATCH, PROGRAMME, SET_UP, early_assessment, first_batch, of_stories
from difference.demo.past import Days
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.people.models import Account
from difference.foundations.people.queries import actor_for
from difference.programme.cohorts import commands as cohorts
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment.models import Application

# Days before (or, below zero, after) the day from which a cohort's recruitment is told.
LEADS_JOINED, LAST_CHECKS = 74, -20


def grow(*, by: Actor) -> int:
    """Make the older cohorts that are missing; returns how many people applied to them."""
    return sum(_grow(by=by, year=year) for year in years(clock.today()) if not _there(year))


def _there(year: Year) -> bool:
    return Application.objects.filter(person__account__email__in=[one.email for one in cast.people(year.word)]).exists()


@command
def _grow(*, by: Actor, year: Year) -> int:
    allow(by, "demo.seed")
    now, days = clock.now(), year.days
    staff = gather(by, days)
    hosts.settle(by, days, LEADS_JOINED)
    cohort = _cohort(year, staff)
    hang_on(by, days, cohort, year.word, SET_UP)
    applied = _recruit(year, staff, cohort)
    record(by, "demo.seed", f"{year.word} cohort")
    # Everybody was recruited early, so the chapters that tell the rest of a recruitment are left out.
    tell(cohort, recruited_at(cohort), now)
    if cohort.ends_on < clock.today():
        learning.begin(Days(clock.today()), cohort)
        returning.begin(Days(clock.today()), cohort)
    return len(applied)


def _cohort(year: Year, staff: Staff) -> Cohort:
    values, boards = dates(year.days)
    with year.days.on(SET_UP, 14):
        return cohorts.make(by=staff.recruiter, programme=PROGRAMME, values={**values, "places": cast.table()[year.word]["places"]}, boards=boards)


def _recruit(year: Year, staff: Staff, cohort: Cohort) -> list[Applied]:
    days, schools = year.days, schools_by_region()
    applied = [apply(days, one, _join(year, one), cohort, schools) for one in cast.people(year.word)]
    first_batch(days, staff, cohort, of_stories(applied, FIRST_BATCH))
    early_assessment(days, staff, cohort, applied)
    for each in of_stories(applied, ("accepted",)):
        check(days, staff, each, CHECKED_LAST, LAST_CHECKS)
    return applied


def _join(year: Year, one: Candidate) -> Actor:
    account = Account.objects.filter(email=one.email).first()
    return actor_for(account) if account else join(year.days, one)
