"""Interest, Post, Candidacy, rankings of both sides, commutes, cold spots, pairs decided by hand, Lottery, MatchingRun, and Placement."""

from difference.programme.placement.models.candidacies import Candidacy
from difference.programme.placement.models.cold_spots import ColdSpotChoice
from difference.programme.placement.models.commutes import Commute
from difference.programme.placement.models.lotteries import Lottery
from difference.programme.placement.models.matching import MatchingRun
from difference.programme.placement.models.pairs import PairChoice
from difference.programme.placement.models.placements import Challenge, ChecklistItem, Placement
from difference.programme.placement.models.posts import Interest, Post
from difference.programme.placement.models.rankings import CandidateRanking, HostRanking

__all__ = [
    "Candidacy",
    "CandidateRanking",
    "Challenge",
    "ChecklistItem",
    "ColdSpotChoice",
    "Commute",
    "HostRanking",
    "Interest",
    "Lottery",
    "MatchingRun",
    "PairChoice",
    "Placement",
    "Post",
]
