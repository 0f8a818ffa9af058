"""A list to choose one from. Written here and not in a template: a filter has dozens of choices on every page of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe


def select(widget: Mapping[str, Any]) -> SafeString:
    """The markup of one of Django's selects from its context: its choices, under headings where they are grouped."""
    groups = "".join(_group(heading, options) for heading, options, _ in widget["optgroups"])
    return format_html('<select name="{}"{}>{}</select>', widget["name"], flatatt(widget["attrs"]), mark_safe(groups))  # noqa: S308


def _group(heading: object, options: Iterable[Mapping[str, Any]]) -> str:
    choices = "".join(f'<option value="{escape(one["value"])}"{flatatt(one["attrs"])}>{escape(one["label"])}</option>' for one in options)
    return f'<optgroup label="{escape(heading)}">{choices}</optgroup>' if heading else choices
