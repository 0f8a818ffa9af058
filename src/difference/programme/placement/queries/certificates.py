"""Reading certificates: what somebody concerned may be shown of a published matching, and the roots that everybody may see."""

from __future__ import annotations

import hashlib
from typing import Any

from difference.errors import NotFound
from difference.programme.placement.models import MatchingRun, Post
from difference.programme.placement.queries import runs
from difference.programme.placement.queries.rankings import Chooser


def _whole(run: MatchingRun, document: dict[str, Any]) -> dict[str, Any]:
    found = {
        "by_hand": bool(run.by_hand),
        "stable": bool(run.certificate and run.certificate["stable"]),
        "seed_fingerprint": hashlib.sha256(run.seed.encode()).hexdigest(),
    }
    return document | found


def of_candidate(chooser: Chooser) -> dict[str, Any]:
    """A candidate’s own certificate of the last published matching in which they took part. Raises NotFound."""
    run = runs.told_to(chooser)
    if run is None or not run.secret:
        raise NotFound()
    return _whole(run, runs.register_of(run).of_candidate(str(chooser.person_id)))


def run_of(post: Post) -> MatchingRun | None:
    """The last published matching in which a post took part and of which there are certificates."""
    key = str(post.pk)
    told = MatchingRun.objects.filter(cohort=post.cohort_id, state__in=runs.TOLD).exclude(secret="")
    return next((run for run in told if any(one["id"] == key for one in run.instance["posts"])), None)


def of_post(post: Post) -> dict[str, Any]:
    """A post’s certificate of the last published matching in which it took part. Raises NotFound."""
    run = run_of(post)
    if run is None:
        raise NotFound()
    return _whole(run, runs.register_of(run).of_post(str(post.pk)))


def published() -> list[MatchingRun]:
    """Every published matching that has a root, the latest first. For everybody: a root tells nothing of anybody."""
    found = MatchingRun.objects.filter(state__in=runs.TOLD).exclude(secret="").select_related("cohort").order_by("-published_at")
    return list(found.only("certificate", "published_at", "run_at", "cohort__name"))
