"""Every read of the observatory: the findings, each with what is computed of it now, and the register behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from difference.errors import NotFound
from difference.foundations.actors import Actor
from difference.sector.observatory import arithmetic, computing
from difference.sector.observatory.computing import Answer, Sources
from difference.sector.observatory.places import cold_spots as places_cold
from difference.sector.observatory.places import geography
from difference.sector.observatory.places.cold_spots import ColdSpot, ColdSpots
from difference.sector.observatory.published import Finding, published
from difference.sector.observatory.register import Register, read
from difference.sector.official import held
from difference.sector.official.held import Held

INVENTED = "Computed from an invented country: it says nothing about England."


@dataclass(frozen=True)
class Beside:
    """A finding as published, beside what is computed now."""

    finding: Finding
    answer: Answer
    note: str
    invented: bool


@dataclass(frozen=True)
class Observatory:
    """All findings, and what they were computed from."""

    findings: Sequence[Beside]
    sources: Sources

    @property
    def register(self) -> Register:
        """The register that the pages use."""
        return self.sources.register

    def with_verdict(self, verdict: str) -> list[Beside]:
        """The findings of one verdict."""
        return [beside for beside in self.findings if beside.answer.verdict == verdict]


def observatory(actor: Actor) -> Observatory:
    """Every finding in its order, and the register."""
    found = sources(actor)
    return Observatory([_beside(finding, found) for finding in published().findings], found)


def sources(actor: Actor) -> Sources:
    """What findings are computed from now."""
    return Sources(official(actor), read(actor))


def official(actor: Actor) -> Held:
    """The official data that is held now. It is public: nobody needs to be asked who they are."""
    return held.at(Path(settings.HOME) / "data")


def cold_spot_table(actor: Actor, kind: str = geography.AUTHORITY) -> ColdSpots:
    """How short every authority (or with "region" every region) is of well-led alternative provision, and the rule by which that is said."""
    return places_cold.cold_spots(official(actor), kind)


def cold_spots(actor: Actor, kind: str = geography.AUTHORITY) -> list[ColdSpot]:
    """Every place of a kind with its chance of being among the worst fifth, the likeliest first; without a score (None) at the end."""
    return list(cold_spot_table(actor, kind).spots)


def cold_spot_marks(actor: Actor, authority_codes: Sequence[str]) -> NDArray[np.bool_]:
    """bool[m]: whether each post’s authority (three figures) is marked as a cold spot, as `difference.methods.matching`’s `Market` takes it.

    Marked from the chance that the rule’s dated file names. An authority without a score, or that ended and was divided, is not marked.
    """
    by, today = cold_spot_table(actor).by, geography.today
    return np.array([(spot := by.get(today(code))) is not None and spot.marked for code in authority_codes], dtype=np.bool_)


def one(actor: Actor, finding_id: str) -> Beside:
    """One finding. Raises NotFound."""
    finding = published().find(finding_id)
    if finding is None:
        raise NotFound("There is no finding of this name.")
    return _beside(finding, sources(actor))


def _beside(finding: Finding, found: Sources) -> Beside:
    answer = computing.answer(finding, found)
    invented = found.register.invented and answer.of_register
    words = [*answer.sentences, *arithmetic.sentences(finding)]
    if answer.computed is None:
        words.insert(0, f"To compute it, this needs {finding.needs}.")
    elif invented:
        words.insert(0, INVENTED)
    return Beside(finding, answer, " ".join(words), invented)


def as_data(beside: Beside) -> dict[str, Any]:
    """A finding as JSON has it."""
    figure, computed = beside.finding.published, beside.answer.computed
    shown = None
    if computed is not None:
        names = ("value", "unit", "low", "high", "interval", "period", "numerator", "denominator")
        shown = {name: getattr(computed, name) for name in names} | {"inputs": dict(computed.inputs)}
    return {
        "id": beside.finding.id,
        "title": beside.finding.title,
        "published": {"value": figure.value, "unit": figure.unit, "source": figure.source, "period": figure.period},
        "computed": shown,
        "verdict": beside.answer.verdict,
        "note": beside.note,
    }


def all_as_data(found: Observatory) -> dict[str, Any]:
    """Every finding and the register, as the download and the command line have them."""
    register = found.register
    return {
        "findings": [as_data(beside) for beside in found.findings],
        "published_file": published().dated.isoformat(),
        "register": {
            "dated": register.period or None,
            "invented": register.invented,
            "open_alternative_provision_schools": register.total,
            "by_region": dict(register.by_region),
            "by_type": dict(register.by_type),
            "by_grade": dict(register.by_grade) if register.by_grade is not None else None,
            "opened_in_the_year_before": _numbers(register.opened),
            "closed_in_the_year_before": _numbers(register.closed),
        },
    }


def _numbers(schools: Sequence[Any] | None) -> list[int] | None:
    return None if schools is None else [school.urn for school in schools]
