"""Reading sessions and registers: one’s own, those that one leads, those of one’s cohorts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.people.models import Grant, Person
from difference.foundations.people.queries import in_force
from difference.programme.cohorts.models import Cohort
from difference.programme.training import coaches
from difference.programme.training.models import Attendance, Enrolment, FollowUp, Session
from difference.programme.training.queries import reach
from difference.programme.training.reasons_sessions import ABSENT, ATTENDED
from difference.programme.training.rules_sessions import rules

TRAINING = ("training",)


@dataclass(frozen=True)
class Missed:
    """Somebody who missed sessions: how many that nobody has looked into, and when the last was."""

    enrolment: Enrolment
    count: int
    last: dt.datetime


def visible_to(actor: Actor) -> QuerySet[Session]:
    """Those of their cohorts to training staff, those that they lead to coaches while they coach there, those where they are expected to anyone."""
    if actor.person_id is None:
        return Session.objects.none()
    expected = Attendance.objects.filter(enrolment__person=actor.person_id).values("session")
    scope = coaches.leading(actor) | Q(pk__in=expected) | reach.of_cohorts(actor, functions=TRAINING)
    return Session.objects.filter(scope).select_related("cohort", "lead")


def find(actor: Actor, session_id: UUID) -> Session:
    """One session. Raises NotFound."""
    found = visible_to(actor).filter(pk=session_id).first()
    if found is None:
        raise NotFound()
    return found


def of_cohort(actor: Actor, cohort: Cohort) -> list[Session]:
    """The sessions of a cohort that the actor trains, in order. Coaching is between two: it does not stand among them."""
    found = visible_to(actor).filter(reach.of_cohorts(actor, functions=TRAINING), cohort=cohort)
    return list(found.exclude(kind__in=[kind.name for kind in rules().kinds.values() if kind.by_coach]))


def led(actor: Actor) -> list[Session]:
    """The sessions that the actor leads, in order."""
    return list(visible_to(actor).filter(lead=actor.person_id))


def coached_in(held: list[Session]) -> dict[UUID, str]:
    """By coaching session, the name of the one participant whom it is for."""
    keys = [one.pk for one in held if one.kind == "coaching"]
    return dict(Attendance.objects.filter(session__in=keys).values_list("session_id", "enrolment__person__full_name"))


def own(actor: Actor) -> list[Attendance]:
    """The actor's own attendances with their sessions, in order."""
    if actor.person_id is None:
        return []
    found = Attendance.objects.filter(enrolment__person=actor.person_id)
    return list(found.select_related("session__cohort", "session__lead", "enrolment__cohort").order_by("session__starts_at", "session_id"))


def register_of(session: Session) -> list[Attendance]:
    """Who is expected at a session, by name."""
    return list(session.attendances.select_related("enrolment__person").order_by("enrolment__person__full_name", "enrolment_id"))


def studying(cohort: Cohort) -> list[Enrolment]:
    """Whoever can be expected at a session of a cohort, by name."""
    found = Enrolment.objects.filter(cohort=cohort, state__in=("enrolled", "active")).select_related("person", "cohort")
    return list(found.order_by("person__full_name", "pk"))


def possible_leads(cohort: Cohort) -> list[Person]:
    """Who can lead a session of a cohort: its training staff and coaches, by name."""
    here = Q(scope="cohort", scope_id=str(cohort.pk))
    held = in_force(Grant.objects.filter(Q(role="staff", function="training") & (Q(scope="programme") | here) | Q(role="coach") & here))
    return list(Person.objects.filter(pk__in=held.values("person"), account__is_active=True).order_by("full_name", "pk"))


def missed(enrolments: Iterable[Enrolment]) -> dict[UUID, Missed]:
    """Those of these who missed as many sessions as the rules say, without anybody having looked into it since."""
    by_key = {one.pk: one for one in enrolments}
    if not by_key:
        return {}
    since = clock.now() - dt.timedelta(days=rules().within_days)
    looked = dict(FollowUp.objects.filter(enrolment__in=by_key).order_by("noted_at").values_list("enrolment_id", "noted_at"))
    moments: dict[UUID, list[dt.datetime]] = {}
    found = Attendance.objects.filter(enrolment__in=by_key, standing=ABSENT, session__state="planned", session__starts_at__gte=since)
    for key, at, noted in found.values_list("enrolment_id", "session__starts_at", "recorded_at"):
        if key not in looked or noted is None or noted > looked[key]:
            moments.setdefault(key, []).append(at)
    return {key: Missed(by_key[key], len(held), max(held)) for key, held in moments.items() if len(held) >= rules().absences}


def absences(actor: Actor, cohort: Cohort) -> list[Missed]:
    """Whom to speak with in a cohort that the actor trains, by name."""
    found = Enrolment.objects.filter(reach.of_cohorts(actor, functions=TRAINING), cohort=cohort, state__in=("enrolled", "active"))
    listed = found.exclude(person=actor.person_id).select_related("person")
    return sorted(missed(listed).values(), key=lambda one: (one.enrolment.person.full_name, str(one.enrolment.pk)))


def without_register(actor: Actor) -> list[Session]:
    """Sessions that are over, that the actor leads, and whose register nobody has taken; the oldest first."""
    over = visible_to(actor).filter(lead=actor.person_id, state="planned", ends_at__lte=clock.now(), register_taken_at=None)
    return [session for session in over if session.attendances.exists()]


def year_of(cohort: Cohort) -> tuple[dt.date, dt.date]:
    """The year of a cohort's studies that today lies in."""
    today, starts = clock.today(), cohort.starts_on
    years = max(0, today.year - starts.year - ((today.month, today.day) < (starts.month, starts.day)))
    first = starts + dt.timedelta(days=round(365.25 * years))
    return first, first + dt.timedelta(days=365)


def tally(attendances: list[Attendance]) -> list[tuple[str, int, int, int]]:
    """For each kind its title, how many were attended and how many planned this year, and how many a year has."""
    rows = []
    for kind in rules().kinds.values():
        here = [one for one in attendances if one.session.kind == kind.name and one.session.state == "planned" and _this_year(one)]
        rows.append((kind.title, sum(one.standing == ATTENDED for one in here), len(here), kind.a_year))
    return rows


def _this_year(one: Attendance) -> bool:
    first, last = year_of(one.enrolment.cohort)
    return first <= clock.in_london(one.session.starts_at).date() < last
