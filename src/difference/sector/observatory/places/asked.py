"""What the address of a page by place asks for: what it does not say, or what does not go together, is the first or the latest there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from difference.sector.observatory.places import geography, tables
from difference.sector.observatory.places.measures import Measure
from difference.sector.official.held import Held


@dataclass(frozen=True)
class Chosen:
    """A measure, a year and a kind of place, with what else could be chosen."""

    measure: Measure
    year: int
    kind: str
    measures: list[Measure]
    years: Mapping[int, str]

    @property
    def query(self) -> str:
        """As the end of an address."""
        return urlencode({"measure": self.measure.id, "year": self.year, "of": self.kind})

    @property
    def values(self) -> dict[str, str]:
        """As a form has them."""
        return {"measure": self.measure.id, "year": str(self.year), "of": self.kind}


def chosen(data: Held, given: Mapping[str, str]) -> Chosen | None:
    """What is asked for; None where nothing is loaded that could be shown."""
    loaded = tables.loaded(data)
    if not loaded:
        return None
    measure = next((each for each in loaded if each.id == given.get("measure")), loaded[0])
    kind = kind_of(given)
    years = tables.counted(data, measure).periods
    wanted = given.get("year", "")
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == 4 and int(wanted) in years else max(years)
    return Chosen(measure, year, kind, loaded, years)


def kind_of(given: Mapping[str, str]) -> str:
    """Regions where they are asked for, else authorities."""
    return geography.REGION if given.get("of") == geography.REGION else geography.AUTHORITY
