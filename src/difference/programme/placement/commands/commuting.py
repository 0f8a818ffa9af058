"""A candidate says where they start from and how far they would go."""

from __future__ import annotations

from collections.abc import Collection

from difference.errors import BadInput, Conflict, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.schools.distances import outward_code
from difference.programme.placement.commands.ranking import NEW, keep
from difference.programme.placement.guards import commutes_can_change
from difference.programme.placement.models import Commute
from difference.programme.placement.queries import commutes
from difference.programme.placement.queries.rankings import Chooser
from difference.programme.placement.rules import rules

NO_POSTCODE = "Enter a postcode like LS1 4AP, or its first half, like LS1"
CHANGED = "What you said was changed while you were working on it. Nothing of yours has been saved yet."
SAID = ("outward", "farthest_km", "authorities")


def _outward(postcode: str, wrong: dict[str, list[str]]) -> str:
    try:
        return outward_code(postcode) if postcode.strip() else ""
    except ValueError:
        wrong["outward"] = [NO_POSTCODE]
        return ""


def _checked(chooser: Chooser, postcode: str, farthest_km: int | None, authorities: Collection[str]) -> dict[str, object]:
    wrong: dict[str, list[str]] = {}
    most, offered = rules().farthest_km_most, {one.code for _, found in commutes.to_pick_from(chooser) for one in found}
    outward = _outward(postcode, wrong)
    if farthest_km is not None and not 1 <= farthest_km <= most:
        wrong["farthest_km"] = [f"Enter a whole number of kilometres from 1 to {most}, or leave it empty"]
    if not set(authorities) <= offered:
        wrong["authorities"] = ["Choose authorities from the list"]
    if wrong:
        raise BadInput("That cannot be kept as it stands.", fields=wrong)
    return {"outward": outward, "farthest_km": farthest_km, "authorities": sorted(set(authorities))}


def _words(values: dict[str, object] | None) -> str:
    if values is None:
        return "Nothing"
    picked = ", ".join(commutes.names_of(values["authorities"])) or "no authorities"  # type: ignore[arg-type]
    farthest = f"{values['farthest_km']} km" if values["farthest_km"] else "any distance"
    return f"{values['outward'] or 'No postcode'}; {farthest}; {picked}"


@command
def say_commute(
    *, by: Actor, chooser: Chooser, postcode: str = "", farthest_km: int | None = None, authorities: Collection[str] = (), revision: int = NEW
) -> Commute:
    """Keep the first half of a postcode, a longest distance and picked authorities, each of which may be empty, until ranking closes.

    The rest of a whole postcode is thrown away here. No order of posts is touched. Raises NotNow, BadInput by field, Conflict (yours and theirs).
    """
    allow(by, "placement.say-commute", chooser)
    objection = commutes_can_change(chooser.cohort)
    if objection:
        raise NotNow(objection)
    said = _checked(chooser, postcode, farthest_km, authorities)
    present = commutes.said_by(chooser).kept
    before = {name: getattr(present, name) for name in SAID} if present else {}
    key = {"cohort": chooser.cohort, "person_id": chooser.person_id}
    kept, done = keep(present, Commute, key, revision, {**said, "saved_at": clock.now()})
    if not done:
        there = {name: getattr(kept, name) for name in SAID} if kept else None
        raise Conflict(CHANGED, differences=[("What you said", _words(said), _words(there))])
    record(by, "placement.say-commute", kept, subject=chooser.person_id, fields=[name for name in SAID if before.get(name) != said[name]])
    return kept  # type: ignore[no-any-return]
