"""Who holds a placement: what the stages after placement need to know of it, and nothing more. The caller has asked a policy of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from difference.programme.placement.models import Placement
from difference.programme.placement.states import PLACEMENT

# Confirmed or under way: whoever holds such a placement is taught.
HELD = ("confirmed", "started")


@dataclass(frozen=True)
class Placed:
    """One placement: who holds it, where, and where it stands."""

    placement_id: UUID
    person_id: UUID
    cohort_id: UUID
    state: str
    title: str
    school_id: int
    school: str
    started_on: dt.date | None
    moved_from: UUID | None

    @property
    def over(self) -> bool:
        """Whether it ended before its time."""
        return self.state in {"ended_early", "declined"}

    @property
    def words(self) -> str:
        """Its state as staff read it."""
        return PLACEMENT.state(self.state).words


def _of(placement: Placement) -> Placed:
    post = placement.post
    return Placed(
        placement.pk,
        placement.person_id,
        post.cohort_id,
        placement.state,
        post.title,
        post.school_id,
        post.school.name,
        placement.started_on,
        placement.moved_from_id,
    )


def held() -> list[Placed]:
    """Every placement that is confirmed or has started, the oldest first; a move to another school once it has been made."""
    return [_of(one) for one in Placement.objects.filter(state__in=HELD, moving=False).select_related("post__school").order_by("proposed_at", "pk")]


def before(placement: Placed) -> list[UUID]:
    """The placements from which somebody came to this one, the last first."""
    found, key = [], placement.moved_from
    while key is not None:
        found.append(key)
        key = Placement.objects.values_list("moved_from_id", flat=True).get(pk=key)
    return found


def by_key(placements: Iterable[UUID]) -> dict[UUID, Placed]:
    """These placements, by key."""
    return {one.pk: _of(one) for one in Placement.objects.filter(pk__in=list(placements)).select_related("post__school")}
