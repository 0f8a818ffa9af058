"""Staff add or lift a cold spot for a cohort, with a reason that everybody sees."""

from __future__ import annotations

from difference.errors import BadInput, Conflict
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.people.commands.grants import NOBODY
from difference.foundations.records import change
from difference.foundations.schools.models import LocalAuthority
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import ColdSpotChoice

LONGEST = 300
NEW = -1
FIELDS = ("cold", "reason")


@command
def choose_cold_spot(*, by: Actor, cohort: Cohort, authority: str, cold: bool | None, reason: str, revision: int = NEW) -> ColdSpotChoice:
    """Say that an authority (three figures) is a cold spot for a cohort, or is none; None leaves it to the figures again.

    Raises BadInput by field, Conflict where somebody else said something meanwhile (`revision` is that of what was seen, NEW for nothing).
    """
    allow(by, "placement.choose-cold-spots", cohort)
    # Two who say something of one authority at the same moment come one after the other.
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    found = LocalAuthority.objects.filter(code=authority, region__in_england=True).first()
    said = reason.replace("\x00", "").strip()
    if found is None:
        raise BadInput("Choose an authority from the list.", fields={"authority": ["Choose an authority from the list"]})
    if not said or len(said) > LONGEST:
        wrong = f"Use at most {LONGEST} characters" if said else "Say why: everybody who sees the posts reads it"
        raise BadInput("The reason cannot be kept as it stands.", fields={"reason": [wrong]})
    values = {"cold": cold, "reason": said, "chosen_by": by.person_id or NOBODY, "chosen_at": clock.now()}
    present = ColdSpotChoice.objects.filter(cohort=cohort, authority=found).first()
    if present is None:
        present = ColdSpotChoice.objects.create(cohort=cohort, authority=found, **values)
    elif present.revision != revision:
        raise Conflict("Somebody else said something of this authority meanwhile.", differences=[(found.name, said, f"{present}: {present.reason}")])
    else:
        change(present, revision=revision, values=values)
    record(by, "placement.choose-cold-spots", present, fields=list(FIELDS))
    return present
