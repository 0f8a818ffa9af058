"""The placements of a run with how far each person would go, for placement staff: as rows and on a map with a line for each journey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from difference.foundations.actors import ANYONE
from difference.foundations.schools.distances import Distance, Start, place_of
from difference.foundations.schools.mapping import on_ground
from difference.programme.placement.models import MatchingRun, Post
from difference.programme.placement.queries import commutes
from difference.programme.placement.queries.runs import Given
from difference.programme.placement.showing_commutes import GROUND
from difference.web.charts import Pin, PointMap


@dataclass(frozen=True)
class Journey:
    """One person matched to a post, and how far they would go."""

    given: Given
    post: Post
    start: Start

    @property
    def distance(self) -> Distance:
        """As the crow flies, or why it is unknown."""
        return self.start.to(self.post.school)


def journeys(run: MatchingRun, given: Sequence[Given]) -> list[Journey]:
    """Whoever is matched in a run, by name."""
    matched = [(one, one.post) for one in given if one.post is not None]
    starts = commutes.starts(run.cohort, [one.person_id for one, _ in matched])
    return [Journey(one, post, starts[one.person_id]) for one, post in matched]


def map_of(journeys: Sequence[Journey]) -> PointMap | None:
    """The schools under numbers, each with a line from where its person starts; None where no school’s place is known."""
    pins = tuple(
        Pin(
            (f"{one.given.name}, from {one.start.outward or 'where is not said'}", one.post.school.name, one.distance.short),
            place_of(one.post.school),
            journey_from=(one.start.area.easting, one.start.area.northing) if one.start.area else None,
        )
        for one in journeys
    )
    figure = PointMap(
        _sentence(journeys), pins=pins, columns=("Who", "School", "How far"),
        reading=f"A line leads from the middle of somebody’s postcode area to the school. Where it is not known, there is none. {GROUND}",
    )  # fmt: skip
    return None if figure.is_empty else on_ground(ANYONE, figure)


def _sentence(journeys: Sequence[Journey]) -> str:
    known = [one.distance.km for one in journeys if one.distance.km is not None]
    if not known:
        return "Where people are matched; how far they would go is unknown"
    unknown = f"; of {len(journeys) - len(known)} it is unknown" if len(known) < len(journeys) else ""
    return f"People would go {sum(known) / len(known):,.0f} km on average, and {max(known):,.0f} km at most{unknown}"
