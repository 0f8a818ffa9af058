"""The two sides of an introduction: the person and the school. The programme is neither."""

from __future__ import annotations

from typing import Any

from difference.foundations.actors import Actor

PERSON, SCHOOL, PROGRAMME = "person", "school", "programme"


def side_of(actor: Actor, introduction: Any) -> str:
    """For which side somebody answers who may: their own, or their school's."""
    return PERSON if actor.person_id == introduction.person_id else SCHOOL


def other(side: str) -> str:
    """The other one."""
    return SCHOOL if side == PERSON else PERSON


def agreed(introduction: Any, side: str) -> bool:
    """Whether a side has agreed to be introduced."""
    return bool(introduction.person_agreed_at if side == PERSON else introduction.school_agreed_at)
