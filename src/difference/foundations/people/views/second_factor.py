"""When a second factor is lost: saying so, deciding, and using the link."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from difference.errors import NotFound
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.people import commands, queries
from difference.foundations.people.commands.second_factor import loss_for
from difference.foundations.people.forms import DecideLossForm, LostSecondFactorForm
from difference.foundations.people.models import Account, SecondFactorLoss

KEPT_IN = "second_factor_token"
SAME_ANSWER = "If the address and password are right, we have asked an administrator to get in touch with you. They will check who you are first."


def load_loss(actor: Actor, loss_id: UUID) -> SecondFactorLoss:
    """One lost second factor within the actor's scope."""
    found = queries.losses_visible_to(actor).filter(pk=loss_id).first()
    if found is None:
        raise NotFound()
    return found


@sensitive_post_parameters("password")
def _report(request: HttpRequest) -> HttpResponse:
    form = LostSecondFactorForm(request.POST or None)
    if form.is_valid():
        account = authenticate(request, email=form.cleaned_data["email"], password=form.cleaned_data["password"])
        if isinstance(account, Account):
            commands.report_loss(by=actor_of(request), account=account)
        messages.info(request, SAME_ANSWER)
        return HttpResponseRedirect(reverse("account_login"))
    return render(request, "people/lost_second_factor.html", {"form": form}, status=422 if form.errors else 200)


@access(GET=Access("people.report-lost-second-factor"), POST=Access("people.report-lost-second-factor"))
def report(request: HttpRequest) -> HttpResponse:
    """Say that a second factor is lost. The answer is the same whether or not the password was right."""
    return _report(request)


@access(GET=Access("people.see-accounts", shows=Shows.PERSONAL))
def losses(request: HttpRequest) -> HttpResponse:
    """Those who wait for a decision."""
    waiting = queries.losses_visible_to(actor_of(request)).filter(decided_at=None)
    return render(request, "people/losses.html", {"losses": waiting})


@access(
    GET=Access("people.decide-second-factor", load=load_loss, shows=Shows.PERSONAL, about=lambda loss: loss.account.person_id),
    POST=Access("people.decide-second-factor", load=load_loss, shows=Shows.PERSONAL),
)
def decide(request: HttpRequest, loss: SecondFactorLoss) -> HttpResponse:
    """Decide about one of them."""
    form = DecideLossForm(request.POST or None)
    if form.is_valid():
        granted = form.cleaned_data["granted"] == "yes"
        commands.decide_loss(by=actor_of(request), loss=loss, granted=granted, how_checked=form.cleaned_data["how_checked"])
        messages.success(request, "They have been sent a link that works once, for a day." if granted else "They have been told that it was refused.")
        return HttpResponseRedirect(reverse("people:losses"))
    return render(request, "people/decide_loss.html", {"form": form, "loss": loss}, status=422 if form.errors else 200)


@access(GET=Access("people.report-lost-second-factor"))
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address. Uses nothing up."""
    request.session[KEPT_IN] = token
    return HttpResponseRedirect(reverse("people:second-factor"))


@access(GET=Access("people.report-lost-second-factor", shows=Shows.PERSONAL), POST=Access("people.report-lost-second-factor", shows=Shows.PERSONAL))
def use_link(request: HttpRequest) -> HttpResponse:
    """Take the lost second factor away, once they say so."""
    loss = loss_for(str(request.session.get(KEPT_IN, "")))
    if request.method == "POST":
        commands.use_loss_link(by=actor_of(request), loss=loss)
        del request.session[KEPT_IN]
        messages.success(request, "Your lost second factor no longer counts. Sign in with your password and set up a new one.")
        return HttpResponseRedirect(reverse("account_login"))
    return render(request, "people/use_second_factor_link.html", {})
