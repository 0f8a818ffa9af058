"""What the public downloads: the numbers of the evidence pages as CSV, made from what is published and nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from difference.programme.evidence.published import PublishedPractice

PRACTICES = (
    "practice", "title", "verdict", "projects_reported", "effect", "low", "high", "prediction_low", "prediction_high", "tau2", "i2_per_cent",
    "projects_under_way", "projects_abandoned", "abandoned_before_registering",
)  # fmt: skip
PROJECTS = (
    "practice", "project", "region", "school_type", "outcome", "comparison", "effect", "low", "high", "pupils_who_took_part", "pupils_compared",
    "protocol_registered_on", "reported_on", "protocol_sha256",
)  # fmt: skip


def _written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def of_practices(practices: Iterable[PublishedPractice]) -> str:
    """One row for each practice; empty where there is no effect."""
    return _written(PRACTICES, map(_practice, practices))


def _practice(one: PublishedPractice) -> list[object]:
    its = one.together
    numbers = [its.effect, its.low, its.high, its.pi_low, its.pi_high, its.tau2, its.i2] if its else [None] * 7
    return [
        one.practice.slug, one.practice.title, one.verdict.title, one.reported, *numbers, one.under_way, one.abandoned,
        one.abandoned_before_registering,
    ]  # fmt: skip


def of_projects(one: PublishedPractice) -> str:
    """One row for each reported project of a practice."""
    rows = [
        (
            one.practice.slug, its.number, its.region, its.school_type, its.outcome, its.comparison, its.effect, its.low, its.high, its.pupils,
            its.compared, its.registered_on.isoformat(), its.reported_on.isoformat(), its.protocol_sha256,
        )
        for its in one.projects
    ]  # fmt: skip
    return _written(PROJECTS, rows)
