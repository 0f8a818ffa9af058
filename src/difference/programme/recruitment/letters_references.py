"""The letters about references: to referees, with their link, and to safer recruitment, without a word of what was written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations.actors import Actor
from difference.foundations.mail.commands import post
from difference.foundations.people.models import Account, Grant
from difference.foundations.people.queries import in_force
from difference.programme.recruitment.models import Reference
from difference.programme.recruitment.queries.reach import reaching

REQUEST, REMINDER, THANKS, WORRY = "reference_request", "reference_reminder", "reference_thanks", "reference_worry"
# Each kind with what it is called in the outbox and whose it is to read. Whoever has a link could write as the referee, so those are secret.
SECRET_KINDS = {REQUEST: "A referee is asked for a reference", REMINDER: "A referee is reminded"}
OPEN_KINDS = {THANKS: ("A referee is thanked", "recruitment"), WORRY: ("A reference has to be read by safer recruitment", "safer_recruitment")}


def words(kind: str, reference: Reference, **context: Any) -> tuple[str, str]:
    """Subject and text of a letter."""
    application = reference.application
    made = render_to_string(
        f"recruitment/letters/{kind}.txt",
        {
            "reference": reference, "person": application.person, "application": application, "cohort": application.cohort,
            "address": settings.ADDRESS, **context,
        },
    )  # fmt: skip
    subject, _, text = made.strip().partition("\n")
    return subject.strip(), text.strip() + "\n"


def to_referee(*, by: Actor, reference: Reference, kind: str, path: str = "") -> None:
    """Post a letter to the referee. Raises BadInput when their address cannot be written to."""
    subject, text = words(kind, reference, path=path)
    post(by=by, to=reference.email, kind=f"recruitment.{kind}", subject=subject, text=text)


def _staff(cohort_id: UUID, function: str, but: UUID) -> list[Account]:
    granted = in_force(Grant.objects.filter(role="staff", function=function)).filter(reaching(cohort_id)).exclude(person_id=but)
    return list(Account.objects.filter(is_active=True, person_id__in=granted.values("person_id")).order_by("pk"))


def tell_safer_recruitment(*, by: Actor, reference: Reference) -> int:
    """Tell safer recruitment, or recruitment where there is none, that a reference has to be read; returns how many were told."""
    application = reference.application
    link = settings.ADDRESS + reverse("recruitment:reference", args=[reference.pk])
    subject, text = words(WORRY, reference, link=link)
    told = 0
    ours = _staff(application.cohort_id, "safer_recruitment", application.person_id)
    for account in ours or _staff(application.cohort_id, "recruitment", application.person_id):
        try:
            post(by=by, to=account.email, kind=f"recruitment.{WORRY}", subject=subject, text=text, person_id=account.person_id)
        except BadInput:
            # An address that cannot be written to must not keep a reference from being sent.
            continue
        told += 1
    return told
