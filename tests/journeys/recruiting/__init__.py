"""The steps of the people in Recruit, as a journey walks them."""

from tests.journeys.recruiting.candidate import (
    answer_offer,
    check_eligibility,
    come_back,
    send,
    start,
    write_in_two_tabs,
    write_the_facts,
    write_the_rest,
)
from tests.journeys.recruiting.hands import DAYS_ON, Story, day, in_person, invited, move_calendar, press, says, sign_up
from tests.journeys.recruiting.readers import assess, give_reference
from tests.journeys.recruiting.staff import (
    ask_referees,
    confirm_and_publish,
    give,
    note_checks,
    open_scores,
    plan_round,
    propose,
    read_reference,
    set_up_cohort,
    take_in,
)

__all__ = [
    "DAYS_ON",
    "Story",
    "answer_offer",
    "ask_referees",
    "assess",
    "check_eligibility",
    "come_back",
    "confirm_and_publish",
    "day",
    "give",
    "give_reference",
    "in_person",
    "invited",
    "move_calendar",
    "note_checks",
    "open_scores",
    "plan_round",
    "press",
    "propose",
    "read_reference",
    "says",
    "send",
    "set_up_cohort",
    "sign_up",
    "start",
    "take_in",
    "write_in_two_tabs",
    "write_the_facts",
    "write_the_rest",
]
