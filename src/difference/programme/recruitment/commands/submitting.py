"""Sending an application: by the clock, complete, once."""

from __future__ import annotations

from django.conf import settings

from difference.errors import BadInput, Conflict, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor, system
from difference.foundations.lifecycles.moving import move
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import eligibility, letters, sections
from difference.programme.recruitment.models import Application
from difference.web.components.moments import in_words

ELIGIBILITY = system("recruitment.eligibility")


class Incomplete(BadInput):
    """Something is still missing; `missing` says in which section, and what."""

    code = "incomplete"

    def __init__(self, missing: list[tuple[sections.Section, sections.Missing]]) -> None:
        super().__init__("Your application has not been sent: something is still missing. What you wrote is kept.")
        self.missing = missing


class Closed(NotNow):
    """Applications have closed, or are not open yet."""

    code = "closed"


def insist_on_open(cohort: Cohort) -> None:
    """Raise Closed unless applications can be sent at this very moment."""
    now = clock.now()
    if now < cohort.opens_at:
        raise Closed(f"Applications for {cohort.name} open on {in_words(cohort.opens_at)}. Yours is kept until then, and has not been sent.")
    if now >= cohort.closes_at:
        reach = f" If something beyond your control kept you, write to us at once: {settings.CONTACT}." if settings.CONTACT else ""
        raise Closed(
            f"Applications for {cohort.name} closed on {in_words(cohort.closes_at)}, so yours has not been sent. "
            "Everything you wrote is kept, and stays open to you. If the date is moved, you can send it here; "
            f"the list of cohorts says when the next one opens.{reach}"
        )


@command
def submit(*, by: Actor, application: Application, revision: int) -> Application:
    """The candidate sends their application.

    Raises Closed outside the dates, Incomplete with what is missing, Conflict when an answer changed since the page on
    which the answers were checked was opened, NotNow when it has been sent already.
    """
    allow(by, "recruitment.submit", application)
    rows = Application.objects.select_related("cohort", "person").prefetch_related("answers", "references")
    present = rows.get(pk=application.pk)
    if present.state == present.lifecycle.initial:
        insist_on_open(present.cohort)
        missing = sections.missing(present)
        if missing:
            raise Incomplete(missing)
        if present.revision != revision:
            raise Conflict("Your answers were changed in another window after you opened this page. Check them again before you send them.")
    found = eligibility.reasons(present)
    move(present, "submit", by=by, values={"submitted_at": clock.now(), "inactive_since": None}, subject=present.person_id)
    letters.send(by=by, application=present, kind="received")
    if found:
        _find_ineligible(present, found)
    return present


def _find_ineligible(application: Application, found: list[tuple[str, str]]) -> None:
    code = eligibility.code_of(found)
    move(application, "find_ineligible", by=ELIGIBILITY, reason=code, values={"ineligible_reason": code}, subject=application.person_id)
    letters.send(by=ELIGIBILITY, application=application, kind="not_eligible", sentences=[sentence for _, sentence in found])
