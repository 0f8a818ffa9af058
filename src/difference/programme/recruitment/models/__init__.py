"""Application, Reference, SelectionRound, Assessment, Decision, Offer, and the safer-recruitment checks."""

from difference.programme.recruitment.models.application import Application, CompetencyAnswer
from difference.programme.recruitment.models.checks import SaferCheck
from difference.programme.recruitment.models.offers import Decision, Offer
from difference.programme.recruitment.models.references import Reference, ReferenceLink
from difference.programme.recruitment.models.selection import Assessment, Conflict, Score, SelectionRound, Standing
from difference.programme.recruitment.models.testimony import Testimony

__all__ = [
    "Application",
    "Assessment",
    "CompetencyAnswer",
    "Conflict",
    "Decision",
    "Offer",
    "Reference",
    "ReferenceLink",
    "SaferCheck",
    "Score",
    "SelectionRound",
    "Standing",
    "Testimony",
]
