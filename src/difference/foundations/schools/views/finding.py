"""Public pages: search, a school, the regions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.paging import page_of
from difference.foundations.schools import queries, showing
from difference.foundations.schools.forms import SearchForm
from difference.foundations.schools.models import School
from difference.web.charts.bars import Bar, BarChart
from difference.web.charts.units import Unit
from difference.web.components.tables import Column
from difference.web.values import Link

COLUMNS = ("School", "Type", "Town", "Local authority", "Status")


def load_school(actor: Actor, urn: int) -> School:
    """One school with what its page shows."""
    return queries.school(actor, urn)


@access(GET=Access("schools.see-register"))
def search(request: HttpRequest) -> HttpResponse:
    """Search the register."""
    filters = SearchForm(request.GET)
    actor = actor_of(request)
    # Numbers alone are sorted and counted; what the page shows is fetched for its own schools.
    found = queries.search(actor, **filters.asked()).values_list("urn", flat=True)
    page = page_of(request, found)
    shown = queries.in_this_order(actor, page.object_list)
    rows = [(showing.link_to(school), school.type_name, school.town, school.authority.name, showing.standing(school)) for school in shown]
    context = {"filters": filters, "page": page, "columns": COLUMNS, "rows": rows, "register_is_empty": not rows and not School.objects.exists()}
    return render(request, "schools/search.html", context)


@access(GET=Access("schools.see-register", load=load_school))
def school(request: HttpRequest, school: School) -> HttpResponse:
    """One school."""
    today = queries.present(school)
    context = {
        "school": school,
        "facts": showing.facts(school),
        "sources": showing.sources(school),
        "invented": showing.invented(school),
        "relations": showing.relations(school),
        "today": today if today != school else None,
        "may_link": allows(actor_of(request), "schools.link-successor", school),
    }
    return render(request, "schools/school.html", context)


@access(GET=Access("schools.see-register"))
def regions(request: HttpRequest) -> HttpResponse:
    """England's open alternative-provision schools by region and by type."""
    found = queries.summary(actor_of(request))
    slugs = {region.name: region.slug for region in queries.regions()}
    chart = BarChart(
        _sentence(found), bars=tuple(Bar(name, number, main=True) for name, number in found["by_region"].items()), heading="Region",
        unit=Unit(noun="Open alternative-provision schools"), source=showing.credit(),
        when_empty="They will be shown here once a register file has been imported.",
    )  # fmt: skip
    context = {
        "summary": found,
        "chart": chart,
        "regions": [_region_link(name, slugs.get(name)) for name in found["by_region"]],
        "types": list(found["by_type"].items()),
        "columns": ("Type", Column("Schools", numeric=True)),
        "foot": ("England", found["total"]),
    }
    return render(request, "schools/regions.html", context)


def _region_link(name: str, slug: str | None) -> object:
    return Link(name, f"{reverse('schools:search')}?sector=alternative_provision&region={slug}&open=open") if slug else name


def _sentence(found: dict[str, Any]) -> str:
    counts = found["by_region"]
    if not counts:
        return "No register has been imported yet"
    most = max(counts, key=lambda name: counts[name])
    return f"{most} has the most open alternative-provision schools: {counts[most]} of England’s {found['total']}"
