"""Every write by candidates and by recruitment staff before an application is read. Selection’s stand in `selection*`."""

from difference.programme.recruitment.commands.handling import find_ineligible, overrule, take_in
from difference.programme.recruitment.commands.inactivity import mark_inactive
from difference.programme.recruitment.commands.leaving import object_to_ineligibility, withdraw
from difference.programme.recruitment.commands.references import request_reference
from difference.programme.recruitment.commands.starting import start
from difference.programme.recruitment.commands.submitting import Closed, Incomplete, submit
from difference.programme.recruitment.commands.writing import save

__all__ = [
    "Closed",
    "Incomplete",
    "find_ineligible",
    "mark_inactive",
    "object_to_ineligibility",
    "overrule",
    "request_reference",
    "save",
    "start",
    "submit",
    "take_in",
    "withdraw",
]
