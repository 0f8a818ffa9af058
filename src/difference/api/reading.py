"""Reads what the API answers with, always as the public: who asks changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings

from difference.api import cursors
from difference.api.shapes.asked import PageAsked, SchoolsAsked
from difference.errors import BadInput
from difference.foundations.actors import ANYONE
from difference.foundations.schools import queries as schools
from difference.foundations.schools import showing
from difference.foundations.schools.models import LocalAuthority, Region, School
from difference.programme.cohorts import queries as cohorts
from difference.programme.cohorts.models import Cohort
from difference.sector.observatory import queries as observatory

LICENCE = "Open Government Licence v3.0"
LICENCE_ADDRESS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
REGISTER = "Get Information About Schools, Department for Education"
NO_REGION = "No region has this slug. /api/v1/regions lists them."
NO_AUTHORITY = "No local authority on the register has this code."
ADDRESS = ("street", "locality", "address3", "town", "county", "postcode")
PLAIN = (
    "type_code", "phase", "low_age", "high_age", "gender", "website", "ofsted_grade", "inspected_on", "opened_on", "closed_on",
    "easting", "northing", "ukprn", "establishment_number",
)  # fmt: skip


def register() -> dict[str, Any]:
    """The register as a source: its licence and the day of its newest file."""
    files = showing.files_in_force()
    invented = showing.is_invented(files)
    return {
        "name": "Schools invented for the demonstration" if invented else REGISTER,
        "licence": None if invented else LICENCE,
        "licence_address": None if invented else LICENCE_ADDRESS,
        "dated": max((made.dated for made in files), default=None),
        "invented": invented,
    }


def the_charity() -> dict[str, Any]:
    """Whoever runs the programme as a source, without a licence."""
    invented = bool(settings.DEMO_SIGN_IN)
    return {
        "name": settings.CHARITY or "The charity that runs this programme",
        "licence": None,
        "licence_address": None,
        "dated": None,
        "invented": invented,
    }


def list_schools(asked: SchoolsAsked) -> dict[str, Any]:
    """A page of schools. Raises BadInput for a region, authority or type that the register does not have."""
    _check(asked)
    found = schools.search(ANYONE, asked.q or "", sector=asked.sector or "", region=asked.region or "")
    found = found.select_related("region", "authority", "trust")
    if asked.authority is not None:
        found = found.filter(authority_id=asked.authority)
    if asked.type is not None:
        found = found.filter(type_name=asked.type)
    if asked.open is not None:
        found = found.filter(is_open=asked.open)
    rows, following = page(found, "schools", ("urn",), asked)
    return {"items": [_school(school) for school in rows], "next": following, "source": register()}


def page(found: Any, what: str, keys: tuple[str, ...], asked: PageAsked) -> tuple[list[Any], str | None]:
    """One page of a list, and the cursor of the next; the cursor holds for these filters alone."""
    filters = {name: value for name, value in asked.dict().items() if name not in {"cursor", "limit"} and value is not None}
    return cursors.page(found, what=what, keys=keys, filters=filters, cursor=asked.cursor, limit=asked.limit)


def _check(asked: SchoolsAsked) -> None:
    fields = not_on_register({
        "region": (asked.region, Region.objects, "pk", NO_REGION), "authority": (asked.authority, LocalAuthority.objects, "pk", NO_AUTHORITY),
        "type": (asked.type, School.objects, "type_name", "No school on the register is of this type, spelt so."),
    })  # fmt: skip
    if fields:
        raise BadInput("The register does not have what was asked for.", fields=fields)


def not_on_register(looked: Mapping[str, tuple[str | None, Any, str, str]]) -> dict[str, list[str]]:
    """For each parameter whose value is not there: its sentence. `looked`: the value, where it should be, in which field, the sentence."""
    return {
        name: [sentence]
        for name, (value, held, field, sentence) in looked.items()
        if value is not None and ("\0" in value or not held.filter(**{field: value}).exists())
    }


def one_school(urn: int) -> dict[str, Any]:
    """One school. Raises NotFound."""
    return {"item": _school(schools.school(ANYONE, urn)), "source": register()}


def list_regions() -> dict[str, Any]:
    """Every region, in the official order."""
    rows = [{"slug": region.slug, "name": region.name, "in_england": region.in_england} for region in schools.regions()]
    return {"items": rows, "next": None, "source": register()}


def list_cohorts(asked: PageAsked) -> dict[str, Any]:
    """A page of cohorts."""
    rows, following = page(cohorts.visible_to(ANYONE), "cohorts", ("opens_at", "id"), asked)
    return {"items": [_cohort(cohort) for cohort in rows], "next": following, "source": the_charity()}


def one_cohort(cohort_id: UUID) -> dict[str, Any]:
    """One cohort. Raises NotFound."""
    return {"item": _cohort(cohorts.find(ANYONE, cohort_id)), "source": the_charity()}


def list_figures() -> dict[str, Any]:
    """Every finding as published, beside what is computed now."""
    found = observatory.observatory(ANYONE)
    source = register()
    source["name"] = f"Published: the source that each figure names. Computed: {source['name']}"
    return {"items": [observatory.as_data(beside) for beside in found.findings], "next": None, "source": source}


def _school(school: School) -> dict[str, Any]:
    values = {name: getattr(school, name) for name in PLAIN}
    nothing = {name: None if value == "" else value for name, value in values.items()}
    silent = sorted(name for name, value in nothing.items() if value is None and not school.knows(name))
    return nothing | {
        "urn": school.urn,
        "name": school.name,
        "sector": school.sector,
        "type": school.type_name,
        "status": school.status,
        "open": school.is_open,
        "address": {name: getattr(school, name) or None for name in ADDRESS},
        "authority": {"code": school.authority_id, "name": school.authority.name},
        "region": {"slug": school.region.slug, "name": school.region.name} if school.region else None,
        "trust": {"uid": school.trust.uid, "name": school.trust.name} if school.trust else None,
        "followed_by": school.successor_id,
        "unknown": silent + [name for name in ("region", "trust") if getattr(school, name) is None and not school.knows(name)],
    }


def _cohort(cohort: Cohort) -> dict[str, Any]:
    names = ("id", "name", "assessment_from", "assessment_until", "ranking_opens_at", "ranking_closes_at", "matching_on", "starts_on", "ends_on")
    return {name: getattr(cohort, name) for name in names} | {
        "programme": cohort.programme.name,
        "applications_open_at": cohort.opens_at,
        "applications_close_at": cohort.closes_at,
        "boards_on": [board.on for board in cohort.boards.all()],
    }
