"""Offers: the candidate accepts or declines, once and in time; the system lets lapse what nobody answered."""

from __future__ import annotations

from typing import Any

from difference.errors import NotNow
from difference.foundations import clock
from difference.foundations.access.command import command
from difference.foundations.actors import Actor
from difference.foundations.lifecycles.moving import move
from difference.programme.recruitment import letters_selection
from difference.programme.recruitment.models import Offer


def _answer(by: Actor, offer: Offer, name: str, kind: str, answer: dict[str, Any]) -> Offer:
    application = offer.application
    move(application, name, by=by, reason=answer.get("reason", ""), subject=application.person_id)
    if Offer.objects.filter(pk=offer.pk, answered_at=None).update(answered_at=clock.now(), **answer) != 1:
        raise NotNow("This offer has been answered already.")
    offer.refresh_from_db()
    letters_selection.tell_answer(by=by, application=application, kind=kind, offer=offer)
    return offer


@command
def accept_offer(*, by: Actor, offer: Offer) -> Offer:
    """The candidate accepts. Raises NotNow after the day to answer, and for a second answer."""
    return _answer(by, offer, "accept", "accepted", {"accepted": True})


@command
def decline_offer(*, by: Actor, offer: Offer, reason: str) -> Offer:
    """The candidate declines, with a reason from the list. Raises BadInput without one, NotNow as for accepting."""
    return _answer(by, offer, "decline", "declined", {"accepted": False, "reason": reason})


@command
def let_lapse(*, by: Actor, offer: Offer) -> None:
    """The system lets an offer lapse whose day has passed. Raises NotNow when it was answered after all."""
    application = offer.application
    move(application, "lapse", by=by, subject=application.person_id)
    letters_selection.tell_answer(by=by, application=application, kind="lapsed", offer=offer)
