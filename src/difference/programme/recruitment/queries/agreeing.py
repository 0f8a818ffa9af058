"""How far the assessors of a round agree, in words."""

from __future__ import annotations

import datetime as dt
import functools
from collections import defaultdict
from uuid import UUID

from difference.programme.recruitment import criteria, scoring
from difference.programme.recruitment.models import Score, SelectionRound
from difference.programme.recruitment.queries.sight import Sight
from difference.programme.recruitment.queries.standings import InNumbers


def agreement(of: SelectionRound, seen: Sight, counts: InNumbers) -> list[tuple[str, str]]:
    """How far the first two readers of each application agree, among those of a round whose results the actor may see."""
    return list(_agreement(of, counts.sent, counts.last_sent_at, seen.own | seen.hidden))


@functools.lru_cache(maxsize=16)
def _agreement(of: SelectionRound, sent: int, last: dt.datetime | None, not_seen: frozenset[UUID]) -> tuple[tuple[str, str], ...]:
    """The words, kept until other scores have been sent: those that were do not change."""
    edition = criteria.find(of.criteria_edition)
    keys = {*of.standings.filter(sent__gte=edition.readers).order_by().values_list("application_id", flat=True)} - not_seen
    if len(keys) < edition.agreement_from:
        return ()
    order = list(of.assessments.filter(submitted_at__isnull=False).values_list("application_id", "pk"))
    given = _given(of)
    pairs: defaultdict[UUID, list[dict[str, int]]] = defaultdict(list)
    for application, assessment in order:
        if application in keys and len(pairs[application]) < 2:
            pairs[application].append(given[assessment])
    return tuple(scoring.agreement(list(pairs.values()), edition))


def _given(of: SelectionRound) -> dict[UUID, dict[str, int]]:
    rows = Score.objects.filter(assessment__round=of, assessment__submitted_at__isnull=False, value__isnull=False).order_by()
    found: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    for assessment, criterion, value in rows.values_list("assessment_id", "criterion", "value"):
        found[assessment][criterion] = value or 0
    return found
