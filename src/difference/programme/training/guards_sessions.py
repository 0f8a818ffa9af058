"""What stands in the way with sessions: predicates on the loaded object, each a sentence or nothing."""

from __future__ import annotations

from typing import Any

from difference.foundations import clock
from difference.web.components.moments import in_words


def not_begun(session: Any) -> str:
    """A session is changed or cancelled before it begins; afterwards its register says who was there."""
    return "" if clock.now() < session.starts_at else f"It began on {in_words(session.starts_at)}. What came of it stands in the register."


def register_open(session: Any) -> str:
    """The register is taken from the beginning on, and not of a session that was cancelled."""
    if session.state != "planned":
        return "This session was cancelled, so it has no register."
    return "" if clock.now() >= session.starts_at else f"The register can be taken once the session has begun, on {in_words(session.starts_at)}."
