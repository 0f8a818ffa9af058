"""The one tag library of the kit, `{% load kit %}`: each component is registered here under the name that templates use."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from difference.web.charts.figure import Figure
from difference.web.components import actions, filters, frame, lists, moments, notes, paging, tables, timelines
from difference.web.values import Tag

register = template.Library()


def tag(label: str, tone: str = "neutral") -> SafeString:
    """`{% tag "In review" "progress" %}`: the name of a state; tone is neutral, progress, good, hand or bad."""
    return SafeString(Tag(label, tone))


def chart(figure: Figure) -> SafeString:
    """`{% chart figure %}`: a BarChart, LineChart or HexMap with its sentence, drawing, table, source and download."""
    return SafeString(figure)


for component in (
    actions.button, actions.back_link, actions.breadcrumbs, lists.summary_list, lists.task_list, lists.facts,
    tables.table, timelines.timeline, frame.error_summary,
):  # fmt: skip
    register.inclusion_tag(f"web/components/{component.__name__}.html")(component)

for listed in (paging.pagination, filters.filter_panel):
    register.inclusion_tag(f"web/components/{listed.__name__}.html", takes_context=True)(listed)

for block in (
    notes.inset, notes.warning_text, notes.details, notes.notification, notes.panel, notes.empty, lists.summary_card,
):  # fmt: skip
    register.simple_block_tag(block)

for simple in (tag, chart, moments.when, frame.asset):
    register.simple_tag(simple)

for aware in (moments.how_long, frame.current_shell):
    register.simple_tag(aware, takes_context=True)

register.filter("has_errors", frame.has_errors)
register.filter("shown", tables.shown)
