"""Under /api/ every error is JSON, whoever made it; any page on the web may read the public answers; HEAD has no body."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from difference.api import errors

UNDER, VERSIONED, OWN = "/api/", "/api/v1/", "/api/v1/my/"
KEPT = ("Allow", "Retry-After")


class JsonUnderApi:
    """Stands near the outside, so that also what middleware refuses is said in the API's shape."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path_info.startswith(UNDER):
            return response
        if response.status_code >= 400 and not response.get("Content-Type", "").startswith("application/json"):
            response = _as_json(response)
        if request.path_info.startswith(VERSIONED) and not request.path_info.startswith(OWN):
            # Public and read without credentials, so any site's pages may read it; what is somebody's own, ours alone.
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "Retry-After"
        if request.method == "HEAD" and not response.streaming:
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response


def _as_json(response: HttpResponse) -> HttpResponse:
    made = errors.general(response.status_code)
    for name in KEPT:
        if name in response:
            made[name] = response[name]
    if made.get("Allow") == "GET":
        made["Allow"] = "GET, HEAD"
    return made
