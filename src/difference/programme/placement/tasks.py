"""What the worker does for placement: draw lotteries, ask after posts, let them expire, and have outcomes counted by group.

The last is why this module alone knows of equality monitoring: it hands over who took part and how it went, and gets nothing back."""

from __future__ import annotations

from difference.errors import Conflict, NotNow
from difference.foundations.actors import system
from difference.foundations.jobs.registry import job
from difference.programme.equality import outcomes
from difference.programme.placement import fairness
from difference.programme.placement.commands.drawing import draw_lottery
from difference.programme.placement.commands.posts import ask_after_post, let_expire
from difference.programme.placement.queries.lotteries import to_draw
from difference.programme.placement.queries.posts import to_ask_by_letter, to_expire


@job(says="take posts off the list whose schools have not confirmed them in time, and tell the schools", idempotent=True)
def let_posts_expire() -> int:
    """Returns how many."""
    count = 0
    for post in to_expire():
        try:
            let_expire(by=system("placement.let-expire"), post=post)
        except NotNow:
            continue
        count += 1
    return count


@job(says="ask schools by letter whether posts still stand that nobody has confirmed for a while", idempotent=True)
def ask_after_posts() -> int:
    """Returns how many."""
    count = 0
    for post in to_ask_by_letter():
        try:
            ask_after_post(by=system("placement.let-expire"), post=post)
        except Conflict:
            continue
        count += 1
    return count


@job(says="draw the seeds of lotteries as soon as candidates can rank, so that nobody can choose one that suits them", idempotent=True)
def draw_lotteries() -> int:
    """Returns how many."""
    count = 0
    for cohort in to_draw():
        try:
            draw_lottery(by=system("placement.draw-lottery"), cohort=cohort)
        except NotNow:
            continue
        count += 1
    return count


@job(says="have counted how a published matching went for each group, before answers on equality lose their link", idempotent=True)
def count_outcomes() -> int:
    """Returns for how many cohorts."""
    count = 0
    for run in fairness.first_published():
        if outcomes.wanted(run.cohort):
            outcomes.count(run.cohort, fairness.ranks(run))
            count += 1
    return count
