"""Reading coaching: who coaches whom; and, for the two alone, what they wrote and the goals that they keep."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.training import coaches
from difference.programme.training.models import Attendance, Coaching, CoachingNote, Enrolment, Goal, Session
from difference.programme.training.queries import reach
from difference.programme.training.queries.sessions import TRAINING, Missed, missed
from difference.programme.training.reasons_sessions import ATTENDED


@dataclass(frozen=True)
class Coached:
    """One participant as their coach's home shows them."""

    coaching: Coaching
    last_seen: dt.datetime | None
    next_session: Session | None
    open_goals: int
    missed: Missed | None

    @property
    def enrolment(self) -> Enrolment:
        """Whom it is about."""
        return self.coaching.enrolment


def visible_to(actor: Actor) -> QuerySet[Enrolment]:
    """The enrolments whose coaching page the actor may open: their own, and of those whom they coach now."""
    if actor.person_id is None:
        return Enrolment.objects.none()
    coached = [one.enrolment_id for one in coaches.present(actor)]
    found = Enrolment.objects.filter(Q(person=actor.person_id) | Q(pk__in=coached))
    return found.select_related("person", "cohort", "placement__post__school")


def find(actor: Actor, enrolment_id: UUID) -> Enrolment:
    """One of these. Raises NotFound."""
    found = visible_to(actor).filter(pk=enrolment_id).first()
    if found is None:
        raise NotFound()
    return found


def notes_visible_to(actor: Actor) -> QuerySet[CoachingNote]:
    """Their own to a participant; to a coach what was shared with them in a coaching that they have now; to anyone else none."""
    if actor.person_id is None:
        return CoachingNote.objects.none()
    now = [one.pk for one in coaches.present(actor)]
    found = CoachingNote.objects.filter(Q(enrolment__person=actor.person_id) | Q(coaching__in=now))
    return found.select_related("enrolment", "coaching__coach")


def note(actor: Actor, note_id: UUID) -> CoachingNote:
    """One note. Raises NotFound."""
    found = notes_visible_to(actor).filter(pk=note_id).first()
    if found is None:
        raise NotFound()
    return found


def notes_of(actor: Actor, enrolment: Enrolment) -> list[CoachingNote]:
    """What the actor may read of one participant's notes, the newest first."""
    return list(notes_visible_to(actor).filter(enrolment=enrolment))


def goals_of(actor: Actor, enrolment: Enrolment) -> list[Goal]:
    """The goals of somebody whose coaching page the actor may open: open ones first, by when they are due."""
    return list(Goal.objects.filter(enrolment__in=visible_to(actor), enrolment=enrolment))


def goal(actor: Actor, goal_id: UUID) -> Goal:
    """One goal. Raises NotFound."""
    found = Goal.objects.filter(enrolment__in=visible_to(actor), pk=goal_id).select_related("enrolment").first()
    if found is None:
        raise NotFound()
    return found


def own_coach(enrolment: Enrolment) -> Coaching | None:
    """Who coaches somebody now."""
    return coaches.coaching_of(enrolment)


def of_cohort(actor: Actor, cohort: Cohort) -> list[tuple[Enrolment, Coaching | None]]:
    """Everybody who studies in a cohort that the actor trains, with their coach or none; by name."""
    found = Enrolment.objects.filter(reach.of_cohorts(actor, functions=TRAINING), cohort=cohort, state__in=Enrolment.lifecycle.having(running=True))
    listed = list(found.exclude(person=actor.person_id).select_related("person").order_by("person__full_name", "pk"))
    held = {one.enrolment_id: one for one in coaches.lasting(Coaching.objects.filter(enrolment__in=listed)).select_related("coach")}
    return [(one, held.get(one.pk)) for one in listed]


def home(actor: Actor) -> list[Coached]:
    """The participants whom the actor coaches: last seen, next session, open goals, absences. Not a word of what was written."""
    now, held = clock.now(), list(coaches.present(actor))
    if not held:
        return []
    keys = [one.enrolment_id for one in held]
    seen: dict[UUID, dt.datetime] = {}
    met = Attendance.objects.filter(enrolment__in=keys, session__lead=actor.person_id, standing=ATTENDED, session__state="planned")
    wrote = CoachingNote.objects.filter(coaching__in=held)
    for key, at in [*met.values_list("enrolment_id", "session__starts_at"), *wrote.values_list("enrolment_id", "shared_at")]:
        if at is not None and (key not in seen or seen[key] < at):
            seen[key] = at
    ahead: dict[UUID, Session] = {}
    coming = Attendance.objects.filter(enrolment__in=keys, session__lead=actor.person_id, session__state="planned", session__ends_at__gt=now)
    for one in coming.select_related("session").order_by("-session__starts_at"):
        ahead[one.enrolment_id] = one.session
    goals: dict[UUID, int] = {}
    for key in Goal.objects.filter(enrolment__in=keys, done_at=None).values_list("enrolment_id", flat=True):
        goals[key] = goals.get(key, 0) + 1
    worries = missed(one.enrolment for one in held)
    return [
        Coached(one, seen.get(one.enrolment_id), ahead.get(one.enrolment_id), goals.get(one.enrolment_id, 0), worries.get(one.enrolment_id))
        for one in held
    ]
