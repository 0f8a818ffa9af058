"""Reading applications: one's own, and those within a member of staff's reach."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.queries.reach import cohorts
from difference.programme.recruitment.rules import limits

WITHDRAWN = "withdrawn"
# What is written at length: no list needs it.
WRITTEN = ("experience", "responsibility_text", "adjustments", "objection", "overruled_because")


def visible_to(actor: Actor) -> QuerySet[Application]:
    """Their own to anyone; to recruitment and safer-recruitment staff those within their reach."""
    if actor.person_id is None:
        return Application.objects.none()
    scope = Q(person_id=actor.person_id)
    for function in ("recruitment", "safer_recruitment"):
        if actor.holds("staff", function):
            scope |= Q(cohort__in=cohorts(actor, function=function))
    return Application.objects.filter(scope).select_related("cohort", "person")


def find(actor: Actor, application_id: UUID) -> Application:
    """One application with what stands in its sections. Raises NotFound."""
    application = visible_to(actor).prefetch_related("answers", "references").filter(pk=application_id).first()
    if application is None:
        raise NotFound()
    return application


def own(actor: Actor) -> QuerySet[Application]:
    """The actor's own applications, the newest first."""
    if actor.person_id is None:
        return Application.objects.none()
    return visible_to(actor).filter(person_id=actor.person_id).order_by("-started_at")


def standing(actor: Actor, cohort: Cohort) -> Application | None:
    """The actor's application to a cohort that has not been withdrawn: the one that starting again leads to."""
    return own(actor).filter(cohort=cohort).exclude(state=WITHDRAWN).first()


def open_drafts(actor: Actor) -> QuerySet[Application]:
    """The actor's own drafts that can be sent now, those that close first at the top."""
    now = clock.now()
    drafts = own(actor).filter(state="draft", cohort__opens_at__lte=now, cohort__closes_at__gt=now)
    return drafts.prefetch_related("answers", "references").order_by("cohort__closes_at")


def untouched_drafts() -> QuerySet[Application]:
    """Drafts that can still be sent, that nobody has touched for as long as the rules say, and that are not yet marked."""
    now = clock.now()
    since = now - dt.timedelta(days=limits().inactive_after_days)
    drafts = Application.objects.filter(state="draft", inactive_since=None, saved_at__lte=since)
    return drafts.filter(cohort__opens_at__lte=now, cohort__closes_at__gt=now).select_related("cohort", "person")
