"""Our forms: no browser bubbles, errors in plain words, and a way to show what a command refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from difference.errors import BadInput
from difference.web.forms.look import Look
from difference.web.forms.sentences import speak_plainly
from difference.web.forms.summary import Problem, summarise


class Plain(forms.BaseForm):
    """What our forms add to Django's. `looks` says how fields look; `mark_optional` adds "(optional)" to their labels."""

    looks: ClassVar[Mapping[str, Look]] = {}
    mark_optional = True
    use_required_attribute = False

    def full_clean(self) -> None:
        """Speaks plainly first: labels may have changed since the form was made."""
        for name, field in self.fields.items():
            look = self.looks.get(name)
            speak_plainly(field, str(self[name].label), look.called if look else "")
        super().full_clean()

    def refuse(self, error: BadInput) -> None:
        """Show a command's refusal beside the fields that it names; what names no field of ours stands at the top."""
        elsewhere = [sentence for name, sentences in error.fields.items() if name not in self.fields for sentence in sentences]
        for name, sentences in error.fields.items():
            if name in self.fields:
                for sentence in sentences:
                    self.add_error(name, sentence)
        if not error.fields or elsewhere:
            for sentence in elsewhere or [error.sentence]:
                self.add_error(None, sentence)

    def problems(self) -> list[Problem]:
        """Every error with the input that it is about, in the order of the fields."""
        return summarise(self)


class Form(Plain, forms.Form):
    """The form to start from."""


class ModelForm(Plain, forms.ModelForm):  # type: ignore[type-arg]
    """The same for a form made from a model."""


class FilterForm(Form):
    """A form for `filter_panel`: sent by GET, every field optional and not marked so."""

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
