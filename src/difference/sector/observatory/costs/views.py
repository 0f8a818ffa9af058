"""The cost pages of the observatory, for anyone. Everything that they show follows from their address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, NotFound
from difference.foundations.access.routes import Access, access
from difference.foundations.actors import Actor
from difference.sector.observatory.costs import charts, exports, quoted, showing
from difference.sector.observatory.costs.about import about
from difference.sector.observatory.costs.answers import DRAWS, answer, doubt, life
from difference.sector.observatory.costs.asked import Asked, as_it_stands
from difference.sector.observatory.costs.comparing import compare
from difference.sector.observatory.costs.exports import DOUBT, LIFE, MODEL, OVERVIEW, Picture, Table
from difference.sector.observatory.costs.forms import ScenarioForm
from difference.sector.observatory.costs.scenario import assumed, open_model
from difference.web.values import Link

SEE = Access("observatory.see")


def load_table(actor: Actor, name: str) -> Table:
    """The table of this name. Raises NotFound."""
    if name not in exports.TABLES:
        raise NotFound("There is no table of this name.")
    return exports.TABLES[name]


def load_picture(actor: Actor, name: str) -> Picture:
    """The picture of this name. Raises NotFound."""
    if name not in exports.PICTURES:
        raise NotFound("There is no picture of this name.")
    return exports.PICTURES[name]


@access(GET=SEE)
def index(request: HttpRequest) -> HttpResponse:
    """The arithmetic behind quoted billions, the published totals side by side, and the open model as it stands."""
    asked, model = as_it_stands(), open_model()
    found = answer(asked.scenario)
    columns, rows = quoted.side_by_side()
    context = {
        "groups": quoted.groups(),
        "quoted_columns": quoted.COLUMNS,
        "preset_columns": columns,
        "preset_rows": rows,
        "model": model,
        "facts": showing.facts(found, asked.pupils),
        "by_chance": showing.by_chance(found),
        "chart": charts.parts(model, found),
        "files": _files(asked, "scenario", "numbers", picture="parts"),
        "quoted_files": _files(asked, "quoted", "published"),
    } | _standing(request, asked, OVERVIEW)
    return render(request, "observatory/cost/index.html", context)


@access(GET=SEE)
def model(request: HttpRequest) -> HttpResponse:
    """The form of all numbers, and scenarios side by side."""
    return _page(request, MODEL, _model_context)


@access(GET=SEE)
def over_a_life(request: HttpRequest) -> HttpResponse:
    """Where the money goes over a life."""
    return _page(request, LIFE, _life_context)


@access(GET=SEE)
def what_would_change_it(request: HttpRequest) -> HttpResponse:
    """What moves the answer, whether the programme pays, and which numbers are worth knowing better."""
    return _page(request, DOUBT, _doubt_context)


@access(GET=SEE)
def scenario_json(request: HttpRequest) -> HttpResponse:
    """A scenario as one JSON object."""
    asked = _asked(request)
    data = exports.as_data(asked, about(request, asked, MODEL))
    headers = {"Content-Disposition": 'attachment; filename="scenario.json"'}
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2}, headers=headers)


@access(GET=Access("observatory.see", load=load_table))
def table_csv(request: HttpRequest, table: Table) -> HttpResponse:
    """One table as CSV."""
    asked = _asked(request)
    return _file(exports.as_csv(table, asked, about(request, asked, table.page)), "text/csv; charset=utf-8", request)


@access(GET=Access("observatory.see", load=load_picture))
def picture_svg(request: HttpRequest, picture: Picture) -> HttpResponse:
    """One picture as SVG."""
    asked = _asked(request)
    return _file(exports.as_svg(picture, asked, about(request, asked, picture.page)), "image/svg+xml; charset=utf-8", request)


def _page(request: HttpRequest, page: str, context: Callable[[Asked], dict[str, Any]]) -> HttpResponse:
    """The page, at the one address for what it shows; or the form again with every mistake beside its field."""
    form = ScenarioForm(request.GET)
    held: dict[str, Any] = {"form": form, "model": open_model(), "strange": showing.strange(form.strange)}
    if not form.is_valid():
        return render(request, "observatory/cost/wrong.html", held, status=422)
    asked = form.asked
    if request.GET and not form.strange and not asked.is_written(request.GET):
        return HttpResponseRedirect(asked.address(page))
    return render(request, f"observatory/cost/{page.removeprefix('cost-')}.html", held | _standing(request, asked, page) | context(asked))


def _standing(request: HttpRequest, asked: Asked, page: str) -> dict[str, Any]:
    """What stands on each page: its scenario, the ways on, and how it is cited."""
    return {
        "asked": asked,
        "draws": f"{DRAWS:,}",
        "assumed": assumed(open_model()),
        "sourced": len(open_model().parameters) - assumed(open_model()),
        "rates": showing.rates(asked.scenario),
        "changes": showing.changes(asked.scenario),
        "change_columns": showing.CHANGE_COLUMNS,
        "about": about(request, asked, page),
        "model_address": asked.address(MODEL),
        "life_address": asked.address(LIFE),
        "doubt_address": asked.address(DOUBT),
        "json_address": asked.address("cost-json"),
    }


def _model_context(asked: Asked) -> dict[str, Any]:
    comparison, found = compare(asked), answer(asked.scenario)
    return {
        "facts": showing.facts(found, asked.pupils),
        "columns": showing.comparison_columns(comparison),
        "rows": showing.comparison_rows(comparison),
        "by_chance": showing.by_chance(found),
        "chart": charts.parts(open_model(), found),
        "same_for": showing.same_for(asked),
        "keep_address": asked.keeping().address(MODEL) if asked.scenario.is_changed and asked.kept != asked.scenario else "",
        "drop_address": asked.without_kept().address(MODEL) if asked.kept else "",
        "kept_changes": showing.changes(asked.kept) if asked.kept else [],
        "kept_rates": showing.rates(asked.kept) if asked.kept else "",
        "fresh_address": reverse("observatory:cost-model"),
        "files": _files(asked, "scenario", "numbers", picture="parts"),
    }


def _life_context(asked: Asked) -> dict[str, Any]:
    flow = life(asked.scenario)
    rows, foot = showing.stage_rows(flow)
    return {
        "chart": charts.over_a_life(open_model(), flow),
        "columns": showing.stage_columns(flow),
        "rows": rows,
        "foot": foot,
        "files": _files(asked, "life", picture="life"),
    }


def _doubt_context(asked: Asked) -> dict[str, Any]:
    found = doubt(asked.scenario)
    return {
        "pays": showing.pays(found.pays),
        "chart": charts.sway(asked.scenario.model, found),
        "sway_files": _files(asked, "sway", picture="sway"),
        "information": showing.information(found.information),
        "columns": showing.information_columns(found.information),
        "rows": showing.information_rows(found.information),
        "rest": showing.not_worth_knowing(found.information),
        "files": _files(asked, "information"),
    }


def _files(asked: Asked, *tables: str, picture: str = "") -> list[Link]:
    """Links to files, each with what it holds."""
    names = {
        "quoted": "the arithmetic", "published": "the published totals", "scenario": "scenarios", "numbers": "every number of the model",
        "life": "the cost at each age", "sway": "what moves the cost", "information": "what is worth knowing",
    }  # fmt: skip
    links = [Link(f"Download {names[name]} (CSV)", asked.address("cost-csv", name)) for name in tables]
    return [*links, Link("Download the picture (SVG)", asked.address("cost-svg", picture))] if picture else links


def _asked(request: HttpRequest) -> Asked:
    """What a file is asked for. Raises BadInput with every mistake, since a file has no form to show it beside."""
    form = ScenarioForm(request.GET)
    wrong = [f"“{name[:40]}” is nothing that the model has." for name in form.strange]
    if wrong or not form.is_valid():
        raise BadInput(" ".join([*wrong, *(problem.sentence for problem in form.problems())]))
    return form.asked


def _file(text: str, kind: str, request: HttpRequest) -> HttpResponse:
    response = HttpResponse(text, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="cost-{request.path.rpartition("/")[2]}"'
    return response
