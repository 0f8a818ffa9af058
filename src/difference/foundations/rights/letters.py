"""The letters about requests."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from difference.errors import BadInput
from difference.foundations.actors import Actor
from difference.foundations.mail.commands import post
from difference.foundations.mail.models import Letter
from difference.foundations.people.models import Account, Person

KINDS = {
    "rights.asked": "A request about data came in",
    "rights.copy_ready": "A copy of somebody’s data is ready",
    "rights.closed": "A request about data was answered",
    "rights.erased": "Somebody’s data were erased",
}


def send(*, by: Actor, person: Person | None, kind: str, **context: object) -> Letter | None:
    """Post the letter called `kind` to a person's present address; None where there is no address to write to."""
    account = Account.objects.filter(person=person).first() if person else None
    if account is None:
        return None
    words = render_to_string(f"rights/letters/{kind}.txt", {**context, "address": settings.ADDRESS})
    subject, _, text = words.strip().partition("\n")
    try:
        return post(by=by, to=account.email, kind=f"rights.{kind}", subject=subject.strip(), text=text.strip() + "\n", person_id=account.person_id)
    except BadInput:
        # An address that cannot be written to must not stand in the way of a right.
        return None
