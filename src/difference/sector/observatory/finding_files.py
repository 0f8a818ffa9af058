"""One finding as files: its numbers as CSV and JSON, its chart as SVG, each with what it is and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from difference.foundations import clock
from difference.foundations.schools import showing as schools
from difference.sector.observatory.files import Sheet, number
from difference.sector.observatory.places.about import About
from difference.sector.observatory.queries import Beside
from difference.web.components.moments import in_words
from difference.web.values import Link

COLUMNS = ("row", "period", "value", "unit", "low", "high", "interval", "numerator", "denominator", "note")
FILES = {"csv": "Download the numbers (CSV)", "json": "Download the numbers (JSON)", "svg": "Download the picture (SVG)"}


def sheet(beside: Beside) -> Sheet:
    """As published, as computed, and every period of the series."""
    figure, computed = beside.finding.published, beside.answer.computed
    unit = computed.unit if computed else figure.unit
    rows: list[dict[str, Any]] = [
        {"row": "published", "period": figure.period, "value": figure.value, "unit": figure.unit, "note": figure.source},
    ]
    if computed is not None:
        numbers = {name: number(getattr(computed, name)) for name in ("value", "low", "high", "numerator", "denominator")}
        more = {"period": computed.period, "unit": computed.unit, "interval": computed.interval, "note": f"verdict: {beside.answer.verdict}"}
        rows.append({"row": "computed"} | numbers | more)
    for point in beside.answer.series:
        numbers = {name: number(getattr(point, name)) for name in ("value", "low", "high")}
        rows.append({"row": "series", "period": point.period, "unit": unit, "note": point.note} | numbers)
    return Sheet(COLUMNS, rows)


def said(request: HttpRequest, beside: Beside) -> About:
    """What the page and its files say about themselves."""
    finding, computed = beside.finding, beside.answer.computed
    inputs: Mapping[str, Any] = computed.inputs if computed else {}
    files = inputs.get("files", ())
    sources = [finding.published.source, *map(_source, files)]
    if "model" in inputs:
        sources.append(f"Difference, the open model of the cost of exclusion, in {inputs['price_year']} prices")
    return About(
        finding.title, computed.period if computed else finding.published.period, beside.note, sources=list(dict.fromkeys(sources)),
        licences=list(dict.fromkeys(each["licence"] for each in files if "licence" in each)), retrieved=in_words(clock.today(), weekday=False),
        address=request.build_absolute_uri(),
    )  # fmt: skip


def _source(file: Mapping[str, Any]) -> str:
    if "publisher" not in file:
        return f"{schools.credit()}, {file['kind']} of {file['dated']} ({file['file']})"
    return f"{file['publisher']} ({file['file']}, SHA-256 {str(file['sha256'])[:12]}…)"


def links(beside: Beside, *, picture: bool) -> list[Link]:
    """The downloads of a finding."""
    kinds = [kind for kind in FILES if picture or kind != "svg"]
    return [Link(FILES[kind], reverse(f"observatory:finding-{kind}", args=[beside.finding.id])) for kind in kinds]
