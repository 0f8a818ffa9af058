"""Whether the scoring of an application is complete: who has sent theirs, who is missing, and whether a third must read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from difference.programme.recruitment import criteria

# The scores of one assessor, by criterion.
Scores = Mapping[str, int]


class Standing(NamedTuple):
    """How far the scoring of one application in one round has come. `gap` is the widest between two assessors."""

    given: int
    sent: int
    gap: int
    readers: int
    third_needed: bool

    @property
    def missing(self) -> int:
        """How many assessments there should be and are not, whether given to somebody or not."""
        return max(self.wanted, self.given) - self.sent

    @property
    def wanted(self) -> int:
        """How many must be sent before it is complete."""
        return self.readers + 1 if self.third_needed else self.readers

    @property
    def to_give(self) -> int:
        """For how many readers somebody has still to be found."""
        return max(0, self.wanted - self.given)

    @property
    def complete(self) -> bool:
        """Whether everybody who was to score has done so, and those are enough."""
        return self.missing == 0


def standing(given: int, sent: Iterable[Scores], edition: criteria.Criteria) -> Standing:
    """The standing, from how many were given the application and the scores of those who have sent theirs."""
    rows = list(sent)
    gap = max((_gap([row[one.key] for row in rows if one.key in row]) for one in edition.criteria), default=0)
    return Standing(given, len(rows), gap, edition.readers, third_needed=gap >= edition.third_reader_from)


def _gap(values: list[int]) -> int:
    return max(values) - min(values) if values else 0


def of(application: Any, *, stage: str) -> Standing | None:
    """The standing in the last round of a stage that gave out this application; None where none has."""
    assessments = list(application.assessments.filter(round__stage=stage).select_related("round").prefetch_related("scores"))
    if not assessments:
        return None
    last = max((one.round for one in assessments), key=lambda round_: (round_.opens_at, str(round_.pk)))
    ours = [one for one in assessments if one.round_id == last.pk]
    sent = [{score.criterion: score.value for score in one.scores.all()} for one in ours if one.submitted_at]
    return standing(len(ours), sent, criteria.find(last.criteria_edition))


def objection(application: Any, *, stage: str) -> str:
    """Why the scoring of a stage is not complete, or nothing."""
    now = of(application, stage=stage)
    if now is None:
        return "Nobody has been given this application to score yet."
    if now.complete:
        return ""
    if now.third_needed and now.given <= now.readers:
        return f"Two assessors are {now.gap} points apart, so a third has to score it first."
    return f"{now.sent} of {max(now.wanted, now.given)} assessors have sent their scores."
