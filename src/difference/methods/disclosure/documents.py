"""A release as JSON: a page's, which anybody may read, and a record, which only later releases may."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from difference.errors import BadInput
from difference.methods.disclosure.publishing import Published, Shown, totals_of_shown
from difference.methods.disclosure.releasing import Release
from difference.methods.disclosure.rules import Rules
from difference.methods.disclosure.showing import HELD_BACK, IMPOSSIBLE
from difference.methods.disclosure.tables import Dimension, Margin, Population
from difference.methods.disclosure.withholding import Withheld

TOTAL = "total"


def as_document(release: Release, rules: Rules) -> dict[str, Any]:
    """What may leave, for a page: cells and totals with “[c]” and “[z]”, what is held back and why, and how the attack fared."""
    published, tried = release.published, release.withstood
    names = [dimension.name for dimension in published.dimensions]
    narrowest = None if math.isinf(tried.narrowest) else int(tried.narrowest)
    return {
        "table": published.name,
        "edition": published.edition,
        "dimensions": names,
        "cells": [{**dict(zip(names, key, strict=True)), **_figures(published, key)} for key in published.cells],
        "totals": [
            {
                **{name: TOTAL if place is None else place for name, place in zip(names, margin, strict=True)},
                "count": HELD_BACK if count is None else count,
            }
            for margin, count in published.totals.items()
        ],
        "withheld": [
            {"cell": list(each.key), "figure": each.figure, "rule": each.rule, "says": rules.says(each.rule)} for each in published.withheld
        ],
        "attack": {"tried": len(tried.findings), "exact": len(tried.exact), "violations": len(tried.violations), "narrowest": narrowest},
    }


def _figures(published: Published, key: tuple[str, ...]) -> dict[str, object]:
    cell = published.cells[key]
    figures: dict[str, object] = {"count": IMPOSSIBLE if cell.impossible else HELD_BACK if cell.count is None else cell.count}
    for figure, value in (("percent", cell.percent), ("mean", cell.mean)):
        if value is not None or published.why(key, figure):
            figures[figure] = HELD_BACK if value is None else value
    return figures


def as_record(published: Published) -> dict[str, Any]:
    """Everything that a later release must know of this one. It holds exact sizes of populations: never for a page."""
    return {
        "record": 1,
        "name": published.name,
        "measure": published.measure,
        "edition": published.edition,
        "dimensions": [{"name": each.name, "categories": list(each.categories), "groups": _lists(each.groups)} for each in published.dimensions],
        "cells": [[list(key), cell.count, cell.percent, cell.mean, cell.impossible] for key, cell in published.cells.items()],
        "withheld": [[list(each.key), each.figure, each.rule, each.along] for each in published.withheld],
        "people": dict(published.people.parts),
        "known": [[list(margin), low, high] for margin, (low, high) in published.known.items()],
    }


def from_record(document: object) -> Published:
    """The release that `as_record` wrote. Raises BadInput for anything else."""
    if not isinstance(document, dict) or document.get("record") != 1:
        raise BadInput("This is not the record of a release.")
    try:
        dimensions = tuple(
            Dimension(each["name"], tuple(each["categories"]), {group: tuple(members) for group, members in each["groups"].items()})
            for each in document["dimensions"]
        )
        cells = {tuple(key): Shown(*figures) for key, *figures in document["cells"]}
        known: dict[Margin, tuple[int, int]] = {tuple(margin): (low, high) for margin, low, high in document["known"]}
        return Published(
            document["name"], dimensions, document["measure"], cells, totals_of_shown(dimensions, cells),
            tuple(Withheld(tuple(key), *more) for key, *more in document["withheld"]), document["edition"],
            Population(dict(document["people"])), known,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadInput("This record of a release is damaged.") from None


def _lists(groups: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {group: list(members) for group, members in groups.items()}
