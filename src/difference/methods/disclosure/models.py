"""Whether the estimates of a model may leave: it leaves enough degrees of freedom over."""

from __future__ import annotations

from difference.errors import BadInput
from difference.methods.disclosure.rules import Rules, current


def refuse_full_model(observations: int, parameters: int, rules: Rules | None = None) -> int:
    """The residual degrees of freedom of a model, `observations` (distinct people) − `parameters`.

    Raises BadInput (code “freedom”) where they are too few: such a model all but prints its data. Source: SACRO (rules.toml).
    """
    rules = rules or current()
    if observations < 0 or parameters < 0:
        raise BadInput("A model has observations and parameters, from 0.", fields={"model": [f"{observations} and {parameters}"]})
    left = observations - parameters
    if left < rules.freedom:
        raise BadInput(f"This model cannot be released. {rules.says('freedom')}", fields={"model": [f"{left} are left."]}, code="freedom")
    return left
