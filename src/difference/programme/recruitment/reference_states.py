"""The states of a reference, and the moves between them. That a link has run out is no state: the clock says so."""

from __future__ import annotations

from typing import Any

from difference.foundations import clock
from difference.foundations.lifecycles.table import Lifecycle, Move, State
from difference.programme.recruitment.reasons import REFEREE_DECLINED
from difference.web.components.moments import in_words

# Referees are asked once somebody is shortlisted (DOMAIN §5): from these states of an application.
ASKED_IN = ("shortlisted", "assessed", "offered", "accepted")


def can_be_asked(reference: Any) -> str:
    """Nobody is asked about an application that has not come so far, or is over."""
    return "" if reference.application.state in ASKED_IN else "Referees are asked once somebody has been shortlisted, and while the application runs."


def can_be_answered(reference: Any) -> str:
    """A link works until its day, and while the application is in the running."""
    application = reference.application
    if not application.lifecycle.state(application.state).running:
        return "This reference is not needed any more. Thank you for your time."
    if reference.expires_at is None or reference.expires_at <= clock.now():
        when = f" on {in_words(reference.expires_at)}" if reference.expires_at else ""
        return f"This link ran out{when}. Write to us, and we send you a new one; what you saved is kept."
    return ""


# To the candidate a reference is asked for or received, never more: why one has not come is the referee’s.
STATES = (
    State("named", "Not asked yet"),
    State("requested", "Asked"),
    State("received", "Received", terminal=True),
    State("declined", "Asked"),
)

MOVES = (
    Move("ask", ("named",), "requested", "recruitment.request-reference", can_be_asked),
    Move("ask_again", ("requested", "declined"), "requested", "recruitment.request-reference", can_be_asked),
    Move("name_another", ("named", "requested", "declined"), "named", "recruitment.name-referee"),
    Move("receive", ("requested",), "received", "recruitment.give-reference", can_be_answered),
    Move("decline", ("requested",), "declined", "recruitment.give-reference", can_be_answered, reasons=REFEREE_DECLINED),
)

REFERENCE = Lifecycle("Reference", STATES, MOVES)
