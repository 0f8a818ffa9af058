"""Money of one year in the prices of another, by a published deflator."""

from __future__ import annotations

from typing import Any

from difference.errors import BadInput
from difference.methods.costing.editions import editions, pick

FILE = "deflators.toml"


def price_years(edition: str | None = None) -> tuple[str, ...]:
    """The financial years that there is a published value for, such as 2022-23."""
    return tuple(deflator_source(edition)["values"])


def uprate(amount: float, from_year: str, to_year: str, edition: str | None = None) -> float:
    """`amount` in prices of `from_year`, in prices of `to_year` (financial years, such as 2022-23).

    GDP deflator of HM Treasury; where its values were read is said in `deflator_source`. Raises BadInput, naming every year without a published value.
    """
    source = deflator_source(edition)
    values: dict[str, float] = source["values"]
    missing = [year for year in dict.fromkeys((from_year, to_year)) if year not in values]
    if missing:
        known = list(values)
        sentences = [f"There is no published value for {year}; there are values for {known[0]} to {known[-1]}." for year in missing]
        raise BadInput("These prices cannot be compared.", fields={"price year": sentences})
    return amount * values[to_year] / values[from_year]


def deflator_source(edition: str | None = None) -> dict[str, Any]:
    """Where the deflator comes from: `id`, `series`, `title`, `base`, `source`, `read` (where its values were read) and `values` by year."""
    return pick(editions(FILE), edition, "the deflator")
