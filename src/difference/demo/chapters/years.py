"""Which cohorts there are beside the young one: one in training, and one that has finished, whatever day the demonstration is filled."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from difference.demo.past import Days

# Placements start on 1 September. From November on, whoever started in that year counts as the cohort in training.
SETTLED = (11, 1)
# The day of the year before on which a cohort's recruitment stands where the young one's stands when the demonstration is filled.
BEGINS = (11, 24)


@dataclass(frozen=True)
class Year:
    """One older cohort: the word for it in the tables, and the year in which its placements start."""

    word: str
    starts: int

    @property
    def days(self) -> Days:
        """Days counted from the one on which its recruitment is told from."""
        return Days(dt.date(self.starts - 1, *BEGINS))


def years(today: dt.date) -> tuple[Year, Year]:
    """The cohort that has finished, and the one in training."""
    starts = today.year - ((today.month, today.day) < SETTLED)
    return Year("alumni", starts - 2), Year("training", starts)
