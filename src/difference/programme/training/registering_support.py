"""Puts what sessions, coaching and extenuating circumstances need on the lists of the house."""

from __future__ import annotations

from difference.foundations.documents import purposes
from difference.foundations.lifecycles.registry import register
from difference.foundations.mail import kinds
from difference.foundations.people import holdings
from difference.programme.training import evidence, letters_support, own_record_support, policies_circumstances, policies_coaching, policies_sessions  # noqa: F401
from difference.programme.training.states_circumstances import EXTENUATING_CASE
from difference.programme.training.states_sessions import SESSION


def register_all() -> None:
    """Called once, when the program starts."""
    register(EXTENUATING_CASE)
    register(SESSION)
    for name, (says, function) in letters_support.KINDS.items():
        kinds.register(f"training.{name}", says, function=function)
    holdings.register(own_record_support.holdings)
    purposes.register(**evidence.PURPOSE)
