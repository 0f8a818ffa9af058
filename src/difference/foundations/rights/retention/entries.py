"""What the schedule says of one model: whom it is about, why we have it, how long, and what happens at erasure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from difference.foundations.rights.retention.codes import FieldClass, classes

NOBODY, PERSON, FOREVER = "nobody", "person", "forever"
DELETE, DELETE_WITH_FILE, BLANK, KEEP = "delete", "delete-with-file", "blank", "keep"
IN_CONFIDENCE = "reference_in_confidence"
AT_ERASURE = (DELETE, DELETE_WITH_FILE, BLANK, KEEP)


@dataclass(frozen=True)
class Rule:
    """Rows for which `when` holds are past their time a `term` after the moment at the path `since`."""

    term: str
    since: str
    when: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class InTheWay:
    """While such a row stands, its person cannot be erased; `says` why, and what to do first."""

    when: Mapping[str, Any]
    says: str


@dataclass(frozen=True)
class Entry:
    """One model's part of the schedule, under the names of `retention.toml` (see docs/retention.md for what each means)."""

    label: str
    title: str
    about: str
    fields: Mapping[str, str]
    purpose: str = ""
    basis: str = ""
    special_basis: str = ""
    at_erasure: str = KEEP
    because: str = ""
    after: str = ""
    also_about: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    named_in: tuple[str, ...] = ()
    finder: str = ""
    kept: str = ""
    forever_because: str = ""
    rules: tuple[Rule, ...] = ()
    follows: str = ""
    pruned_by: str = ""
    term: str = ""
    keeps_person: bool = False
    in_the_way: tuple[InTheWay, ...] = ()
    hidden: str = ""
    only_where: Mapping[str, Any] = field(default_factory=dict)
    only_where_because: str = ""
    open_when: Mapping[str, Any] = field(default_factory=dict)
    shown_by: str = ""
    becomes: Mapping[str, Any] = field(default_factory=dict)
    stays: Mapping[str, str] = field(default_factory=dict)
    withheld: Mapping[str, str] = field(default_factory=dict)

    @property
    def model(self) -> type[models.Model]:
        """The model itself."""
        return apps.get_model(self.label)

    @property
    def about_somebody(self) -> bool:
        """Whether its rows can be found by person."""
        return self.about != NOBODY or bool(self.finder)

    @property
    def path(self) -> str:
        """The way from a row to its person, as queries spell it."""
        return self.about.replace(".", "__")

    @property
    def when_due(self) -> str:
        """What happens when its time is over: the same as at erasure, unless `after` says otherwise."""
        return self.after or self.at_erasure

    def class_of(self, name: str) -> FieldClass:
        """The class of one field."""
        return classes()[self.fields[name]]

    def why_withheld(self, name: str) -> str:
        """The reason to leave one field out of a copy, or nothing."""
        return self.withheld.get(name, self.class_of(name).withheld)

    def shown_in(self, row: models.Model) -> list[str]:
        """The fields of one row that a copy shows; what was given in confidence only where its giver said that it may be seen."""
        opened = bool(self.open_when) and all(getattr(row, name) == value for name, value in self.open_when.items())
        return [name for name in self.fields if self.why_withheld(name) in ({"", IN_CONFIDENCE} if opened else {""})]

    def blanked(self) -> dict[str, Any]:
        """Which fields are blanked, and what they become."""
        return {
            name: self.becomes[name] if name in self.becomes else natural_blank(self.model._meta.get_field(name))
            for name in self.fields
            if self.class_of(name).personal and name not in self.stays
        }


class NoBlank(ValueError):
    """A field has no value that says nothing: its table must give one under `becomes`."""


def natural_blank(its: Any) -> Any:
    """The value of a field that says nothing. Raises NoBlank."""
    if its.null:
        return None
    if its.unique:
        raise NoBlank(its.name)
    if isinstance(its, models.CharField | models.TextField):
        return ""
    if isinstance(its, models.JSONField):
        return its.get_default() if its.has_default() else {}
    if isinstance(its, models.BooleanField):
        return False
    raise NoBlank(its.name)
