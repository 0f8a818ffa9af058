"""The letters of training, in the reader’s words. Each is a template: its first line is the subject, the rest the text."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from difference.foundations.actors import Actor
from difference.foundations.mail.commands import post as put_in_outbox
from difference.foundations.people.models import Account
from difference.programme.training.models import Enrolment

# Each kind with what it is called in the outbox. None holds a mark or a class: those stand behind the sign-in.
KINDS = {
    "enrolled": "Enrolled on the course",
    "deferred": "Studies paused",
    "resumed": "Studies go on",
    "withdrawn": "Left the course",
    "receipt": "Receipt for work handed in",
    "not_handed_in": "Work that was not handed in",
    "results_released": "Results released",
    "award_released": "Award released",
}


def _readable(text: str) -> str:
    """As it may stand in a letter: nobody’s letter fails because of a character that cannot be printed."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"})


def to_participant(*, by: Actor, enrolment: Enrolment, kind: str, path: str = "", **context: Any) -> bool:
    """Post one letter to a participant, within the caller’s transaction; returns whether they have an address."""
    account = Account.objects.filter(person_id=enrolment.person_id).select_related("person").first()
    if account is None:
        return False
    words = render_to_string(
        f"training/letters/{kind}.txt",
        {
            **{name: _readable(value) if isinstance(value, str) else value for name, value in context.items()},
            "person": _readable(str(account.person)),
            "link": settings.ADDRESS + (path or reverse("training:mine")),
        },
    )
    subject, _, text = words.strip().partition("\n")
    put_in_outbox(by=by, to=account.email, kind=f"training.{kind}", subject=subject.strip(), text=text.strip() + "\n", person_id=account.person_id)
    return True
