"""Radios and checkboxes, as the template shows them: groups of choices, each with its hint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django import forms

from difference.web.forms.look import Look

OURS = frozenset({"id", "checked", "selected"})


@dataclass(frozen=True)
class Choice:
    """One radio or checkbox."""

    type: str
    name: str
    value: str
    label: object
    id: str
    selected: bool
    hint: str
    exclusive: bool
    attrs: Mapping[str, object]


@dataclass(frozen=True)
class ChoiceGroup:
    """Choices under one heading, or under none."""

    label: str
    choices: tuple[Choice, ...]


def choice_groups(widget: forms.Widget, name: str, value: object, attrs: dict[str, Any], look: Look) -> tuple[ChoiceGroup, ...]:
    """The groups of any of Django's choice widgets; Django gives each choice without a group one of its own, joined here."""
    options = [
        (str(label or ""), _choice(option, look))
        for label, group, _ in widget.get_context(name, value, attrs)["widget"]["optgroups"]
        for option in group
    ]
    return tuple(ChoiceGroup(label, tuple(choice for _, choice in together)) for label, together in groupby(options, key=itemgetter(0)))


def _choice(option: Mapping[str, Any], look: Look) -> Choice:
    value = str(option["value"])
    attrs = option["attrs"]
    return Choice(
        type=str(option["type"]),
        name=str(option["name"]),
        value=value,
        label=option["label"],
        id=str(attrs.get("id", "")),
        selected=bool(option["selected"]),
        hint=look.hints.get(value, ""),
        exclusive=bool(look.exclusive) and value == look.exclusive,
        attrs={key: kept for key, kept in attrs.items() if key not in OURS},
    )
