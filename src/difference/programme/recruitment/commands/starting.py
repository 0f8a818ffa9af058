"""Starting an application."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from difference.errors import NotNow, NotSignedIn
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.programme.cohorts.models import Cohort
from difference.programme.cohorts.queries import open_for_applications
from difference.programme.recruitment import queries
from difference.programme.recruitment.models import Application
from difference.web.components.moments import in_words


def _closed(cohort: Cohort) -> NotNow:
    return NotNow(
        f"Applications for {cohort.name} are taken from {in_words(cohort.opens_at)} until {in_words(cohort.closes_at)}. Nothing has been started."
    )


@command
def start(*, by: Actor, cohort: Cohort) -> Application:
    """Somebody starts an application to a cohort; starting twice leads to the same one. Raises NotNow outside its dates."""
    allow(by, "recruitment.start", cohort)
    if by.person_id is None:
        raise NotSignedIn("Sign in to start an application.")
    present = queries.standing(by, cohort)
    if present is not None:
        record(by, "recruitment.start", present, subject=by.person_id, reason="started-before")
        return present
    if not open_for_applications(cohort):
        raise _closed(cohort)
    try:
        with transaction.atomic():
            made = Application.objects.create(cohort=cohort, person_id=by.person_id)
    except IntegrityError:
        # The other half of a double-click was quicker.
        return _the_other(by, cohort)
    record(by, "recruitment.start", made, subject=by.person_id)
    return made


def _the_other(by: Actor, cohort: Cohort) -> Application:
    present = queries.standing(by, cohort)
    if present is None:
        raise NotNow("This application has just been started or withdrawn in another window. Go back and look again.")
    record(by, "recruitment.start", present, subject=by.person_id, reason="started-before")
    return present
