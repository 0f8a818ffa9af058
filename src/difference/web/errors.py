"""Error pages: one way to render any of them, Django's handlers, and the page for a form that came without its token."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html

from difference.web.components.waits import wait_in_words

logger = logging.getLogger(__name__)

SENTENCES = {
    400: "Something in the address or in what was sent did not make sense to us.",
    401: "This page is for people who have signed in.",
    403: "You are signed in, but this page or action is not open to you.",
    404: "We could not find that page.",
    405: "That page cannot be used in this way.",
    409: "Somebody else changed this while you were working on it.",
    413: "What you sent is larger than we can take.",
    422: "Something in what was sent cannot be used.",
    429: "There have been too many attempts in a short time.",
    500: "Something went wrong on our side. It is not your fault.",
}

CONFLICT_COLUMNS = ("Field", "What you typed", "What is there now")

LAST_RESORT = (
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Something went wrong – Difference</title></head>'
    '<body><h1>Something went wrong</h1><p>{}</p><p><a href="/">Go to the start page</a></p></body></html>'
)


def render_error(request: HttpRequest | None, status: int, *, sentence: str | None = None, **context: Any) -> HttpResponse:
    """The page for an error, with its status.

    `sentence` is what happened, for the reader. A 409 also takes `differences`, as (field, yours, present), and
    `again`, the address where the present one can be edited; a 429 takes `retry_after` in seconds; a 405 `allowed`.
    A status without a page of its own gets the general one. If even the page fails, a bare one without templates is sent.
    """
    context |= {"sentence": sentence or SENTENCES.get(status, SENTENCES[400 if status < 500 else 500]), "status": status}
    if isinstance(context.get("retry_after"), int):
        context["wait"] = wait_in_words(context["retry_after"])
    context.setdefault("columns", CONFLICT_COLUMNS)
    # The page for our own failure gets no request: context processors may need what has just failed.
    body = _render(None if status >= 500 else request, _template_names(status), context)
    response = HttpResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    if "wait" in context:
        response["Retry-After"] = str(context["retry_after"])
    if status == 405 and context.get("allowed"):
        response["Allow"] = ", ".join(context["allowed"])
    return response


def handler400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """For `handler400` in the root URL configuration."""
    return render_error(request, 400)


def handler403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """For `handler403`."""
    return render_error(request, 403)


def handler404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """For `handler404`. What Django says of the routes that it tried is never shown."""
    return render_error(request, 404)


def handler500(request: HttpRequest) -> HttpResponse:
    """For `handler500`: needs neither database nor session nor context processors."""
    return render_error(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For settings.CSRF_FAILURE_VIEW: a page was open too long, or cookies are off."""
    body = _render(None, ["web/errors/csrf.html"], {"sentence": SENTENCES[403], "status": 403})
    return HttpResponse(body, status=403, headers={"Cache-Control": "no-store"})


def _template_names(status: int) -> list[str]:
    return [f"web/errors/{status}.html", f"web/errors/{'500' if status >= 500 else 'error'}.html"]


def _render(request: HttpRequest | None, names: list[str], context: dict[str, object]) -> str:
    # Whatever fails here, a page must still be sent: first with the request, then without, then without templates.
    for given in dict.fromkeys((request, None)):
        try:
            return render_to_string(names, context, request=given)
        except Exception:
            logger.exception("An error page could not be rendered.")
    return format_html(LAST_RESORT, context["sentence"])
