"""What the permanent exclusions of one year cost by the open model, for one place: its count times the model’s cost of one."""

from __future__ import annotations

from dataclasses import dataclass

from difference.sector.observatory.computing import costs
from difference.sector.observatory.places import geography
from difference.sector.observatory.places.counting import Count
from difference.sector.observatory.places.measures import measures
from difference.sector.observatory.places.tables import counted
from difference.sector.official.held import Held


@dataclass(frozen=True)
class LocalCost:
    """Pounds over the lives of one year’s excluded pupils: `total` from `low` to `high`, as far as the model and suppressed cells leave it open."""

    count: Count
    per_pupil: float
    total: float
    low: float
    high: float
    price_year: str
    scope: str
    assumptions: int
    parameters: int


def local_cost(data: Held, place: geography.Place) -> LocalCost | None:
    """The cost of the latest year that is loaded; None where no count is."""
    found = counted(data, measures()["permanent-exclusions"])
    years = [year for year in found.periods if (place.code, year) in found.by]
    if not years:
        return None
    count = found.by[place.code, years[-1]]
    model, one = costs.one()
    low, high = (one.low or one.per_pupil) * count.low, (one.high or one.per_pupil) * count.high
    assumed = sum(parameter.is_assumption for parameter in model.parameters.values())
    total = one.per_pupil * (count.low + count.high) / 2
    return LocalCost(count, one.per_pupil, total, low, high, one.price_year, one.scope, assumed, len(model.parameters))
