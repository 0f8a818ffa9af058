"""The pictures of the cost pages: the parts of the cost, where the money goes over a life, and what moves the answer."""

from __future__ import annotations

import numpy as np

from difference.methods.costing import Bar as Sway
from difference.methods.costing import CashFlow, Model, Outcome
from difference.sector.observatory.costs import words
from difference.sector.observatory.costs.answers import Answer, Doubt
from difference.web.charts import Bar, BarChart, Panel, PanelChart, Span, SpanChart, Step, Unit

POUNDS = Unit(prefix="£", noun="Cost of one exclusion")
# The age at which childhood ends, and the one from which benefits have an adult’s rate: what is told apart in a life.
ADULT, OLDER = 18, 25
FRONT, BACK = "as it counts in the year of exclusion", "as it falls due"


def source(model: Model) -> str:
    """Where the numbers of a chart come from."""
    return f"the open model of {model.dated:%-d %B %Y}, prices of {model.price_year}"


def parts(model: Model, found: Answer) -> BarChart:
    """The cost by component, each with its interval."""
    cost = found.cost
    bars = tuple(Bar(part.title, _whole(part.per_pupil), _whole(part.low), _whole(part.high)) for part in cost.components)
    most = max(cost.components, key=lambda part: part.per_pupil)
    named = f"{most.title} is the largest part of what one exclusion costs: {words.pounds(most.per_pupil)} of {words.pounds(cost.per_pupil)}"
    sentence = named if cost.per_pupil > 0 else f"By these numbers one exclusion costs {words.pounds(cost.per_pupil)}"
    return BarChart(
        sentence, unit=POUNDS, bars=bars, heading="Component", source=source(model),
        reading="Bars are means of the draws. The lines are their middle 95%, which do not add up as the means do.",
    )  # fmt: skip


def _whole(amount: float | None) -> float:
    return float(round(amount or 0))


def over_a_life(model: Model, flow: CashFlow) -> PanelChart:
    """The cost by age, a panel for each component."""
    titles = {component.key: component.title for component in model.components}
    panels = tuple(
        Panel(titles[key], _steps(flow, column), words.pounds(float(flow.discounted[:, column].sum()))) for column, key in enumerate(flow.components)
    )
    return PanelChart(
        life_sentence(flow), unit=POUNDS, panels=panels, heading="Age", front=FRONT, back=BACK, source=source(model),
        reading="Pale: pounds as they fall due at each age. Dark, in front: what they count for in the year of exclusion, which adds up to the sum "
        "beside each name. All panels have one scale.",
    )  # fmt: skip


def _steps(flow: CashFlow, column: int) -> tuple[Step, ...]:
    rows = zip(flow.ages, flow.discounted[:, column], flow.amounts[:, column], strict=True)
    return tuple(Step(int(age), _whole(counted), _whole(due)) for age, counted, due in rows)


def stages(flow: CashFlow) -> list[tuple[str, np.ndarray]]:
    """The stretches of a life, each with which rows of the flow it holds."""
    last = int(flow.ages[-1])
    cuts = [(int(flow.ages[0]), ADULT - 1), (ADULT, OLDER - 1), (OLDER, max(last, OLDER))]
    return [(f"{first} to {end}", (flow.ages >= first) & (flow.ages <= end)) for first, end in cuts]


def life_sentence(flow: CashFlow) -> str:
    """How much of the cost falls early and how much late."""
    whole = float(flow.discounted.sum())
    young, _, older = (float(flow.discounted[held].sum()) for _, held in stages(flow))
    if whole <= 0:
        return f"By these numbers one exclusion costs {words.pounds(whole)}"
    return f"Of {words.pounds(whole)}, {words.pounds(young)} falls before the age of {ADULT} and {words.pounds(older)} from {OLDER} on"


def sway(model: Model, found: Doubt) -> SpanChart:
    """How far each number alone moves the cost, the furthest first."""
    spans = tuple(
        Span(
            bar.title, _whole(bar.at_low), _whole(bar.at_high), words.value(model.parameters[bar.key], bar.low),
            words.value(model.parameters[bar.key], bar.high), words.basis(model.parameters[bar.key]), main=bar.is_assumption,
        )
        for bar in found.bars
    )  # fmt: skip
    base = words.pounds(found.base)
    return SpanChart(
        sway_sentence(found.bars), unit=POUNDS, spans=spans, base=_whole(found.base), base_label=f"{base} at the best values", heading="Number",
        note_heading="On what it stands", source=source(model), when_empty="Every number is fixed, so none can move the cost.",
        reading="Each number goes from its low to its high end while all others stay at their best value. Strong colour and bold name: an assumption. "
        f"The {min(len(spans), SpanChart.most)} that move it most are drawn; the table has all.",
    )  # fmt: skip


def sway_sentence(bars: tuple[Sway, ...]) -> str:
    """Which number moves the cost most."""
    if not bars:
        return "No number is free to move the cost"
    first = bars[0]
    low, high = sorted((first.at_low, first.at_high))
    return f"One number alone moves the cost from {words.pounds(low)} to {words.pounds(high)}: {first.title[:1].lower()}{first.title[1:]}"


def first_used(model: Model) -> dict[str, str]:
    """The outcome in which each number is first used."""
    held: dict[str, Outcome] = {}
    for outcome in model.outcomes:
        for key in outcome.parameters:
            held.setdefault(key, outcome)
    return {key: outcome.title for key, outcome in held.items()}
