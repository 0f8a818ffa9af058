"""The pages of the demonstration: sign in as, and the calendar."""

from __future__ import annotations

from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.demo import calendar, personas
from difference.demo.chapters import moving
from difference.demo.cohorts import referee
from difference.demo.forms import CalendarForm
from difference.errors import BadInput, NotFound
from difference.foundations import clock
from difference.foundations.access.routes import Access, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.audit.commands import record
from difference.foundations.mail import queries as mail
from difference.foundations.mail.models import Letter
from difference.foundations.paging import page_of
from difference.foundations.people.models import Account

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def load_persona(actor: Actor, key: str) -> Account:
    """The account behind a persona's word."""
    return personas.account_of(key)


@access(GET=Access("demo.sign-in-as"))
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Everyone there is to be, each with a sentence."""
    context = {"personas": personas.personas().values(), "referee": referee.waited_for(), "referee_says": personas.referee_says()}
    return render(request, "demo/personas.html", context)


@access(POST=Access("demo.sign-in-as", load=load_persona))
def become(request: HttpRequest, account: Account) -> HttpResponse:
    """Sign in as one of them."""
    logout(request)
    login(request, account, backend=BACKEND)
    record_authentication(request, account, method="demonstration")
    record(Actor(kind="person", person_id=account.person_id), "demo.sign-in-as", account, subject=account.person_id)
    return HttpResponseRedirect(reverse("home"))


@access(POST=Access("demo.come-as-referee"))
def come_as_referee(request: HttpRequest) -> HttpResponse:
    """Open the link of a referee who has been asked, signed in as nobody."""
    path = referee.link()
    logout(request)
    return HttpResponseRedirect(path)


@access(GET=Access("demo.move-calendar"), POST=Access("demo.move-calendar"))
def move_calendar(request: HttpRequest) -> HttpResponse:
    """Move the calendar, or put it back."""
    back = request.method == "POST" and "back" in request.POST
    form = CalendarForm(request.POST if request.method == "POST" and not back else None)
    if back:
        calendar.move_calendar(by=actor_of(request), to=None)
        messages.success(request, "The calendar shows the real date again.")
        return HttpResponseRedirect(reverse("demo:calendar"))
    if form.is_valid():
        try:
            told = moving.move(by=actor_of(request), to=form.cleaned_data["to"])
        except BadInput as error:
            form.refuse(error)
        else:
            between = " Everybody has lived through what lay between." if told else ""
            messages.success(request, f"The calendar now shows {clock.today():%-d %B %Y}.{between}")
            return HttpResponseRedirect(reverse("demo:calendar"))
    context = {"form": form, "today": clock.today(), "moved": bool(calendar.shift()), "stops": moving.stops()}
    return render(request, "demo/calendar.html", context, status=422 if form.errors else 200)


@access(GET=Access("demo.read-outbox"))
def outbox(request: HttpRequest) -> HttpResponse:
    """Every letter of the demonstration, the newest first."""
    page = page_of(request, mail.for_the_demonstration())
    return render(request, "demo/outbox.html", {"page": page})


def load_letter(actor: Actor, letter_id: UUID) -> Letter:
    """One letter of the demonstration."""
    found = mail.for_the_demonstration().filter(pk=letter_id).first()
    if found is None:
        raise NotFound()
    return found


@access(GET=Access("demo.read-outbox", load=load_letter))
def letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    """One letter as it would arrive."""
    return render(request, "demo/letter.html", {"letter": letter})
