"""What stands before each of the library's routes: the limit, the declared access, and the refusal of parameters we do not know."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.views.decorators.csrf import csrf_exempt

from difference.api import errors, limits
from difference.api.shapes.asked import TAKES
from difference.errors import BadInput, DifferenceError
from difference.foundations.access.routes import Access, Shows, View, access

PUBLIC = Access("api.read")
# Routes that show somebody what is theirs: the same session as on pages, the same action as the page that shows it.
OWN = {"my-matches": Access("placement.see-posts", shows=Shows.PERSONAL)}


def declared(patterns: Sequence[URLPattern | URLResolver]) -> list[URLPattern]:
    """The library's routes, each behind its door."""
    doors = [pattern for pattern in patterns if isinstance(pattern, URLPattern)]
    for pattern in doors:
        name = str(pattern.name)
        pattern.callback = door(pattern.callback, TAKES.get(name, frozenset()), OWN.get(name, PUBLIC))
    return doors


def door(view: Any, known: Collection[str], declaration: Access) -> View:
    """A view of the library's behind the limit and its declaration."""

    @access(GET=declaration)
    def answer(request: HttpRequest, **arguments: Any) -> HttpResponse:
        only(request, known)
        return _as_get(view, request, arguments)

    @csrf_exempt
    @functools.wraps(answer)
    def counted(request: HttpRequest, **arguments: Any) -> HttpResponse:
        try:
            limits.count(request)
            return answer(request, **arguments)
        except DifferenceError as error:
            return errors.show(error)

    return counted


def only(request: HttpRequest, known: Collection[str]) -> None:
    """Raise BadInput for parameters that are not known, or given twice."""
    fields: dict[str, list[str]] = {}
    takes = f"It takes {', '.join(sorted(known))}." if known else "It takes none."
    for name, values in request.GET.lists():
        if name not in known:
            fields[name[:60]] = [f"This address takes no such parameter. {takes}"]
        elif len(values) > 1:
            fields[name] = ["Give this once."]
    if fields:
        raise BadInput(errors.NOT_USABLE, fields=fields)


def _as_get(view: Any, request: HttpRequest, arguments: dict[str, Any]) -> HttpResponse:
    """HEAD is GET without a body, which the library does not know."""
    asked, request.method = request.method, "GET"
    try:
        response: HttpResponse = view(request, **arguments)
    finally:
        request.method = asked
    return response
