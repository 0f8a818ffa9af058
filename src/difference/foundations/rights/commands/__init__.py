"""Every write about data rights."""

from difference.foundations.rights.commands.copies import have_copy_made, make_copy, prepare_copy, sweep_copies
from difference.foundations.rights.commands.erasures import erase, erase_past_time, finish_erasures, retain_rows
from difference.foundations.rights.commands.holds import lift_hold, place_hold
from difference.foundations.rights.commands.requests import answer, ask, extend, refuse, register, take_back

__all__ = [
    "answer",
    "ask",
    "erase",
    "erase_past_time",
    "extend",
    "finish_erasures",
    "have_copy_made",
    "lift_hold",
    "make_copy",
    "place_hold",
    "prepare_copy",
    "refuse",
    "register",
    "retain_rows",
    "sweep_copies",
    "take_back",
]
