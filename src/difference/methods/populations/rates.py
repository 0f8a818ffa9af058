"""How often something happens over an exposure (pupils, pupil-years), with its exact interval."""

from __future__ import annotations

from typing import overload

import numpy as np
from scipy.special import gammainccinv, gammaincinv  # type: ignore[import-untyped]

from difference.methods.populations.counts import above_zero, alike, column, note, reach
from difference.methods.populations.estimates import Estimate, Floats, Many, answered
from difference.methods.problems import Problems

GARWOOD = "exact Poisson"


def garwood(events: Floats, confidence: float) -> tuple[Floats, Floats]:
    """The limits of a Poisson mean at which each tail holds (1 − confidence) ÷ 2: exactly 0 where nothing happened.

    F. Garwood, “Fiducial limits for the Poisson distribution”, Biometrika 28 (1936), 437–442.
    """
    tail = (1 - confidence) / 2
    # The gamma distribution needs a shape above 0: for none the lower limit is known.
    low = np.where(events == 0, 0.0, gammaincinv(np.where(events == 0, 1.0, events), tail))
    return low, np.asarray(gammainccinv(events + 1, tail), dtype=np.float64)


@overload
def rate(events: float, exposure: float, confidence: float = 0.95) -> Estimate[float]: ...
@overload
def rate(events: Many, exposure: Many, confidence: float = 0.95) -> Estimate[Floats]: ...
def rate(events: Many, exposure: Many, confidence: float = 0.95) -> Estimate[float] | Estimate[Floats]:
    """`events` ÷ `exposure` with Garwood's interval. Events may outnumber the exposure: one pupil can have several.

    Events from 0, also between whole numbers: publishers estimate some counts, and events that come in groups count for fewer. Exposures above 0.
    Numbers, or arrays of one shape. Raises BadInput, naming every place, for what is none of these.
    """
    reach(confidence)
    problems = Problems()
    counted = column("events", events, problems)
    with np.errstate(invalid="ignore"):
        note("events", counted < 0, "A count is not below 0.", problems)
    x, t = alike({"events": counted, "exposure": above_zero("exposure", exposure, problems)}, problems)
    low, high = garwood(x, confidence)
    return answered("rate", (x / t, low / t, high / t), GARWOOD, confidence, {"events": x, "exposure": t})
