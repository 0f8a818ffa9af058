"""Who may do what with concerns. The safeguarding leads are the staff of safer recruitment."""

from __future__ import annotations

from typing import Any

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import anyone, data_protection_officer, phrase, role, the_system
from difference.foundations.actors import Actor
from difference.foundations.concerns import states

LEAD = ("staff", "safer_recruitment")

safeguarding_lead = role(LEAD[0], "a safeguarding lead", LEAD[1])


@phrase("who took the concern")
def holder(actor: Actor, thing: Any) -> bool:
    """The lead who answers for it."""
    return actor.person_id is not None and getattr(thing, "taken_by", None) == actor.person_id


def may_be_taken(actor: Actor, concern: Any) -> bool:
    """Guard of the move to taken: it is not closed, and it is not theirs already."""
    return states.TAKEN in states.CONCERN[concern.state].moves and not holder.test(actor, concern)


def may_be_closed(concern: Any) -> bool:
    """Guard of the move to closed: somebody has taken it."""
    return states.CLOSED in states.CONCERN[concern.state].moves


declare("concerns.raise", "raise a concern about a child or an adult, signed in or not", anyone)
declare(
    "concerns.see", "see that a concern was raised, when, and what became of it, without what it says", safeguarding_lead | data_protection_officer
)
declare("concerns.read", "read a concern and the notes on it", safeguarding_lead)
declare("concerns.take", "take a concern, having declared that it is not about them or anybody close to them", safeguarding_lead)
declare("concerns.note", "add a note to a concern", safeguarding_lead & holder)
declare("concerns.close", "close a concern with its outcome", safeguarding_lead & holder)
declare("concerns.remind", "remind the safeguarding leads of a concern that nobody has taken in time", the_system)
