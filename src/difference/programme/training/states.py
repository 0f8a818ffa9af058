"""The states of enrolments, module results and boards, and the moves between them (DOMAIN §4)."""

from __future__ import annotations

from difference.foundations.lifecycles.table import Lifecycle, Move, State
from difference.programme.training.guards import all_handed_in, all_marked, all_moderated, can_be_awarded, can_complete
from difference.programme.training.reasons import DEFERRED

STAFF = frozenset({"staff"})
OWN = frozenset({"staff", "person"})

ENROLMENT = Lifecycle(
    "Enrolment",
    (
        State("enrolled", "You are enrolled", shown_to=OWN),
        State("active", "You are studying", shown_to=OWN),
        State("deferred", "Your studies are paused", shown_to=OWN),
        State("completed", "You have completed your studies", shown_to=OWN),
        State("awarded", "You hold the award", terminal=True, running=False, shown_to=OWN),
        State("withdrawn", "You have left the course", terminal=True, running=False, shown_to=OWN),
    ),
    (
        Move("activate", ("enrolled",), "active", "training.enrol"),
        Move("defer", ("active",), "deferred", "training.defer", reasons=DEFERRED),
        Move("resume", ("deferred",), "active", "training.defer"),
        Move("complete", ("active", "deferred"), "completed", "training.complete", can_complete),
        Move("award", ("completed",), "awarded", "training.complete", can_be_awarded),
        Move("withdraw", ("enrolled", "active", "deferred"), "withdrawn", "training.withdraw"),
    ),
)

MODULE_RESULT = Lifecycle(
    "Module result",
    (
        State("not_started", "To do", shown_to=OWN),
        State("submitted", "Handed in", shown_to=OWN),
        State("marked", "Handed in", shown_to=STAFF),
        State("moderated", "Handed in", shown_to=STAFF),
        State("confirmed", "Handed in", shown_to=STAFF),
        State("released", "Released", terminal=True, running=False, shown_to=OWN),
    ),
    (
        Move("submit", ("not_started",), "submitted", "training.close-module", all_handed_in),
        Move("mark", ("submitted",), "marked", "training.mark-module", all_marked),
        Move("moderate", ("marked",), "moderated", "training.mark-module", all_moderated),
        Move("confirm", ("moderated",), "confirmed", "training.confirm-result"),
        Move("release", ("confirmed",), "released", "training.release-result"),
    ),
)

BOARD = Lifecycle(
    "Board",
    (
        State("held", "", editable=True, shown_to=STAFF),
        State("confirmed", "", shown_to=STAFF),
        State("released", "", terminal=True, running=False, shown_to=STAFF),
    ),
    (
        Move("confirm", ("held",), "confirmed", "training.confirm-board"),
        Move("release", ("confirmed",), "released", "training.release-board"),
    ),
)
