"""The columns of the register that we read, by their names. Columns that are not here are never looked at: heads'
names, titles and telephone numbers among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from difference.errors import BadInput
from difference.foundations.schools.register import cells

URN, TYPE_CODE, TYPE_NAME, STATUS_CODE, STATUS_NAME = (
    "URN",
    "TypeOfEstablishment (code)",
    "TypeOfEstablishment (name)",
    "EstablishmentStatus (code)",
    "EstablishmentStatus (name)",
)
AUTHORITY_CODE, AUTHORITY_NAME, REGION_NAME = "LA (code)", "LA (name)", "GOR (name)"
TRUST_UID, TRUST_NAME = "Trusts (code)", "Trusts (name)"
REQUIRED = (URN, "EstablishmentName", AUTHORITY_CODE, AUTHORITY_NAME)
EITHER = ((TYPE_NAME, TYPE_CODE), (STATUS_NAME, STATUS_CODE))
LINK_COLUMNS = (URN, "LinkURN", "LinkType")


@dataclass(frozen=True)
class Column:
    """A column: its name on the register, our field, how its cells are read, and the longest text we hold."""

    name: str
    field: str
    read: Callable[[str], Any]
    longest: int = 0
    detail: bool = False


# The columns of every file; then, as `detail`, those that only wide files have.
COLUMNS = (
    Column("EstablishmentName", "name", cells.text, 200),
    Column("EstablishmentNumber", "establishment_number", cells.text, 10),
    Column("PhaseOfEducation (name)", "phase", cells.text, 60),
    Column("StatutoryLowAge", "low_age", cells.age),
    Column("StatutoryHighAge", "high_age", cells.age),
    Column("Gender (name)", "gender", cells.text, 30),
    Column("UKPRN", "ukprn", cells.text, 10),
    Column("Street", "street", cells.text, 150),
    Column("Locality", "locality", cells.text, 150),
    Column("Address3", "address3", cells.text, 150),
    Column("Town", "town", cells.text, 100),
    Column("County (name)", "county", cells.text, 100),
    Column("Postcode", "postcode", cells.postcode, 12),
    Column("SchoolWebsite", "website", cells.website, 300),
    Column("OpenDate", "opened_on", cells.date),
    Column("CloseDate", "closed_on", cells.date, detail=True),
    Column("Easting", "easting", cells.metres, detail=True),
    Column("Northing", "northing", cells.metres, detail=True),
    Column("OfstedRating (name)", "ofsted_grade", cells.text, 60, detail=True),
    Column("OfstedLastInsp", "inspected_on", cells.date, detail=True),
)
# Columns whose cells need each other, read in `rows`: only for telling what a file carries.
WIDE = {TYPE_CODE: "type_code", TRUST_UID: "trust"}
DETAILS = frozenset({column.field for column in COLUMNS if column.detail} | set(WIDE.values()))


def fold(name: str) -> str:
    """A column's name for comparing: its spaces and capitals do not matter."""
    return "".join(name.split()).casefold()


def positions(heading: Sequence[str], name: str) -> dict[str, int]:
    """Where each column stands, by its folded name. Raises BadInput where one that we read stands twice."""
    found: dict[str, int] = {}
    ours = {fold(column) for column in (*REQUIRED, *sum(EITHER, ()), *LINK_COLUMNS, REGION_NAME, *WIDE, *(c.name for c in COLUMNS))}
    for index, cell in enumerate(heading):
        folded = fold(cell)
        if folded in found and folded in ours:
            raise BadInput(f"{name} has two columns called “{cell.strip()}”.")
        found.setdefault(folded, index)
    return found


def missing(found: dict[str, int]) -> list[str]:
    """The columns without which a register cannot be read and that are not among those found."""
    lacking = [name for name in REQUIRED if fold(name) not in found]
    return lacking + [either[0] for either in EITHER if not any(fold(name) in found for name in either)]


def is_links(found: dict[str, int]) -> bool:
    """Whether these are the columns of the file of links between schools."""
    return all(fold(name) in found for name in LINK_COLUMNS)
