"""For host schools: one of those who ranked a post; asking for the interview, which tells the name; and noting what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, Conflict
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.placement import showing
from difference.programme.placement.commands import meeting as commands
from difference.programme.placement.forms.meeting import InterviewForm
from difference.programme.placement.guards import hosts_can_rank
from difference.programme.placement.queries.candidacies import Met
from difference.programme.placement.queries.posts import OPEN
from difference.programme.placement.views import loading
from difference.web.components.lists import Row
from difference.web.errors import CONFLICT_COLUMNS

SEE = Access("placement.see-applicants", load=loading.candidacy, shows=Shows.PERSONAL)
NOTE = Access("placement.note-interview", load=loading.candidacy, shows=Shows.PERSONAL)
ASK = Access("placement.ask-for-interview", load=loading.candidacy, shows=Shows.PERSONAL)


def _to(met: Met) -> HttpResponse:
    return HttpResponseRedirect(reverse("placement:candidate", args=[met.post.pk, met.candidacy.pk]))


@access(GET=SEE, POST=NOTE)
def candidate(request: HttpRequest, met: Met) -> HttpResponse:
    """What the school may know of them; once it has asked for the interview, how to reach them, and the note."""
    loading.note_reading(actor_of(request), met.post, [met.applicant])
    form = InterviewForm(request.POST if request.method == "POST" else None, initial=InterviewForm.initial_of(met.candidacy))
    rows = showing.about_applicant(met.applicant)
    if met.applicant.known:
        rows.insert(0, Row("E-mail address", met.email or None))
    why_not = hosts_can_rank(met.post.cohort) or ("" if met.post.state in OPEN else "Interviews are asked for at posts that are open.")
    context: dict[str, Any] = {"met": met, "post": met.post, "called": met.applicant.called, "rows": rows, "form": form, "why_not": why_not}
    status = 200
    if form.is_valid():
        try:
            commands.note_interview(by=actor_of(request), met=met, **form.values())
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            present = loading.candidacy(actor_of(request), met.post.pk, met.candidacy.pk).candidacy
            form.data = request.POST.copy()
            form.data["revision"] = str(present.revision)
            context |= {"conflict": error, "differences": error.differences, "conflict_columns": CONFLICT_COLUMNS}
            status = 409
        else:
            messages.success(request, "The interview is noted.")
            return HttpResponseRedirect(reverse("placement:candidates", args=[met.post.pk]))
    return render(request, "placement/host/candidate.html", context, status=422 if form.errors else status)


@access(POST=ASK)
def ask(request: HttpRequest, met: Met) -> HttpResponse:
    """Ask for the interview. A second click changes nothing."""
    first = met.candidacy.asked_at is None
    commands.ask_for_interview(by=actor_of(request), met=met)
    if first:
        messages.success(request, "You have asked for the interview. Their name and e-mail address are below; we have written to them.")
    return _to(met)
