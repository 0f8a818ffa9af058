"""A field of a form with its value, dressed as GOV.UK markup: Django makes one of these for every field of every form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe

from difference.web.forms.choices import choice_groups
from difference.web.forms.dates import BOXES, DateBoxes, DateParts
from difference.web.forms.kinds import CLASSES, ERROR_CLASSES, GROUPED, kind_of
from difference.web.forms.look import Look


class KitBoundField(BoundField):
    """Django's BoundField, with what the kit's templates ask."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        # Third parties repeat the label as a placeholder, which is too faint to read and goes when one types.
        field.widget.attrs.pop("placeholder", None)

    @cached_property
    def kind(self) -> str:
        """What kind of input this is; see `kinds`."""
        return kind_of(self.field.widget)

    @cached_property
    def look(self) -> Look:
        """How the form wants this field to look; plain for forms that do not say, such as a third party's."""
        looks: Mapping[str, Look] = getattr(self.form, "looks", {})
        return looks.get(self.name, Look())

    @property
    def optional_mark(self) -> str:
        """What is added to the label of a field that may be left empty."""
        label = str(self.label)
        unmarked = self.field.required or self.kind in ("checkbox", "hidden") or "optional" in label.lower()
        return "" if unmarked or not getattr(self.form, "mark_optional", True) else "(optional)"

    @property
    def use_fieldset(self) -> bool:
        """Several inputs stand in a fieldset under a legend."""
        return self.kind in GROUPED or super().use_fieldset

    @cached_property
    def limit(self) -> tuple[str, int] | None:
        """The counted limit of a text area, as ("words", 500); None without one."""
        for unit in ("words", "characters"):
            number = getattr(self.field, unit, None) or getattr(self.look, unit)
            if number and self.kind == "textarea":
                return unit, number
        return None

    @property
    def aria_describedby(self) -> str:
        """The ids of what describes the input: its hint, its error, its count, and what its author named."""
        if not self.auto_id or self.is_hidden:
            return ""
        named = [self.field.widget.attrs.get("aria-describedby", "")]
        present = {"hint": self.help_text, "error": self.errors, "info": self.limit}
        return " ".join(filter(None, [*named, *(f"{self.auto_id}-{part}" for part, there in present.items() if there)]))

    @property
    def first_input_id(self) -> str:
        """The id that an error summary leads to."""
        if self.kind in ("radios", "checkboxes"):
            return f"{self.auto_id}_0"
        if self.kind == "date":
            return f"{self.auto_id}_{(self.wrong_boxes or BOXES)[0]}"
        return self.id_for_label or self.auto_id

    @cached_property
    def wrong_boxes(self) -> tuple[str, ...]:
        """Which boxes of a date are to be marked: all, when the date is real but not allowed."""
        if not self.errors:
            return ()
        typed = self.data
        return (typed.wrong if isinstance(typed, DateParts) else ()) or BOXES

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes with the classes of the kit, and without browser bubbles."""
        widget = widget or self.field.widget
        kind = kind_of(widget)
        made = super().build_widget_attrs(attrs, widget)
        made.pop("required", None)
        if kind in GROUPED or kind == "hidden":
            made.pop("aria-invalid", None)
            return made
        # One class attribute replaces another, so the author's own is carried along; the last word is ours.
        errors = ERROR_CLASSES.get(kind, "") if self.errors else ""
        counted = "govuk-js-character-count" if self.limit else ""
        width = self.look.width_class or ("govuk-input--width-5" if kind == "number" else "")
        classes = [widget.attrs.get("class", ""), CLASSES.get(kind, ""), errors, counted, width]
        made["class"] = " ".join(filter(None, classes))
        if kind == "number":
            made.setdefault("inputmode", self._inputmode())
        if kind == "password":
            made |= {"spellcheck": "false", "autocapitalize": "none"}
        if self.aria_describedby:
            made["aria-describedby"] = self.aria_describedby
        return made

    def as_widget(self, widget: forms.Widget | None = None, attrs: dict[str, Any] | None = None, only_initial: bool = False) -> SafeString:
        """The input alone; radios, checkboxes and dates as one block."""
        if widget is None and not only_initial and self.kind in GROUPED:
            return self._as_group(self.build_widget_attrs(attrs or {}))
        return super().as_widget(widget, attrs, only_initial)

    def _as_group(self, attrs: dict[str, Any]) -> SafeString:
        attrs = {**attrs, "id": self.field.widget.attrs.get("id") or self.auto_id}
        widget = self.field.widget
        context: dict[str, object] = {"field": self, "look": self.look, "kind": self.kind, "disabled": self.field.disabled}
        if isinstance(widget, DateBoxes):
            context["boxes"] = widget.boxes(self.html_name, self.value(), str(attrs["id"]), self.wrong_boxes)
            context["widget"] = {"attrs": attrs}
            return mark_safe(self.form.renderer.render(DateBoxes.template_name, context))  # noqa: S308 - a template's output
        context["groups"] = choice_groups(widget, self.html_name, self.value(), attrs, self.look)
        return mark_safe(self.form.renderer.render("web/forms/widgets/choices.html", context))  # noqa: S308 - a template's output

    def _inputmode(self) -> str:
        if isinstance(self.field, forms.DecimalField | forms.FloatField):
            return "decimal"
        # The numbers keyboard of some telephones has no minus.
        low = getattr(self.field, "min_value", None)
        return "text" if low is not None and not callable(low) and low < 0 else "numeric"
