"""The components of cold spots: of each, draws for all places that have it, what was counted, and why a place has none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from difference.methods.populations.estimates import Floats
from difference.sector.observatory.places import distances, geography, weak_places, words
from difference.sector.observatory.places.counting import Count
from difference.sector.observatory.places.measures import measures
from difference.sector.observatory.places.posteriors import together
from difference.sector.observatory.places.rates import comparable
from difference.sector.observatory.places.tables import counted
from difference.sector.official.held import Held


@dataclass(frozen=True)
class Drawn:
    """A component: `draws` × places of its ratio to what is common, and for each place what was counted, in words, and its period; `datasets` are what it rests on."""

    places: Sequence[geography.Place]
    draws: Floats
    words: Sequence[str]
    periods: Sequence[str]
    datasets: Sequence[str]


@dataclass(frozen=True)
class Absent:
    """A component of which nothing is loaded, and what would bring it."""

    why: str


@dataclass(frozen=True)
class Asked:
    """The places that are compared, how many draws, and their seed."""

    kind: str
    draws: int
    seed: int


def component(data: Held, name: str, asked: Asked) -> Drawn | Absent:
    """One component by its name in the rule."""
    return READ[name](data, asked)


def _of_measure(measure_id: str) -> Callable[[Held, Asked], Drawn | Absent]:
    def read(data: Held, asked: Asked) -> Drawn | Absent:
        measure = measures()[measure_id]
        found = counted(data, measure)
        years = [year for year in found.periods if any(count.of for count in found.of_kind(asked.kind, year))]
        if not years:
            return Absent(f"This needs: {measure.publisher}.")
        held = [count for count in found.of_kind(asked.kind, years[-1]) if count.of]
        low, high, expected = comparable(measure, held)
        # A share of 1 is the most that there can be.
        most = np.array([count.of for count in held]) / expected if measure.share else None
        return _drawn(held, low, high, expected, most, asked, measure.needs, lambda count: words.counted(measure, count))

    return read


def _drawn(
    held: Sequence[Count], low: Floats, high: Floats, expected: Floats, most: Floats | None, asked: Asked, datasets: Sequence[str], in_words: Callable[[Count], str]
) -> Drawn | Absent:  # fmt: skip
    found = together(low, high, expected, asked.draws, asked.seed, most)
    if found is None:
        return Absent("What is loaded counts none anywhere, so that no place differs from another.")
    return Drawn([count.place for count in held], found.draws, [in_words(count) for count in held], [count.period for count in held], datasets)


def _weak(data: Held, asked: Asked) -> Drawn | Absent:
    """Pupils in weak schools where inspections and numbers of pupils are loaded, else schools."""
    held = weak_places.counts(data, asked.kind)
    if len(held) < 2:
        return _of_measure("weak-schools")(data, asked)
    low, of = np.array([each.low for each in held]), np.array([each.of or 0.0 for each in held])
    expected = of * low.sum() / of.sum() if low.any() else of
    return _drawn(held, low, low, expected, of / expected, asked, ("inspections", "schools"), lambda count: count.notes[0])


def _distance(data: Held, asked: Asked) -> Drawn | Absent:
    found = distances.between(data)
    if not found.nearest:
        return Absent("This needs the full extract of the register, which has coordinates.")
    drawn = distances.draws(found, asked.kind, asked.draws, asked.seed)
    if drawn is None:
        return Absent("The register that is loaded has coordinates in one place alone.")
    places, made, words = drawn
    return Drawn(places, made, words, [found.period] * len(places), ("schools",))


READ: Mapping[str, Callable[[Held, Asked], Drawn | Absent]] = {
    "weak": _weak,
    "leader-vacancies": _of_measure("leader-vacancies"),
    "unqualified": _of_measure("unqualified"),
    "distance": _distance,
    "exclusions": _of_measure("permanent-exclusions"),
}
