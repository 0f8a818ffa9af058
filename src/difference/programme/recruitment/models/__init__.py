"""Application, Reference, SelectionRound, Assessment, Decision, Offer, and the safer-recruitment checks."""

from difference.programme.recruitment.models.application import Application, CompetencyAnswer
from difference.programme.recruitment.models.checks import SaferCheck
from difference.programme.recruitment.models.offers import Decision, Offer
from difference.programme.recruitment.models.references import Reference
from difference.programme.recruitment.models.selection import Assessment, Conflict, Score, SelectionRound

__all__ = [
    "Application",
    "Assessment",
    "CompetencyAnswer",
    "Conflict",
    "Decision",
    "Offer",
    "Reference",
    "SaferCheck",
    "Score",
    "SelectionRound",
]
