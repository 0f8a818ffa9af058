"""Handing work in, and its receipt."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.training.commands import handing_in as commands
from difference.programme.training.curricula import module_of
from difference.programme.training.forms.work import HandInForm
from difference.programme.training.models import Submission
from difference.programme.training.queries import due
from difference.programme.training.rules import rules
from difference.programme.training.views import loading
from difference.programme.training.views.loading import Component
from difference.web.components.lists import Row
from difference.web.values import Link

HAND_IN = Access("training.hand-in", load=loading.own_component, shows=Shows.PERSONAL, about=loading.whose)


def _form(request: HttpRequest, thing: Component, form: HandInForm, status: int = 200) -> HttpResponse:
    result, module = thing.result, module_of(thing.result)
    before = commands.standing(result, thing.code)
    context = {
        "form": form, "result": result, "module": module, "part": next(each for each in module.components if each.code == thing.code),
        "due_at": due.due_at(result, thing.code), "until": due.taken_until(result, thing.code), "before": before,
        "why_not": commands.why_not(result, thing.code, before), "cap": rules().late_cap,
    }  # fmt: skip
    return render(request, "training/hand_in.html", context, status=status)


@access(GET=HAND_IN, POST=HAND_IN)
def hand_in(request: HttpRequest, thing: Component) -> HttpResponse:
    """Hand in one component; the receipt follows."""
    form = HandInForm(request.POST, request.FILES) if request.method == "POST" else HandInForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = commands.hand_in(
                by=actor_of(request), result=thing.result, component=thing.code, name=file.name or "work", chunks=file.chunks(),
                own_work=form.cleaned_data["own_work"],
            )  # fmt: skip
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "We have your work. This page is your receipt, and we have written to you as well.")
            return HttpResponseRedirect(reverse("training:receipt", args=[made.pk]))
    return _form(request, thing, form, 422 if form.is_bound else 200)


@access(GET=Access("training.see-own-studies", load=loading.own_submission, shows=Shows.PERSONAL, about=loading.whose))
def receipt(request: HttpRequest, submission: Submission) -> HttpResponse:
    """What we received, when, and by what anybody can tell that it is the same file."""
    module = module_of(submission.result)
    part = next(each for each in module.components if each.code == submission.component)
    late = due.late_by(submission)
    file: object = submission.file_name
    if submission.document is not None:
        file = Link(submission.file_name, reverse("documents:download", args=[submission.document.pk]))
    rows = [
        Row("Module", module.title),
        Row("Component", part.title),
        Row("Received", submission.handed_in_at),
        Row("Due", due.due_at(submission.result, submission.component)),
        *([Row("Late by", due.in_words(late))] if late else []),
        Row("File", file),
        Row("Size", f"{submission.size:,} bytes"),
        Row("SHA-256", submission.sha256),
        *([Row("Replaced", submission.superseded_at)] if submission.superseded_at else []),
    ]
    return render(request, "training/receipt.html", {"rows": rows, "submission": submission, "part": part})
