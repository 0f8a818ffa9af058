"""A number for every request, and one line in the log about it: the route's name, never its address or query."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from difference.foundations.operations.logs import request_id

log = logging.getLogger("difference.requests")
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}\Z")
QUIET = {"operations:ask"}


def _number(request: HttpRequest) -> str:
    # A proxy of ours may have numbered the request already; from anyone else the header is not believed.
    given = request.headers.get("X-Request-ID", "") if settings.TRUSTED_PROXIES else ""
    return given if GIVEN.match(given) else uuid.uuid4().hex


class RequestLog:
    """First of all middleware: what it times is all of the work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began, number = time.monotonic(), _number(request)
        token = request_id.set(number)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = number
            route = request.resolver_match.view_name if request.resolver_match else "no route"
            if route not in QUIET:
                facts = {
                    "method": str(request.method)[:10],
                    "route": route,
                    "status": response.status_code,
                    "ms": round((time.monotonic() - began) * 1000, 1),
                }
                log.info("request", extra=facts)
            return response
        finally:
            request_id.reset(token)
