"""A school as its page shows it: facts, where they come from, and what the register says beside them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from difference.foundations.schools import queries
from difference.foundations.schools.models import LISTED_BY, RegisterImport, School, SchoolLink
from difference.foundations.schools.register.establishments import SECTORS
from difference.web.components.lists import Row
from difference.web.components.moments import in_words
from difference.web.values import Link, Tag

UNKNOWN, NONE = "Unknown", "None given"

# The label under which the demonstration brings in its own schools.
INVENTED = "demonstration"


def address_of(urn: int) -> str:
    """The address of a school's page."""
    return reverse("schools:school", args=[urn])


def link_to(school: School) -> Link:
    """A link to a school's page."""
    return Link(school.name, address_of(school.urn))


def standing(school: School) -> Tag:
    """Open or closed, as a tag."""
    return Tag(school.status, "good" if school.is_open else "bad" if school.status == "Closed" else "neutral")


def said(school: School, field: str, value: Any) -> Any:
    """The value; “None given” where a file leaves it blank; “Unknown” where none speaks of it."""
    if value not in (None, ""):
        return value
    return NONE if school.knows(field) else UNKNOWN


def facts(school: School) -> list[Row]:
    """What the register says of a school."""
    address = [part for part in (school.street, school.locality, school.address3, school.town, school.county, school.postcode) if part]
    ages = f"{school.low_age} to {school.high_age}" if school.low_age is not None and school.high_age is not None else None
    place = f"{school.easting}, {school.northing}" if school.easting is not None and school.northing is not None else None
    return [
        Row("Number (URN)", str(school.urn)),
        Row("Sector", SECTORS[school.sector]),
        Row("Type", f"{school.type_name} ({school.type_code})" if school.type_code is not None else school.type_name),
        Row("Status", standing(school)),
        Row("Phase", said(school, "phase", school.phase)),
        Row("Ages", said(school, "low_age", ages)),
        Row("Girls and boys", said(school, "gender", school.gender)),
        Row("Address", said(school, "street", address or None)),
        Row("Local authority", school.authority.name),
        Row("Region", said(school, "region", school.region.name if school.region else None)),
        Row("Website", Link(school.website, school.website) if school.website else said(school, "website", "")),
        Row("Trust", said(school, "trust", school.trust.name if school.trust else None)),
        Row("Ofsted grade", said(school, "ofsted_grade", school.ofsted_grade)),
        Row("Last inspected", _day(school, "inspected_on")),
        Row("Opened", _day(school, "opened_on")),
        Row("Closed", _day(school, "closed_on")),
        Row("National Grid (east, north)", said(school, "easting", place)),
        Row("UK provider number", said(school, "ukprn", school.ukprn)),
        Row("Establishment number", said(school, "establishment_number", school.establishment_number)),
    ]


def _day(school: School, field: str) -> Any:
    value = getattr(school, field)
    return said(school, field, in_words(value, weekday=False) if value else None)


def _files(school: School) -> list[RegisterImport]:
    return [made for made in (getattr(school, name) for name in LISTED_BY.values()) if made is not None]


def sources(school: School) -> list[str]:
    """The files that the facts come from, the newest first."""
    files = _files(school)
    return [
        f"{made.file_name}: {made.get_kind_display()}, {in_words(made.dated, weekday=False)}"
        for made in sorted(files, key=lambda m: m.dated, reverse=True)
    ]


def invented(school: School) -> bool:
    """Whether every file that lists the school is the demonstration's own, not a published one."""
    return is_invented(_files(school))


def files_in_force() -> list[RegisterImport]:
    """The newest file of each kind that lists schools: published ones alone, once there is one, for invented schools give way."""
    made = RegisterImport.objects.filter(kind__in=LISTED_BY).order_by("dated", "id")
    return list({each.kind: each for each in made.exclude(by_label=INVENTED) or made}.values())


def is_invented(files: list[RegisterImport]) -> bool:
    """Whether these files are the demonstration's own."""
    return bool(files) and all(made.by_label == INVENTED for made in files)


def credit() -> str:
    """Where the register as a whole comes from."""
    published = RegisterImport.objects.exclude(by_label=INVENTED).exists()
    return "Get Information About Schools" if published else "schools invented for the demonstration"


def relations(school: School) -> list[tuple[str, object]]:
    """Schools before and after this one: what it is called, and a link where we hold that school."""
    links = queries.links_of(school)
    numbers = {link.other if link.urn == school.urn else link.urn for link in links}
    held = School.objects.in_bulk(numbers)
    rows: dict[tuple[str, int], object] = {}
    for link in links:
        ours = link.urn == school.urn
        other = link.other if ours else link.urn
        kind = link.kind if ours else _reverse(link.kind)
        named = held[other].name if other in held else link.other_name if ours else ""
        source = "entered by staff" if link.source == SchoolLink.STAFF else "links file"
        label = f"{named or 'A school that we do not hold'} ({other}; {source})"
        rows.setdefault((kind, other), Link(label, address_of(other)) if other in held else label)
    return [(kind, shown) for (kind, _), shown in sorted(rows.items())]


def _reverse(kind: str) -> str:
    word = kind.lower()
    if word.startswith("predecessor"):
        return f"Successor{kind[len('predecessor') :]}"
    return f"Predecessor{kind[len('successor') :]}" if word.startswith("successor") else kind
