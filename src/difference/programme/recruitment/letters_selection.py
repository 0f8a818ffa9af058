"""The letters of selection: to candidates about decisions, and to assessors, whose letters name no candidate."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from difference.foundations.actors import Actor
from difference.foundations.mail.commands import post
from difference.foundations.people.models import Account
from difference.programme.recruitment import letters
from difference.programme.recruitment.models import Application, Offer, SelectionRound

# Each kind with what it is called in the outbox. The first four are the outcomes of decisions.
KINDS = {
    "shortlist": "Invitation to assessment",
    "offer": "Offer of a place",
    "put_on_reserve": "Put on the reserve list",
    "turn_down": "Not successful",
    "accepted": "Offer accepted",
    "declined": "Offer declined",
    "lapsed": "Offer not answered in time",
    "to_read": "Applications to read",
}


def tell_assessor(*, by: Actor, person_id: UUID, round_: SelectionRound, number: int) -> None:
    """Tell an assessor how many applications they were given. The letter says nothing of whose they are."""
    account = Account.objects.filter(person_id=person_id, is_active=True).first()
    if account is None:
        return
    context = {"number": number, "round": round_, "address": settings.ADDRESS, "link": settings.ADDRESS + reverse("recruitment:queue")}
    subject, _, text = render_to_string("recruitment/letters/to_read.txt", context).strip().partition("\n")
    post(by=by, to=account.email, kind="recruitment.to_read", subject=subject.strip(), text=text.strip() + "\n", person_id=person_id)


def tell_outcome(*, by: Actor, application: Application, outcome: str, offer: Offer | None = None) -> None:
    """Tell a candidate what has been decided, and where the words on it stand."""
    route = "recruitment:offer" if outcome == "offer" else "recruitment:decision"
    link = settings.ADDRESS + reverse(route, args=[application.pk])
    letters.send(by=by, application=application, kind=outcome, link=link, offer=offer)


def tell_answer(*, by: Actor, application: Application, kind: str, offer: Offer) -> None:
    """Confirm to a candidate how their offer ended."""
    letters.send(by=by, application=application, kind=kind, offer=offer)
