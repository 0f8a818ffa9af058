"""What stands in the way of a move of an application: predicates on the loaded application, each a sentence or nothing."""

from __future__ import annotations

from typing import Any

from difference.foundations import clock
from difference.programme.recruitment import completeness
from difference.web.components.moments import in_words

NO_OFFER = "There is no offer to answer."


def assessment_is_complete(application: Any) -> str:
    """Assessment day is over for an application once everybody who was to score it has done so."""
    return completeness.objection(application, stage="assessment_day")


def can_still_be_answered(application: Any) -> str:
    """An offer is answered until its day has passed."""
    offer = getattr(application, "offer", None)
    if offer is None:
        return NO_OFFER
    if offer.answer_by > clock.now():
        return ""
    return f"This offer had to be answered by {in_words(offer.answer_by)}. Write to us if you still want the place."


def is_past_its_day(application: Any) -> str:
    """An offer lapses once the day on which it had to be answered has passed, and not before."""
    offer = getattr(application, "offer", None)
    if offer is None:
        return NO_OFFER
    return "" if offer.answer_by <= clock.now() else f"This offer can be answered until {in_words(offer.answer_by)}."
