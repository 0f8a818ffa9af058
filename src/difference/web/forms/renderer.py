"""The renderer for settings.FORM_RENDERER: any Django form, ours or a third party's, comes out as GOV.UK markup."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.forms.widgets import Select
from django.http import HttpRequest

from difference.web.forms.bound import KitBoundField
from difference.web.forms.selects import select

REPLACED = {
    "django/forms/widgets/number.html": "web/forms/widgets/number.html",
    "django/forms/widgets/clearable_file_input.html": "web/forms/widgets/clearable_file_input.html",
    **{f"django/forms/{shape}.html": "web/forms/form.html" for shape in ("default", "div", "p", "table", "ul")},
    **{f"django/forms/formsets/{shape}.html": "web/forms/formset.html" for shape in ("default", "div", "p", "table", "ul")},
    **{f"django/forms/errors/list/{shape}.html": "web/forms/errors.html" for shape in ("default", "ul")},
}
"""Django's templates for which the kit has its own; all others are Django's."""


class KitRenderer(DjangoTemplates):
    """Renders forms, fields, widgets and errors with the kit's templates."""

    form_template_name = "web/forms/form.html"
    formset_template_name = "web/forms/formset.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = KitBoundField

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """A template's markup; a select is written without one."""
        if template_name == Select.template_name:
            return select(context["widget"])
        return super().render(template_name, context, request)

    def get_template(self, template_name: str) -> object:
        """The kit's template where it has one."""
        return super().get_template(REPLACED.get(template_name, template_name))
