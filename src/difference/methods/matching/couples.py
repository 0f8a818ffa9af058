"""What a market may say of couples: two candidates who rank pairs of posts together and speak with one voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from difference.methods.problems import Problems

# The place of “no post” in a pair.
NOWHERE = -1
Pair = tuple[int, int]


@dataclass(frozen=True)
class Couple:
    """Two candidates (positions) and the pairs of posts (positions, `NOWHERE` for no post) that they rank, the most preferred first.

    That neither has a post stands last by itself. A pair that is not listed is unacceptable to them.
    """

    name: str
    members: Pair
    pairs: tuple[Pair, ...]

    def rank(self, posts: Pair) -> int | None:
        """The rank, from 1, that they gave to a pair; None where they did not list it."""
        return self.pairs.index(posts) + 1 if posts in self.pairs else None

    def posts_of(self, member: int) -> tuple[int, ...]:
        """The posts that stand for the first (0) or the second (1) member, each once, in the order in which they are first named."""
        return tuple(dict.fromkeys(pair[member] for pair in self.pairs if pair[member] != NOWHERE))


def check_couples(
    couples: Sequence[Couple], listed: Sequence[npt.NDArray[np.int32]], seats: npt.NDArray[np.int32], limited: bool, problems: Problems
) -> None:  # fmt: skip
    """Note what is wrong with the couples of a market in which candidate i's own entries are `listed[i]`; `limited` is whether it has limits too."""
    if couples and limited:
        problems.add("couples", "There cannot be couples where seats are reserved or a region has a ceiling: no rule honours both.")
    rows: dict[int, int] = {}
    names: set[str] = set()
    for row, couple in enumerate(couples, 1):
        place = f"couples, row {row}"
        if couple.name in names:
            problems.add(place, f"Its id “{couple.name}” is that of another couple too.")
        names.add(couple.name)
        if len(set(couple.members)) != 2 or not all(0 <= who < len(listed) for who in couple.members):
            problems.add(place, "It needs two candidates of the market.")
            continue
        for who in couple.members:
            if rows.setdefault(who, row) != row:
                problems.add(place, f"Candidate {who} is in the couple of row {rows[who]} too.")
        if _pairs_fit(couple, seats, place, problems):
            _check_entries(couple, listed, place, problems)


def _pairs_fit(couple: Couple, seats: npt.NDArray[np.int32], place: str, problems: Problems) -> bool:
    if not all(NOWHERE <= post < len(seats) for pair in couple.pairs for post in pair) or (NOWHERE, NOWHERE) in couple.pairs:
        problems.add(place, "Each of its pairs needs a post of the market, or two.")
        return False
    if len(set(couple.pairs)) != len(couple.pairs):
        problems.add(place, "It ranks a pair more than once.")
    for post in sorted({first for first, second in couple.pairs if first == second and seats[first] < 2}):
        problems.add(place, f"It ranks post {post} for both, which has too few seats: {seats[post]}.")
    return True


def _check_entries(couple: Couple, listed: Sequence[npt.NDArray[np.int32]], place: str, problems: Problems) -> None:
    """A member's entries say how their posts ranked them, and nothing of their own preference: they must be those of the pairs."""
    for number, who in enumerate(couple.members):
        if tuple(listed[who].tolist()) != couple.posts_of(number):
            problems.add(place, f"The entries of candidate {who} must be the posts that stand for them in its pairs, in that order.")
