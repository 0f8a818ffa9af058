"""The states of a project and the moves between them (DOMAIN §4). One that was given up stays, and is counted."""

from __future__ import annotations

from difference.foundations.lifecycles.table import Lifecycle, Move, State
from difference.programme.evidence.guards import can_register, has_data, has_estimate
from difference.programme.evidence.reasons import ABANDONED, SENT_BACK

ALL = frozenset({"staff", "partner", "person"})

PROJECT = Lifecycle(
    "Project",
    (
        State("planned", "Planned", "Planned", editable=True, shown_to=ALL),
        State("protocol_registered", "Protocol registered", "Protocol registered", shown_to=ALL),
        State("data_received", "Numbers recorded", "Numbers recorded", shown_to=ALL),
        State("analysed", "Analysed, being checked", "Analysed, being checked", shown_to=ALL),
        State("reported", "Reported", "Reported", terminal=True, running=False, shown_to=ALL),
        State("abandoned", "Abandoned", "Abandoned", terminal=True, running=False, shown_to=ALL),
    ),
    (
        Move("register_protocol", ("planned",), "protocol_registered", "evidence.register-protocol", can_register),
        Move("record_data", ("protocol_registered",), "data_received", "evidence.record-data"),
        Move("analyse", ("data_received",), "analysed", "evidence.analyse", has_data),
        Move("send_back", ("analysed",), "data_received", "evidence.send-back", reasons=SENT_BACK),
        Move("report", ("analysed",), "reported", "evidence.report", has_estimate),
        Move(
            "abandon", ("planned", "protocol_registered", "data_received", "analysed"), "abandoned", "evidence.abandon", reasons=ABANDONED
        ),
    ),
)  # fmt: skip
