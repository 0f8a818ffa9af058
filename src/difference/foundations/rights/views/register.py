"""For the data protection officer: the register of requests, what is past its time, and writing a request down."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, DifferenceError
from difference.foundations import clock
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.paging import page_of
from difference.foundations.rights import commands, queries
from difference.foundations.rights.erasure import due
from difference.foundations.rights.forms import RegisterForm
from difference.foundations.rights.models import Request
from difference.foundations.rights.states import ANSWERED, OPEN, REFUSED
from difference.web.components.moments import length_in_words
from difference.web.components.tables import Column
from difference.web.values import Link, Tag, Tone

COLUMNS = ("Who", "Asks", "Came", "Answer by", "State")
TONES = {ANSWERED: Tone.GOOD, REFUSED: Tone.NEUTRAL}


def tag(request: Request) -> Tag:
    """The state of a request, with how long is left."""
    state = request.lifecycle.state(request.state)
    if request.state not in OPEN:
        return Tag(state.words.capitalize(), TONES.get(request.state, Tone.NEUTRAL))
    if request.due_on < clock.today():
        return Tag("Late", Tone.BAD)
    return Tag(state.words.capitalize(), Tone.HAND)


def name_of(request: Request) -> str:
    """Who asks, as far as we still know."""
    return (request.person.full_name if request.person else request.who) or "Somebody who has been erased"


def _row(request: Request) -> tuple[object, ...]:
    until = f" ({length_in_words(request.due_on, clock.now())})" if request.state in OPEN else ""
    by = f"{request.due_on.day} {request.due_on:%B %Y}{until}"
    link = Link(name_of(request), reverse("rights:request", args=[request.pk]))
    return link, request.get_kind_display().capitalize(), clock.in_london(request.received_at).date(), by, tag(request)


@access(GET=Access("rights.see-register", shows=Shows.RESTRICTED, fields=("kind", "state")))
def requests(request: HttpRequest) -> HttpResponse:
    """Every request, those due first at the top; then what is past its time."""
    every = queries.visible_to(actor_of(request))
    waiting = list(every.filter(state__in=OPEN))
    page = page_of(request, every.exclude(state__in=OPEN).order_by("-received_at", "pk"))
    context = {
        "columns": COLUMNS,
        "waiting": [_row(each) for each in waiting],
        "closed": [_row(each) for each in page],
        "page": page,
        "due_columns": ("What", Column("How many", numeric=True)),
        "due": due.counts(clock.now()),
    }
    return render(request, "rights/requests.html", context)


REGISTER = Access("rights.register", shows=Shows.PERSONAL)


def _register(request: HttpRequest, form: RegisterForm) -> Request:
    actor, values = actor_of(request), dict(form.cleaned_data)
    address = values.pop("address")
    person = queries.person_with_address(actor, address) if address else None
    if address and person is None:
        sentence = "Nobody signs in with this address. Leave it out, and say who asks and how to reach them."
        raise BadInput(sentence, fields={"address": [sentence]})
    return commands.register(by=actor, person=person, **values)


@access(GET=REGISTER, POST=REGISTER)
def write_down(request: HttpRequest) -> HttpResponse:
    """Write down a request that came otherwise."""
    form = RegisterForm(request.POST or None, initial={"received_on": clock.today()})
    if form.is_valid():
        try:
            made = _register(request, form)
        except BadInput as error:
            form.refuse(error)
        except DifferenceError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, "The request is in the register.")
            return HttpResponseRedirect(reverse("rights:request", args=[made.pk]))
    return render(request, "rights/register.html", {"form": form}, status=422 if form.errors else 200)
