"""Who may do what with sessions and their registers."""

from __future__ import annotations

from typing import Any

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import phrase, role
from difference.foundations.actors import Actor
from difference.programme.training import coaches
from difference.programme.training.models import Attendance, Session
from difference.programme.training.policies import not_about_them, studying, trainers

any_coach = role("coach", "a coach")


@phrase("the coach who leads the session")
def leads(actor: Actor, thing: Any) -> bool:
    """The session is theirs to lead, for as long as they coach there."""
    if actor.person_id is None or getattr(thing, "lead_id", None) != actor.person_id or not actor.holds("coach"):
        return False
    return Session.objects.filter(coaches.leading(actor), pk=thing.pk).exists()


@phrase("a coach who leads it alone with their participant")
def leads_coaching(actor: Actor, thing: Any) -> bool:
    """A coaching session that they planned themself, while they coach."""
    return getattr(thing, "kind", "") == "coaching" and bool(leads.test(actor, thing))


@phrase("whoever is expected there")
def expected_there(actor: Actor, thing: Any) -> bool:
    """Their own name stands in the register."""
    if actor.person_id is None or thing is None or not hasattr(thing, "lead_id"):
        return False
    return Attendance.objects.filter(session=thing, enrolment__person=actor.person_id).exists()


@phrase("the coach of the participant")
def coaches_them(actor: Actor, thing: Any) -> bool:
    """They coach this participant now."""
    if thing is None:
        return actor.holds("coach")
    enrolment = thing if hasattr(thing, "placement_id") else getattr(thing, "enrolment", None)
    return enrolment is not None and coaches.coaches_now(actor, enrolment) is not None


declare("training.see-own-sessions", "see their own sessions, and fetch them for their calendar", studying)
declare("training.see-sessions", "see the sessions of a cohort", trainers)
declare("training.see-session", "see a session, without who else is expected", trainers | leads | expected_there)
declare("training.plan-session", "plan a session of a cohort", trainers)
declare("training.plan-coaching", "plan a session with a participant whom they coach", coaches_them)
declare("training.change-session", "change or cancel a session", trainers | leads_coaching)
declare("training.see-led", "see the sessions that they lead", any_coach | trainers)
declare("training.take-register", "take the register of a session, and put it right", trainers | leads)
declare("training.see-absences", "see who missed sessions, so that somebody speaks with them", trainers)
declare("training.follow-up", "note that they looked into somebody’s absences", trainers & not_about_them)
