"""The letters about concerns: that one waits, or is overdue, and where. They hold nothing of what was written, nor by whom."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations.actors import Actor
from difference.foundations.concerns import queries
from difference.foundations.concerns.models import Concern
from difference.foundations.mail.commands import post
from difference.web.components.moments import in_words

WAITING, OVERDUE = "concerns.waiting", "concerns.overdue"
KINDS = {WAITING: "A concern waits to be read", OVERDUE: "Nobody has taken a concern in time"}


def tell_leads(*, by: Actor, concern: Concern, kind: str = WAITING) -> int:
    """Post a letter to each safeguarding lead, within the caller's transaction; returns how many."""
    link = settings.ADDRESS + reverse("concerns:one", args=[concern.pk])
    words = render_to_string(f"{kind.replace('.', '/letters/')}.txt", {"link": link, "due": in_words(concern.due_at)})
    subject, _, text = words.strip().partition("\n")
    told = 0
    for lead in queries.leads():
        try:
            post(by=by, to=lead.email, kind=kind, subject=subject.strip(), text=text, person_id=lead.person_id)
        except BadInput:
            # An address that cannot be written to must not keep somebody from raising a concern.
            continue
        told += 1
    return told
