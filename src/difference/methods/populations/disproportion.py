"""Whether a group is found more often among those whom something befell than in the whole population."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, overload

import numpy as np

from difference.methods.populations import rate_ratios, risk_ratios
from difference.methods.populations.counts import alike, choice, note, part, together, whole
from difference.methods.populations.estimates import Estimate, Floats, Many, Number, answered, plain
from difference.methods.problems import Problems

METHODS = risk_ratios.METHODS | rate_ratios.METHODS


@dataclass(frozen=True)
class Disproportionality(Estimate[Number], Generic[Number]):
    """`estimate` is the group's share of the events over its share of the population: 1 where it has its part.

    `relative_risk` is how many times the group's risk is that of all others; both stand on one interval, so that both say the same of 1.
    `share_of_events` and `share_of_population` are from 0 to 1.
    """

    relative_risk: Estimate[Number]
    share_of_events: Number
    share_of_population: Number


@overload
def disproportionality(
    events: int, size: int, all_events: int, population: int, method: str = "koopman", confidence: float = 0.95
) -> Disproportionality[float]: ...
@overload
def disproportionality(
    events: Many, size: Many, all_events: Many, population: Many, method: str = "koopman", confidence: float = 0.95
) -> Disproportionality[Floats]: ...
def disproportionality(
    events: Many, size: Many, all_events: Many, population: Many, method: str = "koopman", confidence: float = 0.95
) -> Disproportionality[float] | Disproportionality[Floats]:  # fmt: skip
    """Of a group of `size` in a `population` (which holds the group), `events` of `all_events`: its shares compared, and its relative risk.

    With π the group's share of the population and R its relative risk against all others, the share of events over π is R ÷ (πR + 1 − π),
    which rises with R: its limits are those of R carried over. `method` is one of `risk_ratio` where each person counts once ("koopman",
    "katz", "mover"), or one of `rate_ratio` where a person can count several times, as with suspensions ("exact", "log-normal").
    Whole numbers, or arrays of one shape. Raises BadInput, naming every place: also for a group that is the whole population, or no events at all.
    """
    choice(method, METHODS)
    by_person = method in risk_ratios.METHODS
    x, n, total, of = _checked({"events": events, "size": size, "all_events": all_events, "population": population}, once_each=by_person)
    measure = risk_ratios if by_person else rate_ratios
    low, high, words = measure.limits(x, n, total - x, of - n, method, confidence)
    risk = risk_ratios.ratio_of(x * (of - n), (total - x) * n)
    counts = {"events": x, "size": n, "all_events": total, "population": of}
    relative = answered("relative risk", (risk, low, high), words, confidence, counts)
    shares = answered("share over share", ((x / total) / (n / of), _over(low, n / of), _over(high, n / of)), words, confidence, counts)
    return Disproportionality(
        measure=shares.measure,
        estimate=shares.estimate,
        low=shares.low,
        high=shares.high,
        method=words,
        confidence=confidence,
        counts=shares.counts,
        relative_risk=relative,
        share_of_events=plain(x / total),
        share_of_population=plain(n / of),
    )


def _over(risk: Floats, share: Floats) -> Floats:
    """Share of events over share of population, from the relative risk: 0 where that is 0, 1 ÷ share where it is infinite."""
    with np.errstate(divide="ignore"):
        return np.asarray(1 / (share + (1 - share) / risk), dtype=np.float64)


def _checked(given: Mapping[str, Many], *, once_each: bool) -> list[Floats]:
    problems = Problems()
    read = {name: whole(name, values, problems) for name, values in given.items()}
    for name in ("size", "all_events", "population"):
        note(name, read[name] == 0, "It is above 0.", problems)
    part("events", "all_events", read["events"], read["all_events"], problems)
    part("size", "population", read["size"], read["population"], problems)
    if together(*read.values()):
        note("size", read["size"] == read["population"], "The group is the whole population: there are no others to compare it with.", problems)
        if once_each:
            part("events", "size", read["events"], read["size"], problems)
            others, room = read["all_events"] - read["events"], read["population"] - read["size"]
            note("all_events", others > room, "More were counted outside the group than there are outside it.", problems)
    return alike(read, problems)
