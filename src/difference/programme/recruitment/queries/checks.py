"""Reading safer-recruitment checks: what is done, what is missing in words, and for whom something is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.programme.recruitment.models import Application, Reference, SaferCheck
from difference.programme.recruitment.models.checks import CLEAR, NOT_NEEDED, REFERRED
from difference.programme.recruitment.queries.applications import WRITTEN
from difference.programme.recruitment.queries.reference_reach import not_own, within
from difference.programme.recruitment.reference_rules import rules
from difference.programme.recruitment.safer_checks import NOTED_IN, Check, in_force

SAFER = ("safer_recruitment",)


@dataclass(frozen=True)
class Line:
    """One check of one applicant. `missing` says what is still to do, and is empty when nothing is."""

    check: Check
    noted: SaferCheck | None
    missing: str
    progress: str = ""

    @property
    def done(self) -> bool:
        """Whether it no longer stands in the way."""
        return not self.missing


def _with_checks(applications: QuerySet[Application]) -> QuerySet[Application]:
    standing = SaferCheck.objects.filter(undone_at=None)
    return (
        applications.select_related("cohort", "person")
        .defer(*WRITTEN)
        .prefetch_related("references", Prefetch("checks", standing, to_attr="standing_checks"))
    )


def visible_to(actor: Actor, functions: tuple[str, ...] | None = None) -> QuerySet[Application]:
    """The applications whose checks staff may see: within their reach, and shortlisted at least."""
    reached = within(actor) if functions is None else within(actor, functions=functions)
    return _with_checks(Application.objects.filter(reached, state__in=NOTED_IN["shortlisted"]))


def find(actor: Actor, application_id: UUID) -> Application:
    """One application with its checks. Raises NotFound."""
    return _one(visible_to(actor), application_id)


def find_to_check(actor: Actor, application_id: UUID) -> Application:
    """One that the actor reaches as safer recruitment. Raises NotFound."""
    return _one(visible_to(actor, SAFER), application_id)


def _one(applications: QuerySet[Application], application_id: UUID) -> Application:
    found = applications.filter(pk=application_id).first()
    if found is None:
        raise NotFound()
    return found


def listed(actor: Actor) -> QuerySet[Application]:
    """Those with a list of checks, the nearest to starting first; never the actor’s own."""
    return visible_to(actor).filter(not_own(actor)).order_by("-cohort__opens_at", "state", "person__full_name", "pk")


def _accepted(actor: Actor) -> QuerySet[Application]:
    return visible_to(actor, SAFER).filter(state="accepted", cohort__ends_on__gte=clock.today()).filter(not_own(actor))


def accepted_incomplete(actor: Actor) -> list[Application]:
    """Whoever has a place and lacks a check, within the reach of safer recruitment."""
    return [application for application in _accepted(actor) if not complete(application)]


def count_accepted_incomplete(actor: Actor) -> int:
    """`accepted_incomplete` in numbers, counted by the database."""
    accepted = _accepted(actor).select_related(None).order_by()
    short = Q(pk__in=[])
    wanted = [check for check in in_force() if not check.derived]
    if wanted:
        done = Q(result=CLEAR)
        for check in wanted:
            done |= Q(result=NOT_NEEDED, check_key=check.key, why_not_needed__in=check.not_needed)
        accepted = accepted.annotate(done=_number(SaferCheck.objects.filter(done, undone_at=None, check_key__in=[check.key for check in wanted])))
        short |= Q(done__lt=len(wanted))
    if len(wanted) < len(in_force()):
        accepted = accepted.annotate(heard=_number(Reference.objects.filter(state="received", verified_at__isnull=False)))
        short |= Q(heard__lt=rules().wanted)
    return accepted.filter(short).count()


def _number(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows an application has: looked up for each, since few of all applications are accepted."""
    own = rows.filter(application=OuterRef("pk")).order_by().values("application").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(own), 0)


def _standing(application: Application) -> dict[str, SaferCheck]:
    ready: Sequence[SaferCheck] | None = getattr(application, "standing_checks", None)
    found = application.checks.filter(undone_at=None) if ready is None else ready
    return {check.check_key: check for check in found}


def _references(check: Check, application: Application) -> Line:
    wanted = rules().wanted
    received = [one for one in application.references.all() if one.state == "received"]
    verified = sum(one.verified_at is not None for one in received)
    progress = f"{len(received)} of {wanted} received, {verified} of {wanted} checked by telephone"
    return Line(check, None, "" if verified >= wanted else f"{check.title}: {progress}.", progress)


def _line(check: Check, application: Application, noted: SaferCheck | None) -> Line:
    if check.derived:
        return _references(check, application)
    if noted is None:
        return Line(check, None, f"{check.title}: not done yet.")
    if noted.result == REFERRED:
        return Line(check, noted, f"{check.title}: with the safeguarding lead.")
    # A check that the list no longer lets anybody leave out has to be done after all.
    if noted.result == NOT_NEEDED and noted.why_not_needed not in check.not_needed:
        return Line(check, noted, f"{check.title}: can no longer be left out for that reason.")
    return Line(check, noted, "" if noted.result in {CLEAR, NOT_NEEDED} else f"{check.title}: not done yet.")


def lines(application: Application) -> list[Line]:
    """Every check in force with how far it is, in the order of the list."""
    standing = _standing(application)
    return [_line(check, application, standing.get(check.key)) for check in in_force()]


def missing(application: Application) -> list[str]:
    """What is missing before somebody may start, each in a sentence; empty when nothing is. For placement."""
    return [line.missing for line in lines(application) if line.missing]


def complete(application: Application) -> bool:
    """Whether every check is done or not needed. For placement."""
    return not missing(application)


def history(application: Application, key: str) -> QuerySet[SaferCheck]:
    """Everything that was ever noted about one check, the latest first."""
    return SaferCheck.objects.filter(application=application, check_key=key).order_by("-done_at")


def earliest_day(application: Application, check: Check) -> dt.date:
    """Before this day a check cannot have been made for this application: it was sent, or, for some, shortlisted then."""
    sent = clock.in_london(application.submitted_at or application.started_at).date()
    if check.when != "shortlisted":
        return sent
    published = application.decisions.filter(outcome="shortlist", published_at__isnull=False).order_by("-published_at").first()
    return clock.in_london(published.published_at).date() if published and published.published_at else sent
