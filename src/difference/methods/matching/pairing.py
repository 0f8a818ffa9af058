"""Places couples together: single candidates first, then couple by couple, each followed by the chain of moves that it sets off."""

from __future__ import annotations

import numpy as np

from difference.methods.matching.couples import NOWHERE
from difference.methods.matching.market import UNRANKED, Int32s, Market
from difference.methods.matching.parties import Parties, parties_of
from difference.methods.matching.proposing import defer
from difference.methods.matching.searching import Best, everything, few_enough
from difference.methods.matching.seating import Moved, Seating

# In how many orders the couples are let in before it is given up.
ORDERS = 5
# How many steps a chain may have, and one that looks for something better: those that end have some dozens.
PATIENCE, A_WHILE = 800, 60
# How many entries in all are gone through to count what blocks.
LOOKS = 5_000_000
MANY = 1 << 30

STABLE = (
    "No candidate and post, and no couple and pair of posts, would all rather have each other than what they have. Where there are couples no rule can"
    " promise that this can be had, nor that it is best for candidates, nor that nobody gains by ranking otherwise than they truly prefer."
)
TRIED = " The sequence went round in a circle; this was found by trying every matching there is, so the lottery’s order may not be kept among people level."
NONE = (
    "Not stable, and nothing else could be: every matching there is was tried, and in each some candidate and post, or some couple and pair of posts, would"
    " rather have each other. This one has the fewest of those, {count}, which are listed."
)
NOT_FOUND = (
    "Not stable: the sequence found no matching in which no candidate and post, and no couple and pair of posts, would rather have each other, and whether"
    " there is one was not proved. Of those it came by this one has the fewest of those, {count}, which are listed."
)


def couples(market: Market, lottery: Int32s) -> tuple[Int32s, str]:
    """int32[n], each candidate's post, −1 where unplaced, and what is promised of that.

    Roth and Peranson, “The redesign of the matching market for American physicians”, American Economic Review 89 (1999), 748–780: single candidates are
    placed by deferred acceptance; then couples come in one by one, the luckier first. Whoever comes in, or is displaced, gets the best that would have
    them; a couple of whom one is displaced loses both seats; posts that have become easier to get into are looked at again for everybody who would
    rather be there, which ends where nobody would. A chain that returns to where it was is undone: its couple comes in last, or else first in the next
    order (as in Ashlagi, Braverman and Hassidim, Operations Research 62 (2014), 713–732). Whether a stable matching exists is NP-complete to decide (Ronn,
    Journal of Algorithms 11 (1990), 285–304): where none is found, whoever blocks the best matching met has their way for as long as that leads to a
    better one, and small markets are searched through; what has the fewest blocking pairs and coalitions is given. A chain has some dozens of moves where
    it ends and some hundred where it does not, each about the lists of one post; at most five orders of all couples.
    """
    parties = parties_of(market, lottery)
    best = _Sequence(parties, _single_first(market, lottery, parties)).run()
    told = STABLE
    if best.count and few_enough(parties):
        everything(parties, best)
        told = NONE if best.count else STABLE + TRIED
    elif best.count:
        told = NOT_FOUND
    posts = np.full(len(market), NOWHERE, np.int32)
    for who, post in Seating(parties, best.choices).outcome().items():
        posts[who] = post
    posts.flags.writeable = False
    return posts, told.format(count=best.count)


def _single_first(market: Market, lottery: Int32s, parties: Parties) -> list[int]:
    """The options that the parties have once single candidates are placed, and no couple is."""
    in_couple = np.zeros(len(market), bool)
    in_couple[list(market.couple_of)] = True
    priority = np.where(in_couple[market.candidates], UNRANKED, market.priority).astype(np.int32)
    outcome = defer(market.offsets, market.posts, priority, market.seats, lottery).tolist()
    posts = [(outcome[party.members[0]],) if len(party.members) == 1 else () for party in parties.parties]
    return [party.options.index(post) if post in party.options else len(party.options) for party, post in zip(parties.parties, posts, strict=True)]


