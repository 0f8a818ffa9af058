"""Keeps a matching up to date while people come late, leave, and posts gain seats, touching only those whom a chain reaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import heapify, heappush, heapreplace

import numpy as np

from difference.errors import BadInput, NotFound
from difference.methods.matching.lottery import Seed, ticketing
from difference.methods.matching.market import UNRANKED, Market
from difference.methods.matching.regions import has_limits
from difference.methods.matching.rules import match

# How a post wants somebody, the least the worst: minus class, minus ticket, and who it is.
Key = tuple[int, int, int]
# Better than every class.
NOBODY = -(2**31) - 1


class Rolling:
    """A standing matching, first that of `candidate_optimal`.

    `arrive` runs a chain of refusals: the newcomer asks down their list, whoever loses their seat asks on down theirs. The outcome is that of
    `candidate_optimal` with the newcomer there from the start, since the order of asking never matters (McVitie and Wilson, “The stable marriage
    problem”, Communications of the ACM 14 (1971), 486–490), and since a ticket of the lottery hangs on seed and id alone. `withdraw` and `add_seats` run
    chains of vacancies: the seat goes to whoever the post wants most of those who prefer it to what they have, whose own seat is then vacant (Blum, Roth
    and Rothblum, “Vacancy chains and equilibration in senior-level labor markets”, Journal of Economic Theory 76 (1997), 362–411). That is stable,
    but may be another matching than everybody's afresh: from then on `same_as_afresh` is False. A refusal costs the entries it passes; a
    vacancy O(E).
    """

    def __init__(self, market: Market, seed: Seed = 0) -> None:
        """Raises BadInput where seats are reserved, regions have ceilings or there are couples, and for a seed that cannot be used."""
        if has_limits(market):
            raise BadInput("Reserved seats and ceilings cannot be kept up to date by chains. Run cold_spots_first again.")
        if market.couples:
            raise BadInput("Couples cannot be kept up to date by chains. Run couples again.")
        self._market, self._ticket, self.same_as_afresh = market, ticketing(seed), True
        self._names, self._seats = list(market.candidate_ids), market.seats.tolist()
        self._places, self._known = dict(market.candidate_places), set(self._names)
        self._late: dict[int, list[tuple[int, int]]] = {}
        self._tickets = [int.from_bytes(self._ticket(name), "big") for name in self._names]
        self._outcome: list[int] = match(market, seed=seed).posts.tolist()
        self._held: list[list[Key]] = [[] for _ in self._seats]
        self._ranks = [0] * len(market)
        for entry in np.flatnonzero(market.posts == np.asarray(self._outcome, np.int32)[market.candidates]).tolist():
            who = int(market.candidates[entry])
            self._held[self._outcome[who]].append(self._key(int(market.priority[entry]), who))
            self._ranks[who] = entry - int(market.offsets[who])
        # The worst class that each post would look at: most requests are refused by it alone.
        self._bars = [0] * len(self._seats)
        for post, keys in enumerate(self._held):
            heapify(keys)
            self._set_bar(post)

    def by_id(self) -> dict[str, str | None]:
        """Each candidate's post by name, None where unplaced; whoever has left is not there."""
        return {name: self._named(self._outcome[who]) for name, who in self._places.items()}

    def arrive(self, name: str, ranking: Mapping[str, int | None]) -> dict[str, str | None]:
        """Take in a candidate with posts in their order of preference, each with the class in which it ranks them (None: not at all).

        Gives the new outcome of everybody whose outcome changed, the newcomer's among them. Raises BadInput for a name that is taken or was, and for an
        unknown post.
        """
        unknown = [post for post in ranking if post not in self._market.post_places]
        if name in self._known or unknown:
            raise BadInput(f"There is no post “{unknown[0]}”." if unknown else f"“{name}” is in this market already.")
        ticket = int.from_bytes(self._ticket(name), "big")
        who = len(self._names)
        self._names.append(name)
        self._known.add(name)
        self._ranks.append(0)
        self._tickets.append(ticket)
        self._outcome.append(-1)
        self._places[name] = who
        self._late[who] = [(self._market.post_places[post], UNRANKED if level is None else level) for post, level in ranking.items()]
        return self._told(self._refuse_on(who))

    def withdraw(self, name: str) -> dict[str, str | None]:
        """Let a candidate go; gives the new outcome of everybody who moved up. Raises NotFound."""
        who = self._places.pop(name, None)
        if who is None:
            raise NotFound("There is no such candidate in this market.")
        post, self._outcome[who] = self._outcome[who], -1
        self.same_as_afresh = False
        if post < 0:
            return {}
        self._leave(post, who)
        return self._told(self._fill(post))

    def add_seats(self, post: str, count: int = 1) -> dict[str, str | None]:
        """Give a post more seats; gives the new outcome of everybody who moved up. Raises NotFound and BadInput."""
        place = self._market.post_places.get(post)
        if place is None:
            raise NotFound("There is no such post in this market.")
        if count < 1:
            raise BadInput("There must be one seat more at least.")
        self._seats[place] += count
        self._set_bar(place)
        self.same_as_afresh = False
        moved: list[int] = []
        for _ in range(count):
            moved += self._fill(place)
        return self._told(moved)

    def _refuse_on(self, who: int) -> list[int]:
        changed, below = [who], 0
        bars = self._bars
        while True:
            turned_away = None
            ticket = self._tickets[who]
            for rank, (post, level) in enumerate(self._ranked(who, below), below):
                if level > bars[post]:
                    continue
                held, key = self._held[post], (-level, -ticket, who)
                if len(held) < self._seats[post]:
                    heappush(held, key)
                elif key > held[0]:
                    turned_away = heapreplace(held, key)[-1]
                else:
                    continue
                self._set_bar(post)
                self._outcome[who], self._ranks[who] = post, rank
                break
            if turned_away is None:
                return changed
            below = self._ranks[turned_away] + 1
            self._outcome[turned_away] = -1
            who = turned_away
            changed.append(who)

    def _fill(self, post: int) -> list[int]:
        moved: list[int] = []
        while post >= 0 and (key := self._most_wanted(post)):
            who = key[-1]
            former, self._outcome[who] = self._outcome[who], post
            self._ranks[who] = next(rank for rank, (wanted, _) in enumerate(self._ranked(who)) if wanted == post)
            heappush(self._held[post], key)
            self._set_bar(post)
            moved.append(who)
            if former >= 0:
                self._leave(former, who)
            post = former
        return moved

    def _most_wanted(self, post: int) -> Key | None:
        """Of those who ranked the post above what they have and whom it ranked, the one it wants most."""
        entries = np.flatnonzero((self._market.posts == post) & (self._market.priority != UNRANKED))
        asked = [(int(self._market.candidates[entry]), int(self._market.priority[entry])) for entry in entries]
        asked += [(who, level) for who, ranking in self._late.items() for place, level in ranking if place == post and level != UNRANKED]
        wanting = (self._key(level, who) for who, level in asked if self._names[who] in self._places and self._prefers(who, post))
        return max(wanting, default=None)

    def _prefers(self, who: int, post: int) -> bool:
        for wanted, _ in self._ranked(who):
            if wanted in (post, self._outcome[who]):
                return wanted == post != self._outcome[who]
        return False

    def _leave(self, post: int, who: int) -> None:
        kept = [key for key in self._held[post] if key[-1] != who]
        heapify(kept)
        self._held[post] = kept
        self._set_bar(post)

    def _set_bar(self, post: int) -> None:
        held, seats = self._held[post], self._seats[post]
        if len(held) < seats:
            self._bars[post] = UNRANKED - 1
        else:
            self._bars[post] = -held[0][0] if held else NOBODY

    def _ranked(self, who: int, below: int = 0) -> Iterator[tuple[int, int]]:
        """Posts and classes of a candidate's list from this rank on, the first being 0."""
        if who in self._late:
            return iter(self._late[who][below:])
        start, end = int(self._market.offsets[who]) + below, int(self._market.offsets[who + 1])
        return zip(self._market.posts[start:end].tolist(), self._market.priority[start:end].tolist(), strict=True)

    def _key(self, level: int, who: int) -> Key:
        return -level, -self._tickets[who], who

    def _named(self, post: int) -> str | None:
        return self._market.post_ids[post] if post >= 0 else None

    def _told(self, changed: list[int]) -> dict[str, str | None]:
        return {self._names[who]: self._named(self._outcome[who]) for who in changed}
