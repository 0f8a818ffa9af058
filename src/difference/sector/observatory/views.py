"""The pages of the observatory, for anyone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from difference.foundations.access.routes import Access, access
from difference.foundations.actors import Actor, actor_of
from difference.sector.observatory import files, finding_files, provenance, queries, showing
from difference.sector.observatory.queries import Beside

SEE = Access("observatory.see")


def load_finding(actor: Actor, finding_id: str) -> Beside:
    """One finding beside what is computed of it."""
    return queries.one(actor, finding_id)


FINDING = Access("observatory.see", load=load_finding)


@access(GET=SEE)
def index(request: HttpRequest) -> HttpResponse:
    """The findings as a story, and what the register gives today."""
    found = queries.observatory(actor_of(request))
    context = {
        "register": found.register,
        "story": showing.story(),
        "how_many": showing.how_many(found),
        "columns": showing.COLUMNS,
        "rows": [showing.row(beside) for beside in found.findings],
        "chart": showing.chart(found.register),
        "types": showing.types(found.register),
        "type_columns": showing.TYPE_COLUMNS,
        "facts": showing.register_facts(found.register),
    }
    return render(request, "observatory/index.html", context)


@access(GET=FINDING)
def finding(request: HttpRequest, beside: Beside) -> HttpResponse:
    """One finding: how it was made, what is said against it, what is computed now and what is needed."""
    picture = showing.picture(beside)
    context = {
        "finding": beside.finding,
        "beside": beside,
        "facts": showing.facts(beside),
        "chart": picture,
        "about": finding_files.said(request, beside),
        "files": finding_files.links(beside, picture=picture is not None),
        "others": showing.others(beside.finding),
        "other_columns": showing.OTHER_COLUMNS,
    }
    return render(request, "observatory/finding.html", context)


@access(GET=FINDING)
def finding_csv(request: HttpRequest, beside: Beside) -> HttpResponse:
    """A finding's numbers as CSV."""
    return files.as_csv(finding_files.sheet(beside), finding_files.said(request, beside), beside.finding.id)


@access(GET=FINDING)
def finding_json(request: HttpRequest, beside: Beside) -> HttpResponse:
    """A finding's numbers as JSON."""
    return files.as_json(finding_files.sheet(beside), finding_files.said(request, beside), beside.finding.id)


@access(GET=FINDING)
def finding_svg(request: HttpRequest, beside: Beside) -> HttpResponse:
    """A finding's chart as SVG. Raises NotNow where nothing is computed that could be drawn."""
    return files.as_svg(showing.picture(beside), finding_files.said(request, beside), beside.finding.id)


@access(GET=SEE)
def download(request: HttpRequest) -> HttpResponse:
    """Every finding as one JSON object."""
    data = queries.all_as_data(queries.observatory(actor_of(request)))
    headers = {"Content-Disposition": 'attachment; filename="findings.json"'}
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2}, headers=headers)


@access(GET=SEE)
def data(request: HttpRequest) -> HttpResponse:
    """Which files are held, which could be, and the methods."""
    held = queries.sources(actor_of(request)).data
    context = {
        "rows": provenance.held_rows(held),
        "columns": provenance.HELD_COLUMNS,
        "missing": provenance.missing_rows(held),
        "missing_columns": provenance.MISSING_COLUMNS,
        "notes": provenance.notes(held),
        "methods": provenance.methods(),
        "method_columns": provenance.METHOD_COLUMNS,
    }
    return render(request, "observatory/data.html", context)


@access(GET=SEE)
def data_download(request: HttpRequest) -> HttpResponse:
    """The provenance of every file that is held, as one JSON object."""
    found = provenance.as_data(queries.sources(actor_of(request)).data)
    headers = {"Content-Disposition": 'attachment; filename="data.json"'}
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 2}, headers=headers)
