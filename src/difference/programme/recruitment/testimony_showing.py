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


# The form speaks to the referee; these words are for staff who read what the referee wrote.
TO_STAFF = {
    "How you know them": "How the referee knows the candidate",
    "How you give it": "How it was given",
    "job": "The referee’s job, and where they work",
    "capacity": "How they know the candidate",
    "known": "Since when, and how closely",
    "post": "The post that the candidate holds or held there",
    "again": "Would work with them again",
    "suitable": "Satisfied that they are suitable to work with children",
}


def rows_of(testimony: Testimony, *, to_staff: bool = False) -> list[tuple[str, list[Row]]]:
    """Each heading with its rows, in the order of the form; `to_staff` in words for staff instead of the referee's."""
    labels = _labels()
    words = TO_STAFF if to_staff else {}
    return [
        (words.get(heading, heading), [Row(words.get(name, labels[name]), _value(testimony, name)) for name in names]) for heading, names in PARTS
    ]
