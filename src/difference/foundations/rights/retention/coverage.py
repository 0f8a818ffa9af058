"""Whether the schedule covers every field of every model, speaks of none that is gone, and says nothing that cannot be done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, FieldError
from django.db import models

from difference.foundations.jobs import schedule as jobs
from difference.foundations.people.models import Person
from difference.foundations.rights.retention import paths
from difference.foundations.rights.retention.codes import bases, classes, reasons_to_withhold, terms
from difference.foundations.rights.retention.entries import AT_ERASURE, BLANK, FOREVER, KEEP, NOBODY, PERSON, Entry, NoBlank
from difference.foundations.rights.retention.reading import NAME, files, read


def problems() -> list[str]:
    """A sentence for each thing that is missing from the schedule or wrong in it."""
    found, faults = read(files())
    present = {model._meta.label_lower: model for model in apps.get_models(include_auto_created=True)}
    for label, model in present.items():
        if label not in found:
            faults.append(f"{label} has no entry: add it to {_file_for(model)}. Its fields: {', '.join(_names(model))}.")
    for label, entry in found.items():
        if label in present:
            faults += [f"{label}: {fault}" for fault in _faults(entry)]
        else:
            faults.append(f"{label} is in the schedule, but there is no such model any more.")
    return sorted(faults)


def _file_for(model: type[models.Model]) -> str:
    config = apps.get_app_config(model._meta.app_label)
    ours = config.name.startswith("difference.")
    return f"{config.name.replace('.', '/')}/{NAME}" if ours else "difference/foundations/rights/libraries.toml"


def _names(model: type[models.Model]) -> list[str]:
    return [each.name for each in model._meta.concrete_fields]


def _faults(entry: Entry) -> Iterator[str]:
    yield from _fields(entry)
    yield from _codes(entry)
    if entry.about != NOBODY:
        yield from _ways_to_somebody(entry)
    yield from _what_happens(entry)
    yield from _how_long(entry)
    yield from _conditions(entry)


def _fields(entry: Entry) -> Iterator[str]:
    names = set(_names(entry.model))
    for name in sorted(names - set(entry.fields)):
        yield f"the field “{name}” has no class."
    for name in sorted(set(entry.fields) - names):
        yield f"the field “{name}” is in the schedule, but not in the model any more."
    spoken_of = {*entry.open_when, *entry.becomes, *entry.stays, *entry.withheld, *entry.addresses, *entry.named_in}
    for name in sorted(spoken_of - names):
        yield f"it speaks of a field “{name}”, which is not in the model."


def _codes(entry: Entry) -> Iterator[str]:
    for kind, known, used in (
        ("class", classes(), set(entry.fields.values())),
        ("basis", bases(), {entry.basis, entry.special_basis} - {""}),
        ("term", terms(), {entry.term, *(rule.term for rule in entry.rules)} - {""}),
        ("reason to withhold", reasons_to_withhold(), {entry.hidden, entry.only_where_because, *entry.withheld.values()} - {""}),
    ):
        for code in sorted(used - set(known)):
            yield f"“{code}” is no {kind} of codes.toml."
    for action in {entry.at_erasure, entry.after} - {""} - set(AT_ERASURE):
        yield f"“{action}” is nothing that can happen at erasure: choose from {', '.join(AT_ERASURE)}."


def _ways_to_somebody(entry: Entry) -> Iterator[str]:
    for way in (entry.about, *entry.also_about):
        last = _field_at(entry, way)
        if last is None:
            yield f"the way to its person, “{way}”, leads nowhere."
        elif not (isinstance(last, models.UUIDField) or last.related_model is Person):
            yield f"the way to its person, “{way}”, does not end at a person or at a person’s key."


def _what_happens(entry: Entry) -> Iterator[str]:
    if not entry.about_somebody and not entry.because:
        yield "it is about nobody: say under `because` how we know."
    if entry.about_somebody and not (entry.purpose and entry.basis):
        yield "it is about somebody: say its `purpose` and its `basis`."
    if entry.about_somebody and entry.at_erasure in {BLANK, KEEP} and not entry.because:
        yield "its rows stay at erasure: say under `because` why."
    if BLANK not in {entry.at_erasure, entry.after} or not set(entry.fields.values()) <= set(classes()):
        return
    try:
        if not entry.blanked():
            yield "it is to be blanked, but nothing in it is personal: say “keep”, or “delete”."
    except (NoBlank, FieldDoesNotExist) as error:
        yield f"the field “{error}” has no blank of its own: give one under `becomes`, or say under `stays` why it stays."


def _how_long(entry: Entry) -> Iterator[str]:
    said = [entry.kept, entry.pruned_by, entry.follows, entry.rules]
    if entry.about_somebody and sum(map(bool, said)) != 1:
        yield "say in one way how long it is kept: `kept`, `rules`, `follows` or `pruned_by`."
    if entry.kept not in {"", PERSON, FOREVER} or (entry.kept == FOREVER and not entry.forever_because):
        yield "`kept` is “person”, or “forever” with `forever_because`."
    if entry.pruned_by and (entry.pruned_by not in {each.name for each in jobs.entries()} or not entry.term):
        yield f"“{entry.pruned_by}” is no job of the schedule, or its `term` is missing."
    if entry.follows and getattr(_field_at(entry, entry.follows), "related_model", None) is None:
        yield f"it follows “{entry.follows}”, which leads to no other model."
    if entry.rules and entry.when_due == KEEP and not entry.keeps_person:
        yield "its rows run out, but nothing happens to them: say under `after` what does."
    for rule in entry.rules:
        if not isinstance(_field_at(entry, rule.since), models.DateField):
            yield f"“{rule.since}” is no moment from which time could run."


def _field_at(entry: Entry, way: str) -> Any:
    try:
        return paths.field_at(entry.model, way)
    except FieldDoesNotExist:
        return None


def _conditions(entry: Entry) -> Iterator[str]:
    conditions = [*(rule.when for rule in entry.rules), *(each.when for each in entry.in_the_way), entry.only_where]
    for condition in conditions:
        try:
            entry.model._base_manager.filter(**paths.spelt(condition))
        except (FieldError, ValueError, TypeError) as error:
            yield f"a condition cannot be asked: {error}."
