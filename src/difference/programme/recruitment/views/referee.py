"""The referee’s pages: the link, the form, sending it, and saying that they would rather not. No account, and no token in an address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from difference.errors import BadInput, Conflict, NotAllowed, NotNow
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.recruitment.commands import referee as commands
from difference.programme.recruitment.forms.referee import PARTS, DeclineForm, SendForm, TestimonyForm
from difference.programme.recruitment.models import Reference, Testimony
from difference.programme.recruitment.queries import reference_links as links
from difference.programme.recruitment.queries.reference_links import Opened
from difference.programme.recruitment.testimony_rules import missing
from difference.programme.recruitment.testimony_showing import differences, rows_of
from difference.web.components.moments import in_words

KEPT_IN, MOST = "reference_links", 20
OPEN = Access("recruitment.open-reference-link", shows=Shows.PERSONAL)


@access(GET=OPEN)
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address. Uses nothing up: whoever scans mail may open it as often as they like."""
    link = links.find_by_token(token)
    if link is None:
        return _closed(request, Opened(None, links.UNKNOWN, 404))
    kept = request.session.get(KEPT_IN) or {}
    request.session[KEPT_IN] = {**dict(list(kept.items())[-MOST:]), str(link.reference_id): link.token_hash}
    return HttpResponseRedirect(reverse("recruitment:give-reference", args=[link.reference_id]))


def _opened(request: HttpRequest, reference_id: UUID) -> Opened:
    kept = request.session.get(KEPT_IN) or {}
    found = links.opened(str(kept.get(str(reference_id), "")))
    if found.reference is not None and found.reference.application.person_id == actor_of(request).person_id:
        raise NotAllowed("You are signed in as the person whom this reference is about. Sign out, and open the link again.")
    return found


def _closed(request: HttpRequest, found: Opened) -> HttpResponse:
    """Why nothing can be written; whatever was typed stands on the page, so that it can be copied."""
    form = TestimonyForm()
    typed = [
        (form.fields[name].label, request.POST[name]) for _, names in PARTS for name in names
        if len(request.POST.get(name, "").strip()) > 1 and not hasattr(form.fields[name], "choices")
    ]  # fmt: skip
    return render(request, "recruitment/references/closed.html", {"sentence": found.closed, "typed": typed}, status=found.status)


def _answered(request: HttpRequest, found: Opened) -> HttpResponse:
    return render(request, "recruitment/references/answered.html", {"reference": found.reference, "sentence": found.closed})


def _again(form: TestimonyForm, revision: int) -> None:
    """Let what was typed be sent again, on top of what stands now."""
    sent: Any = form.data
    data = sent.copy()
    data["revision"] = str(revision)
    form.data = data


def _page(request: HttpRequest, reference: Reference, form: TestimonyForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "form": form, "reference": reference, "person": reference.application.person, "cohort": reference.application.cohort,
        "columns": ("Answer", "Yours", "Saved in the other window"), **more,
    }  # fmt: skip
    return render(request, "recruitment/references/write.html", context, status=status)


@sensitive_post_parameters()
def _save(request: HttpRequest, reference: Reference) -> HttpResponse:
    form = TestimonyForm(request.POST)
    if not form.is_valid():
        return _page(request, reference, form, 422)
    by, revision = links.actor_for(reference), form.cleaned_data["revision"]
    try:
        testimony = commands.save_testimony(by=by, reference=reference, revision=revision, values=form.values())
    except Conflict:
        present = Testimony.objects.get(reference=reference)
        _again(form, present.revision)
        form.add_error(None, "This reference was saved in another window after you opened this page. Yours is below, not saved yet.")
        return _page(request, reference, form, 409, differences=differences(form.values(), present))
    lacking = missing(testimony)
    if request.POST.get("do") != "on":
        until = in_words(reference.expires_at) if reference.expires_at else ""
        messages.success(request, f"Saved. Come back by the link in our letter until {until}.")
        return HttpResponseRedirect(request.path)
    if not lacking:
        return HttpResponseRedirect(reverse("recruitment:send-reference", args=[reference.pk]))
    _again(form, testimony.revision)
    for name, sentences in lacking.items():
        form.add_error(name, sentences)
    return _page(request, reference, form, 422, saved=True)


@access(GET=OPEN, POST=OPEN)
def give(request: HttpRequest, reference_id: UUID) -> HttpResponse:
    """The reference: written, saved, come back to."""
    found = _opened(request, reference_id)
    if found.over and request.method != "POST":
        return _answered(request, found)
    if found.closed or found.reference is None:
        return _closed(request, found)
    if request.method != "POST":
        testimony = Testimony.objects.get(reference=found.reference)
        return _page(request, found.reference, TestimonyForm(initial=TestimonyForm.of(testimony)))
    try:
        return _save(request, found.reference)
    except NotNow:
        # Sent, replaced or run out while this was on its way.
        return _closed(request, _opened(request, reference_id))


def _check(request: HttpRequest, reference: Reference, form: SendForm, testimony: Testimony, status: int = 200) -> HttpResponse:
    context = {"form": form, "reference": reference, "person": reference.application.person, "parts": rows_of(testimony)}
    return render(request, "recruitment/references/send.html", context, status=status)


def _send(request: HttpRequest, reference: Reference, testimony: Testimony, writing: str) -> HttpResponse:
    form = SendForm(request.POST)
    if not form.is_valid():
        return _check(request, reference, form, testimony, 422)
    try:
        commands.send_testimony(by=links.actor_for(reference), reference=reference, revision=form.cleaned_data["revision"])
    except (BadInput, Conflict) as error:
        form = SendForm({"revision": Testimony.objects.get(reference=reference).revision})
        form.full_clean()
        form.errors.clear()
        form.add_error(None, error.sentence)
        return _check(request, reference, form, Testimony.objects.get(reference=reference), error.status)
    return HttpResponseRedirect(writing)


@access(GET=OPEN, POST=OPEN)
def send(request: HttpRequest, reference_id: UUID) -> HttpResponse:
    """Look at it once more, and send it."""
    found, writing = _opened(request, reference_id), reverse("recruitment:give-reference", args=[reference_id])
    if found.over:
        return HttpResponseRedirect(writing)
    if found.closed or found.reference is None:
        return _closed(request, found)
    testimony = Testimony.objects.get(reference=found.reference)
    if request.method == "POST":
        return _send(request, found.reference, testimony, writing)
    if missing(testimony):
        return HttpResponseRedirect(writing)
    return _check(request, found.reference, SendForm(initial={"revision": testimony.revision}), testimony)


@access(GET=OPEN, POST=OPEN)
def decline(request: HttpRequest, reference_id: UUID) -> HttpResponse:
    """The referee would rather not."""
    found, writing = _opened(request, reference_id), reverse("recruitment:give-reference", args=[reference_id])
    if found.over:
        return HttpResponseRedirect(writing)
    if found.closed or found.reference is None:
        return _closed(request, found)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        try:
            commands.decline_reference(by=links.actor_for(found.reference), reference=found.reference, reason=form.cleaned_data["reason"])
        except NotNow:
            return HttpResponseRedirect(writing)
        return HttpResponseRedirect(writing)
    context = {"form": form, "reference": found.reference, "person": found.reference.application.person}
    return render(request, "recruitment/references/decline.html", context, status=422 if form.errors else 200)
