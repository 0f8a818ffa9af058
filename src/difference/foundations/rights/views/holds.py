"""For the data protection officer: what is held back from erasure."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.people.models import Person
from difference.foundations.rights import commands, queries
from difference.foundations.rights.forms import FindForm, HoldForm, ReasonForm
from difference.foundations.rights.models import Hold
from difference.foundations.rights.reasons import HOLD_REASONS, LIFT_REASONS
from difference.web.values import Link, Tag, Tone

COLUMNS = ("Who", "Kind", "Why", "Placed", "Look again", "State")


def _state(hold: Hold) -> object:
    if hold.lifted_at:
        return Tag("Lifted", Tone.NEUTRAL)
    return Tag("To be looked at", Tone.HAND) if hold.review_on <= clock.today() else Tag("Stands", Tone.PROGRESS)


def _row(hold: Hold) -> tuple[object, ...]:
    name = hold.person.full_name or "Somebody who has been erased"
    who = name if hold.lifted_at else Link(name, reverse("rights:lift-hold", args=[hold.pk]))
    return who, hold.get_kind_display(), HOLD_REASONS[hold.reason], clock.in_london(hold.placed_at).date(), hold.review_on, _state(hold)


@access(
    GET=Access("rights.see-holds", shows=Shows.RESTRICTED, fields=("kind", "reason")),
    POST=Access("rights.see-holds", shows=Shows.RESTRICTED, fields=("kind", "reason")),
)
def holds(request: HttpRequest) -> HttpResponse:
    """Every hold; and finding the person on whom to place one."""
    actor = actor_of(request)
    form = FindForm(request.POST or None)
    if form.is_valid():
        person = queries.person_with_address(actor, form.cleaned_data["address"])
        if person is not None:
            return HttpResponseRedirect(reverse("rights:place-hold", args=[person.pk]))
        form.add_error("address", "Nobody signs in with this address")
    rows = [_row(hold) for hold in queries.holds_visible_to(actor)]
    return render(request, "rights/holds.html", {"form": form, "rows": rows, "columns": COLUMNS}, status=422 if form.errors else 200)


PLACE = Access("rights.place-hold", load=queries.person, shows=Shows.RESTRICTED, fields=("full_name",))


@access(GET=PLACE, POST=PLACE)
def place(request: HttpRequest, person: Person) -> HttpResponse:
    """Place a hold."""
    form = HoldForm(request.POST or None)
    if form.is_valid():
        try:
            commands.place_hold(by=actor_of(request), person=person, **form.cleaned_data)
        except BadInput as error:
            form.refuse(error)
        except NotNow as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, "The hold stands. Nothing about them is erased until you lift it.")
            return HttpResponseRedirect(reverse("rights:holds"))
    return render(request, "rights/hold.html", {"form": form, "person": person}, status=422 if form.errors else 200)


LIFT = Access("rights.lift-hold", load=queries.hold, shows=Shows.RESTRICTED, fields=("kind", "reason"))


@access(GET=LIFT, POST=LIFT)
def lift(request: HttpRequest, hold: Hold) -> HttpResponse:
    """Lift a hold."""
    form = ReasonForm(request.POST or None, label="Why is it lifted?", choices=LIFT_REASONS)
    if form.is_valid():
        commands.lift_hold(by=actor_of(request), hold=hold, reason=form.cleaned_data["reason"])
        messages.success(request, "The hold is lifted.")
        return HttpResponseRedirect(reverse("rights:holds"))
    return render(request, "rights/lift.html", {"form": form, "hold": hold}, status=422 if form.errors else 200)
