"""Pupils in weak alternative-provision schools, where inspections and numbers of pupils are loaded school by school."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from difference.sector.observatory.places import geography
from difference.sector.observatory.places.counting import Count
from difference.sector.official.held import Held

WEAK = ("inadequate", "requires improvement")
ASKED = """
WITH i AS (SELECT urn, overall, year, period FROM inspections WHERE period = (SELECT max(period) FROM inspections)),
s AS (SELECT urn, region, la_now, pupils FROM schools WHERE sector = 'alternative_provision' AND pupils > 0
  QUALIFY row_number() OVER (PARTITION BY urn ORDER BY period DESC) = 1)
SELECT s.region, s.la_now, i.year, i.period, i.overall, s.pupils FROM i JOIN s USING (urn)
WHERE i.overall IN ('outstanding', 'good', 'requires improvement', 'inadequate')
"""


def counts(data: Held, kind: str) -> list[Count]:
    """Of each place, weak schools among graded ones as if all were of one size; `notes` holds the pupils in words. None where nothing is loaded.

    L. Kish, Survey Sampling, Wiley 1965: schools of unequal size tell of a share as much as (Σ pupils)² ÷ Σ pupils² equal ones.
    """
    if not data.has("inspections", "schools"):
        return []
    rows: dict[geography.Place, list[dict[str, Any]]] = {}
    for row in data.rows(ASKED):
        place = geography.region_named(row["region"]) if kind == geography.REGION else geography.by_code().get(row["la_now"] or "")
        if place is not None:
            rows.setdefault(place, []).append(row)
    return [_count(place, held) for place, held in sorted(rows.items(), key=lambda each: each[0].name)]


def _count(place: geography.Place, rows: Sequence[dict[str, Any]]) -> Count:
    pupils = np.array([row["pupils"] for row in rows], dtype=np.float64)
    weak = np.array([row["overall"] in WEAK for row in rows])
    size = float(pupils.sum() ** 2 / (pupils**2).sum())
    inside = float(pupils[weak].sum())
    share = inside / float(pupils.sum())
    words = f"{inside:,.0f} of {pupils.sum():,.0f} pupils, in {weak.sum():,} of {len(rows):,} graded schools"
    return Count(place, rows[0]["year"], rows[0]["period"], share * size, share * size, size, notes=(words,))
