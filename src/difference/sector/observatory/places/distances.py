"""How far alternative-provision schools are from each other, and the typical distance of a place, drawn towards that of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree  # type: ignore[import-untyped]

from difference.methods.populations.estimates import Floats
from difference.sector.observatory.places import geography
from difference.sector.official.held import Held

# Two schools at one address are not nothing apart: their logarithm must exist.
LEAST_METRES = 100.0
ASKED = """
SELECT urn, region, la_now, easting, northing, period FROM schools
WHERE sector = 'alternative_provision' AND status LIKE 'Open%' AND easting > 0 AND northing > 0 AND region IS NOT NULL
  AND period = (SELECT max(period) FROM schools WHERE easting > 0)
ORDER BY urn
"""


@dataclass(frozen=True)
class Between:
    """Of each open school its region and authority, the metres to the nearest other one, and which two schools these are between (rows, the first first)."""

    period: str
    regions: Sequence[str]
    authorities: Sequence[str]
    nearest: Sequence[float]
    pairs: Sequence[tuple[int, int]]


def between(data: Held) -> Between:
    """The distances of the newest register that has coordinates; none where no file has them."""
    rows = data.rows(ASKED) if data.has("schools") else []
    if len(rows) < 2:
        return Between("", (), (), (), ())
    points = np.array([(row["easting"], row["northing"]) for row in rows], dtype=np.float64)
    metres, others = cKDTree(points).query(points, k=2)
    # Of two schools at one point, either may come first.
    other = [int(second if first == number else first) for number, (first, second) in enumerate(others)]
    pairs = [(min(number, each), max(number, each)) for number, each in enumerate(other)]
    return Between(rows[0]["period"], [row["region"] for row in rows], [row["la_now"] or "" for row in rows], metres[:, 1].tolist(), pairs)


def draws(found: Between, kind: str, number: int, seed: int) -> tuple[list[geography.Place], Floats, list[str]] | None:
    """Places, draws × places of each one's typical distance ÷ that of all places, and words; None where fewer than two places have schools.

    Logarithms of distances are normal about their place's, with one variance within places; places' own are normal about a common mean: C. N. Morris,
    “Parametric empirical Bayes inference”, JASA 78 (1983), 47–55. Two schools that are each other’s nearest are one distance. The register counts all schools: the doubt is how far the few that there are speak for the place.
    """
    schools = _schools(found, kind)
    if len(schools) < 2:
        return None
    groups = {place: np.array(list({found.pairs[each]: logs for each, logs in of.items()}.values())) for place, of in schools.items()}
    chance = np.random.default_rng(seed)
    sizes = np.array([len(logs) for logs in groups.values()], dtype=np.float64)
    means = np.array([logs.mean() for logs in groups.values()])
    within = _within(list(groups.values()))
    common, spread = _common(means, within / sizes)
    weight = spread / (spread + within / sizes) if spread else np.zeros_like(sizes)
    centre, error = weight * means + (1 - weight) * common, np.sqrt(weight * within / sizes)
    made = np.exp(centre + error * chance.standard_normal((number, len(sizes))) - common)
    words = [f"{np.exp(groups[place].mean()) / 1000:,.1f} km typically, {_from(len(of))}" for place, of in schools.items()]
    return list(groups), made, words


def _from(schools: int) -> str:
    return "from 1 school" if schools == 1 else f"from {schools} schools"


def _schools(found: Between, kind: str) -> dict[geography.Place, dict[int, float]]:
    """Of each place, by name, its schools (rows) with the logarithm of their distance."""
    logs = np.log(np.maximum(np.array(found.nearest), LEAST_METRES)).tolist()
    held: dict[geography.Place, dict[int, float]] = {}
    for number, (region, code) in enumerate(zip(found.regions, found.authorities, strict=True)):
        place = geography.region_named(region) if kind == geography.REGION else geography.by_code().get(code)
        if place is not None:
            held.setdefault(place, {})[number] = logs[number]
    return dict(sorted(held.items(), key=lambda each: each[0].name))


def _within(groups: Sequence[Floats]) -> float:
    """The variance within places; that of all schools where no place has two."""
    free = sum(len(logs) - 1 for logs in groups)
    if free:
        return float(sum(((logs - logs.mean()) ** 2).sum() for logs in groups)) / free
    return float(np.concatenate(list(groups)).var(ddof=1))


def _common(means: Floats, errors: Floats) -> tuple[float, float]:
    """The common mean and the variance between places: weighted moments, by R. DerSimonian and N. Laird, Controlled Clinical Trials 7 (1986), 177–188."""
    if not errors.any():
        return float(means.mean()), float(means.var(ddof=1))
    weights = 1 / errors
    common = float((weights * means).sum() / weights.sum())
    excess = float((weights * (means - common) ** 2).sum()) - (len(means) - 1)
    spread = max(0.0, excess / float(weights.sum() - (weights**2).sum() / weights.sum()))
    weights = 1 / (errors + spread)
    return float((weights * means).sum() / weights.sum()), spread
