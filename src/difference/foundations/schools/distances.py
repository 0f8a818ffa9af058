"""How far a school is from somewhere, as the crow flies: an outward code (“LS6”) lies in the middle of the schools that share it. Nothing else is asked."""

from __future__ import annotations

import functools
import math
import re
import statistics
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import F, Q, QuerySet, Value

from difference.foundations.actors import Actor
from difference.foundations.schools.models import School
from difference.foundations.schools.queries import visible_to

# After “Postcodes” in BS 7666: the outward code, and the inward code, whose letters do not matter since it is thrown away.
TYPED = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})?")
KM, MILES_IN_KM = 1000.0, 0.621371
NO_BREAK = "\N{NO-BREAK SPACE}"
# Beyond so many codes the register is read once from end to end, which is quicker than asking for each.
ASKED_ONE_BY_ONE = 40

Point = tuple[float, float]


@dataclass(frozen=True)
class Rules:
    """From how many schools an area's reach can be told, and which share of them it holds."""

    least_schools: int
    share_within: float


@functools.cache
def rules() -> Rules:
    """The rules in force."""
    return Rules(**tomllib.loads(Path(__file__).with_name("distances.toml").read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Area:
    """Where an outward code lies, in metres of the National Grid: the median of its schools, how many they are, and how far they spread in km.

    `spread` is None where they are too few to say.
    """

    outward: str
    easting: float
    northing: float
    schools: int
    spread: float | None


@dataclass(frozen=True)
class Distance:
    """Kilometres as the crow flies with their doubt, either None where it is unknown; then `why_not` says why, without a full stop."""

    km: float | None
    doubt: float | None = None
    why_not: str = ""

    def __str__(self) -> str:
        if self.km is None:
            return f"Unknown: {self.why_not}"
        doubt = "" if self.doubt is None else f", give or take {max(1, math.ceil(self.doubt))} km"
        return f"{_about(self.km)} as the crow flies{doubt}"

    @property
    def short(self) -> str:
        """The same in a few figures, for a table of many: “12 ± 2 km”."""
        if self.km is None:
            return "Unknown"
        doubt = "" if self.doubt is None else f" ± {max(1, math.ceil(self.doubt))}"
        return f"{self.km:,.0f}{doubt} km".replace(" ", NO_BREAK)


def _about(km: float) -> str:
    if round(km) < 1:
        return "Less than 1 km"
    miles = round(km * MILES_IN_KM)
    return f"About {km:,.0f} km ({miles:,} mile{'' if miles == 1 else 's'})"


@dataclass(frozen=True)
class Start:
    """Somewhere that distances are told from: an outward code, and where it lies or why nobody can say."""

    outward: str
    area: Area | None
    why_not: str = ""

    def to(self, school: School) -> Distance:
        """How far a school is."""
        there = place_of(school)
        if self.area is None:
            return Distance(None, why_not=self.why_not)
        if there is None:
            return Distance(None, why_not="the register that is loaded does not say where the school stands")
        return Distance(math.dist((self.area.easting, self.area.northing), there) / KM, self.area.spread)


def outward_code(typed: str) -> str:
    """The outward code of a postcode or of its first half, however it is typed. Raises ValueError for anything else."""
    found = TYPED.fullmatch(" ".join(typed.split()).upper())
    if found is None:
        raise ValueError("neither a postcode nor the first half of one")
    return found[1]


def place_of(school: School) -> Point | None:
    """Where a school stands, or None where no file has said it."""
    return None if school.easting is None or school.northing is None else (school.easting, school.northing)


def starts(actor: Actor, outwards: Iterable[str]) -> Mapping[str, Start]:
    """Each of these outward codes, located. Blank stands for none."""
    wanted = set(outwards)
    areas = _areas(actor, wanted - {""})
    silent = not areas and not _located(actor).exists()
    nowhere = (
        "the register of schools that is loaded has no coordinates" if silent else "no school whose place is known has a postcode that begins with {}"
    )
    return {
        code: Start(code, areas.get(code), "" if code in areas else nowhere.format(code) if code else "nobody has said where from") for code in wanted
    }


def start(actor: Actor, outward: str) -> Start:
    """One outward code, located."""
    return starts(actor, [outward])[outward]


def _located(actor: Actor) -> QuerySet[School]:
    return visible_to(actor).filter(easting__isnull=False, northing__isnull=False).order_by()


def _areas(actor: Actor, codes: set[str]) -> dict[str, Area]:
    if not codes:
        return {}
    shared = _located(actor)
    if len(codes) <= ASKED_ONE_BY_ONE:
        shared = shared.filter(functools.reduce(Q.__or__, (Q(postcode__startswith=f"{code} ") for code in sorted(codes))))
    points: dict[str, list[Point]] = {}
    for postcode, easting, northing in shared.values_list("postcode", "easting", "northing"):
        code = postcode.partition(" ")[0]
        if code in codes and easting is not None and northing is not None:
            points.setdefault(code, []).append((easting, northing))
    return {code: _area(code, found) for code, found in points.items()}


def _area(code: str, points: Sequence[Point]) -> Area:
    middle = statistics.median(east for east, _ in points), statistics.median(north for _, north in points)
    if len(points) < rules().least_schools:
        return Area(code, *middle, len(points), None)
    apart = sorted(math.dist(middle, point) for point in points)
    return Area(code, *middle, len(points), apart[math.ceil(len(apart) * rules().share_within) - 1] / KM)


def squares(actor: Actor, low: Point, high: Point, side: int) -> list[Point]:
    """The middles of the squares of `side` metres between two corners in which any school stands: a plain ground for a map."""
    (west, south), (east, north) = low, high
    inside = _located(actor).filter(easting__gte=west, easting__lte=east, northing__gte=south, northing__lte=north)
    found = inside.values_list(F("easting") / Value(side), F("northing") / Value(side)).distinct()
    return sorted(((int(column) + 0.5) * side, (int(row) + 0.5) * side) for column, row in found)
