"""Tries every matching of a small market with couples, so that it can be proved that none is stable."""

from __future__ import annotations

from dataclasses import dataclass

from difference.methods.matching.parties import Parties
from difference.methods.matching.seating import Seating

# So many ways to place everybody, seats left aside, are tried within seconds.
MOST_WAYS = 20_000


@dataclass
class Best:
    """The matching with the fewest blocking pairs and coalitions that was met so far."""

    choices: list[int]
    count: int

    def meet(self, choices: list[int], count: int) -> None:
        """Keep another one where it has fewer."""
        if count < self.count:
            self.choices, self.count = list(choices), count


def few_enough(parties: Parties) -> bool:
    """Whether everything can be tried."""
    ways = 1
    for party in parties.parties:
        ways *= len(party.options) + 1
        if ways > MOST_WAYS:
            return False
    return True


def everything(parties: Parties, best: Best) -> None:
    """Try every matching; `best` is then one with the fewest blocking pairs and coalitions of all, the luckier parties’ wishes going first."""
    seating = Seating(parties, [len(party.options) for party in parties.parties])
    free = [number for number, party in enumerate(parties.parties) if party.options]

    def place(depth: int) -> None:
        if not best.count:
            return
        if depth == len(free):
            best.meet(seating.choices, seating.count(best.count))
            return
        number = free[depth]
        for choice in range(len(parties.parties[number].options) + 1):
            if seating.put(number, choice):
                place(depth + 1)
            seating.take(number)

    place(0)
