"""The letters of sessions, coaching and extenuating circumstances. None says what was written, and none names another participant."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from difference.foundations.actors import Actor
from difference.foundations.mail.commands import post
from difference.foundations.people.models import Account

# Each kind with what it is called in the outbox, and which staff look after it.
KINDS = {
    "case_received": ("Extenuating circumstances received", "examinations"),
    "case_decided": ("Extenuating circumstances decided", "examinations"),
    "session_planned": ("Session planned", "training"),
    "session_changed": ("Session changed", "training"),
    "session_cancelled": ("Session cancelled", "training"),
    "coach_named": ("Coach named, to the participant", "training"),
    "participant_given": ("Participant given, to the coach", "training"),
    "coaching_ended": ("Coaching ended", "training"),
    "new_note": ("A new note waits", "training"),
}


def readable(text: str) -> str:
    """As it may stand in a letter: nobody’s letter fails because of a character that cannot be printed."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"})


def to_person(*, by: Actor, person_id: Any, kind: str, path: str, **context: Any) -> bool:
    """Post one letter within the caller’s transaction; returns whether the person has an address."""
    account = Account.objects.filter(person_id=person_id, is_active=True).select_related("person").first()
    if account is None:
        return False
    more = {"person": readable(str(account.person)), "address": settings.ADDRESS, "link": settings.ADDRESS + path}
    subject, _, text = render_to_string(f"training/letters/{kind}.txt", {**context, **more}).strip().partition("\n")
    post(by=by, to=account.email, kind=f"training.{kind}", subject=subject.strip(), text=text.strip() + "\n", person_id=account.person_id)
    return True
