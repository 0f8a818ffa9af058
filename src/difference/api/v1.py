"""The first version of the public API: its routes, which the published schema is made from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Query
from ninja.renderers import JSONRenderer

from difference.api import errors, placing, reading
from difference.api.shapes import answered
from difference.api.shapes import placing as placed
from difference.api.shapes.asked import CohortId, PageAsked, PostsAsked, SchoolsAsked, Urn
from difference.foundations.actors import actor_of

DESCRIPTION = (
    "What anyone may read of this programme: schools on the register, the dates of cohorts, posts that are offered, and the findings as published "
    "beside what is computed. Ask with GET or HEAD, without signing in; any web page may (`Access-Control-Allow-Origin: *`, no credentials). Under "
    "/api/v1/my/ somebody who has signed in on these pages reads what is theirs; no other site may. Every error has one shape."
)
REFUSED = frozenset({422, 429})
REFUSED_OR_MISSING = frozenset({404, 422, 429})
SIGNED_IN = frozenset({401})


class Json(JSONRenderer):
    """Letters as they are, not as escapes."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(title="Difference", version="1", description=DESCRIPTION, urls_namespace="api:v1", docs_url=None, renderer=Json())
errors.attach(api)


def _answers(shape: Any, refusals: frozenset[int]) -> dict[Any, Any]:
    return {200: shape, refusals: answered.Errors}


@api.get("/schools", response=_answers(answered.Schools, REFUSED), url_name="schools", operation_id="schools", summary="Schools on the register")
def schools(request: HttpRequest, asked: Query[SchoolsAsked]) -> dict[str, Any]:
    """Open and closed schools, by their number, which is the order of the pages."""
    return reading.list_schools(asked)


@api.get("/schools/{urn}", response=_answers(answered.OneSchool, REFUSED_OR_MISSING), url_name="school", operation_id="school", summary="One school")
def school(request: HttpRequest, urn: Urn) -> dict[str, Any]:
    """A school by its number."""
    return reading.one_school(urn)


@api.get("/regions", response=_answers(answered.Regions, REFUSED), url_name="regions", operation_id="regions", summary="Regions")
def regions(request: HttpRequest) -> dict[str, Any]:
    """The regions that schools are listed in."""
    return reading.list_regions()


@api.get("/cohorts", response=_answers(answered.Cohorts, REFUSED), url_name="cohorts", operation_id="cohorts", summary="The dates of cohorts")
def cohorts(request: HttpRequest, asked: Query[PageAsked]) -> dict[str, Any]:
    """Each cohort of the programme with its dates, the earliest first."""
    return reading.list_cohorts(asked)


@api.get(
    "/cohorts/{cohort_id}", response=_answers(answered.OneCohort, REFUSED_OR_MISSING), url_name="cohort", operation_id="cohort", summary="One cohort"
)
def cohort(request: HttpRequest, cohort_id: CohortId) -> dict[str, Any]:
    """A cohort’s dates by its id."""
    return reading.one_cohort(cohort_id)


@api.get("/figures", response=_answers(answered.Figures, REFUSED), url_name="figures", operation_id="figures", summary="The findings")
def figures(request: HttpRequest) -> dict[str, Any]:
    """Each finding of the report as published, beside what is computed from the register now."""
    return reading.list_figures()


@api.get("/posts", response=_answers(placed.Posts, REFUSED), url_name="posts", operation_id="posts", summary="Posts that are offered")
def posts(request: HttpRequest, asked: Query[PostsAsked]) -> dict[str, Any]:
    """Posts that candidates can rank, in cohorts whose ranking has opened, as their schools describe them. No person is named."""
    return placing.list_posts(asked)


@api.get(
    "/my/matches", response=_answers(placed.Matches, REFUSED | SIGNED_IN), url_name="my-matches", operation_id="my_matches",
    summary="What the matching gave you",
)  # fmt: skip
def my_matches(request: HttpRequest) -> dict[str, Any]:
    """For whoever has signed in on these pages: each cohort in which they have a place, with the outcome and why."""
    return placing.own_matches(actor_of(request))
