"""The sections of an application: which there are, what each still needs, and how each is read and kept."""

from difference.programme.recruitment.sections.registry import Missing, Section, Status, every, find, incomplete, missing, register, status_of
from difference.programme.recruitment.sections.written import Written, find_written, fingerprint, words_in

__all__ = [
    "Missing",
    "Section",
    "Status",
    "Written",
    "every",
    "find",
    "find_written",
    "fingerprint",
    "incomplete",
    "missing",
    "register",
    "status_of",
    "words_in",
]
