"""The states of a request about data, and the moves between them."""

from __future__ import annotations

from difference.foundations.lifecycles.table import Lifecycle, Move, State
from difference.foundations.rights.reasons import ANSWERS, REFUSALS

RECEIVED, PREPARING, ANSWERED, REFUSED, WITHDRAWN = "received", "preparing", "answered", "refused", "withdrawn"
OPEN = (RECEIVED, PREPARING)

REQUEST = Lifecycle(
    "DataRequest",
    (
        State(RECEIVED, "We have it"),
        State(PREPARING, "Being made"),
        State(ANSWERED, "Done", running=False, terminal=True),
        State(REFUSED, "Refused", running=False, terminal=True),
        State(WITHDRAWN, "Taken back by you", running=False, terminal=True),
    ),
    (
        Move("prepare", OPEN, PREPARING, "rights.prepare-copy"),
        Move("answer", OPEN, ANSWERED, "rights.answer", reasons=ANSWERS),
        Move("refuse", OPEN, REFUSED, "rights.refuse", reasons=REFUSALS),
        Move("take_back", (RECEIVED,), WITHDRAWN, "rights.take-back"),
    ),
)
