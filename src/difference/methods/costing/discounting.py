"""What a pound in some years' time counts for today, by the schedule of the Green Book."""

from __future__ import annotations

from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from difference.errors import BadInput
from difference.methods.costing.editions import editions, pick

Floats = NDArray[np.float64]
FILE = "discounting.toml"
SCHEDULES = ("standard", "health", "sensitivity")


@overload
def discount_factor(years: float, schedule: str = "standard", edition: str | None = None) -> float: ...
@overload
def discount_factor(years: list[float] | Floats | NDArray[np.int_], schedule: str = "standard", edition: str | None = None) -> Floats: ...
def discount_factor(years: ArrayLike, schedule: str = "standard", edition: str | None = None) -> float | Floats:
    """What a pound `years` from now counts for now: 1 for year 0, in the shape of `years` (0 or more, whole or not).

    The rate falls in steps, and a later year passes through every step before its own: year 31 is 30 years of the first rate and one of the second.
    `schedule` is standard, health or sensitivity; `edition` a dated one of the Green Book, the latest where none is named. Raises BadInput.
    """
    source = pick(editions(FILE), edition, "the Green Book’s rates")
    if schedule not in source["rates"]:
        raise BadInput("There is no such schedule.", fields={"schedule": [f"“{schedule}” is not known; there are: {', '.join(source['rates'])}."]})
    found = np.asarray(years, dtype=np.float64)
    if not np.all(np.isfinite(found) & (found >= 0)):
        raise BadInput("Only what is still to come is discounted.", fields={"years": ["A number of years is 0 or more."]})
    starts = np.array([0, *source["last_years"]], dtype=np.float64)
    lengths = np.append(np.diff(starts), np.inf)
    within = np.clip(found[..., None] - starts, 0, lengths)
    factor = np.exp(-(within * np.log1p(np.array(source["rates"][schedule]) / 100)).sum(axis=-1))
    return float(factor) if factor.ndim == 0 else factor


def discounting_source(edition: str | None = None) -> dict[str, Any]:
    """Where the rates of an edition come from: `id`, `published`, `source`, `note`, `last_years`, and `rates` in per cent by schedule."""
    return pick(editions(FILE), edition, "the Green Book’s rates")
