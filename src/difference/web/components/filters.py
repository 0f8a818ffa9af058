"""A panel that narrows a list: a form sent by GET, with what is chosen shown as chips that can be taken away one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.http import QueryDict


@dataclass(frozen=True)
class Chip:
    """One chosen value: what it narrows, how it reads, and the address without it."""

    group: str
    label: str
    href: str


def filter_panel(context: Mapping[str, Any], form: BaseForm, title: str = "Filter", action: str = "Apply filters") -> dict[str, object]:
    """`{% filter_panel form %}`: `form` is any form bound to `request.GET`. The page number is dropped, as the list changes."""
    query = _present_query(context, form)
    return {"form": form, "title": title, "action": action, "chips": list(chosen(form, query)), "clear": context["request"].path}


def chosen(form: BaseForm, query: QueryDict) -> Iterator[Chip]:
    """The chips of a form, in the order of its fields."""
    if not form.is_bound:
        return
    for bound in form:
        if bound.is_hidden:
            continue
        for value in query.getlist(bound.html_name):
            if value:
                yield Chip(str(bound.label), _label_of(bound, value), _without(query, bound.html_name, value))


def _present_query(context: Mapping[str, Any], form: BaseForm) -> QueryDict:
    query: QueryDict = context["request"].GET.copy()
    query.pop("page", None)
    return query


def _label_of(bound: BoundField, value: str) -> str:
    for key, label in getattr(bound.field, "choices", ()):
        if isinstance(label, list | tuple):
            for inner_key, inner_label in label:
                if str(inner_key) == value:
                    return str(inner_label)
        elif str(key) == value:
            return str(label)
    return value


def _without(query: QueryDict, name: str, value: str) -> str:
    rest = query.copy()
    rest.setlist(name, [kept for kept in rest.getlist(name) if kept != value])
    return f"?{rest.urlencode()}"
