"""Fills the demonstration: invented people, the invented country, and who works where. Quick where it is filled already."""

from __future__ import annotations

from difference.demo.country.giving_way import give_way
from difference.demo.country.seeding import seed
from difference.demo.personas import seed_personas
from difference.demo.schools import hang_personas
from difference.foundations.actors import system


def fill() -> None:
    """Make what is missing. Raises NotADemonstration where there are real people."""
    by = system("demo")
    seed_personas(by=by)
    seed(by=by)
    give_way(by=by)
    hang_personas(by=by)
