"""My record: what we hold, who can see it, who looked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.audit import queries as audit
from difference.foundations.paging import page_of
from difference.foundations.people import commands, holdings, queries
from difference.foundations.people.forms import DetailsForm
from difference.foundations.people.looks import what, who
from difference.foundations.people.models import Person


@access(GET=Access("people.see-own-record", load=queries.own_person, shows=Shows.PERSONAL))
def my_record(request: HttpRequest, person: Person) -> HttpResponse:
    """Show a person what we hold about them."""
    page = page_of(request, audit.looks_at(actor_of(request), person.pk))
    seen = [{"at": event.at, "who": who(event), "what": what(event)} for event in page]
    context = {"person": person, "holdings": holdings.about(person), "page": page, "looks": seen}
    return render(request, "people/my_record.html", context)


@access(
    GET=Access("people.change-own-details", load=queries.own_person, shows=Shows.PERSONAL),
    POST=Access("people.change-own-details", load=queries.own_person, shows=Shows.PERSONAL),
)
def my_details(request: HttpRequest, person: Person) -> HttpResponse:
    """Let a person change their own name."""
    initial = {"revision": person.revision, "full_name": person.full_name, "known_as": person.known_as}
    form = DetailsForm(request.POST or None, initial=initial)
    if form.is_valid():
        commands.change_details(by=actor_of(request), person=person, **form.cleaned_data)
        messages.success(request, "Your name has been saved.")
        return HttpResponseRedirect(reverse("people:my-record"))
    return render(request, "people/my_details.html", {"form": form}, status=422 if form.errors else 200)
