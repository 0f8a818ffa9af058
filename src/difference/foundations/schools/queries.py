"""Reading the register. Everything in it is public; each list starts at what the actor may see all the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Collate

from difference.errors import NotFound
from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.foundations.schools import words
from difference.foundations.schools.models import LocalAuthority, Region, RegisterImport, School, SchoolLink
from difference.foundations.schools.register.authorities import code_of
from difference.foundations.schools.register.establishments import ALTERNATIVE_PROVISION, regions_of_england

UNKNOWN = "Unknown"


def visible_to(actor: Actor) -> QuerySet[School]:
    """Every school: the register is public."""
    return School.objects.select_related("region", "authority")


def imports_visible_to(actor: Actor) -> QuerySet[RegisterImport]:
    """Imports to whoever keeps the register, none to anyone else."""
    return RegisterImport.objects.all() if allows(actor, "schools.see-imports") else RegisterImport.objects.none()


def one_import(actor: Actor, key: Any) -> RegisterImport:
    """One import. Raises NotFound."""
    found = imports_visible_to(actor).filter(key=key).first()
    if found is None:
        raise NotFound()
    return found


def school(actor: Actor, urn: int) -> School:
    """One school with what its page shows. Raises NotFound."""
    more = ("trust", "successor", "state_funded_file", "academies_file", "full_file", "missing_from")
    found = visible_to(actor).select_related(*more).filter(pk=urn).first()
    if found is None:
        raise NotFound("There is no school with this number on the register.")
    return found


def in_england(schools: QuerySet[School]) -> QuerySet[School]:
    """Without those whose region is not England's: Welsh and offshore schools. An unknown region counts."""
    return schools.exclude(region__in_england=False)


def alternative_provision(actor: Actor) -> QuerySet[School]:
    """England's alternative-provision schools, open and closed."""
    return in_england(visible_to(actor)).filter(sector=ALTERNATIVE_PROVISION)


def open_alternative_provision(actor: Actor) -> QuerySet[School]:
    """England's open alternative-provision schools: what figures count and what cohorts hang on."""
    return alternative_provision(actor).filter(is_open=True)


def search(actor: Actor, text: str = "", *, sector: str = "", region: str = "", only_open: bool = False) -> QuerySet[School]:
    """Schools in which every word of `text` begins a word of the name, town, postcode, authority or number.

    Those with all words in their name come first, then by name; alike on SQLite and PostgreSQL. Text without a word
    finds nothing; no text finds all.
    """
    schools, asked = visible_to(actor), words.asked(text)
    if text.strip() and not asked:
        return schools.none()
    if sector:
        schools = schools.filter(sector=sector)
    if region:
        schools = schools.filter(region_id=region)
    if only_open:
        schools = schools.filter(is_open=True)
    in_name = Q()
    for word in asked:
        schools = schools.filter(search_key__contains=f" {word}")
        in_name &= Q(name_key__contains=f" {word}")
    if asked:
        schools = schools.annotate(apart=Case(When(in_name, then=Value(0)), default=Value(1), output_field=IntegerField()))
        return schools.order_by("apart", alphabetical(), "urn")
    return schools.order_by(alphabetical(), "urn")


def in_this_order(actor: Actor, urns: Iterable[int]) -> list[School]:
    """The schools of these numbers, in the order of the numbers."""
    wanted = list(urns)
    held = visible_to(actor).in_bulk(wanted)
    return [held[urn] for urn in wanted if urn in held]


def alphabetical() -> Collate:
    """The order of names, byte by byte on both databases."""
    return Collate("name_key", "C" if connection.vendor == "postgresql" else "BINARY")


def regions() -> list[Region]:
    """England's regions in their official order, then any others by name."""
    order = {name: place for place, name in enumerate(regions_of_england())}
    return sorted(Region.objects.all(), key=lambda region: (order.get(region.name, len(order)), region.name))


def authority_named(name: str) -> LocalAuthority | None:
    """The authority that an official file means by `name`, however it spells it; None if the register lists none such."""
    code, wanted = code_of(name), words.plain(name)
    found = [held for held in LocalAuthority.objects.select_related("region") if held.code == code or words.plain(held.name) == wanted]
    return found[0] if len(found) == 1 else None


def summary(actor: Actor) -> dict[str, Any]:
    """England's open alternative-provision schools: `{"total": n, "by_region": {name: n}, "by_type": {name: n}}`."""
    rows = open_alternative_provision(actor).order_by().values_list("region__name", "type_name").annotate(Count("urn"))
    by_region: dict[str, int] = {}
    by_type: dict[str, int] = {}
    for region, type_name, number in rows:
        by_region[region or UNKNOWN] = by_region.get(region or UNKNOWN, 0) + number
        by_type[type_name] = by_type.get(type_name, 0) + number
    order = [name for name in (*regions_of_england(), UNKNOWN) if name in by_region]
    return {
        "total": sum(by_type.values()),
        "by_region": {name: by_region[name] for name in order},
        "by_type": dict(sorted(by_type.items())),
    }


def line_of(first: School) -> list[int]:
    """The numbers of a school and those that followed it, in order; a circle is walked once."""
    line, at = [first.urn], first.successor_id
    while at is not None and at not in line:
        line.append(at)
        at = School.objects.filter(pk=at).values_list("successor_id", flat=True).first()
    return line


def present(first: School) -> School:
    """The school that stands today for `first`: itself, or the last of those that followed it. In a circle, itself."""
    return present_of([first])[first.urn]


def present_of(schools: Iterable[School]) -> dict[int, School]:
    """`present` for many schools, by their numbers, with a query for each step of the longest line and no more."""
    first = {school.urn: school for school in schools}
    known = dict(first)
    wanted = {school.successor_id for school in first.values() if school.successor_id} - known.keys()
    while wanted:
        found = School.objects.select_related("region", "authority").in_bulk(wanted)
        known |= found
        wanted = {school.successor_id for school in found.values() if school.successor_id} - known.keys()
    return {urn: _end(school, known) for urn, school in first.items()}


def _end(first: School, known: dict[int, School]) -> School:
    at, passed = first, {first.urn}
    while at.successor_id is not None and at.successor_id in known:
        at = known[at.successor_id]
        if at.urn in passed:
            return first
        passed.add(at.urn)
    return at


def links_of(subject: School) -> list[SchoolLink]:
    """What files and staff say about a school and others, from both sides."""
    about = Q(urn=subject.urn) | Q(other=subject.urn)
    return list(SchoolLink.objects.filter(about).select_related("given_in").order_by("on", "urn", "other"))
