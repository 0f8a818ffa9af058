"""What posts choose from those who ask, where seats are reserved and regions have ceilings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from difference.methods.matching.market import Market
from difference.methods.matching.regions import groups, regions_above

# The key by which a post wants somebody, the least the most, and who it is.
Applicant = tuple[int, ...]


class Choice:
    """Chooses among applicants, post by post, all posts of one outermost region at a time.

    A post puts its applicants in order: first, for each reserve in turn, the best of those it is for, up to its seats; then everybody else. Seats are
    filled in an order that is fixed beforehand: those of cold spots first, then in proportion to posts' seats (as Sainte-Laguë's divisors do), posts of
    equal standing by id. A seat is passed over when nobody is left to take it, or when a region of its post is at its ceiling.

    More applicants never make anybody welcome who was not (substitutes), nor fill fewer seats (aggregate demand), so that asking in any order leads to
    the same outcome: Kamada and Kojima, “Efficient matching under distributional constraints”, American Economic Review 105 (2015), 67–99, theirs
    being the case of one layer of regions; Kojima, Tamura and Yokoo, Journal of Economic Theory 176 (2018), 803–833, for layers; for reserves Hafalir,
    Yenmez and Yildirim, “Effective affirmative action in school choice”, Theoretical Economics 8 (2013), 325–363.
    """

    def __init__(self, market: Market) -> None:
        self._market = market
        self._seats = market.seats.tolist()
        self._group = groups(market)
        self._reserves: dict[int, list[tuple[int, int]]] = {}
        for place, reserve in enumerate(market.reserved):
            self._reserves.setdefault(reserve.post, []).append((place, reserve.seats))
        # Only regions with a ceiling bind posts together.
        self._above = [tuple(region for region in chain if market.limits[region].ceiling is not None) for chain in regions_above(market)]
        self.of_one_kind: dict[int, list[int]] = {}
        for post, above in enumerate(self._above):
            if above:
                self.of_one_kind.setdefault(above[-1], []).append(post)

    def together(self, post: int) -> tuple[int, ...]:
        """The posts whose choice hangs on that of `post`, itself among them."""
        above = self._above[post]
        return tuple(self.of_one_kind[above[-1]]) if above else (post,)

    def choose(self, asking: Mapping[int, list[Applicant]]) -> dict[int, list[Applicant]]:
        """Whom each of these posts, all of one outermost region, takes; `asking` gives the applicants of each."""
        ordered = {post: self._in_order(post, applicants) for post, applicants in asking.items()}
        taken = self._filled({post: min(len(applicants), self._seats[post]) for post, applicants in ordered.items()})
        return {post: applicants[: taken[post]] for post, applicants in ordered.items()}

    def _in_order(self, post: int, applicants: Iterable[Applicant]) -> list[Applicant]:
        rest = sorted(applicants)
        first: list[Applicant] = []
        for place, seats in self._reserves.get(post, ()):
            chosen = [one for one in rest if self._group.get((post, one[-1])) == place][:seats]
            taken = set(chosen)
            first += chosen
            rest = [one for one in rest if one not in taken]
        return first + rest

    def _filled(self, wanted: Mapping[int, int]) -> dict[int, int]:
        """How many seats of each post are filled, where `wanted` could be."""
        if not any(self._above[post] for post in wanted):
            return dict(wanted)
        left = {region: self._market.limits[region].ceiling or 0 for post in wanted for region in self._above[post]}
        taken = dict.fromkeys(wanted, 0)
        for post in self._seat_by_seat(wanted):
            if all(left[region] for region in self._above[post]):
                taken[post] += 1
                for region in self._above[post]:
                    left[region] -= 1
        return taken

    def _seat_by_seat(self, wanted: Mapping[int, int]) -> list[int]:
        cold, names = self._market.cold, self._market.post_ids
        seats = [
            (not cold[post], (2 * number + 1) / self._seats[post], names[post], post) for post, count in wanted.items() for number in range(count)
        ]
        return [post for *_, post in sorted(seats)]
