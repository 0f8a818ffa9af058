"""The cost of exclusion by the open model, beside what was published: another scope, so the two are never joined."""

from __future__ import annotations

import functools
from typing import Any

from difference.methods import costing
from difference.methods.costing import Cost, Model
from difference.sector.observatory.computing import exclusions
from difference.sector.observatory.computing.answers import NO_DATA, Answer, Computed, said, verdict
from difference.sector.observatory.computing.sources import Sources, whole
from difference.sector.observatory.published import Finding

MODEL, DRAWS, SEED = "open-model", 100_000, 0
SCOPE = "Computed by the open model, whose every number has a source or is marked an assumption. Its scope is its own: it compares with pupils of like risk, and leaves out what it lists."


@functools.cache
def one() -> tuple[Model, Cost]:
    """The open model and its cost for one pupil; the same draws each time."""
    model = costing.preset(MODEL)
    if not isinstance(model, Model):
        raise TypeError(MODEL)
    return model, costing.cost(model, pupils=1, draws=DRAWS, seed=SEED)


def _inputs(model: Model, found: Cost) -> dict[str, Any]:
    assumed = sum(parameter.is_assumption for parameter in model.parameters.values())
    return {
        "model": MODEL, "draws": DRAWS, "seed": SEED, "scope": found.scope, "price_year": found.price_year,
        "parameters": len(model.parameters), "assumptions": assumed,
    }  # fmt: skip


def _doubt(model: Model) -> str:
    assumed = sum(parameter.is_assumption for parameter in model.parameters.values())
    return f"{assumed} of its {len(model.parameters)} numbers are assumptions, so the interval is narrower than what is not known."


def per_pupil(finding: Finding, sources: Sources) -> Answer:
    """The cost of one excluded pupil over a life, with the interval of the model's own doubt."""
    model, found = one()
    low, high = _within(found)
    computed = Computed(
        found.per_pupil, "pounds", low, high, f"{found.price_year} prices", round(found.total), 1, _inputs(model, found), "95% of the model’s draws"
    )
    return Answer(computed, verdict(finding.published, low, high), (SCOPE, _doubt(model)))


def per_cohort(finding: Finding, sources: Sources) -> Answer:
    """The same for all pupils of one year's permanent exclusions, a count from the official table."""
    rows = exclusions.national(sources)
    if not rows:
        return Answer(None, NO_DATA)
    model, found = one()
    # The report is about the pupils of 2015/16: see the finding `permanent-exclusions`.
    row = next((each for each in rows if each["period"] == "2015/16"), rows[-1])
    pupils, (low, high) = row["permanent"], _within(found)
    inputs = _inputs(model, found) | {
        "pupils": whole(pupils),
        "pupils_in": row["period"],
        "per_pupil": found.per_pupil,
        "files": sources.files("exclusions"),
    }
    value = pupils * found.per_pupil
    computed = Computed(
        value, "pounds", pupils * low, pupils * high, f"{found.price_year} prices, pupils of {row['period']}", round(value), whole(pupils), inputs,
        "95% of the model’s draws",
    )  # fmt: skip
    return Answer(
        computed,
        verdict(finding.published, pupils * low, pupils * high),
        said(f"{pupils:,.0f} pupils of {row['period']} at £{found.per_pupil:,.0f} each.", SCOPE, _doubt(model)),
    )


def _within(found: Cost) -> tuple[float, float]:
    return (found.per_pupil, found.per_pupil) if found.low is None or found.high is None else (found.low, found.high)
