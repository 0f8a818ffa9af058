"""The guide to the API: a page of ours, written from the published schema."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from difference.api import describing, limits
from difference.api.v1 import api
from difference.foundations.access.routes import Access, access


@access(GET=Access("api.read"))
def guide(request: HttpRequest) -> HttpResponse:
    """Every address with its parameters and an example of its answer."""
    schema = api.get_openapi_schema()
    context = {
        "endpoints": describing.endpoints(schema),
        "limit": limits.limit(),
        "error": describing.example_of_errors(schema),
        "columns": describing.COLUMNS,
    }
    return render(request, "api/guide.html", context)
