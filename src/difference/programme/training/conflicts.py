"""Who is too close to a participant: whoever coaches or coached them, whoever marks or moderates their work, whoever leads their school."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from difference.programme.placement.queries import placements
from difference.programme.training.models import Coaching, Mark, Moderation


def coaches(person_id: UUID | None, enrolment: Any) -> bool:
    """Whether somebody coaches them, or did."""
    return Coaching.objects.filter(enrolment=enrolment, coach=person_id).exists()


def marks(person_id: UUID | None, enrolment: Any) -> bool:
    """Whether somebody was given their work to mark, or moderated it."""
    if person_id is None:
        return False
    given = Mark.objects.filter(submission__result__enrolment=enrolment, marker=person_id, taken_back_at=None)
    looked = Moderation.objects.filter(marking__submission__result__enrolment=enrolment, moderator=person_id)
    return given.exists() or looked.exists()


def leads_school(person_id: UUID | None, enrolment: Any) -> bool:
    """Whether somebody leads the school of their placement."""
    return any(account.person_id == person_id for account in placements.leads(enrolment.placement.post.school))
