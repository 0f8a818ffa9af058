"""Reading what a referee wrote, and noting that it was checked with them by telephone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, NotFound, NotNow
from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.programme.recruitment.commands import verifying as commands
from difference.programme.recruitment.forms.references import CallForm
from difference.programme.recruitment.models import Reference
from difference.programme.recruitment.queries import references as queries
from difference.programme.recruitment.testimony_showing import rows_of
from difference.programme.recruitment.views.references import about


def load_received(actor: Actor, reference_id: UUID) -> Reference:
    """One reference that has come. Raises NotFound."""
    found = queries.find(actor, reference_id)
    if found.state != "received":
        raise NotFound("There is nothing to read here yet: the reference has not come.")
    return found


def _may_verify(actor: Actor, reference: Reference, *, worrying: bool) -> bool:
    return allows(actor, "recruitment.verify-worrying-reference" if worrying else "recruitment.verify-reference", reference)


@access(GET=Access("recruitment.read-reference", load=load_received, shows=Shows.RESTRICTED, about=about, fields=("testimony",)))
def read(request: HttpRequest, reference: Reference) -> HttpResponse:
    """What the referee wrote. That it was opened stands in the audit."""
    actor = actor_of(request)
    testimony = queries.testimony_of(actor, reference)
    if reference.read_at is None:
        commands.note_read(by=actor, reference=reference)
    context = {
        "reference": reference, "person": reference.application.person, "parts": rows_of(testimony, to_staff=True), "worries": testimony.worries,
        "unconfirmed": testimony.authority == "nobody", "may_verify": _may_verify(actor, reference, worrying=testimony.worries),
    }  # fmt: skip
    return render(request, "recruitment/references/read.html", context)


VERIFY = Access("recruitment.verify-reference", load=load_received, shows=Shows.PERSONAL, about=about)


@access(GET=VERIFY, POST=VERIFY)
def verify(request: HttpRequest, reference: Reference) -> HttpResponse:
    """Note a call to the referee."""
    actor = actor_of(request)
    if reference.verified_at and request.method != "POST":
        raise NotNow("This reference is noted as checked already.")
    form = CallForm(request.POST or None, reference=reference)
    if form.is_valid():
        try:
            commands.verify_reference(by=actor, reference=reference, on=form.cleaned_data["on"], how=form.cleaned_data["how"])
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "Noted: the reference was checked with the referee by telephone.")
            return HttpResponseRedirect(reverse("recruitment:reference", args=[reference.pk]))
    context = {
        "form": form, "reference": reference, "person": reference.application.person,
        "ours_alone": not _may_verify(actor, reference, worrying=queries.worrying(reference)),
    }  # fmt: skip
    return render(request, "recruitment/references/verify.html", context, status=422 if form.errors else 200)


@access(POST=VERIFY)
def undo(request: HttpRequest, reference: Reference) -> HttpResponse:
    """Take the note of a call back."""
    commands.undo_verification(by=actor_of(request), reference=reference)
    messages.success(request, "Taken back: the reference counts as not yet checked by telephone.")
    return HttpResponseRedirect(reverse("recruitment:reference", args=[reference.pk]))
