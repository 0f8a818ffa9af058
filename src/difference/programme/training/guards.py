"""What stands in the way of a move: predicates on the loaded object, each a sentence or nothing."""

from __future__ import annotations

from typing import Any


def all_handed_in(result: Any) -> str:
    """A module is handed in once each of its components that this sitting asks for is."""
    left = set(result.components) - {one.component for one in result.submissions.all() if one.superseded_at is None}
    return f"Still to hand in: {len(left)}." if left else ""


def _work(result: Any) -> list[Any]:
    return [one for one in result.submissions.all() if one.superseded_at is None and not one.missing]


def all_marked(result: Any) -> str:
    """A module is marked once everything handed in has a mark."""
    left = sum(one.mark_given is None for one in _work(result))
    return f"Still to mark: {left}." if left else ""


def all_moderated(result: Any) -> str:
    """A module is moderated once somebody else has looked at each mark."""
    left = sum(one.moderation is None for one in _work(result))
    return f"Still to moderate: {left}." if left else ""


def can_complete(enrolment: Any) -> str:
    """Studies are complete once a board has confirmed the award that the whole leads to."""
    award = getattr(enrolment, "award", None)
    return "" if award is not None and award.whole else "No board has confirmed the award that the curriculum leads to."


def can_be_awarded(enrolment: Any) -> str:
    """An award is held once it is released."""
    award = getattr(enrolment, "award", None)
    return "" if award is not None and award.released_at else "The award has not been released."
