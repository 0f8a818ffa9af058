"""The letters about accounts, in the reader's words."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string

from difference.foundations.actors import Actor
from difference.foundations.mail.commands import post


def send(*, by: Actor, to: str, kind: str, person_id: UUID | None = None, **context: object) -> None:
    """Post the letter called `kind`: its first line is the subject, the rest the text."""
    words = render_to_string(f"people/letters/{kind}.txt", {**context, "address": settings.ADDRESS})
    subject, _, text = words.strip().partition("\n")
    post(by=by, to=to, kind=f"people.{kind}", subject=subject.strip(), text=text.strip() + "\n", person_id=person_id)
