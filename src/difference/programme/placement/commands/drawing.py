"""The seed of a lottery is drawn once for each matching of a cohort, and cannot be drawn again."""

from __future__ import annotations

import hashlib
import secrets

from difference.errors import NotNow
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import Lottery
from difference.programme.placement.queries import lotteries


def drawn(by: Actor, cohort: Cohort) -> Lottery:
    """The lottery of the matching that comes next, drawn now if it was not. For commands that hold the cohort's lock."""
    number, seed = lotteries.number_now(cohort), secrets.token_hex(16)
    values = {"seed": seed, "fingerprint": hashlib.sha256(seed.encode()).hexdigest(), "ranking_closes_at": cohort.ranking_closes_at}
    lottery, made = Lottery.objects.get_or_create(cohort=cohort, number=number, defaults=values)
    if made:
        record(by, "placement.draw-lottery", lottery, fields=["seed", "fingerprint"])
    return lottery


@command
def draw_lottery(*, by: Actor, cohort: Cohort) -> Lottery:
    """Draw the seed for the matching of a cohort that comes next. Raises NotNow when it is drawn already."""
    allow(by, "placement.draw-lottery", cohort)
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if lotteries.present(cohort):
        raise NotNow("The lottery of the next matching is drawn already, and cannot be drawn again.")
    return drawn(by, cohort)
