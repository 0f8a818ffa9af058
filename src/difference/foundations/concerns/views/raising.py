"""Raising a concern: who it goes to, by when, the numbers to ring now, and the form, all on one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from difference.errors import BadInput
from difference.foundations import clock
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.concerns import commands, queries, rules, working_days
from difference.foundations.concerns.forms import ConcernForm
from difference.foundations.concerns.models import Concern
from difference.web.components.lists import Row
from difference.web.values import Link

# Personal, although anyone may open it: so that no browser keeps the page with what was typed.
RAISE = Access("concerns.raise", shows=Shows.PERSONAL)


def _numbers() -> list[Row]:
    return [Row(number.name, (Link(number.number, f"tel:{number.tel}"), number.says)) for number in rules.numbers(clock.today())]


@sensitive_post_parameters()
def _raise(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = ConcernForm(request.POST or None, signed_in=actor.signed_in)
    if form.is_valid():
        try:
            concern = commands.raise_concern(by=actor, **form.cleaned_data)
        except BadInput as error:
            form.refuse(error)
        else:
            return HttpResponseRedirect(reverse("concern-thanks", args=[concern.pk]))
    context = {
        "form": form,
        "numbers": _numbers(),
        "due": working_days.due_after(clock.now()),
        "anybody_reads": queries.leads().exists(),
    }
    return render(request, "concerns/raise.html", context, status=422 if form.errors else 200)


@access(GET=RAISE, POST=RAISE)
def raise_concern(request: HttpRequest) -> HttpResponse:
    """The form, and sending it."""
    return _raise(request)


@access(GET=Access("concerns.raise", load=queries.just_raised, shows=Shows.PERSONAL))
def thanks(request: HttpRequest, concern: Concern) -> HttpResponse:
    """What happens next, by when and by whom, with the reference; nothing of what was written."""
    return render(request, "concerns/thanks.html", {"concern": concern, "numbers": _numbers(), "anybody_reads": queries.leads().exists()})
