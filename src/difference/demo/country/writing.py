"""The invented country as files of the register: the full extract and the links, in their published layouts."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

from difference.demo.country.facts import edition, layout
from difference.demo.country.inventing import Country, School
from difference.foundations.schools.register.establishments import find_status, find_type
from difference.foundations.schools.register.sources import Source

PHASES = {"primary": "Primary", "secondary": "Secondary"}
LINK_COLUMNS = ("URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate")


def file_names() -> tuple[str, str]:
    """The names of the two files: they say of which day they are, and by it of which edition."""
    day = f"{edition()['dated']:%Y%m%d}"
    return f"edubasealldata{day}.csv", f"links_edubasealldata{day}.csv"


def files(country: Country) -> list[Source]:
    """The two files, schools first."""
    schools, links = file_names()
    return [Source(schools, io.BytesIO(register(country))), Source(links, io.BytesIO(links_file(country)))]


def register(country: Country) -> bytes:
    """The full extract."""
    columns = layout()
    rows = (_row(school) for school in sorted(country.schools, key=lambda school: school.urn))
    return _csv(columns, ([row.get(column, "") for column in columns] for row in rows))


def links_file(country: Country) -> bytes:
    """The links, each from both sides."""
    rows: list[tuple[str, ...]] = []
    for before, after, on in country.followed:
        rows.append((str(after.urn), str(before.urn), before.name, "Predecessor", _day(on)))
        rows.append((str(before.urn), str(after.urn), after.name, "Successor", _day(on)))
    return _csv(LINK_COLUMNS, rows)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode("cp1252")


def _row(school: School) -> dict[str, str]:
    kind, status = find_type("", school.kind.code), find_status("", school.status)
    trust = school.trust or ("", "")
    return {
        "URN": str(school.urn),
        "LA (code)": school.authority.code,
        "LA (name)": school.authority.name,
        "EstablishmentName": school.name,
        "TypeOfEstablishment (code)": str(school.kind.code),
        "TypeOfEstablishment (name)": kind.name if kind else "",
        "EstablishmentStatus (code)": str(school.status),
        "EstablishmentStatus (name)": status.name if status else "",
        "OpenDate": _day(school.opened),
        "CloseDate": _day(school.closed),
        "PhaseOfEducation (name)": PHASES.get(school.kind.group, "Not applicable"),
        "StatutoryLowAge": str(school.kind.ages[0]),
        "StatutoryHighAge": str(school.kind.ages[1]),
        "Gender (name)": "Mixed",
        "Trusts (code)": str(trust[0]),
        "Trusts (name)": trust[1],
        "OfstedLastInsp": _day(school.inspected),
        "OfstedRating (name)": school.grade,
        "Street": school.street,
        "Town": school.place.name,
        "Postcode": school.postcode,
        "GOR (name)": school.authority.region,
        "Easting": str(school.middle[0]),
        "Northing": str(school.middle[1]),
        "Country (name)": "England",
    }


def _day(day: dt.date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""
