"""Ways through models, as the schedule spells them: `application.person`, `cohort.starts_on`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from difference.foundations import clock

TODAY = "today"


def field_at(model: type[models.Model], way: str) -> Any:
    """The field at the end of a way. Raises FieldDoesNotExist."""
    *through, last = way.split(".")
    for step in through:
        related = model._meta.get_field(step).related_model
        if not isinstance(related, type):
            raise FieldDoesNotExist(step)
        model = related
    return model._meta.get_field(last)


def spelt(condition: Mapping[str, Any]) -> dict[str, Any]:
    """A condition as a query takes it; “today” is today's date in England."""
    return {name.replace(".", "__"): clock.today() if value == TODAY else value for name, value in condition.items()}
