"""The parameters that the API takes."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from ninja import Path, Schema
from pydantic import Field, WithJsonSchema

Sector = Literal["alternative_provision", "mainstream", "special", "other"]
LARGEST = 2_147_483_647

Urn = Annotated[int, Path(..., ge=1, le=LARGEST, description="The school’s unique reference number.", example=910001)]
CohortId = Annotated[UUID, Path(..., description="The cohort’s id, as the list of cohorts gives it.")]


def _text(most: int) -> Any:
    return WithJsonSchema({"type": "string", "maxLength": most})


class PageAsked(Schema):
    """Which page, and how long."""

    cursor: Annotated[str | None, _text(500)] = Field(
        None, max_length=500, description="What the page before gave as “next”. Left out: the first page."
    )
    limit: int = Field(50, ge=1, le=100, description="How many at most.")


class SchoolsAsked(PageAsked):
    """Which schools."""

    sector: Annotated[Sector | None, WithJsonSchema({"type": "string", "enum": list(get_args(Sector))})] = Field(
        None, description="The sector.", json_schema_extra={"example": "alternative_provision"}
    )
    region: Annotated[str | None, _text(60)] = Field(None, max_length=60, description="A region’s slug, as /api/v1/regions gives it.")
    authority: Annotated[str | None, _text(4)] = Field(None, max_length=4, description="A local authority’s code.")
    type: Annotated[str | None, _text(100)] = Field(
        None, max_length=100, description="The type of school, as a school’s “type” gives it.", json_schema_extra={"example": "Pupil referral unit"}
    )
    open: Annotated[bool | None, WithJsonSchema({"type": "boolean"})] = Field(None, description="true: open schools alone; false: closed ones alone.")
    q: Annotated[str | None, _text(200)] = Field(
        None, max_length=200, description="Words; each begins a word of the name, town, postcode, authority or number."
    )


class PostsAsked(PageAsked):
    """Which posts."""

    cohort: Annotated[UUID | None, WithJsonSchema({"type": "string", "format": "uuid"})] = Field(
        None, description="A cohort’s id, as /api/v1/cohorts gives it."
    )
    region: Annotated[str | None, _text(60)] = Field(None, max_length=60, description="A region’s slug, as /api/v1/regions gives it.")
    authority: Annotated[str | None, _text(4)] = Field(None, max_length=4, description="A local authority’s code.")


# What each route takes, by the route's name; a route that is not here takes nothing.
TAKES = {
    "schools": frozenset(SchoolsAsked.model_fields),
    "cohorts": frozenset(PageAsked.model_fields),
    "posts": frozenset(PostsAsked.model_fields),
}
