"""Holds rules side by side on one market and one lottery: what each fills, what ranks it gives, and whom it treats otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from difference.methods.matching.lottery import Seed
from difference.methods.matching.market import Floats, Market
from difference.methods.matching.outcome import Matching
from difference.methods.matching.regions import Floor, floors
from difference.methods.matching.rules import DEFAULT, RULES, match, rule_named


@dataclass(frozen=True)
class Effect:
    """What one rule does.

    filled, cold_filled: seats filled, and those of them in cold spots. mean_rank, worst_rank: the rank, from 1, that the placed had given their post, or as a
    couple their pair of posts.
    mean_class: the class in which posts had ranked those they hold. differ: how many candidates have another outcome than by the rule compared with.
    floors: every floor, met or not. Ranks and classes are None where nobody is placed. mean_km, longest_km: how far the placed are from their post, of those
    for whom it is known, known_km of them; all three None where no kilometres were given, the first two where none is known.
    """

    rule: str
    filled: int
    cold_filled: int
    mean_rank: float | None
    worst_rank: int | None
    mean_class: float | None
    differ: int
    floors: tuple[Floor, ...] = ()
    mean_km: float | None = None
    longest_km: float | None = None
    known_km: int | None = None


@dataclass(frozen=True)
class Comparison:
    """The effects of rules on one market, with one seed; outcomes are counted as different from those of `against`."""

    seed: Seed
    against: str
    effects: tuple[Effect, ...]

    def __str__(self) -> str:
        rows = [("rule", "filled", "in cold spots", "mean rank", "worst rank", "mean class", f"not as {self.against}")]
        rows += [
            (
                one.rule,
                f"{one.filled:,}",
                f"{one.cold_filled:,}",
                _shown(one.mean_rank),
                str(one.worst_rank or "–"),
                _shown(one.mean_class),
                f"{one.differ:,}",
            )
            for one in self.effects
        ]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ["  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]) for row in rows]
        return "\n".join([*lines, *(f"{one.rule}: {floor}" for one in self.effects for floor in one.floors)])


def compare(market: Market, rules: Sequence[str] | None = None, seed: Seed = 0, kilometres: Floats | None = None) -> Comparison:
    """Apply each of `rules` (all that can do what the market asks, when none are named) with the same lottery.

    Outcomes are held against those of the default rule, or of the first rule named where the default cannot do what the market asks. `couples` is left out
    of markets without couples, where it is the default rule. Raises BadInput
    for an unknown rule and for one that cannot. `kilometres`, float64[E] as the market’s entries, are told of and steer nothing. Takes as
    long as the rules together.
    """
    able = [name for name, rule in RULES.items() if rule.able(market) and (market.couples or not rule.honours_couples)]
    chosen = [rule_named(name).name for name in (rules if rules is not None else able)]
    against = DEFAULT if DEFAULT in able else (chosen or able)[0]
    found = {name: match(market, name, seed) for name in dict.fromkeys([against, *chosen])}
    return Comparison(seed, against, tuple(_effect(market, found[name], found[against], kilometres) for name in dict.fromkeys(chosen)))


def _effect(market: Market, matching: Matching, other: Matching, kilometres: Floats | None) -> Effect:
    held = np.flatnonzero(market.posts == matching.posts[market.candidates])
    ranks = held - market.offsets[market.candidates[held]] + 1
    for place, who in enumerate(market.candidates[held].tolist() if market.couples else ()):
        if who in market.couple_of:
            ranks[place] = _rank_as_couple(market, matching, who)
    travelled = None if kilometres is None else kilometres[held][~np.isnan(kilometres[held])]
    return Effect(
        rule=matching.rule,
        filled=matching.size,
        cold_filled=int(market.cold[market.posts[held]].sum()),
        mean_rank=float(ranks.mean()) if len(held) else None,
        worst_rank=int(ranks.max()) if len(held) else None,
        mean_class=float(market.priority[held].mean()) if len(held) else None,
        differ=int(np.count_nonzero(matching.posts != other.posts)),
        floors=floors(market, matching.posts),
        mean_km=float(travelled.mean()) if travelled is not None and len(travelled) else None,
        longest_km=float(travelled.max()) if travelled is not None and len(travelled) else None,
        known_km=None if travelled is None else len(travelled),
    )


def _rank_as_couple(market: Market, matching: Matching, who: int) -> int:
    couple = market.couple_of[who]
    first, second = couple.members
    return couple.rank((int(matching.posts[first]), int(matching.posts[second]))) or len(couple.pairs) + 1


def _shown(number: float | None) -> str:
    return "–" if number is None else f"{number:.2f}"
