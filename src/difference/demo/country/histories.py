"""When an invented school opened, and how it was graded."""

from __future__ import annotations

import datetime as dt

from difference.demo.country.chance import Chance
from difference.demo.country.facts import Inspections, Kind, edition, inspections
from difference.foundations.schools.register.establishments import ALTERNATIVE_PROVISION

WEAK = ("Requires improvement", "Inadequate")
SATURDAY, AUGUST = 5, 8
YEAR, HOLIDAYS = dt.timedelta(days=365), dt.timedelta(days=45)


def opening(kind: Kind, chance: Chance) -> dt.date | None:
    """The first of a month in a year possible for the type, mostly September; None where the register leaves it blank."""
    if kind.opened is None:
        return None
    month = 9 if chance.happens(0.75) else chance.one_of((1, 2, 4, 11))
    opened = dt.date(chance.between(*kind.opened), month, 1)
    dated: dt.date = edition()["dated"]
    return min(opened, dated)


def inspection(kind: Kind, region: str, opened: dt.date | None, chance: Chance) -> tuple[str, dt.date | None]:
    """The last grade and its day; neither for a school too new to have any."""
    table = inspections()
    if opened is not None and opened >= table.too_new:
        return "", None
    first = max(table.first, opened + YEAR) if opened else table.first
    day = first + dt.timedelta(days=chance.below((table.last - first).days + 1))
    if day.month == AUGUST:
        day -= HOLIDAYS
    if day.weekday() >= SATURDAY:
        day -= dt.timedelta(days=day.weekday() - SATURDAY + 1)
    return chance.weighted(_shares(table, kind.sector, region)), day


def _shares(table: Inspections, sector: str, region: str) -> dict[str, float]:
    shares = table.shares[sector]
    if sector != ALTERNATIVE_PROVISION:
        return shares
    factor = table.colder if region in table.cold_spots else table.milder
    return {grade: share * factor if grade in WEAK else share for grade, share in shares.items()}
