"""How short each place is of well-led alternative provision: components combined by the published rule, in every draw, into a score and a chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata  # type: ignore[import-untyped]

from difference.methods.populations import Chance, Ranks, chance_among_worst, rank_intervals
from difference.methods.populations.estimates import Floats
from difference.sector.observatory.places import geography
from difference.sector.observatory.places.components import Absent, Asked, Drawn, component
from difference.sector.observatory.places.rule import Part, Rule, rule
from difference.sector.observatory.places.tables import kept
from difference.sector.official.held import Held


@dataclass(frozen=True)
class Component:
    """What one component says of a place: `ratio` to what is common, shrunken, with its 95% interval; `weight` is what it counts for here (0 to 1)."""

    id: str
    title: str
    counted: str
    ratio: float
    low: float
    high: float
    standing: float
    weight: float
    period: str


@dataclass(frozen=True)
class Missing:
    """A component that a place lacks, and why."""

    id: str
    title: str
    why: str


@dataclass(frozen=True)
class ColdSpot:
    """How short a place is: the `probability` (0 to 1) of being among the worst `worst_share` of its kind, with its Monte Carlo `error`.

    `score` is the mean of its standings by weight (0 to 100, 100 the worst), from `low` to `high` in 95% of draws; so with ranks, 1 the worst.
    `whatever` is the probability where any weights are as likely as any others. Where too few components are there, all of these are None.
    `marked` says whether the probability reaches the rule's threshold.
    """

    code: str
    name: str
    region: str
    probability: float | None
    error: float | None
    score: float | None
    low: float | None
    high: float | None
    rank_low: int | None
    rank_high: int | None
    whatever: float | None
    marked: bool
    components: Sequence[Component]
    missing: Sequence[Missing]
    period: str


@dataclass(frozen=True)
class ColdSpots:
    """All places of a kind, the likeliest to be among the worst first, those without a score last; `datasets` are what the components rest on."""

    rule: Rule
    kind: str
    spots: Sequence[ColdSpot]
    among: int
    worst: int
    absent: Sequence[Missing]
    datasets: Sequence[str]
    by: Mapping[str, ColdSpot] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by", {spot.code: spot for spot in self.spots})

    @property
    def scored(self) -> Sequence[ColdSpot]:
        """Those with a score."""
        return [spot for spot in self.spots if spot.probability is not None]


@dataclass(frozen=True)
class _Gathered:
    """Of all places: which components each has, and draws × places × components of standings and of ratios (nan where missing)."""

    there: NDArray[np.bool_]
    standings: NDArray[np.float32]
    weights: Floats


def cold_spots(data: Held, kind: str = geography.AUTHORITY) -> ColdSpots:
    """Every authority of today, or every region, by the rule in force."""
    return kept(data, ("cold spots", kind), lambda: combined(data, kind, rule()))


def combined(data: Held, kind: str, by: Rule) -> ColdSpots:
    """The same by another rule."""
    found = {part.id: component(data, part.id, Asked(kind, by.draws, by.seed + 1 + place)) for place, part in enumerate(by.parts)}
    drawn = {part: held for part in by.parts if isinstance(held := found[part.id], Drawn)}
    absent = [Missing(part.id, part.title, held.why) for part in by.parts if isinstance(held := found[part.id], Absent)]
    places = geography.of_kind(kind)
    gathered = _gather(places, drawn, by)
    scored = np.flatnonzero(gathered.there.sum(axis=1) >= by.least_components)
    told = _told(places, drawn, gathered, absent)
    figures = _figures(gathered, scored, by) if len(scored) >= 2 else {}
    spots = [_spot(place, number, told, figures.get(number), by) for number, place in enumerate(places)]
    spots.sort(key=lambda spot: (-1 if spot.probability is None else spot.probability, spot.score or 0), reverse=True)
    worst = next(iter(figures.values()))["worst"] if figures else 0
    return ColdSpots(by, kind, spots, len(figures), worst, absent, sorted({each for held in drawn.values() for each in held.datasets}))


def standings(draws: Floats, high_is_worse: bool = True) -> Floats:
    """In each draw (row), 100 × (rank − 0.5) ÷ places, the worst end at 100, ties sharing the mean rank."""
    ranks = rankdata(draws if high_is_worse else -draws, axis=1)
    return np.asarray(100 * (ranks - 0.5) / draws.shape[1], dtype=np.float64)


def _gather(places: Sequence[geography.Place], drawn: Mapping[Part, Drawn], by: Rule) -> _Gathered:
    index = {place: number for number, place in enumerate(places)}
    there = np.zeros((len(places), len(drawn)), dtype=bool)
    held = np.zeros((by.draws, len(places), len(drawn)), dtype=np.float32)
    for column, (part, found) in enumerate(drawn.items()):
        at = [index[place] for place in found.places]
        there[at, column] = True
        held[:, at, column] = standings(found.draws, part.direction == "high")
    return _Gathered(there, held, np.array([part.weight for part in drawn]))


def scores(held: NDArray[Any], there: NDArray[np.bool_], weights: Floats) -> Floats:
    """Draws × places: the mean of standings by weight, over the components that each place has. `weights` are one row, or a row for each draw."""
    if weights.ndim == 1:
        return np.asarray(held @ weights, dtype=np.float64) / (there @ weights)
    return np.asarray(np.einsum("dpc,dc->dp", held, weights), dtype=np.float64) / (weights @ there.T)


def _figures(gathered: _Gathered, scored: NDArray[Any], by: Rule) -> dict[int, dict[str, Any]]:
    """The figures of each place that has a score."""
    held, there = gathered.standings[:, scored], gathered.there[scored]
    made = scores(held, there, gathered.weights)
    chance: Chance = chance_among_worst(made, by.worst_share)
    ranks: Ranks = rank_intervals(made)
    any_weights = np.random.default_rng(by.seed).dirichlet(np.ones(len(gathered.weights)), by.draws)
    whatever = chance_among_worst(scores(held, there, any_weights), by.worst_share).chance
    low, high = np.quantile(made, [0.025, 0.975], axis=0)
    middle = made.mean(axis=0)
    return {
        int(number): {
            "probability": float(chance.chance[at]), "error": float(chance.error[at]), "score": float(middle[at]), "low": float(low[at]), "high": float(high[at]),
            "rank_low": int(ranks.low[at]), "rank_high": int(np.ceil(ranks.high[at])), "whatever": float(whatever[at]), "worst": chance.places,
        }
        for at, number in enumerate(scored)
    }  # fmt: skip


def _told(
    places: Sequence[geography.Place], drawn: Mapping[Part, Drawn], gathered: _Gathered, absent: Sequence[Missing]
) -> list[tuple[list[Component], list[Missing]]]:  # fmt: skip
    """Of each place its components with their intervals, and those that it lacks."""
    told: list[tuple[list[Component], list[Missing]]] = [([], list(absent)) for _ in places]
    whole = gathered.there @ gathered.weights
    for column, (part, found) in enumerate(drawn.items()):
        low, ratio, high = np.quantile(found.draws, [0.025, 0.5, 0.975], axis=0)
        at = {place: number for number, place in enumerate(found.places)}
        standing = gathered.standings[:, :, column].mean(axis=0)
        for number, place in enumerate(places):
            if place not in at:
                told[number][1].append(Missing(part.id, part.title, f"There is no figure for {place.name} in what is loaded."))
                continue
            here = at[place]
            told[number][0].append(
                Component(
                    part.id, part.title, found.words[here], float(ratio[here]), float(low[here]), float(high[here]), float(standing[number]),
                    part.weight / float(whole[number]), found.periods[here],
                )
            )  # fmt: skip
    return told


def _spot(
    place: geography.Place, number: int, told: Sequence[tuple[list[Component], list[Missing]]], figures: Mapping[str, Any] | None, by: Rule
) -> ColdSpot:  # fmt: skip
    components, missing = told[number]
    names = ("probability", "error", "score", "low", "high", "rank_low", "rank_high", "whatever")
    values = {name: figures[name] if figures else None for name in names}
    periods = sorted({each.period for each in components})
    return ColdSpot(
        place.code, place.name, geography.region_of(place).name, **values, marked=bool(figures and figures["probability"] >= by.marked_from),
        components=components, missing=missing, period=" to ".join(dict.fromkeys((periods[0], periods[-1]))) if periods else "",
    )  # fmt: skip
