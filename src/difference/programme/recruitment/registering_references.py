"""Puts the lifecycle, the letters, the nightly task and what is held of references and checks on their lists."""

from __future__ import annotations

from pathlib import Path

from difference.foundations.jobs import schedule
from difference.foundations.lifecycles.registry import register
from difference.foundations.mail import kinds
from difference.foundations.people import holdings
from difference.programme.recruitment import letters_references as letters
from difference.programme.recruitment import own_references
from difference.programme.recruitment.reference_states import REFERENCE


def register_all() -> None:
    """Called once, when the program starts."""
    register(REFERENCE)
    for name, says in letters.SECRET_KINDS.items():
        kinds.register(f"recruitment.{name}", says, secret=True)
    for name, (says, function) in letters.OPEN_KINDS.items():
        kinds.register(f"recruitment.{name}", says, function=function)
    schedule.register_file(Path(__file__).with_name("schedule_references.toml"))
    holdings.register(own_references.holdings)
