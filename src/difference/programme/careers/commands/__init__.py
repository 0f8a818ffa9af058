"""Every write of careers, by the name under which a programme, a page or the demonstration calls it."""

from difference.programme.careers.commands.introducing import accept, decline, request, suggest
from difference.programme.careers.commands.outcomes import appoint, close_vacancy, interview
from difference.programme.careers.commands.profiles import NEW, hide_from, show_again, write_profile
from difference.programme.careers.commands.vacancies import change_vacancy, open_vacancy, write_vacancy

__all__ = [
    "NEW",
    "accept",
    "appoint",
    "change_vacancy",
    "close_vacancy",
    "decline",
    "hide_from",
    "interview",
    "open_vacancy",
    "request",
    "show_again",
    "suggest",
    "write_profile",
    "write_vacancy",
]
