"""What the API answers."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from difference.api.shapes.asked import Sector


def _like(example: object, description: str = "") -> Any:
    return Field(..., examples=[example], description=description or None)


class Source(Schema):
    """Where the data comes from, and under which licence."""

    name: str = _like("Get Information About Schools, Department for Education")
    licence: str | None = _like("Open Government Licence v3.0", "null where no licence is given")
    licence_address: str | None = _like("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/")
    dated: dt.date | None = _like("2026-06-02", "The day of the register’s newest file")
    invented: bool = _like(False, "true in a demonstration, whose schools are invented")


class Place(Schema):
    """A region."""

    slug: str = _like("north-east")
    name: str = _like("North East")


class Region(Place):
    """A region, and whether figures for England count it."""

    in_england: bool = _like(True)


class Authority(Schema):
    """A local authority."""

    code: str = _like("390")
    name: str = _like("Gateshead")


class Trust(Schema):
    """A trust."""

    uid: str = _like("90001")
    name: str = _like("An invented trust")


class Address(Schema):
    """Where a school stands."""

    street: str | None = _like("1 Invented Road")
    locality: str | None = _like(None)
    address3: str | None = _like(None)
    town: str | None = _like("Gateshead")
    county: str | None = _like(None)
    postcode: str | None = _like("NE8 7XX")


class School(Schema):
    """A school as the register gives it."""

    urn: int = _like(910001, "The unique reference number")
    name: str = _like("An invented unit")
    sector: Sector = _like("alternative_provision")
    type: str = _like("Pupil referral unit")
    type_code: int | None = _like(14)
    status: str = _like("Open")
    open: bool = _like(True)
    phase: str | None = _like("Not applicable")
    low_age: int | None = _like(11)
    high_age: int | None = _like(16)
    gender: str | None = _like("Mixed")
    address: Address
    authority: Authority
    region: Place | None
    trust: Trust | None
    website: str | None = _like("http://www.example.org")
    ofsted_grade: str | None = _like("Good", "The grade of the last graded inspection")
    inspected_on: dt.date | None = _like("2023-03-14")
    opened_on: dt.date | None = _like("2010-09-01")
    closed_on: dt.date | None = _like(None)
    easting: int | None = _like(425000)
    northing: int | None = _like(562000)
    ukprn: str | None = _like("10000001")
    establishment_number: str | None = _like("1100")
    followed_by: int | None = _like(None, "The number of the school that took over from this one")
    unknown: list[str] = _like(
        ["closed_on"], "Fields that are null because no file that we hold speaks of them; other nulls are blanks of the register"
    )


class Cohort(Schema):
    """The dates of a cohort."""

    id: UUID = _like("00000000-0000-4000-8000-000000000000")
    programme: str = _like("A leadership programme")
    name: str = _like("2027")
    applications_open_at: dt.datetime = _like("2026-11-02T09:00:00Z")
    applications_close_at: dt.datetime = _like("2027-01-29T17:00:00Z")
    assessment_from: dt.date = _like("2027-02-01")
    assessment_until: dt.date = _like("2027-03-19")
    ranking_opens_at: dt.datetime = _like("2027-04-05T08:00:00Z")
    ranking_closes_at: dt.datetime = _like("2027-04-23T16:00:00Z")
    matching_on: dt.date = _like("2027-04-28")
    starts_on: dt.date = _like("2027-09-01")
    ends_on: dt.date = _like("2029-07-20")
    boards_on: list[dt.date] = _like(["2028-07-07"], "The days on which the board of examiners meets")


class Published(Schema):
    """A figure as somebody published it."""

    value: int | float | None = _like(8)
    unit: str = _like("times")
    source: str = _like("IPPR, “Making The Difference” (2017)")
    period: str = _like("2017")


class Computed(Schema):
    """A figure as computed here."""

    value: int | float = _like(1.7)
    unit: str = _like("times")
    low: float | None = _like(0.4, "The lower end of the interval; null where all of a register is counted")
    high: float | None = _like(6.9)
    interval: str = _like("95% interval", "What the interval allows for: chance, rounding, or what a model does not know")
    period: str = _like("2026-06-02")
    numerator: int | float = _like(2)
    denominator: int | float = _like(21)
    inputs: dict[str, Any] = _like({"region": "North East"}, "The counts and the files that it was computed from")


class Figure(Schema):
    """A finding as published, beside what is computed now."""

    id: str = _like("inadequate-ap-north-east")
    title: str = _like("Attending alternative provision judged Inadequate, in the North East beside elsewhere")
    published: Published
    computed: Computed | None
    verdict: Literal["agrees", "differs", "no data"] = _like("differs")
    note: str = _like("How it was computed, or what is missing.")


class Schools(Schema):
    """A page of schools, by number."""

    items: list[School]
    next: str | None = _like(None, "The cursor of the next page; null on the last")
    source: Source


class OneSchool(Schema):
    """One school."""

    item: School
    source: Source


class Regions(Schema):
    """Every region, in the official order."""

    items: list[Region]
    next: str | None = _like(None)
    source: Source


class Cohorts(Schema):
    """A page of cohorts, by the day on which applications open."""

    items: list[Cohort]
    next: str | None = _like(None)
    source: Source


class OneCohort(Schema):
    """One cohort."""

    item: Cohort
    source: Source


class Figures(Schema):
    """Every finding."""

    items: list[Figure]
    next: str | None = _like(None)
    source: Source


class Error(Schema):
    """What went wrong: a code for programs, a sentence for people, and sentences by parameter."""

    code: str = _like("bad-input")
    sentence: str = _like("Something in the request cannot be used.")
    fields: dict[str, list[str]] = _like({"limit": ["Give a number of at most 100."]})


class Errors(Schema):
    """Every error has this shape."""

    error: Error
