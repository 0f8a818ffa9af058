"""Where invented candidates say that they would start from: what they gave when they applied, or a place nearer to the post that they want most."""

from __future__ import annotations

from difference.foundations.actors import ANYONE, Actor
from difference.foundations.schools import distances, queries
from difference.foundations.schools.models import School
from difference.programme.placement.commands import commuting
from difference.programme.placement.models import Post
from difference.programme.placement.queries import commutes
from difference.programme.placement.queries.rankings import Chooser

# Whoever lives further than this from the post that they want most would move, and says so: nobody is made to.
NEAR_KM = 60


def say(by: Actor, chooser: Chooser, wanted: Post) -> None:
    """Somebody says where they would start from, unless they have; without a limit, so that it changes no order."""
    if commutes.said_by(chooser).kept is not None:
        return
    km = commutes.reach_of(chooser, [wanted])[wanted.pk].distance.km
    near = _near(wanted.school, chooser) if km is None or km > NEAR_KM else ""
    commuting.say_commute(by=by, chooser=chooser, postcode=near or commutes.said_by(chooser).outward)


def _near(school: School, chooser: Chooser) -> str:
    """The first half of some postcode in the school’s authority that can be located with its doubt; for each person the same each time."""
    known = queries.visible_to(ANYONE).filter(authority=school.authority_id, easting__isnull=False).values_list("postcode", flat=True)
    codes = {postcode.partition(" ")[0] for postcode in known if " " in postcode}
    sure = sorted(code for code, start in distances.starts(ANYONE, codes).items() if start.area and start.area.spread is not None)
    return sure[sum(map(ord, chooser.known.name)) % len(sure)] if sure else ""
