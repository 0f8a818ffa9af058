"""For everybody who has signed in: a copy of their data, being erased, and asking."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.people import queries as people
from difference.foundations.people.models import Person
from difference.foundations.rights import commands, queries
from difference.foundations.rights.erasure.obstacles import in_the_way
from difference.foundations.rights.forms import AskForm, EraseMeForm
from difference.foundations.rights.models import Request
from difference.foundations.rights.reasons import ACCESS, ANSWERS, ERASURE, REFUSALS
from difference.foundations.rights.states import OPEN, RECEIVED, REFUSED

ASK = Access("rights.ask", load=people.own_person, shows=Shows.PERSONAL)


def _home() -> HttpResponse:
    return HttpResponseRedirect(reverse("rights:mine"))


@access(GET=Access("rights.see-own", load=people.own_person, shows=Shows.PERSONAL))
def mine(request: HttpRequest, person: Person) -> HttpResponse:
    """What I asked, how it stands, and what I can ask."""
    actor = actor_of(request)
    asked = [
        {
            "one": each,
            "state": each.lifecycle.state(each.state).to_person,
            "open": each.state in OPEN,
            "may_take_back": each.state == RECEIVED,
            "why": REFUSALS.get(each.reason) or ANSWERS.get(each.reason, ""),
            "refused": each.state == REFUSED,
            "copy": queries.copy_of(actor, each) if each.document_id else None,
        }
        for each in queries.own(actor)
    ]
    return render(request, "rights/mine.html", {"asked": asked})


@access(POST=ASK)
def copy(request: HttpRequest, person: Person) -> HttpResponse:
    """Have a copy made of everything we hold about me."""
    actor = actor_of(request)
    waiting = queries.own(actor).filter(kind=ACCESS, state=RECEIVED).first()
    asked = waiting or commands.ask(by=actor, person=person, kind=ACCESS)
    if commands.have_copy_made(by=actor, request=asked):
        messages.success(request, "Your copy is ready. Fetch it below within seven days.")
    else:
        messages.success(request, "Your copy is being made. We will write to you when it is ready.")
    return _home()


@access(GET=ASK, POST=ASK)
def erase_me(request: HttpRequest, person: Person) -> HttpResponse:
    """What would go, what would stay and why; then asking for it."""
    form = EraseMeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commands.ask(by=actor_of(request), person=person, kind=ERASURE)
        messages.success(request, "We have your request. The data protection officer decides within a month and writes to you.")
        return _home()
    fates = queries.what_goes(person)
    context = {
        "form": form,
        "goes": [fate for fate in fates if fate.goes],
        "stays": [fate for fate in fates if fate.because],
        "in_the_way": in_the_way(person),
    }
    return render(request, "rights/erase_me.html", context, status=422 if form.errors else 200)


@access(GET=ASK, POST=ASK)
def ask(request: HttpRequest, person: Person) -> HttpResponse:
    """Have something put right, or object."""
    form = AskForm(request.POST or None)
    if form.is_valid():
        try:
            commands.ask(by=actor_of(request), person=person, **form.cleaned_data)
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "We have your request, and answer within a month.")
            return _home()
    return render(request, "rights/ask.html", {"form": form}, status=422 if form.errors else 200)


@access(POST=Access("rights.take-back", load=queries.one, shows=Shows.PERSONAL))
def take_back(request: HttpRequest, asked: Request) -> HttpResponse:
    """Take back what I asked."""
    commands.take_back(by=actor_of(request), request=asked)
    messages.success(request, "You have taken your request back.")
    return _home()
