"""The states of an application, and the moves between them (DOMAIN §4)."""

from __future__ import annotations

from difference.foundations.lifecycles.table import Lifecycle, Move, State
from difference.programme.recruitment.guards import assessment_is_complete, can_still_be_answered, is_past_its_day
from difference.programme.recruitment.reasons import DECLINED, INELIGIBLE, UNSUCCESSFUL, WITHDRAWN

STATES = (
    State("draft", "Not sent yet", editable=True),
    State("submitted", "Sent"),
    State("in_review", "Being read"),
    State("shortlisted", "Invited to assessment"),
    State("assessed", "Being decided"),
    State("offered", "You have an offer", "Offered"),
    State("accepted", "You have a place", "Has a place", terminal=True),
    State("reserve", "On the reserve list"),
    State("ineligible", "Not eligible", running=False),
    State("unsuccessful", "Not successful this time", running=False, terminal=True),
    State("withdrawn", "Withdrawn by you", running=False, terminal=True),
    State("declined", "Offer declined by you", running=False, terminal=True),
    State("lapsed", "Offer not answered in time", running=False, terminal=True),
)

# Whoever is still in the running may withdraw.
CAN_WITHDRAW = ("draft", "submitted", "in_review", "shortlisted", "assessed", "reserve", "offered")

# Which applications a round of each stage gives out.
STATE_OF_STAGE = {"reading": "in_review", "assessment_day": "shortlisted"}

MOVES = (
    Move("submit", ("draft",), "submitted", "recruitment.submit"),
    Move("find_ineligible", ("submitted", "in_review"), "ineligible", "recruitment.find-ineligible", reasons=INELIGIBLE),
    Move("overrule", ("ineligible",), "in_review", "recruitment.overrule"),
    Move("take_in", ("submitted",), "in_review", "recruitment.take-in"),
    Move("shortlist", ("in_review",), "shortlisted", "recruitment.publish-decision"),
    Move("finish_assessment", ("shortlisted",), "assessed", "recruitment.finish-assessment", assessment_is_complete),
    Move("offer", ("assessed", "reserve"), "offered", "recruitment.publish-decision"),
    Move("put_on_reserve", ("in_review", "assessed"), "reserve", "recruitment.publish-decision"),
    Move("turn_down", ("in_review", "assessed", "reserve"), "unsuccessful", "recruitment.publish-decision", reasons=UNSUCCESSFUL),
    Move("accept", ("offered",), "accepted", "recruitment.answer-offer", can_still_be_answered),
    Move("decline", ("offered",), "declined", "recruitment.answer-offer", can_still_be_answered, reasons=DECLINED),
    Move("lapse", ("offered",), "lapsed", "recruitment.let-lapse", is_past_its_day),
    Move("withdraw", CAN_WITHDRAW, "withdrawn", "recruitment.withdraw", reasons=WITHDRAWN),
)

APPLICATION = Lifecycle("Application", STATES, MOVES)
