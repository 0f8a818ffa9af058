"""What the page itself asks for: its shell, the address of a static file, and whether its form has errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.templatetags.static import static

from difference.web.forms.summary import summarise
from difference.web.shell import Shell


def current_shell(context: Mapping[str, Any]) -> Shell:
    """The shell from the context, or a bare one, as on the page shown when the server fails."""
    given = context.get("shell")
    return given if isinstance(given, Shell) else Shell()


def asset(path: str) -> str:
    """The address of a static file. A file missing from the manifest gets its plain address, so that error pages always render."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


def has_errors(form: object) -> bool:
    """Whether a form or formset was sent and is wrong; False for anything else."""
    if isinstance(form, BaseFormSet):
        return form.is_bound and not form.is_valid()
    return isinstance(form, BaseForm) and bool(form.errors)


def error_summary(form: object = None, title: str = "There is a problem") -> dict[str, object]:
    """`{% error_summary form %}`: every error with a link to its input. The page shows that of its `form` by itself."""
    return {"errors": summarise(form), "title": title}
