"""What a candidate does after sending: withdraw, or ask us to look again."""

from __future__ import annotations

from django.views.decorators.debug import sensitive_variables

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.programme.recruitment import letters
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.rules import limits
from difference.programme.recruitment.sections import words_in


@command
def withdraw(*, by: Actor, application: Application, reason: str) -> Application:
    """The candidate withdraws, with a reason from the list. Raises NotNow when it is too late, also for a second click."""
    values = {"withdrawn_reason": reason, "inactive_since": None}
    move(application, "withdraw", by=by, reason=reason, values=values, subject=application.person_id)
    letters.send(by=by, application=application, kind="withdrawn")
    return application


def check_words(text: str, field: str, limit: int, ask: str) -> str:
    """The text without space around it. Raises BadInput when it is empty or over its limits."""
    cleaned = text.strip()
    if not cleaned:
        raise BadInput(ask, fields={field: [ask]})
    if words_in(cleaned) > limit or len(cleaned) > limits().characters:
        sentence = f"Write at most {limit} words. You have used {words_in(cleaned):,}."
        raise BadInput(sentence, fields={field: [sentence]})
    return cleaned


@sensitive_variables()
@command
def object_to_ineligibility(*, by: Actor, application: Application, text: str) -> Application:
    """A candidate who was found not eligible says why we should look again; once for each finding."""
    allow(by, "recruitment.object", application)
    cleaned = check_words(text, "objection", limits().objection_words, "Write why we should look again.")
    waiting = Application.objects.filter(pk=application.pk, state="ineligible", objected_at=None)
    if waiting.update(objection=cleaned, objected_at=clock.now(), revision=application.revision + 1) != 1:
        raise NotNow("You have already asked us to look again, or your application is no longer found not eligible. Nothing was changed.")
    record(by, "recruitment.object", application, subject=application.person_id, fields=["objection"])
    application.refresh_from_db()
    return application
