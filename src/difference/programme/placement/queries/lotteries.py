"""Reading lotteries: the fingerprint for everybody, the seed once the matching that used it is published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from difference.foundations import clock
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import Lottery, MatchingRun
from difference.programme.placement.queries.runs import TOLD


@dataclass(frozen=True)
class Committed:
    """What anybody concerned may know of a lottery. `seed` is empty until its matching is published."""

    fingerprint: str
    drawn_at: dt.datetime
    before_ranking_closed: bool
    seed: str


def number_now(cohort: Cohort) -> int:
    """Which matching of the cohort comes next, from 1: as many as were published, and one."""
    return MatchingRun.objects.filter(cohort=cohort, state__in=TOLD).count() + 1


def present(cohort: Cohort) -> Lottery | None:
    """The lottery of the matching that comes next, if it is drawn."""
    return Lottery.objects.filter(cohort=cohort, number=number_now(cohort)).first()


def committed(cohort: Cohort) -> list[Committed]:
    """Every lottery of a cohort, the latest first."""
    told = set(MatchingRun.objects.filter(cohort=cohort, state__in=TOLD).values_list("seed", flat=True))
    rows = Lottery.objects.filter(cohort=cohort).order_by("-number")
    return [Committed(row.fingerprint, row.drawn_at, row.drawn_at < row.ranking_closes_at, row.seed if row.seed in told else "") for row in rows]


def to_draw() -> list[Cohort]:
    """The cohorts whose candidates rank now and whose next lottery is not drawn. For the system's own task."""
    now = clock.now()
    return [cohort for cohort in Cohort.objects.filter(ranking_opens_at__lte=now, ranking_closes_at__gt=now) if present(cohort) is None]