class _Sequence:
    def __init__(self, parties: Parties, start: list[int]) -> None:
        self._parties, self._start = parties, start
        self._best = Best(start, Seating(parties, start).count(MANY))
        self._looks = LOOKS // (1 + sum(len(party.options) for party in parties.parties))

    def run(self) -> Best:
        """Let the couples in, in one order after another, until nothing blocks; give the best matching that was met."""
        order = [number for number, party in enumerate(self._parties.parties) if len(party.members) > 1]
        tried: set[tuple[int, ...]] = set()
        while self._best.count and tuple(order) not in tried and len(tried) < ORDERS:
            tried.add(tuple(order))
            left_out = self._let_in(order)
            order = left_out + [number for number in order if number not in left_out]
        # Of small markets every matching is tried, which is quicker and proves more.
        while self._best.count and self._looks > 0 and not few_enough(self._parties):
            if not self._improve():
                break
        return self._best

    def _let_in(self, order: list[int]) -> list[int]:
        """One order, from the start, those whose chain did not end once more at its end; gives the couples that had to be left out."""
        seating = Seating(self._parties, self._start)
        there = [len(party.members) == 1 for party in self._parties.parties]
        later: list[int] = []
        left_out: list[int] = []
        for queue, refused in ((order, later), (later, left_out)):
            for number in queue:
                before = list(seating.choices)
                there[number] = True
                if not self._chain(seating, there, number):
                    seating, there[number] = Seating(self._parties, before), False
                    refused.append(number)
        self._best.meet(seating.choices, seating.count(self._best.count))
        return left_out

    def _improve(self) -> bool:
        """Let each who blocks the best matching have their way, and follow that for a while, until a better one is met; whether one was."""
        start, before = list(self._best.choices), self._best.count
        base = Seating(self._parties, start)
        for number in range(len(self._parties)):
            for choice in base.blocking(number, classes_only=True):
                seating = Seating(self._parties, start)
                self._follow(seating, seating.move(number, choice))
                if self._best.count < before or self._looks <= 0:
                    return self._best.count < before
        return False

    def _follow(self, seating: Seating, moved: Moved) -> None:
        """Follow a move for a while, until the best matching so far is bettered."""
        before, there = self._best.count, [True] * len(self._parties)
        asking, opened = sorted(moved.displaced, reverse=True), set(moved.opened)
        for _ in range(A_WHILE):
            for _ in range(A_WHILE):
                if not asking:
                    break
                self._ask(seating, asking, opened)
            self._looks -= 1
            self._best.meet(seating.choices, seating.count(before))
            if self._best.count < before or not opened or self._looks <= 0:
                return
            asking = self._wanting(seating, there, self._next(opened))

    def _chain(self, seating: Seating, there: list[bool], first: int) -> bool:
        """Let a couple come in, and follow what it sets off; whether that came to an end."""
        asking, opened = [first], set[int]()
        seen: set[tuple[object, ...]] = set()
        for _ in range(PATIENCE):
            if not asking and not opened:
                return True
            if not asking:
                asking = self._wanting(seating, there, self._next(opened))
            elif self._ask(seating, asking, opened):
                state = (seating.mark, tuple(asking), frozenset(opened))
                if state in seen:
                    return False
                seen.add(state)
        return False

    def _ask(self, seating: Seating, asking: list[int], opened: set[int]) -> bool:
        """Give the last of those who ask the best that would have them; whether there was anything."""
        number = asking.pop()
        choice = next(seating.blocking(number), None)
        if choice is None:
            return False
        moved = seating.move(number, choice)
        asking += sorted(moved.displaced, reverse=True)
        opened.update(moved.opened)
        return True

    def _next(self, opened: set[int]) -> int:
        post = min(opened, key=self._parties.places.__getitem__)
        opened.remove(post)
        return post

    def _wanting(self, seating: Seating, there: list[bool], post: int) -> list[int]:
        """Those who would rather be at this post, and whom it would have, the one it wants most last."""
        found = []
        for number in self._parties.asking[post]:
            party = self._parties.parties[number]
            if there[number] and any(post in party.options[choice] for choice in seating.blocking(number)):
                keys = (self._parties.keys[post, who] for who in party.members if (post, who) in self._parties.keys)
                found.append((min(keys), number))
        return [number for _, number in sorted(found, reverse=True)]
