"""Reading what was written in confidence about withdrawals: safeguarding leads alone."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from difference.errors import NotFound
from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.programme.training.models import WithdrawalWords
from difference.programme.training.queries import reach


def visible_to(actor: Actor) -> QuerySet[WithdrawalWords]:
    """Those of their cohorts to safeguarding leads, none to anyone else, and nothing about the reader; the newest first."""
    found = WithdrawalWords.objects.select_related("withdrawal__enrolment__person", "withdrawal__enrolment__cohort").order_by("-written_at")
    if not allows(actor, "training.read-withdrawal"):
        return found.none()
    scope = reach.of_cohorts(actor, "withdrawal__enrolment__", ("safer_recruitment",))
    return found.filter(scope).exclude(withdrawal__enrolment__person=actor.person_id)


def find(actor: Actor, enrolment_id: UUID) -> WithdrawalWords:
    """What was written about one withdrawal. Raises NotFound."""
    found = visible_to(actor).filter(pk=enrolment_id).first()
    if found is None:
        raise NotFound()
    return found
