"""The states of vacancies and introductions, and the moves between them (DOMAIN §4)."""

from __future__ import annotations

from difference.foundations.lifecycles.table import Lifecycle, Move, State
from difference.programme.careers.guards import can_be_asked_for, can_open, vacancy_stands
from difference.programme.careers.reasons import DECLINED, OUTCOMES

ALL = frozenset({"staff", "partner", "person"})

VACANCY = Lifecycle(
    "Vacancy",
    (
        State("draft", "", "Not open yet", editable=True, shown_to=frozenset({"partner"})),
        State("open", "Open", "Open", editable=True, shown_to=ALL),
        State("closed", "Closed", "Closed", terminal=True, running=False, shown_to=ALL),
    ),
    (
        Move("open", ("draft",), "open", "careers.open-vacancy", can_open),
        Move("close", ("open",), "closed", "careers.close-vacancy", reasons=OUTCOMES),
    ),
)

INTRODUCTION = Lifecycle(
    "Introduction",
    (
        State("suggested", "Suggested to you", "Suggested to you", shown_to=ALL),
        State("requested", "Asked for", "Asked for", shown_to=ALL),
        State("accepted", "You are introduced", "You are introduced", shown_to=ALL),
        State("interviewing", "You are talking", "You are talking", shown_to=ALL),
        State("appointed", "You are appointed", "Appointed", terminal=True, running=False, shown_to=ALL),
        State("declined", "Not gone on with", "Not gone on with", terminal=True, running=False, shown_to=ALL),
    ),
    (
        Move("request", ("suggested",), "requested", "careers.ask", can_be_asked_for),
        Move("accept", ("requested",), "accepted", "careers.answer", vacancy_stands),
        Move("interview", ("accepted",), "interviewing", "careers.go-on", vacancy_stands),
        Move("appoint", ("interviewing",), "appointed", "careers.appoint", vacancy_stands),
        Move("decline", ("suggested", "requested", "accepted", "interviewing"), "declined", "careers.decline", reasons=DECLINED),
    ),
)
# The states in which a school knows who it is: both have agreed, and neither has taken it back.
INTRODUCED = ("accepted", "interviewing", "appointed")
