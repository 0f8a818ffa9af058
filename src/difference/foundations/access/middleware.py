"""The two guards that stand around every view: errors become pages, and what is not declared is not reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from difference.errors import Conflict, DifferenceError, NotFound, NotSignedIn, TooMany
from difference.foundations.access import third_party
from difference.web.errors import render_error

Next = Callable[[HttpRequest], HttpResponse]


def show(request: HttpRequest, error: DifferenceError) -> HttpResponse:
    """The page for an error; for somebody who has not signed in, the way to sign in."""
    if isinstance(error, NotSignedIn) and request.method in {"GET", "HEAD"}:
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
    more: dict[str, Any] = {}
    if isinstance(error, Conflict):
        more["differences"] = error.differences
    if isinstance(error, TooMany):
        more["retry_after"] = error.retry_after
    return render_error(request, error.status, sentence=error.sentence, **more)


class ErrorPages:
    """Shows a DifferenceError as its page, with its status and its sentence."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django calls this when a view raises."""
        return show(request, error) if isinstance(error, DifferenceError) else None


class DeclaredOnly:
    """Refuses any view that does not declare its access and is not in the pinned table."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Django calls this before a view: an undeclared one is not found, a pinned one may need a sign-in."""
        if hasattr(view, "access"):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name not in third_party.ROUTES:
            return show(request, NotFound())
        if third_party.ROUTES[name] == third_party.SIGNED_IN and not request.user.is_authenticated:
            return show(request, NotSignedIn("Sign in to see this page."))
        return None
