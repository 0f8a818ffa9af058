"""What can be downloaded: rows as CSV under a few lines that say what it is, as JSON with the same numbers, and a chart as SVG."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse

from difference.errors import NotNow
from difference.sector.observatory.places.about import About
from difference.web.charts.alone import as_file
from difference.web.charts.figure import Figure


@dataclass(frozen=True)
class Sheet:
    """Rows by the same names."""

    columns: Sequence[str]
    rows: Sequence[Mapping[str, Any]]


def number(value: float | None, places: int = 6) -> float | int | None:
    """A number as it is written in a file: whole without a point, else with so many places at most."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else round(value, places)


def as_csv(sheet: Sheet, said: About, name: str) -> HttpResponse:
    """The rows under lines that begin with “# ”."""
    out = io.StringIO()
    out.writelines(f"# {line}\r\n" for line in said.lines)
    writer = csv.DictWriter(out, sheet.columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(sheet.rows)
    return HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8", headers=_named(f"{name}.csv"))


def as_json(sheet: Sheet, said: About, name: str) -> HttpResponse:
    """The rows with what they are."""
    data = {
        "title": said.title, "period": said.period, "method": said.method, "sources": list(said.sources), "licences": list(said.licences),
        "retrieved": said.retrieved, "address": said.address, "rows": [{name: row.get(name) for name in sheet.columns} for row in sheet.rows],
    }  # fmt: skip
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1}, headers=_named(f"{name}.json"))


def as_svg(figure: Figure | None, said: About, name: str) -> HttpResponse:
    """The chart alone. Raises NotNow where there is nothing to draw."""
    if figure is None or figure.is_empty:
        raise NotNow("What is loaded gives no figure, so there is no picture.")
    return HttpResponse(as_file(figure, [figure.reading, *said.lines]), content_type="image/svg+xml", headers=_named(f"{name}.svg"))


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
