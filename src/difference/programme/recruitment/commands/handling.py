"""What recruitment staff do with an application before it is read: take it in, find it not eligible, overrule that."""

from __future__ import annotations

from django.views.decorators.debug import sensitive_variables

from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.lifecycles.moving import move
from difference.programme.recruitment import eligibility, letters
from difference.programme.recruitment.commands.leaving import check_words
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.reasons import INELIGIBLE
from difference.programme.recruitment.rules import limits


@command
def take_in(*, by: Actor, application: Application) -> Application:
    """Staff take an application in for reading."""
    move(application, "take_in", by=by, subject=application.person_id)
    return application


@command
def find_ineligible(*, by: Actor, application: Application, reason: str) -> Application:
    """Staff find an application not eligible, with a reason from the list; the candidate is told why and how to object."""
    values = {"ineligible_reason": reason, "objection": "", "objected_at": None}
    move(application, "find_ineligible", by=by, reason=reason, values=values, subject=application.person_id)
    letters.send(by=by, application=application, kind="not_eligible", sentences=sentences_for(application, reason))
    return application


def sentences_for(application: Application, reason: str) -> list[str]:
    """Why an application was found not eligible, for the candidate: by their own answers where these say so."""
    said = dict(eligibility.reasons(application))
    if reason == "several" and said:
        return list(said.values())
    return [
        said.get(reason) or f"{INELIGIBLE[reason].replace('They do', 'You do').replace('They have', 'You have').replace('They work', 'You work')}."
    ]


@sensitive_variables()
@command
def overrule(*, by: Actor, application: Application, because: str) -> Application:
    """Staff let an application go on that was found not eligible. The reason stays on the record, not in the audit."""
    allow(by, "recruitment.overrule", application)
    cleaned = check_words(because, "because", limits().overruling_words, "Say why the application goes on.")
    values = {"overruled_because": cleaned, "overruled_by": by.person_id, "overruled_at": clock.now()}
    move(application, "overrule", by=by, values=values, subject=application.person_id)
    letters.send(by=by, application=application, kind="goes_on")
    return application
