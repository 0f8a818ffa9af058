"""Who may do what with career profiles, vacancies and introductions."""

from __future__ import annotations

from typing import Any

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import phrase, role, the_system
from difference.foundations.actors import Actor
from difference.programme.careers import offering

alumni = role("alumnus", "alumni")


@phrase("careers staff")
def careers_staff(actor: Actor, thing: Any) -> bool:
    """Programme staff who look after careers, for the whole programme."""
    return any((held.role, held.function, held.scope) == ("staff", "careers", "programme") for held in actor.grants)


def _urn(thing: Any) -> int | None:
    """The school that a thing belongs to, whether it is an offer, a vacancy or an introduction."""
    return getattr(getattr(thing, "vacancy", thing), "school_id", None)


@phrase("the school that offers the vacancy")
def school(actor: Actor, thing: Any) -> bool:
    """The actor speaks for the school that the thing belongs to, or the one that stands today for it; never on their own introduction."""
    if not actor.holds(offering.ROLE):
        return False
    if thing is None:
        return True
    return getattr(thing, "person_id", None) != actor.person_id and _urn(thing) in offering.reached(actor)


@phrase("the person themself")
def themself(actor: Actor, thing: Any) -> bool:
    """An alumnus, on their own profile."""
    return actor.holds("alumnus") and (thing is None or getattr(thing, "person_id", None) == actor.person_id)


@phrase("the alumnus concerned")
def concerned(actor: Actor, thing: Any) -> bool:
    """An alumnus, on their own introduction."""
    return bool(themself.test(actor, thing))


declare("careers.see-own-profile", "see their own career profile", themself)
declare("careers.write-profile", "write their career profile, and say who may see it", themself)
declare("careers.see-vacancies", "see the open vacancies, and how well each fits them", alumni)

declare("careers.see-own-vacancies", "see the vacancies of their school, and introductions to them", school)
declare("careers.write-vacancy", "describe a vacancy of their school", school)
declare("careers.open-vacancy", "open a vacancy of their school", school)
declare("careers.close-vacancy", "close a vacancy, and say how it ended", school | careers_staff | the_system)
declare("careers.see-fitting", "see who fits a vacancy, without their names until both have agreed", school | careers_staff)

declare("careers.see-introduction", "see an introduction", concerned | school | careers_staff)
declare("careers.ask", "ask for an introduction", concerned | school)
declare("careers.answer", "agree to an introduction that the other side asked for", concerned | school)
declare("careers.go-on", "say that they are talking", concerned | school)
declare("careers.appoint", "say that somebody was appointed", concerned | school)
declare("careers.decline", "decline an introduction, with a reason", concerned | school | the_system)

declare("careers.see-board", "see how the careers programme stands", careers_staff)
declare("careers.see-profiles", "see the career profiles whose owners let programme staff see them", careers_staff)
declare("careers.suggest", "suggest an introduction", careers_staff)
