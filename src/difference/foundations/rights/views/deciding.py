"""For the data protection officer: one request, and what they decide about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.people.reasons import CHECKS_OF_IDENTITY
from difference.foundations.rights import commands, queries
from difference.foundations.rights.erasure import obstacles
from difference.foundations.rights.forms import ReasonForm, answers_for, refusals_for
from difference.foundations.rights.models import Request
from difference.foundations.rights.reasons import ACCESS, ANSWERS, ERASURE, EXTENSIONS, REFUSALS
from difference.foundations.rights.states import OPEN
from difference.foundations.rights.views.register import name_of, tag
from difference.web.components.lists import Row


def _person(request: Request) -> Any:
    return request.person_id


def _access(action: str, *fields: str) -> Access:
    return Access(action, load=queries.one, shows=Shows.RESTRICTED, about=_person, fields=fields)


def _facts(asked: Request) -> list[Row]:
    facts = [
        Row("State", tag(asked)),
        Row("Asks", asked.get_kind_display().capitalize()),
        Row("Came", asked.received_at),
        Row("Answer by", asked.due_on),
        Row("How it came", "Written down for them" if asked.registered_by else "Asked here, signed in"),
        Row("How we know who asks", CHECKS_OF_IDENTITY.get(asked.how_checked) or "By their sign-in"),
        Row("What they say", asked.words, missing="Nothing more"),
    ]
    if asked.reach:
        facts.append(Row("How to reach them", asked.reach))
    if asked.extended_because:
        facts.append(Row("More time was taken", EXTENSIONS[asked.extended_because]))
    if asked.reason:
        facts += [Row("Closed", asked.decided_at), Row("How", REFUSALS.get(asked.reason) or ANSWERS.get(asked.reason))]
    return facts


@access(GET=_access("rights.see-request", "kind", "words", "who", "reach"))
def one(request: HttpRequest, asked: Request) -> HttpResponse:
    """One request: what is asked, what would happen, what stands in the way, and what can be done now."""
    actor, person = actor_of(request), asked.person
    erasing = asked.kind == ERASURE and asked.state in OPEN and person is not None
    fates = queries.what_goes(person) if erasing and person else []
    context = {
        "asked": asked,
        "name": name_of(asked),
        "facts": _facts(asked),
        "open": asked.state in OPEN,
        "may_decide": asked.state in OPEN and allows(actor, "rights.refuse", asked),
        "may_copy": asked.kind == ACCESS and person is not None,
        "copy": queries.copy_of(actor, asked) if asked.document_id else None,
        "by_hand": asked.kind not in {ACCESS, ERASURE} or person is None,
        "erasing": erasing,
        "goes": [fate for fate in fates if fate.goes],
        "stays": [fate for fate in fates if fate.because],
        "holds": obstacles.holds_on(person) if person and allows(actor, "rights.place-hold", person) else [],
        "in_the_way": obstacles.in_the_way(person) if erasing and person else [],
        "may_hold": person is not None and not person.erased_at and allows(actor, "rights.place-hold", person),
        "may_extend": not asked.extended_because,
    }
    return render(request, "rights/request.html", context)


def _back(asked: Request) -> HttpResponse:
    return HttpResponseRedirect(reverse("rights:request", args=[asked.pk]))


@access(POST=_access("rights.prepare-copy"))
def prepare(request: HttpRequest, asked: Request) -> HttpResponse:
    """Have the copy made."""
    if commands.have_copy_made(by=actor_of(request), request=asked):
        messages.success(request, "The copy is ready.")
    else:
        messages.success(request, "The copy is being made. They are told when it is ready.")
    return _back(asked)


@access(POST=_access("rights.erase"))
def erase(request: HttpRequest, asked: Request) -> HttpResponse:
    """Erase whoever asked for it."""
    commands.erase(by=actor_of(request), request=asked)
    messages.success(request, "They have been erased. Their random key is all that is left.")
    return _back(asked)


def _with_reason(
    request: HttpRequest, asked: Request, title: str, words: str, choices: dict[str, str], button: str, act: Callable[..., Request], done: str
) -> HttpResponse:
    form = ReasonForm(request.POST or None, label=title, choices=choices)
    if form.is_valid():
        act(by=actor_of(request), request=asked, reason=form.cleaned_data["reason"])
        messages.success(request, done)
        return _back(asked)
    context = {"form": form, "asked": asked, "title": title, "words": words, "button": button, "name": name_of(asked)}
    return render(request, "rights/reason.html", context, status=422 if form.errors else 200)


@access(GET=_access("rights.refuse"), POST=_access("rights.refuse"))
def refuse(request: HttpRequest, asked: Request) -> HttpResponse:
    """Refuse, with a reason."""
    words = "They are told the reason, and where they can complain."
    return _with_reason(
        request, asked, "Why is it refused?", words, refusals_for(asked), "Refuse", commands.refuse, "The request is refused."
    )  # fmt: skip


@access(GET=_access("rights.answer"), POST=_access("rights.answer"))
def answer(request: HttpRequest, asked: Request) -> HttpResponse:
    """Close a request that was answered by hand."""
    words = "Close it once it has been done. They are told."
    return _with_reason(
        request, asked, "How was it answered?", words, answers_for(asked), "Close the request", commands.answer, "The request is closed."
    )  # fmt: skip


@access(GET=_access("rights.extend"), POST=_access("rights.extend"))
def extend(request: HttpRequest, asked: Request) -> HttpResponse:
    """Take two more months."""
    words = "You can take two more months, once, and only within the first. They are told the new day."
    return _with_reason(
        request, asked, "Why does it need more time?", words, EXTENSIONS, "Take two more months", commands.extend, "The new day is set."
    )  # fmt: skip
