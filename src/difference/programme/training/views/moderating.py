"""Moderation: another person looks at a mark, under the number of the work."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.training.commands import marking as commands
from difference.programme.training.criteria import criteria
from difference.programme.training.forms.marking import ModerateForm
from difference.programme.training.models import Mark
from difference.programme.training.showing import mark as number
from difference.programme.training.views import loading
from difference.programme.training.views.marking import about, serve
from difference.web.components.lists import Row

MODERATE = Access("training.moderate", load=loading.to_moderate, shows=Shows.PERSONAL, about=loading.whose)


@access(GET=MODERATE, POST=MODERATE)
def moderate(request: HttpRequest, marking: Mark) -> HttpResponse:
    """Agree, or change the mark with a reason."""
    work, rows = about(marking)
    rows += [Row("Mark given", number(marking.mark)), *(Row(one.title, marking.feedback.get(one.key, "").splitlines() or None) for one in criteria())]
    form = ModerateForm(request.POST) if request.method == "POST" else ModerateForm()
    if form.is_valid():
        given = form.cleaned_data
        change = given["verdict"] == "change"
        try:
            commands.moderate(
                by=actor_of(request), marking=marking, mark=given["mark"] if change else None, reason=given["reason"] if change else ""
            )  # fmt: skip
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, f"{work.number} is moderated.")
            return HttpResponseRedirect(reverse("training:marking"))
    context = {"form": form, "work": work, "rows": rows}
    return render(request, "training/exams/moderate.html", context, status=422 if form.errors else 200)


@access(GET=MODERATE)
def work(request: HttpRequest, marking: Mark) -> HttpResponse:
    """The work itself, to whoever may moderate it."""
    return serve(marking)
