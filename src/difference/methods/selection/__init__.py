"""Selecting fairly: several assessors' scores made into one, how far assessors agree, and text masked of who wrote it."""

from difference.methods.selection.agreement import Agreement
from difference.methods.selection.criteria import Criteria, Criterion
from difference.methods.selection.intraclass import icc_1_1, icc_2_1
from difference.methods.selection.kappa import kappa_of_table, weighted_kappa
from difference.methods.selection.masking import Masked, mask
from difference.methods.selection.scores import Combined, CriterionScore, Score, combine
from difference.methods.selection.terms import Terms

__all__ = [
    "Agreement",
    "Combined",
    "Criteria",
    "Criterion",
    "CriterionScore",
    "Masked",
    "Score",
    "Terms",
    "combine",
    "icc_1_1",
    "icc_2_1",
    "kappa_of_table",
    "mask",
    "weighted_kappa",
]
