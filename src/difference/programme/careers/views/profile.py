"""For alumni: one’s own profile, who may see it, and the schools that one hides from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, Conflict
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.schools import queries as schools
from difference.foundations.schools.models import School
from difference.programme.careers import commands, masked, showing
from difference.programme.careers.forms.profile import FindForm, ProfileForm, SchoolForm
from difference.programme.careers.models.profiles import VISIBILITY
from difference.programme.careers.queries import hiding, profiles
from difference.web.errors import CONFLICT_COLUMNS

SEE = Access("careers.see-own-profile", shows=Shows.PERSONAL)
WRITE = Access("careers.write-profile", shows=Shows.PERSONAL)
FOUND_AT_MOST = 10


@access(GET=SEE)
def mine(request: HttpRequest) -> HttpResponse:
    """One’s own profile: what it says, who may see it, and what a school would read."""
    actor = actor_of(request)
    profile = profiles.own(actor)
    context: dict[str, Any] = {"profile": profile, "hidden": hiding.of(actor.person_id) if actor.person_id else []}
    if profile is not None:
        shown = masked.texts([profile])[profile.pk]
        context |= {
            "visibility": VISIBILITY[profile.visibility], "rows": showing.about_profile(profile, masked.whole(profile)),
            "as_shown": showing.about_profile(profile, shown) if shown != masked.whole(profile) else [],
        }  # fmt: skip
    return render(request, "careers/alumnus/profile.html", context)


@access(GET=WRITE, POST=WRITE)
def write(request: HttpRequest) -> HttpResponse:
    """Write or change it. Whoever was too slow sees both, and can save theirs on top."""
    actor = actor_of(request)
    present = profiles.own(actor)
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=ProfileForm.initial_of(present))
    context: dict[str, Any] = {"form": form, "profile": present}
    status = 200
    if form.is_valid():
        try:
            commands.write_profile(by=actor, values=form.values(), revision=form.cleaned_data["revision"])
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            form.data = request.POST.copy()
            form.data["revision"] = str(ProfileForm.initial_of(profiles.own(actor))["revision"])
            context |= {"conflict": error, "differences": error.differences, "conflict_columns": CONFLICT_COLUMNS}
            status = 409
        else:
            messages.success(request, "Your profile has been saved.")
            return HttpResponseRedirect(reverse("careers:my-profile"))
    return render(request, "careers/alumnus/write.html", context, status=422 if form.errors else status)


def _found(actor: Actor, form: FindForm) -> list[School]:
    if not form.is_valid():
        return []
    urns = schools.search(actor, form.cleaned_data["q"]).values_list("urn", flat=True)[:FOUND_AT_MOST]
    return schools.in_this_order(actor, urns)


def _hidden_page(request: HttpRequest, form: FindForm, status: int = 200, **more: Any) -> HttpResponse:
    actor = actor_of(request)
    context = {"form": form, "hidden": hiding.of(actor.person_id) if actor.person_id else [], "most": FOUND_AT_MOST, **more}
    return render(request, "careers/alumnus/hidden.html", context, status=status)


@access(GET=SEE, POST=WRITE)
def hidden(request: HttpRequest) -> HttpResponse:
    """The schools that one hides from, and a search for more. It is sent by POST: where somebody works does not belong in an address."""
    form = FindForm(request.POST if request.method == "POST" else None)
    found = _found(actor_of(request), form) if request.method == "POST" else []
    searched = request.method == "POST" and not form.errors
    return _hidden_page(request, form, 422 if form.errors else 200, found=found, searched=searched)


def _named(request: HttpRequest) -> School:
    form = SchoolForm(request.POST)
    if not form.is_valid():
        raise BadInput("Choose a school from the list. Search for it by its name or its number.")
    return schools.school(actor_of(request), form.cleaned_data["urn"])


@access(POST=WRITE)
def hide(request: HttpRequest) -> HttpResponse:
    """Hide from a school and its trust."""
    school = _named(request)
    commands.hide_from(by=actor_of(request), school=school)
    messages.success(request, f"You are hidden from {school.name}, everywhere here.")
    return HttpResponseRedirect(reverse("careers:hidden"))


@access(POST=WRITE)
def show(request: HttpRequest) -> HttpResponse:
    """Take a school off that list."""
    school = _named(request)
    commands.show_again(by=actor_of(request), school=school)
    messages.success(request, f"You no longer hide from {school.name}.")
    return HttpResponseRedirect(reverse("careers:hidden"))
