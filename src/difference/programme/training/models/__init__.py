"""Enrolment, Withdrawal; ModuleResult, Submission, Mark, Moderation; Board, Decision, Award; Session, Attendance; Coaching; ExtenuatingCase."""

from difference.programme.training.models.boards import Award, Board, Decision
from difference.programme.training.models.circumstances import CasePart, CaseWords, ExtenuatingCase
from difference.programme.training.models.coaching import Coaching, CoachingNote, Goal
from difference.programme.training.models.enrolments import Enrolment, Withdrawal, WithdrawalWords
from difference.programme.training.models.marking import Mark, Moderation
from difference.programme.training.models.results import ModuleResult, Submission
from difference.programme.training.models.sessions import Attendance, FollowUp, Session

__all__ = [
    "Attendance",
    "Award",
    "Board",
    "CasePart",
    "CaseWords",
    "Coaching",
    "CoachingNote",
    "Decision",
    "Enrolment",
    "ExtenuatingCase",
    "FollowUp",
    "Goal",
    "Mark",
    "Moderation",
    "ModuleResult",
    "Session",
    "Submission",
    "Withdrawal",
    "WithdrawalWords",
]
