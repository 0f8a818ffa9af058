"""The rest of the young cohort's recruitment, told when the calendar is moved: whoever is in the running is read, assessed, decided and answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from difference.demo.cohorts import deciding, reading, vouching
from difference.demo.cohorts.answers import home_of, schools_by_region, sections_of
from difference.demo.cohorts.applying import Applied, save
from difference.demo.cohorts.cast import Candidate, candidates, persona
from difference.demo.cohorts.staff import Staff, gather
from difference.demo.cohorts.young import CHECKED_FOR_OFFERS, CHECKED_FOR_PLACES, CHECKED_LAST, ROTA
from difference.demo.past import Days
from difference.foundations import clock
from difference.foundations.actors import system
from difference.foundations.people.queries import actor_for
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import sections
from difference.programme.recruitment.commands import submit
from difference.programme.recruitment.models import Application, Reference
from difference.programme.recruitment.models.selection import ASSESSMENT_DAY, READING
from difference.programme.recruitment.queries import decisions as decided

# Who scores at least this, on the average of their invented marks, is invited, and offered a place.
TO_INVITE, TO_OFFER = 3, 4
# Days before the anchor of a chapter on which a round opens and closes; then proposed, published; answered and checked later still.
OPENS, CLOSES, SHORTLISTED, FINISHED, OFFERED, ACCEPTED, CHECKED = 13, 6, 4, 4, 3, 1, 0


def _one(application: Application) -> Candidate:
    """Their row in the table; for somebody whom the visitor brought in, a plain one."""
    known: Mapping[str, Candidate] = {one.email: one for one in (*candidates(), persona())}
    email = application.person.account.email
    plain = Candidate(application.person.full_name, "London", application.subjects.lower() or "English", "year", "accepted", 1, email, marks=4)
    return known.get(email, plain)


def _applied(cohort: Cohort, *states: str) -> list[Applied]:
    schools = schools_by_region()
    found = Application.objects.filter(cohort=cohort, state__in=states).select_related("person__account", "cohort").order_by("started_at", "pk")
    return [Applied(one, actor_for(row.person.account), row, home_of(one, schools)) for row in found for one in [_one(row)]]


def _days(day: dt.date) -> tuple[Days, Staff]:
    days = Days(day)
    return days, gather(system("demo"), days)


def close(cohort: Cohort) -> None:
    """The persona who was writing finishes and sends, unless somebody did it for her."""
    for each in _applied(cohort, "draft"):
        if each.one.email == persona().email:
            application, values = each.application, sections_of(each.one, each.home)
            for section in sections.incomplete(application):
                application = save(each.actor, application, section.key, values[section.key])
            submit(by=each.actor, application=application, revision=application.revision)


def _round(days: Days, staff: Staff, cohort: Cohort, name: str, stage: str, read: Sequence[Applied]) -> None:
    if not read:
        return
    made = reading.plan(days, staff, cohort, name, stage, OPENS, CLOSES)
    for number, each in enumerate(read):
        readers = ROTA[number % len(ROTA)] if not each.one.apart else tuple(dict.fromkeys(key for pair in ROTA for key in pair))
        reading.read(days, staff, made, each, dict.fromkeys(readers, reading.SENT), OPENS)


def read(cohort: Cohort) -> None:
    """Whoever has sent is read once more by everybody who is needed, and shortlisted or turned down."""
    days, staff = _days(cohort.assessment_from)
    reading.take_in(days, staff, _applied(cohort, "submitted"), OPENS + 1)
    waiting = _free(_applied(cohort, "in_review"))
    _round(days, staff, cohort, "Last reading", READING, waiting)
    _decide(days, staff, cohort, [_outcome(each, {TO_INVITE: "shortlist"}) for each in waiting], SHORTLISTED)
    _accept(days, cohort)


def _free(applied: Sequence[Applied]) -> list[Applied]:
    """Those about whom nothing is pending."""
    return [each for each in applied if not each.application.decisions.filter(published_at=None, discarded_at=None).exists()]


def _outcome(each: Applied, from_marks: Mapping[int, str]) -> tuple[Applied, str, str]:
    good = next((outcome for marks, outcome in from_marks.items() if each.one.marks >= marks), "")
    return (each, good, "") if good else (each, "turn_down", "below-the-standard")


def _decide(days: Days, staff: Staff, cohort: Cohort, outcomes: Sequence[tuple[Applied, str, str]], day: int) -> None:
    for pending in decided.unpublished(cohort).filter(confirmed_at=None):
        deciding.confirm(days, staff, pending, day)
    deciding.decide(days, staff, cohort, outcomes, day)


def _vouch(days: Days, staff: Staff, each: Applied) -> None:
    """Referees who have not answered do; a reference that has come is checked by telephone."""
    for position in Reference.objects.filter(application=each.application).order_by("position").values_list("position", flat=True):
        vouching.settle(days, staff, each, position)


def assess(cohort: Cohort) -> None:
    """The last assessment day, the last offers; whoever has an offer accepts it, and every check is done."""
    days, staff = _days(cohort.assessment_until + dt.timedelta(days=3))
    invited = _free(_applied(cohort, "shortlisted"))
    for each in invited:
        _vouch(days, staff, each)
    _round(days, staff, cohort, "Last assessment day", ASSESSMENT_DAY, invited)
    if invited:
        deciding.finish(days, staff, invited, FINISHED)
    assessed = _free(_applied(cohort, "assessed"))
    _decide(days, staff, cohort, [_outcome(each, {TO_OFFER: "offer", TO_INVITE: "put_on_reserve"}) for each in assessed], OFFERED)
    _accept(days, cohort)
    for each in _applied(cohort, "accepted"):
        _vouch(days, staff, each)
        _check(days, staff, each)


def answer(cohort: Cohort) -> None:
    """Whoever was offered a place early accepts it."""
    _accept(Days(clock.today() + dt.timedelta(days=ACCEPTED)), cohort)


def _accept(days: Days, cohort: Cohort) -> None:
    for each in _applied(cohort, "offered"):
        deciding.accept(days, each, ACCEPTED)


def _check(days: Days, staff: Staff, each: Applied) -> None:
    keys = (*CHECKED_FOR_OFFERS, *CHECKED_FOR_PLACES, *CHECKED_LAST)
    noted = set(each.application.checks.filter(undone_at=None).values_list("check_key", flat=True))
    vouching.check(days, staff, each, tuple(key for key in keys if key not in noted), CHECKED)
