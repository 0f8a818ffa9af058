"""Who is this, how often have they tried, and have they signed in strongly enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from difference.errors import TooMany
from difference.foundations.access.middleware import show
from difference.foundations.actors import ANYONE, PERSON, Actor
from difference.foundations.people import limits, passwords, queries
from difference.foundations.people.models import Account

Next = Callable[[HttpRequest], HttpResponse]

INFORMATION = {"start", "privacy", "cookies", "accessibility", "licence", "who-may-do-what"}
# What somebody who must still strengthen their sign-in can reach: the way to do it, the way out, and raising a concern.
ALWAYS_REACHED = {"account_logout", "account_reauthenticate", "mfa_reauthenticate", "concern", "concern-thanks", *INFORMATION}
TO_SET_UP = {"mfa_activate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"}
TO_LENGTHEN = {"account_change_password"}


class WhoIsThis:
    """Puts the actor on the request. Grants that reach others' data count only behind a second factor."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.standing = SimpleLazyObject(lambda: _standing(request))  # type: ignore[attr-defined]
        request.actor = SimpleLazyObject(lambda: request.standing.actor)  # type: ignore[attr-defined]
        return self.get_response(request)


@dataclass(frozen=True)
class Standing:
    """Who acts, and the route at which they must first strengthen their sign-in (none: they need not)."""

    actor: Actor
    missing: str = ""


def _standing(request: HttpRequest) -> Standing:
    if not request.user.is_authenticated:
        return Standing(ANYONE)
    actor = queries.actor_for(request.user)
    missing = what_is_missing(request.user, actor)
    return Standing(Actor(kind=PERSON, person_id=actor.person_id), missing) if missing else Standing(actor)


def what_is_missing(account: Account, actor: Actor) -> str:
    """The route at which this account must strengthen its sign-in before its grants count, or nothing."""
    if not queries.reaches_others(actor.grants):
        return ""
    if account.password_length < passwords.length_for(actor.grants):
        return "account_change_password"
    return "" if is_mfa_enabled(account) else "mfa_activate_totp"


class AttemptLimits:
    """Counts attempts at routes that can be guessed at, before their view runs."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Django calls this before a view; the page for too many attempts stands in for it."""
        if request.method != "POST" or request.resolver_match is None:
            return None
        try:
            limits.count(request, request.resolver_match.view_name)
        except TooMany as error:
            return show(request, error)
        return None


class StrongSignIn:
    """Sends somebody whose grants ask for a longer password or a second factor to where they set it up."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Django calls this before a view."""
        if not request.user.is_authenticated or request.resolver_match is None:
            return None
        name = request.resolver_match.view_name
        missing = request.standing.missing  # type: ignore[attr-defined]
        reached = ALWAYS_REACHED | (TO_LENGTHEN if missing == "account_change_password" else TO_SET_UP)
        if not missing or name in reached:
            return None
        return HttpResponseRedirect(reverse(missing))
