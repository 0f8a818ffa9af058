"""For candidates: what has been decided and why, and answering an offer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import NotFound
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.programme.recruitment.commands import offers as commands
from difference.programme.recruitment.forms.selection_decisions import DeclineForm
from difference.programme.recruitment.guards import can_still_be_answered
from difference.programme.recruitment.models import Application, Offer
from difference.programme.recruitment.queries import decisions as queries
from difference.programme.recruitment.queries import find
from difference.programme.recruitment.reasons import UNSUCCESSFUL

SEE = Access("recruitment.see-own", load=queries.own_offer, shows=Shows.PERSONAL)
ANSWER = Access("recruitment.answer-offer", load=queries.own_offer, shows=Shows.PERSONAL)

# What each outcome is called to the candidate.
TOLD = {
    "shortlist": "You are invited to assessment",
    "offer": "We offer you a place",
    "put_on_reserve": "You are on the reserve list",
    "turn_down": "You are not successful this time",
}


def load_own(actor: Actor, application_id: object) -> Application:
    """The actor's own application. Raises NotFound."""
    found = find(actor, application_id)  # type: ignore[arg-type]
    if found.person_id != actor.person_id:
        raise NotFound()
    return found


@access(GET=Access("recruitment.see-own", load=load_own, shows=Shows.PERSONAL))
def decision(request: HttpRequest, application: Application) -> HttpResponse:
    """What has been decided, the latest first, with the reason and our words."""
    told = [(TOLD[one.outcome], one, UNSUCCESSFUL.get(one.reason, "")) for one in queries.published(application)]
    return render(request, "recruitment/selection/decision.html", {"application": application, "told": told})


@access(GET=SEE)
def offer(request: HttpRequest, offer: Offer) -> HttpResponse:
    """The offer, until when it can be answered, and how it was."""
    application = offer.application
    waits = application.state == "offered"
    words = next((one.feedback for one in queries.published(application) if one.outcome == "offer"), "")
    context = {
        "offer": offer,
        "application": application,
        "waits": waits,
        "too_late": can_still_be_answered(application) if waits else "",
        "words": words,
    }
    return render(request, "recruitment/selection/offer.html", context)


@access(POST=ANSWER)
def accept(request: HttpRequest, offer: Offer) -> HttpResponse:
    """Accept it. A second click finds it accepted and changes nothing."""
    if not (offer.accepted and offer.application.state == "accepted"):
        commands.accept_offer(by=actor_of(request), offer=offer)
        messages.success(request, "You have accepted the place. Welcome to the programme.")
    return HttpResponseRedirect(reverse("recruitment:offer", args=[offer.application_id]))


@access(GET=ANSWER, POST=ANSWER)
def decline(request: HttpRequest, offer: Offer) -> HttpResponse:
    """Decline it, with a reason."""
    to_offer = HttpResponseRedirect(reverse("recruitment:offer", args=[offer.application_id]))
    if offer.application.state != "offered":
        return to_offer
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commands.decline_offer(by=actor_of(request), offer=offer, reason=form.cleaned_data["reason"])
        messages.success(request, "You have declined the offer. Thank you for telling us why.")
        return to_offer
    context = {"form": form, "offer": offer, "application": offer.application}
    return render(request, "recruitment/selection/decline.html", context, status=422 if form.errors else 200)
