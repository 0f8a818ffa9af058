"""How far posts are from a candidate, on their own pages: what they said as rows, and the posts on a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse

from difference.foundations.actors import ANYONE
from difference.foundations.schools import distances
from difference.foundations.schools.mapping import on_ground
from difference.programme.placement.guards import commutes_can_change
from difference.programme.placement.models import Post
from difference.programme.placement.queries import commutes
from difference.programme.placement.queries.commutes import Reach
from difference.programme.placement.queries.rankings import Chooser
from difference.web.charts import Home, Pin, PointMap
from difference.web.components.lists import Row
from difference.web.values import Link

GROUND = "Each pale square holds a school of the register; we hold no outlines of regions."


def said_rows(chooser: Chooser) -> list[Row]:
    """Where somebody starts from, how far they would go and which authorities they picked, with a link to change it while they can."""
    said = commutes.said_by(chooser)
    about = "where you start from and how far you would go"
    change = () if commutes_can_change(chooser.cohort) else (Link("Change", reverse("placement:commute", args=[chooser.cohort.pk]), about=about),)
    start = [said.outward] if said.outward else ["You have not said"]
    if said.outward and said.kept is None:
        start.append("The first half of the postcode in your application")
    limited = said.farthest_km or not said.authorities
    farthest = (f"{said.farthest_km} km as the crow flies" if said.farthest_km else "No limit") if limited else "The authorities below count alone"
    rows = [Row("You start from", start, change), Row("You would go", farthest)]
    if said.authorities:
        rows.append(Row("Authorities that you picked", ", ".join(commutes.names_of(said.authorities))))
    if chooser.known.travel_minutes:
        rows.append(
            Row("Longest journey, as you told us when you applied", f"{chooser.known.travel_minutes} minutes. We make no minutes out of kilometres.")
        )
    return rows


def reach_rows(reach: Reach) -> list[Row]:
    """How far a post is."""
    return [Row("How far", [str(reach.distance), reach.because] if reach.because else str(reach.distance))]


def map_of(chooser: Chooser, posts: Sequence[Post], reach: Mapping[UUID, Reach]) -> PointMap | None:
    """The posts on a map, the nearest first, with where the candidate starts from; None where nobody knows where a post is."""
    said = commutes.said_by(chooser)
    area = distances.start(ANYONE, said.outward).area
    limited = bool(said.farthest_km or said.authorities)
    words = {True: "Yes", False: "No", None: "Unknown"}
    pins = tuple(
        Pin(
            (f"{post.title}, {post.school.name}", reach[post.pk].distance.short, *([words[reach[post.pk].within]] if limited else [])),
            distances.place_of(post.school), main=reach[post.pk].within is not False,
        )
        for post in sorted(posts, key=lambda post: commutes.nearness(reach[post.pk]))
    )  # fmt: skip
    home = None
    if area is not None:
        home = Home((area.easting, area.northing), (area.spread or 0) * 1000 or None, (said.farthest_km or 0) * 1000 or None)
    figure = PointMap(
        _sentence(posts, reach, said.outward), pins=pins, columns=("Post", "How far", *(["Within what you said"] if limited else [])), home=home,
        reading=_reading(said.outward, home, limited),
    )  # fmt: skip
    return None if figure.is_empty else on_ground(ANYONE, figure)


def _sentence(posts: Sequence[Post], reach: Mapping[UUID, Reach], outward: str) -> str:
    known = sorted(reach[post.pk].distance.km or 0.0 for post in posts if reach[post.pk].distance.km is not None)
    if not known:
        return "Where the posts are; how far from you is unknown"
    return f"The nearest post is about {max(1, round(known[0]))} km from {outward}, the farthest about {max(1, round(known[-1]))} km"


def _reading(outward: str, home: Home | None, limited: bool) -> str:
    said = []
    if home is not None:
        said.append(f"The diamond is the middle of the schools that share {outward}, from which distances are told.")
        said += ["The shaded disc is how far they spread."] if home.doubt else []
        said += ["The dashed circle is the distance that you gave."] if home.reach else []
    if limited:
        said.append("Filled numbers are posts within what you said, open ones posts beyond.")
    return " ".join([*said, GROUND])
