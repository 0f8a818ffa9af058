"""What the API answers of placement: posts as anybody may read them, and somebody’s own outcome."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from difference.api.shapes.answered import Authority, Place, Source

Phase = Literal["primary", "secondary", "both"]
AN_ID = "00000000-0000-4000-8000-000000000000"


def _like(example: object, description: str = "") -> Any:
    return Field(..., examples=[example], description=description or None)


class InCohort(Schema):
    """A cohort by its name; its dates stand under /api/v1/cohorts."""

    id: UUID = _like(AN_ID)
    name: str = _like("2027")


class AtSchool(Schema):
    """A school by its number; what the register says of it stands under /api/v1/schools."""

    urn: int = _like(910001, "The unique reference number")
    name: str = _like("An invented unit")


class ColdSpot(Schema):
    """Whether an authority counts as short of well-led alternative provision in a cohort."""

    cold: bool = _like(True)
    because: str | None = _like("The programme added it for this cohort: nobody has led here for two years.", "null where it counts as none")


class Post(Schema):
    """One leadership job, as its school describes it."""

    id: UUID = _like(AN_ID)
    cohort: InCohort
    school: AtSchool
    authority: Authority
    region: Place | None
    title: str = _like("Assistant head, teaching and learning")
    responsibilities: str = _like("Leads teaching in the middle school, with two teams.", "What the post leads")
    seats: int = _like(1, "How many people can hold it")
    salary: str = _like("L3 to L7")
    days: str = _like("Full time", "The working pattern")
    phase: Phase | None = _like("secondary", "Which pupils it leads work with; null where the school has not said")
    starts_on: dt.date = _like("2027-09-01")
    requirements: list[str] = _like(["Has led pastoral care, behaviour or inclusion"], "Who has not done one of these cannot rank the post")
    cold_spot: ColdSpot
    confirmed_on: dt.date = _like("2027-03-02", "When the school last said that it stands")
    offered_until: dt.date = _like("2027-06-30", "Until when it is offered without being confirmed again")


class Posts(Schema):
    """A page of posts, the oldest first."""

    items: list[Post]
    next: str | None = _like(None, "The cursor of the next page; null on the last")
    source: Source


class OwnPost(Schema):
    """The post that somebody was matched to."""

    id: UUID = _like(AN_ID)
    title: str = _like("Assistant head, teaching and learning")
    school: AtSchool


class Match(Schema):
    """What a published matching gave you in one cohort, and why."""

    cohort: InCohort
    outcome: Literal["matched", "not-matched", "not-published"] = _like("matched", "not-published: there is nothing to tell yet")
    post: OwnPost | None
    rank: int | None = _like(2, "Where the post stood in your order")
    rule: str | None = _like("Best for candidates")
    guarantee: str | None = _like("No candidate could have a better post in any stable matching.", "What the rule promises")
    reasons: list[str] = _like(
        ["“Head of care” at An invented unit was filled by others whom the school puts higher."], "A sentence for each post that you had put higher"
    )
    by_hand: list[str] = _like([], "What the programme’s staff decided by hand for you, a sentence for each, with the reason")
    certificate: dict[str, Any] | None = _like(
        None, "Your certificate, for `difference certificate`: your own part of the matching and nobody else’s"
    )


class Matches(Schema):
    """Every cohort in which you have a place, the newest first."""

    items: list[Match]
    next: str | None = _like(None)
