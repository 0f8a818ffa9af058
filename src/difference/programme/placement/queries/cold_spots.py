"""Reading cold spots for a cohort: as the observatory computes them, with what staff added or lifted on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from difference.foundations.actors import Actor
from difference.foundations.schools.models import LocalAuthority
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import ColdSpotChoice
from difference.sector.observatory import queries as observatory
from difference.sector.observatory.places import geography
from difference.sector.observatory.places.cold_spots import ColdSpot as Computed


@dataclass(frozen=True)
class Spot:
    """One authority in view of a cohort.

    `computed` is whether the figures mark it, None where they cannot say; `probability` that it is among the worst fifth. `choice` is what staff
    said, if they did.
    """

    code: str
    name: str
    computed: bool | None
    probability: float | None
    choice: ColdSpotChoice | None

    @property
    def cold(self) -> bool:
        """Whether it counts as a cold spot in this cohort."""
        return bool(self.computed) if self.choice is None or self.choice.cold is None else self.choice.cold

    @property
    def because(self) -> str:
        """Why, in a sentence for everybody."""
        if self.choice is not None and self.choice.cold is not None:
            return f"The programme {'added it' if self.choice.cold else 'lifted it'} for this cohort: {self.choice.reason}"
        if self.computed is None or self.probability is None:
            return "The figures that are loaded cannot say."
        return f"By the published figures the chance that it is among the fifth shortest of well-led alternative provision is {self.probability:.0%}."


def choices(cohort: Cohort) -> Mapping[str, ColdSpotChoice]:
    """What staff said for a cohort, by the authority's three figures."""
    found = ColdSpotChoice.objects.filter(cohort=cohort).select_related("authority")
    return {choice.authority.code: choice for choice in found}


def spots(actor: Actor, cohort: Cohort) -> list[Spot]:
    """Every authority of the register in England, by name, as it stands for a cohort."""
    by, chosen = observatory.cold_spot_table(actor).by, choices(cohort)
    return [_spot(authority, by.get(geography.today(authority.code)), chosen.get(authority.code)) for authority in _authorities()]


def cold_codes(actor: Actor, cohort: Cohort) -> frozenset[str]:
    """The three figures of every authority that counts as a cold spot in a cohort."""
    return frozenset(spot.code for spot in spots(actor, cohort) if spot.cold)


def by_code(actor: Actor, cohort: Cohort) -> Mapping[str, Spot]:
    """`spots`, by the authority’s three figures."""
    return {spot.code: spot for spot in spots(actor, cohort)}


def of_authority(actor: Actor, cohort: Cohort, code: str) -> Spot | None:
    """One authority, or None where the register has none of this number in England."""
    return by_code(actor, cohort).get(code)


def _authorities() -> list[LocalAuthority]:
    return list(LocalAuthority.objects.filter(region__in_england=True).order_by("name"))


def _spot(authority: LocalAuthority, computed: Computed | None, choice: ColdSpotChoice | None) -> Spot:
    known = computed is not None and computed.probability is not None
    return Spot(
        authority.code, authority.name, computed.marked if computed and known else None, computed.probability if computed else None, choice
    )  # fmt: skip
