"""What a model of the cost of exclusion is made of: parameters, outcomes that stand on them, and the components that these add up to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from difference.methods.costing.distributions import DISTRIBUTIONS, FIXED, Distribution, Spread

LAST_AGE = 110


@dataclass(frozen=True)
class Unit:
    """What a parameter is counted in, in words, and the least and most that it can be."""

    words: str
    least: float
    most: float
    money: bool = False


UNITS = {
    "share": Unit("a share", 0, 1),
    "difference": Unit("a difference between two shares", -1, 1),
    "rate": Unit("times a year", 0, 365),
    "years": Unit("years", 0, 60),
    "number": Unit("number", 0, 1e6),
    "£": Unit("£", 0, 1e9, money=True),
    "£ a year": Unit("£ a year", 0, 1e9, money=True),
}
COUNTERFACTUALS = {
    "association": "excluded pupils less comparable pupils, as counted: whatever else differs between them is in it",
    "adjusted": "excluded pupils less pupils who are alike in what was measured",
    "attributed": "the part of the difference that is put down to exclusion",
}


@dataclass(frozen=True)
class Parameter:
    """One number of a model, with its range and where it comes from: a `source`, or an `assumption` with its reason, never both.

    `value`, `low` and `high` are in `unit`, and money in prices of `price_year`. `note` says how a sourced number was used.
    """

    key: str
    title: str
    unit: str
    value: float
    low: float
    high: float
    distribution: str
    source: str = ""
    assumption: str = ""
    note: str = ""
    price_year: str | None = None

    @property
    def is_assumption(self) -> bool:
        """Whether nobody measured it."""
        return bool(self.assumption)

    @property
    def law(self) -> Distribution:
        """How its values are spread."""
        return DISTRIBUTIONS[self.distribution]

    @property
    def spread(self) -> Spread:
        """Its best, low and high value."""
        return Spread(self.value, self.low, self.high)

    @property
    def mean(self) -> float:
        """Its value on average, in its own prices."""
        return self.law.mean(self.spread)

    def at(self, value: float) -> Parameter:
        """The same, taken to be `value` for certain."""
        return replace(self, value=value, low=value, high=value, distribution=FIXED)


@dataclass(frozen=True)
class Component:
    """Whose money it is: education, tax, benefits, justice, health, social care."""

    key: str
    title: str


@dataclass(frozen=True)
class Outcome:
    """Something that is likelier, or rarer, after exclusion, and what a year of it costs. Every text but title names a parameter.

    The effect is `difference`, or `excluded` less `comparable`, times `share` where only a part is attributed. A year of it costs the product of
    `amount`, less `less`. It lasts from `first_age` to `last_age`, both included, or for `years` from `first_age`.
    """

    key: str
    component: str
    title: str
    counterfactual: str
    amount: tuple[str, ...]
    first_age: int
    last_age: int | None = None
    years: str | None = None
    excluded: str | None = None
    comparable: str | None = None
    difference: str | None = None
    share: str | None = None
    less: str | None = None

    @property
    def parameters(self) -> tuple[str, ...]:
        """The keys of the parameters that it stands on."""
        single = (self.excluded, self.comparable, self.difference, self.share, self.less, self.years)
        return (*self.amount, *(key for key in single if key))


@dataclass(frozen=True)
class Programme:
    """What would avert exclusions: keys of the parameters for what one `unit` of it costs and how many it averts."""

    title: str
    unit: str
    cost: str
    averted: str


@dataclass(frozen=True)
class Model:
    """A model that can be computed. Money comes out in prices of `price_year`, as it counts in the year of exclusion, at age `excluded_at`.

    `edition` is one of the Green Book, `deflator` one of the deflator; the latest where none is named.
    """

    key: str
    title: str
    dated: dt.date
    scope: str
    price_year: str
    excluded_at: int
    parameters: dict[str, Parameter]
    components: tuple[Component, ...]
    outcomes: tuple[Outcome, ...]
    programme: Programme | None = None
    schedule: str = "standard"
    edition: str | None = None
    deflator: str | None = None
    left_out: tuple[str, ...] = field(default=())

    @property
    def of_pupils(self) -> dict[str, Parameter]:
        """The parameters of what exclusion costs, without those of the programme."""
        used = {key for outcome in self.outcomes for key in outcome.parameters}
        return {key: parameter for key, parameter in self.parameters.items() if key in used}


@dataclass(frozen=True)
class Published:
    """A total that somebody published without its parts. There is nothing to compute in it, and no range."""

    key: str
    title: str
    per_pupil: float
    price_year: str
    scope: str
    source: str
    made: str
