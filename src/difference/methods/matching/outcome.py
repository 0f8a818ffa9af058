"""What a rule gives back: who holds which post, by which rule and lottery, and what that rule promises."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from difference.methods.matching.lottery import Seed
from difference.methods.matching.market import Int32s, Market


@dataclass(frozen=True, eq=False)
class Matching:
    """posts: int32[n], each candidate's post or −1 where unplaced; lottery: int32[n], the numbers drawn with `seed`, 1 the luckiest."""

    posts: Int32s
    rule: str
    seed: Seed
    guarantee: str
    lottery: Int32s

    @property
    def size(self) -> int:
        """How many candidates are placed."""
        return int(np.count_nonzero(self.posts >= 0))

    def by_id(self, market: Market) -> dict[str, str | None]:
        """Each candidate's post by name, None where unplaced."""
        return {
            candidate: market.post_ids[post] if post >= 0 else None for candidate, post in zip(market.candidate_ids, self.posts.tolist(), strict=True)
        }
