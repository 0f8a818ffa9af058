"""The letters of recruitment, in the reader’s words. Each is a template: its first line is the subject, the rest the text."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from difference.foundations.actors import Actor
from difference.foundations.mail.commands import post
from difference.foundations.people.models import Account
from difference.programme.recruitment.models import Application

# Each kind with what it is called in the outbox.
KINDS = {
    "received": "Application received",
    "not_eligible": "Application not eligible",
    "goes_on": "Application goes on after all",
    "withdrawn": "Application withdrawn",
    "inactive": "Draft application not touched for a while",
}


def _readable(name: str) -> str:
    """A name as it may stand in a letter: nobody’s letter fails because of a character in their name that cannot be printed."""
    return "".join(letter for letter in name if unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"})


def send(*, by: Actor, application: Application, kind: str, **context: Any) -> bool:
    """Post one letter to the candidate, within the caller’s transaction; returns whether they have an address."""
    account = Account.objects.filter(person_id=application.person_id).first()
    if account is None:
        return False
    words = render_to_string(
        f"recruitment/letters/{kind}.txt",
        {
            "application": application,
            "person": _readable(str(application.person)),
            "cohort": application.cohort,
            "address": settings.ADDRESS,
            "link": settings.ADDRESS + reverse("recruitment:application", args=[application.pk]),
            **context,
        },
    )
    subject, _, text = words.strip().partition("\n")
    post(
        by=by, to=account.email, kind=f"recruitment.{kind}", subject=subject.strip(), text=text.strip() + "\n",
        person_id=application.person_id,
    )  # fmt: skip
    return True
