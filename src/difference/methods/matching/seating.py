"""Who sits where while couples are placed: who would block, and what happens when they have their way."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from difference.methods.matching.couples import NOWHERE
from difference.methods.matching.parties import Parties

FREE = 1 << 62


class Moved(NamedTuple):
    """What a move led to: parties who lost their seats, and posts that are now easier to get into than before."""

    displaced: list[int]
    opened: list[int]


class Seating:
    """A matching of parties, each by the number of its option (as many as it has: none), which moves change.

    A party and an option that it prefers block where each post in it would take whoever comes (McDermid and Manlove, “Keeping partners together”, Journal
    of Combinatorial Optimization 19 (2010), 279–303): a free seat for each, or somebody whom it wants less than them, not the partner who stays; where both
    come to one post, the better of the two must be wanted more than somebody if only one seat is free, and each more than another if none is.
    """

    def __init__(self, parties: Parties, choices: Sequence[int]) -> None:
        self.parties = parties
        self.choices = list(choices)
        # For each post the keys of those whom it holds, the most wanted first; a key tells whose it is by its lottery number.
        self._held: list[list[int]] = [[] for _ in parties.seats]
        # Tells matchings apart without looking at everybody.
        self.mark = 0
        for number in range(len(parties)):
            self._sit(number)

    def now(self, number: int) -> tuple[int, ...]:
        """The posts of a party’s members."""
        party = self.parties.parties[number]
        choice = self.choices[number]
        return party.options[choice] if choice < len(party.options) else (NOWHERE,) * len(party.members)

    def blocking(self, number: int, classes_only: bool = False) -> Iterator[int]:
        """The options with which a party blocks, the best first; `classes_only` leaves the lottery out, so that being level is not enough."""
        return (choice for choice in range(self.choices[number]) if self._would_have(number, choice, classes_only))

    def count(self, limit: int) -> int:
        """How many blocking pairs and coalitions there are by classes, up to `limit`."""
        found = 0
        for number in range(len(self.parties)):
            for _ in self.blocking(number, classes_only=True):
                found += 1
                if found >= limit:
                    return found
        return found

    def move(self, number: int, choice: int) -> Moved:
        """Let a party have an option; those whom its posts want least make room, and a couple loses both its seats or none."""
        before: dict[int, list[int]] = {}
        self._leave(number, before)
        self._choose(number, choice)
        displaced = []
        members = set(self.parties.parties[number].members)
        for post in self.now(number):
            self._remember(post, before)
        self._sit(number)
        for post in dict.fromkeys(self.now(number)):
            while post != NOWHERE and len(self._held[post]) > self.parties.seats[post]:
                loser = self.parties.of[next(who for who in map(self._who, reversed(self._held[post])) if who not in members)]
                self._leave(loser, before)
                displaced.append(loser)
        opened = [post for post, keys in before.items() if any(new > old for new, old in zip(self._keys(post), keys, strict=True))]
        return Moved(displaced, opened)

    def put(self, number: int, choice: int) -> bool:
        """Let a party that has nothing have an option, though nobody makes room; whether there are seats enough."""
        self._choose(number, choice)
        self._sit(number)
        return all(post == NOWHERE or len(self._held[post]) <= self.parties.seats[post] for post in self.now(number))

    def take(self, number: int) -> None:
        """Let a party have nothing."""
        self._leave(number, {})

    def outcome(self) -> dict[int, int]:
        """The post of each candidate."""
        return {
            who: post for number in range(len(self.parties)) for who, post in zip(self.parties.parties[number].members, self.now(number), strict=True)
        }

    def _would_have(self, number: int, choice: int, classes_only: bool) -> bool:
        party = self.parties.parties[number]
        now, option = self.now(number), party.options[choice]
        if len(option) == 1 or (option[0] != option[1] and now[0] not in option and now[1] not in option):
            return all(self._takes_one(post, who, classes_only) for post, who in zip(option, party.members, strict=True))
        coming: dict[int, list[int]] = {}
        staying: list[int] = []
        for who, former, post in zip(party.members, now, option, strict=True):
            if post == former:
                staying.append(who)
            elif post != NOWHERE:
                coming.setdefault(post, []).append(who)
        return all(self._takes(post, newcomers, staying, classes_only) for post, newcomers in coming.items())

    def _takes_one(self, post: int, who: int, classes_only: bool) -> bool:
        if post == NOWHERE or len(self._held[post]) < self.parties.seats[post]:
            return True
        key, worst, by = self.parties.keys[post, who], self._held[post][-1], self.parties.classes_by
        return key // by < worst // by if classes_only else key < worst

    def _takes(self, post: int, newcomers: list[int], staying: list[int], classes_only: bool) -> bool:
        held = self._held[post]
        free = self.parties.seats[post] - len(held)
        if free >= len(newcomers):
            return True
        by = self.parties.classes_by if classes_only else 1
        # The least wanted first: the better newcomers are held against those whom the post would miss least.
        theirs = [key // by for key in reversed(held) if self._who(key) not in staying]
        ours = sorted((self.parties.keys[post, who] // by for who in newcomers), reverse=True)[free:]
        return len(theirs) >= len(ours) and all(own < other for own, other in zip(ours, theirs, strict=False))

    def _who(self, key: int) -> int:
        return self.parties.numbered[key % self.parties.classes_by]

    def _sit(self, number: int) -> None:
        for who, post in zip(self.parties.parties[number].members, self.now(number), strict=True):
            if post != NOWHERE:
                insort(self._held[post], self.parties.keys[post, who])

    def _leave(self, number: int, before: dict[int, list[int]]) -> None:
        for who, post in zip(self.parties.parties[number].members, self.now(number), strict=True):
            self._remember(post, before)
            if post != NOWHERE:
                self._held[post].remove(self.parties.keys[post, who])
        self._choose(number, len(self.parties.parties[number].options))

    def _choose(self, number: int, choice: int) -> None:
        self.mark ^= hash((number, self.choices[number])) ^ hash((number, choice))
        self.choices[number] = choice

    def _remember(self, post: int, before: dict[int, list[int]]) -> None:
        if post != NOWHERE and post not in before:
            before[post] = self._keys(post)

    def _keys(self, post: int) -> list[int]:
        """How much whoever holds each seat is wanted, the most first; a free seat last."""
        return self._held[post] + [FREE] * (self.parties.seats[post] - len(self._held[post]))
