"""Counts of people and of events: shares, ratios and rates with their intervals, shrunken rates, and ranks with their doubt."""

from difference.methods.populations.disproportion import Disproportionality, disproportionality
from difference.methods.populations.estimates import Estimate
from difference.methods.populations.lognormal import Lognormal, poisson_lognormal
from difference.methods.populations.odds_ratios import odds_ratio
from difference.methods.populations.proportions import difference_in_proportions, proportion
from difference.methods.populations.ranges import Bounds, bounds, total_of
from difference.methods.populations.ranking import Chance, Ranks, chance_among_worst, rank_intervals
from difference.methods.populations.rate_ratios import rate_ratio
from difference.methods.populations.rates import rate
from difference.methods.populations.risk_ratios import risk_ratio
from difference.methods.populations.shrinkage import Shrunken, shrink_rates

__all__ = [
    "Bounds",
    "Chance",
    "Disproportionality",
    "Estimate",
    "Lognormal",
    "Ranks",
    "Shrunken",
    "bounds",
    "chance_among_worst",
    "difference_in_proportions",
    "disproportionality",
    "odds_ratio",
    "poisson_lognormal",
    "proportion",
    "rank_intervals",
    "rate",
    "rate_ratio",
    "risk_ratio",
    "shrink_rates",
    "total_of",
]
