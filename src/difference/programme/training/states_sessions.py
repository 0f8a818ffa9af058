"""The states of a session. That it is over, the clock says."""

from __future__ import annotations

from difference.foundations.lifecycles.table import Lifecycle, Move, State
from difference.programme.training.guards_sessions import not_begun
from difference.programme.training.reasons_sessions import CANCELLED

SESSION = Lifecycle(
    "Session",
    (
        State("planned", "Planned", "Planned"),
        State("cancelled", "Cancelled", "Cancelled", terminal=True, running=False),
    ),
    (Move("cancel", ("planned",), "cancelled", "training.change-session", not_begun, reasons=CANCELLED),),
)
