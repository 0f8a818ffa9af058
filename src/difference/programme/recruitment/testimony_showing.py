"""A testimony as it is read: each part under its heading, each question with its answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from difference.programme.recruitment.forms.referee import PARTS, TestimonyForm
from difference.programme.recruitment.models import Testimony
from difference.web.components.lists import Row


def _value(testimony: Testimony, name: str) -> object:
    display = getattr(testimony, f"get_{name}_display", None)
    value = display() if display else getattr(testimony, name)
    return {True: "Yes", False: "No"}.get(value, value) if isinstance(value, bool) else value


def _labels() -> dict[str, str]:
    return {name: str(field.label).removesuffix(" (optional)") for name, field in TestimonyForm.base_fields.items()}


def differences(yours: Mapping[str, Any], present: Testimony) -> list[tuple[str, object, object]]:
    """(question, yours, present) for each answer that differs."""
    labels, mine = _labels(), Testimony(**yours)
    return [(labels[name], _value(mine, name), _value(present, name)) for name in yours if getattr(mine, name) != getattr(present, name)]


def rows_of(testimony: Testimony) -> list[tuple[str, list[Row]]]:
    """Each heading with its rows, in the order of the form."""
    labels = _labels()
    return [(heading, [Row(labels[name], _value(testimony, name)) for name in names]) for heading, names in PARTS]
