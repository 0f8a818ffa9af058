"""Reading cohorts. They are public."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort


def visible_to(actor: Actor) -> QuerySet[Cohort]:
    """Every cohort, to everybody."""
    return Cohort.objects.select_related("programme").prefetch_related("boards")


def find(actor: Actor, cohort_id: UUID) -> Cohort:
    """One cohort. Raises NotFound."""
    cohort = visible_to(actor).filter(pk=cohort_id).first()
    if cohort is None:
        raise NotFound()
    return cohort


def open_for_applications(cohort: Cohort) -> bool:
    """Whether applications can be started and submitted now."""
    return cohort.opens_at <= clock.now() < cohort.closes_at


def open_cohort(actor: Actor) -> Cohort | None:
    """The cohort that takes applications now, the one that closes first where there are several."""
    now = clock.now()
    return visible_to(actor).filter(opens_at__lte=now, closes_at__gt=now).order_by("closes_at").first()


def next_cohort(actor: Actor) -> Cohort | None:
    """The cohort that opens next."""
    return visible_to(actor).filter(opens_at__gt=clock.now()).order_by("opens_at").first()
