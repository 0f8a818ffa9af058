"""Errors as the API says them: one shape for all, `{"error": {"code", "sentence", "fields"}}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from difference.errors import BadInput, DifferenceError, NotFound, TooMany

# What is said of an error that comes from outside the API's own views.
GENERAL = {
    400: ("bad-request", "Something in the address or in what was sent did not make sense to us."),
    401: ("not-signed-in", "This is for people who have signed in."),
    403: ("not-allowed", "This is not open to you."),
    404: ("not-found", "There is nothing at this address. /api/ lists the addresses that there are."),
    405: ("method-not-allowed", "The API is only read: ask with GET or HEAD."),
    413: ("too-large", "What was sent is larger than we take."),
    429: ("too-many", "There have been too many requests in a short time."),
    500: ("our-fault", "Something went wrong on our side. It is not your fault."),
}
# By the validator's type of error, with its bounds.
SENTENCES = {
    "int_parsing": "Give a whole number.",
    "int_type": "Give a whole number.",
    "int_parsing_size": "Give a whole number.",
    "int_from_float": "Give a whole number.",
    "greater_than_equal": "Give a number of at least {ge}.",
    "less_than_equal": "Give a number of at most {le}.",
    "literal_error": "Give one of these: {expected}.",
    "bool_parsing": "Give true or false.",
    "uuid_parsing": "Give an id as the list gives it.",
    "string_too_long": "Give at most {max_length} characters.",
}
UNREADABLE = "This is not spelt as such a value is."
NOT_USABLE = "Something in the request cannot be used."


def say(status: int, code: str, sentence: str, fields: Mapping[str, Sequence[str]] | None = None) -> JsonResponse:
    """An error in the API's shape."""
    error = {"code": code, "sentence": sentence, "fields": {name: list(said) for name, said in (fields or {}).items()}}
    return JsonResponse({"error": error}, status=status, json_dumps_params={"ensure_ascii": False}, headers={"Cache-Control": "no-store"})


def general(status: int) -> JsonResponse:
    """An error of which only the status is known."""
    code, sentence = GENERAL.get(status) or GENERAL[500 if status >= 500 else 400]
    return say(status, code, sentence)


def show(error: DifferenceError) -> JsonResponse:
    """One of our own errors, with its fields and how long to wait."""
    response = say(error.status, error.code, error.sentence, error.fields if isinstance(error, BadInput) else None)
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.retry_after)
    return response


def in_words(problem: Mapping[str, Any]) -> str:
    """What is wrong with a value, from the validator's type of error; never the value itself."""
    bounds = {name: str(value).replace(" or ", ", ").replace("'", "") for name, value in problem.get("ctx", {}).items()}
    return SENTENCES.get(problem["type"], UNREADABLE).format_map(bounds)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    fields: dict[str, list[str]] = {}
    for problem in error.errors:
        fields.setdefault(str(problem["loc"][-1]), []).append(in_words(problem))
    return show(BadInput(NOT_USABLE, fields=fields))


def _ours(request: HttpRequest, error: Any) -> HttpResponse:
    return show(error)


def _missing(request: HttpRequest, error: Any) -> HttpResponse:
    return show(NotFound(GENERAL[404][1]))


def _raised(request: HttpRequest, error: Any) -> HttpResponse:
    raise error


def attach(api: NinjaAPI) -> None:
    """Let an API say its errors in this shape; what is our own fault goes on to Django, which logs it."""
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(DifferenceError, _ours)
    api.add_exception_handler(Http404, _missing)
    api.add_exception_handler(Exception, _raised)
