"""A scenario: the open model with some numbers changed, which is the same as a few words of an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from difference.methods import costing
from difference.methods.costing import Model, Parameter

SCHEDULE = "schedule"


@cache
def open_model() -> Model:
    """The open model as it stands."""
    model = costing.preset("open-model")
    assert isinstance(model, Model)  # noqa: S101 - the preset of this name is one
    return model


@dataclass(frozen=True)
class Scenario:
    """`values` are taken for certain, sorted by key, each in its parameter’s own unit and prices; `schedule` is one of the Green Book’s."""

    values: tuple[tuple[str, float], ...]
    schedule: str

    @property
    def model(self) -> Model:
        """The open model so changed."""
        return costing.with_values(costing.with_schedule(open_model(), self.schedule), dict(self.values))

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from the model as it stands."""
        return self != AS_IT_STANDS

    @property
    def query(self) -> str:
        """As the query of an address."""
        values = costing.query_string(dict(self.values))
        return "&".join(part for part in (values, f"{SCHEDULE}={self.schedule}") if part)

    @property
    def outside(self) -> tuple[Parameter, ...]:
        """The parameters, as they stand in the model, whose value here is outside the model’s range."""
        parameters = open_model().parameters
        return tuple(parameters[key] for key, value in self.values if costing.outside(parameters[key], value))


def scenario(values: Mapping[str, float], schedule: str = "") -> Scenario:
    """The scenario of these values; without `schedule` by the model’s own."""
    return Scenario(tuple(sorted(values.items())), schedule or open_model().schedule)


AS_IT_STANDS = scenario({})


def assumed(model: Model) -> int:
    """How many of a model’s numbers nobody measured."""
    return sum(parameter.is_assumption for parameter in model.parameters.values())
