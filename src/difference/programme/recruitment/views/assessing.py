"""For assessors: the queue, declaring a conflict of interest or none, reading without names and scoring, next."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.paging import page_of
from difference.programme.recruitment import criteria
from difference.programme.recruitment.commands import selection_scores as commands
from difference.programme.recruitment.forms.selection_scores import NONE, ConflictForm, DeclareForm, ScoresForm
from difference.programme.recruitment.models import Assessment
from difference.programme.recruitment.queries import assessing as queries
from difference.web.components.lists import Task
from difference.web.components.moments import in_words, length_in_words
from difference.web.values import Tone

STATES = {
    "to declare": ("Not begun", Tone.PROGRESS),
    "to read": ("Not begun", Tone.PROGRESS),
    "draft": ("Draft saved", Tone.HAND),
    "sent": ("Sent", Tone.GOOD),
    "closed": ("Closed, not sent", Tone.BAD),
}


def person_of(assessment: Assessment) -> UUID:
    """Whom it is about."""
    return assessment.application.person_id


def _open(assessment: Assessment | queries.Given) -> str:
    if isinstance(assessment, Assessment):
        return reverse("recruitment:assess", args=[assessment.pk])
    return reverse("recruitment:declare" if assessment.state == "to declare" else "recruitment:assess", args=[assessment.id])


@access(GET=Access("recruitment.see-queue", shows=Shows.PERSONAL))
def queue(request: HttpRequest) -> HttpResponse:
    """How many to read by when, and each."""
    actor = actor_of(request)
    given = queries.queue(actor)
    to_do = queries.due_first(given)
    page = page_of(request, given)
    rounds: dict[tuple[str, dt.datetime], list[Task]] = {}
    for one in page:
        state, tone = STATES[one.state]
        rounds.setdefault((one.round, one.closes_at), []).append(Task(f"Application {one.reference}", state, _open(one), tone))
    context = {
        "to_do": len(to_do),
        "by": in_words(to_do[0].closes_at) if to_do else "",
        "left": length_in_words(to_do[0].closes_at, clock.now()) if to_do else "",
        "first": _open(to_do[0]) if to_do else "",
        "rounds": [(f"round-{number}", name, closes_at, tasks) for number, ((name, closes_at), tasks) in enumerate(rounds.items())],
        "opening": None if given else queries.opening_next(actor),
        "page": page,
    }
    return render(request, "recruitment/selection/queue.html", context)


DECLARE = Access("recruitment.declare-interest", load=queries.one, shows=Shows.PERSONAL)


@access(GET=DECLARE, POST=DECLARE)
def declare(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Before a word is read: a conflict of interest, or none."""
    actor, form = actor_of(request), DeclareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.cleaned_data["kind"] == NONE:
            commands.declare_no_conflict(by=actor, assessment=assessment)
            return HttpResponseRedirect(_open(assessment))
        return _declared(request, assessment, form.cleaned_data["kind"])
    context = {"form": form, "reference": assessment.application.reference, "round": assessment.round}
    return render(request, "recruitment/selection/declare.html", context, status=422 if form.errors else 200)


@access(GET=DECLARE, POST=DECLARE)
def recognise(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """While reading: the assessor recognises the candidate."""
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _declared(request, assessment, form.cleaned_data["kind"])
    context = {"form": form, "reference": assessment.application.reference, "back": _open(assessment)}
    return render(request, "recruitment/selection/recognise.html", context, status=422 if form.errors else 200)


def _declared(request: HttpRequest, assessment: Assessment, kind: str) -> HttpResponse:
    commands.declare_conflict(by=actor_of(request), assessment=assessment, kind=kind)
    messages.success(request, "Thank you. You do not see this application any more, and the recruitment team gives it to somebody else.")
    return HttpResponseRedirect(reverse("recruitment:queue"))


@sensitive_post_parameters()
def _assess(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    actor = actor_of(request)
    edition = criteria.find(assessment.round.criteria_edition)
    form = ScoresForm(
        request.POST if request.method == "POST" else None,
        parts=queries.parts(assessment),
        edition=edition,
        initial={"revision": assessment.revision},
    )
    if form.is_valid():
        sends = "send" in request.POST
        verb = commands.send_scores if sends else commands.save_scores
        try:
            kept = verb(by=actor, assessment=assessment, revision=form.cleaned_data["revision"], given=form.given())
        except BadInput as error:
            form.refuse(error)
        except NotNow as error:
            # Too late, or sent already: what was typed is shown again, so that none of it is lost.
            form.add_error(None, error.sentence)
            return _page(request, assessment, form, status=error.status)
        else:
            return _after(request, kept, sends=sends)
    return _page(request, assessment, form, status=422 if form.errors else 200)


def _after(request: HttpRequest, kept: Assessment, *, sends: bool) -> HttpResponse:
    if not sends:
        messages.success(request, "Your draft is saved. Nobody but you sees it until you send it.")
        return HttpResponseRedirect(_open(kept))
    following = queries.next_one(actor_of(request), kept)
    messages.success(request, "Your scores are sent. Here is the next one." if following else "Your scores are sent. That was the last one.")
    return HttpResponseRedirect(_open(following) if following else reverse("recruitment:queue"))


def _page(request: HttpRequest, assessment: Assessment, form: ScoresForm, status: int = 200) -> HttpResponse:
    closed = queries.why_not(assessment)
    text = None if closed else queries.text_of(actor_of(request), assessment)
    answers = text.answers if text else {}
    context = {
        "form": form, "reference": assessment.application.reference, "round": assessment.round, "text": text, "closed": closed,
        "rows": [(criterion, answers.get(criterion.key, ""), score, reason) for criterion, score, reason in form.rows()],
        "recognise": reverse("recruitment:recognise", args=[assessment.pk]),
    }  # fmt: skip
    return render(request, "recruitment/selection/assess.html", context, status=status)


@access(
    GET=Access("recruitment.read-masked", load=queries.one, shows=Shows.RESTRICTED, about=person_of, fields=("masked text",)),
    POST=Access("recruitment.score", load=queries.one, shows=Shows.RESTRICTED, about=person_of, fields=("masked text",)),
)
def assess(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Read without names, score with reasons. Whoever has not declared is asked first."""
    if assessment.no_conflict_at is None and not queries.why_not(assessment):
        return HttpResponseRedirect(reverse("recruitment:declare", args=[assessment.pk]))
    if request.method == "GET" and (assessment.submitted_at or queries.why_not(assessment)):
        return _own_scores(request, assessment)
    return _assess(request, assessment)


def _own_scores(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    context = {
        "reference": assessment.application.reference,
        "assessment": assessment,
        "parts": queries.parts(assessment),
        "closed": "" if assessment.submitted_at else queries.why_not(assessment),
        "recognise": "" if queries.why_not(assessment) else reverse("recruitment:recognise", args=[assessment.pk]),
    }
    return render(request, "recruitment/selection/sent.html", context)
