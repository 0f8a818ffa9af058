"""Every error of a form in reading order, each with the id of the input that mends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet


@dataclass(frozen=True)
class Problem:
    """One error. `target` is the id of an input; empty when there is none to go to."""

    sentence: str
    target: str = ""


def summarise(form: object) -> list[Problem]:
    """The errors of a form, a formset or several of them; nothing for anything else."""
    if isinstance(form, BaseForm):
        return list(_of_form(form))
    if isinstance(form, BaseFormSet):
        return [Problem(str(sentence)) for sentence in form.non_form_errors()] + [found for one in form for found in _of_form(one)]
    if isinstance(form, Iterable) and not isinstance(form, str):
        return [found for one in form if isinstance(one, BaseForm | BaseFormSet) for found in summarise(one)]
    return []


def target_of(bound: BoundField) -> str:
    """The id of the input to go to: of several inputs, the first, or the first that is wrong."""
    first = getattr(bound, "first_input_id", None)
    return first if first is not None else bound.id_for_label or bound.auto_id


def _of_form(form: BaseForm) -> Iterator[Problem]:
    if not form.is_bound:
        return
    visible = form.visible_fields()
    fallback = target_of(visible[0]) if visible else ""
    for sentence in form.non_field_errors():
        yield Problem(str(sentence), fallback)
    for bound in form:
        target = fallback if bound.is_hidden else target_of(bound)
        for sentence in bound.errors:
            yield Problem(str(sentence), target)
