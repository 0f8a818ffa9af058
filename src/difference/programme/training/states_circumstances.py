"""The states of a case of extenuating circumstances, and the moves between them."""

from __future__ import annotations

from difference.foundations.lifecycles.table import Lifecycle, Move, State
from difference.programme.training.reasons_circumstances import REFUSED

EXTENUATING_CASE = Lifecycle(
    "ExtenuatingCase",
    (
        State("draft", "Not sent yet", editable=True, shown_to=frozenset({"person"})),
        State("submitted", "Being looked at"),
        State("granted", "Granted", terminal=True, running=False),
        State("refused", "Not granted", terminal=True, running=False),
        State("withdrawn", "Withdrawn by you", terminal=True, running=False),
    ),
    (
        Move("submit", ("draft",), "submitted", "training.write-case"),
        Move("withdraw", ("draft", "submitted"), "withdrawn", "training.write-case"),
        Move("grant", ("submitted",), "granted", "training.decide-case"),
        Move("refuse", ("submitted",), "refused", "training.decide-case", reasons=REFUSED),
    ),
)
