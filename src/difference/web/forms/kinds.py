"""What kind of input a widget is, whoever wrote the form: the kind decides its markup and classes."""

from __future__ import annotations

from django import forms

from difference.web.forms.dates import DateBoxes

# The order matters: Django's CheckboxSelectMultiple is a RadioSelect, and its PasswordInput and NumberInput are Inputs.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DateBoxes, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password"),
    (forms.NumberInput, "number"),
    (forms.widgets.Input, "text"),
)

CLASSES = {
    "checkbox": "govuk-checkboxes__input",
    "file": "govuk-file-upload",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "number": "govuk-input",
    "text": "govuk-input",
}

ERROR_CLASSES = {
    "file": "govuk-file-upload--error",
    "select": "govuk-select--error",
    "textarea": "govuk-textarea--error",
    "password": "govuk-input--error",
    "number": "govuk-input--error",
    "text": "govuk-input--error",
}

GROUPED = frozenset({"radios", "checkboxes", "date"})
"""Kinds of several inputs, which stand in a fieldset under a legend."""


def kind_of(widget: forms.Widget) -> str:
    """The kind of a widget; `other` for one that the kit does not know, which is shown as its author wrote it."""
    if widget.is_hidden:
        return "hidden"
    return next((kind for known, kind in KINDS if isinstance(widget, known)), "other")
