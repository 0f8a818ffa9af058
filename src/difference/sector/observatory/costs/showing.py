"""The cost pages’ tables, facts and sentences."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from difference.methods import costing
from difference.methods.costing import BreakEven, CashFlow, Information
from difference.sector.observatory.costs import words
from difference.sector.observatory.costs.answers import DRAWS, Answer
from difference.sector.observatory.costs.asked import Asked
from difference.sector.observatory.costs.charts import stages
from difference.sector.observatory.costs.comparing import Amount, Comparison, Line
from difference.sector.observatory.costs.scenario import Scenario, assumed, open_model
from difference.web.components.lists import Fact
from difference.web.components.tables import Column
from difference.web.values import Link, Tag

CHANGE_COLUMNS = ("Number", Column("In the model", numeric=True), "Its range", Column("Yours", numeric=True), "Beside the range")
MOST_NAMED = 5
MOST_WORTH = 8


def facts(found: Answer, pupils: int) -> list[Fact]:
    """The answer in three numbers."""
    cost, model = found.cost, open_model()
    one, every = _between_roughly(cost.low, cost.high, 1), _between_roughly(cost.low, cost.high, pupils)
    return [
        Fact(words.roughly(cost.per_pupil), "one exclusion", one),
        Fact(words.roughly(cost.per_pupil * pupils), f"{pupils:,} exclusions, {_counted(pupils)}", every),
        Fact(
            f"{assumed(model)} of {len(model.parameters)}",
            "of its numbers are assumptions",
            f"{len(model.parameters) - assumed(model)} have a source",
        ),
    ]


def _counted(pupils: int) -> str:
    found = [count.key.replace("-", "/") for count in costing.counts().values() if count.value == pupils]
    return f"as published for {found[0]}" if found else "as asked"


def _between_roughly(low: float | None, high: float | None, times: int) -> str:
    if low is None or high is None or round(low) == round(high):
        return "no interval: every number is fixed"
    return f"95% interval {words.roughly(low * times)} to {words.roughly(high * times)}"


def by_chance(found: Answer) -> str:
    """How many draws, and what chance alone does to their mean."""
    error = found.cost.error or 0
    return (
        f"The mean of {DRAWS:,} draws, which chance alone moves by some {words.pounds(error)} either way; the interval holds the middle 95% of them."
    )


def comparison_columns(comparison: Comparison) -> list[Column]:
    """A column for each scenario."""
    return [Column("What is counted"), *(Column(name, numeric=True) for name, _ in comparison.scenarios)]


def comparison_rows(comparison: Comparison) -> list[tuple[object, ...]]:
    """A row for each amount; in each cell the amount, its interval, and the difference from the model as it stands."""
    return [(line.title, *(_cell(line, column) for column in range(len(comparison.scenarios)))) for line in comparison.lines]


def _cell(line: Line, column: int) -> SafeString:
    amount = line.amounts[column]
    write = words.millions if line.money else words.count
    said = [write(amount.value)]
    if amount.ends:
        said.append(_interval(amount, line.money))
    difference = line.difference(column)
    if difference is not None:
        said.append(words.more_or_less(difference) if line.money else f"{difference:+,.2f}".replace("-", "−"))
    return format_html_join(SafeString("<br>"), "{}", ((part,) for part in said))


def _interval(amount: Amount, money: bool) -> str:
    write = words.millions if money else words.count
    return " to ".join(write(end) for end in amount.ends or ())


def changes(scenario: Scenario) -> list[tuple[object, ...]]:
    """What a scenario changes, number by number."""
    parameters = open_model().parameters
    outside = {parameter.key for parameter in scenario.outside}
    return [
        (
            parameters[key].title, words.value(parameters[key], parameters[key].value),
            f"{words.value(parameters[key], parameters[key].low)} to {words.value(parameters[key], parameters[key].high)}",
            words.value(parameters[key], value), Tag("Outside", "hand") if key in outside else "Inside",
        )
        for key, value in scenario.values
    ]  # fmt: skip


def rates(scenario: Scenario) -> str:
    """By which rates it is discounted."""
    return f"Discounted by the Green Book’s {words.SCHEDULES[scenario.schedule]}."


def same_for(asked: Asked) -> list[Link]:
    """The same scenario for the published numbers of pupils, and for one."""
    known = [(1, "one pupil"), *((one.value, f"{one.value:,} ({one.key.replace('-', '/')})") for one in costing.counts().values())]
    return [Link(label, asked.of_pupils(number).address("cost-model")) for number, label in known if number != asked.pupils]


def strange(names: Sequence[str]) -> str:
    """What an address named in vain."""
    if not names:
        return ""
    quoted = ", ".join(f"“{name[:40]}”" for name in names[:MOST_NAMED])
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"This address also names {quoted}{more}, which the model does not have. The numbers below are without it."


def stage_columns(flow: CashFlow) -> list[Column]:
    """A column for each stretch of a life."""
    return [Column("Component"), *(Column(f"Age {name}", numeric=True) for name, _ in stages(flow)), Column("Whole life", numeric=True)]


def stage_rows(flow: CashFlow) -> tuple[list[tuple[object, ...]], tuple[object, ...]]:
    """What each component costs in each stretch of a life, as it counts in the year of exclusion; and the sums."""
    titles = {component.key: component.title for component in open_model().components}
    held = [rows for _, rows in stages(flow)]
    made = [
        (
            titles[key],
            *(words.pounds(float(flow.discounted[rows, column].sum())) for rows in held),
            words.pounds(float(flow.discounted[:, column].sum())),
        )
        for column, key in enumerate(flow.components)
    ]
    sums = (*(words.pounds(float(flow.discounted[rows].sum())) for rows in held), words.pounds(float(flow.discounted.sum())))
    return list(made), ("Together", *sums)


def pays(found: BreakEven) -> list[str]:
    """Whether the programme pays for itself, in sentences."""
    unit, model = found.unit, open_model()
    costs = f"One {unit} is taken to cost {words.pounds(found.cost)}, one exclusion {words.pounds(found.saved)}."
    if words.count(found.exclusions) == words.NEVER:
        return [f"By these numbers an exclusion costs nothing, so the programme cannot pay for itself. {costs}"]
    spread = "" if found.low == found.high else f", between {words.count(found.low)} and {words.count(found.high)}"
    return [
        f"The programme pays for itself if one {unit} averts about {words.count(found.exclusions)} exclusions{spread}. {costs}",
        f"The model takes it to avert {words.count(found.averted)} on average{_if_assumed(model)}; in {found.pays:.0%} of draws that is enough.",
    ]


def _if_assumed(model: costing.Model) -> str:
    averted = model.programme and model.parameters[model.programme.averted].is_assumption
    return ", which is an assumption and not a finding" if averted else ""


def information(found: Information) -> list[str]:
    """What it would be worth to know more, in sentences."""
    unit, apart = found.unit, words.pounds(abs(found.benefit))
    now = f"is worth {apart} more than it costs, so the better choice is to fund it" if found.fund else f"costs {apart} more than it is worth"
    worth = f"To know everything before choosing would be worth {words.pounds(found.evpi)} for each {unit}"
    chance = f"chance moves this by some {words.pounds(found.error)}"
    return [
        f"With what is known now, one {unit} {now}{'' if found.fund else ', so the better choice is not to fund it'}.",
        f"{worth} ({chance}). What a study may cost is at most that, times the number of {unit}s that the choice is about.",
    ]


def information_columns(found: Information) -> list[Column]:
    """What the table of the worth of knowing has."""
    return [Column("Number"), Column("On what it stands"), Column(f"Worth knowing, for one {found.unit}", numeric=True)]


def information_rows(found: Information) -> list[tuple[object, ...]]:
    """The numbers that it would be worth most to know better; none that does not stand above chance."""
    parameters = open_model().parameters
    return [(part.title, words.basis(parameters[part.key]), words.pounds(part.value)) for part in worth_knowing(found)]


def worth_knowing(found: Information) -> list[costing.Known]:
    """Those that are shown."""
    return [part for part in found.parts[:MOST_WORTH] if part.value > chance(found)]


def chance(found: Information) -> float:
    """What cannot be told from nothing: as much as chance gives, and at least half a pound."""
    return max(found.noise, 0.5)


def not_worth_knowing(found: Information) -> str:
    """What is said of the numbers that are not in the table."""
    rest = found.parts[len(worth_knowing(found)) :]
    if not rest:
        return ""
    who = "The one other number that is free to vary is" if len(rest) == 1 else f"The {len(rest)} other numbers that are free to vary are"
    most = f"worth {words.pounds(rest[0].value)} or less" if rest[0].value > chance(found) else "not worth anything that can be told from chance"
    return f"{who} {most}{' each' if len(rest) > 1 and rest[0].value > chance(found) else ''}. With {DRAWS:,} draws, what is under {words.pounds(chance(found))} may be chance alone."
