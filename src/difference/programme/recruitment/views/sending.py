"""Check your answers and send; withdraw; ask us to look again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from difference.errors import BadInput, Conflict
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.recruitment import commands, eligibility, queries, sections, showing
from difference.programme.recruitment.forms.sending import ObjectForm, SendForm, WithdrawForm
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.views.loading import load_application

SEND = Access("recruitment.submit", load=load_application, shows=Shows.PERSONAL)
WITHDRAW = Access("recruitment.withdraw", load=load_application, shows=Shows.PERSONAL)
OBJECT = Access("recruitment.object", load=load_application, shows=Shows.PERSONAL)


def _check_page(request: HttpRequest, application: Application, form: SendForm, status: int, **more: object) -> HttpResponse:
    missing = [(f"{section.address(application)}#id_{one.field}", section.title, one.sentence) for section, one in sections.missing(application)]
    context = {
        "application": application,
        "cohort": application.cohort,
        "form": form,
        "shown": [(section.title, showing.rows(section, application, change=True)) for section in sections.every()],
        "missing": missing,
        "reasons": eligibility.reasons(application),
        "time_left": showing.time_left(application.cohort),
        **more,
    }
    return render(request, "recruitment/check_answers.html", context, status=status)


def _receipt(application: Application) -> HttpResponse:
    return HttpResponseRedirect(reverse("recruitment:receipt", args=[application.pk]))


@access(GET=SEND, POST=SEND)
def send(request: HttpRequest, application: Application) -> HttpResponse:
    """Check your answers, and send them. Sending twice sends once, and leads to the same receipt."""
    if application.submitted_at is not None:
        return _receipt(application)
    if request.method != "POST":
        return _check_page(request, application, SendForm(initial={"revision": application.revision}), 200)
    form = SendForm(request.POST)
    if not form.is_valid():
        return _check_page(request, application, form, 422)
    actor = actor_of(request)
    try:
        commands.submit(by=actor, application=application, revision=form.cleaned_data["revision"])
    except (commands.Incomplete, commands.Closed, Conflict) as error:
        present = queries.find(actor, application.pk)
        return _check_page(request, present, SendForm(initial={"revision": present.revision}), error.status, refused=error.sentence)
    return _receipt(application)


@access(GET=WITHDRAW, POST=WITHDRAW)
def withdraw(request: HttpRequest, application: Application) -> HttpResponse:
    """Withdraw, with a reason from the list."""
    if request.method != "POST" and application.state == "withdrawn":
        return HttpResponseRedirect(showing.address(application))
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commands.withdraw(by=actor_of(request), application=application, reason=form.cleaned_data["reason"])
        messages.success(request, "Your application is withdrawn. A letter that says so is on its way.")
        return HttpResponseRedirect(showing.address(application))
    return render(request, "recruitment/withdraw.html", {"form": form, "application": application}, status=422 if form.errors else 200)


@sensitive_post_parameters()
@access(GET=OBJECT, POST=OBJECT)
def look_again(request: HttpRequest, application: Application) -> HttpResponse:
    """Ask us to look again at an application that was found not eligible."""
    if request.method != "POST" and (application.state != "ineligible" or application.objected_at is not None):
        return HttpResponseRedirect(showing.address(application))
    form = ObjectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            commands.object_to_ineligibility(by=actor_of(request), application=application, text=form.cleaned_data["objection"])
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "Thank you. A member of staff will look again and write to you.")
            return HttpResponseRedirect(showing.address(application))
    return render(request, "recruitment/look_again.html", {"form": form, "application": application}, status=422 if form.errors else 200)
