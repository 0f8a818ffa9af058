"""What the worker does for placement: take posts off the list that nobody has confirmed."""

from __future__ import annotations

from difference.errors import NotNow
from difference.foundations.actors import system
from difference.foundations.jobs.registry import job
from difference.programme.placement.commands.posts import let_expire
from difference.programme.placement.queries.posts import to_expire


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
