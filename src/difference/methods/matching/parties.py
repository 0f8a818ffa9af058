"""Who asks where there are couples: single candidates and couples alike are parties, of one member or two, who rank ways to be placed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from difference.methods.matching.couples import NOWHERE
from difference.methods.matching.market import UNRANKED, Int32s, Market


@dataclass(frozen=True)
class Party:
    """members: candidates. options: for each way to be placed that every post in it could accept, the post of each member, best first."""

    members: tuple[int, ...]
    options: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Parties:
    """All parties, the luckiest first, so that nothing hangs on the order of the input.

    keys: for each (post, candidate) ranked by both, how much the post wants them, less is more: class times `classes_by` plus lottery number. seats: no
    more than could be filled. asking: for each post, the parties with an option there. places: for each post, its place in the order of names.
    """

    parties: tuple[Party, ...]
    keys: dict[tuple[int, int], int]
    classes_by: int
    seats: tuple[int, ...]
    asking: tuple[tuple[int, ...], ...]
    places: tuple[int, ...]
    numbered: tuple[int, ...]
    of: dict[int, int]

    def __len__(self) -> int:
        return len(self.parties)


def parties_of(market: Market, lottery: Int32s) -> Parties:
    """The parties of a market, by the luckier of their members; ties are broken by `lottery`."""
    by = len(market) + 1
    seats, numbers = market.seats.tolist(), lottery.tolist()
    entries = zip(market.posts.tolist(), market.candidates.tolist(), market.priority.tolist(), strict=True)
    keys = {(post, who): level * by + numbers[who] for post, who, level in entries if level != UNRANKED and seats[post]}
    found = sorted(_parties(market, numbers, keys), key=lambda party: min(numbers[who] for who in party.members))
    asking: list[dict[int, None]] = [{} for _ in seats]
    for number, party in enumerate(found):
        for option in party.options:
            for post in option:
                if post != NOWHERE:
                    asking[post][number] = None
    degree = [0] * len(seats)
    for post, _ in keys:
        degree[post] += 1
    order = sorted(range(len(seats)), key=market.post_ids.__getitem__)
    places = [0] * len(seats)
    for place, post in enumerate(order):
        places[post] = place
    return Parties(
        tuple(found), keys, by, tuple(map(min, seats, degree)), tuple(map(tuple, asking)), tuple(places),
        (NOWHERE, *sorted(range(len(market)), key=numbers.__getitem__)),
        {who: number for number, party in enumerate(found) for who in party.members},
    )  # fmt: skip


def _parties(market: Market, numbers: list[int], keys: dict[tuple[int, int], int]) -> Iterator[Party]:
    offsets, posts = market.offsets.tolist(), market.posts.tolist()
    for who in range(len(market)):
        if who not in market.couple_of:
            yield Party((who,), tuple((post,) for post in posts[offsets[who] : offsets[who + 1]] if (post, who) in keys))
    for couple in market.couples:
        # The luckier member first: which of them was named first must not matter.
        order = sorted((0, 1), key=lambda number: numbers[couple.members[number]])
        members = tuple(couple.members[number] for number in order)
        pairs = (tuple(pair[number] for number in order) for pair in couple.pairs)
        usable = (pair for pair in pairs if all(post == NOWHERE or (post, who) in keys for post, who in zip(pair, members, strict=True)))
        yield Party(members, tuple(usable))
