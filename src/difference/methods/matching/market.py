"""A market in flat arrays: who ranked which posts in what order, how each post ranked them, and the seats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from difference.errors import BadInput
from difference.methods.matching.couples import Couple, check_couples
from difference.methods.matching.limits import Region, Reserve, check_limits
from difference.methods.problems import Problems

Int32s = npt.NDArray[np.int32]
Int64s = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

# The priority of an entry whose post left the candidate out of its ranking: worse than every class.
UNRANKED = int(np.iinfo(np.int32).max)
WRONG = "This market cannot be used."
# Beyond so many entries compiled code is used. Below, plain Python takes under a fifth of a second, and nobody who waits for a page waits for a compiler.
COMPILED_BEYOND = 100_000
# So many candidates are looked at together when repeated posts are sought, so that the memory of a large market is not taken several times over.
AT_A_TIME = 50_000


def worth_compiling(entries: int) -> bool:
    """Whether there are so many entries that compiled code is used for them; the outcome is the same."""
    return entries > COMPILED_BEYOND


@dataclass(frozen=True, eq=False)
class Market:
    """n candidates, m posts and E entries of candidates' rankings.

    offsets: int64[n+1]. Candidate i's posts, most preferred first, are `posts[offsets[i]:offsets[i+1]]`.
    posts: int32[E], positions of posts, each at most once a candidate.
    priority: int32[E], the class in which that post ranked that candidate: smaller is better, equal is tied,
        `UNRANKED` means that the post left the candidate out and will not have them.
    seats: int32[m], none negative.
    candidate_ids, post_ids: the names, "0", "1", … when not given. The lottery is drawn from the candidates' names.
    regions (names or None), cold_spot (bool[m]): labels of posts.
    reserved: seats that are for some candidates first; a candidate stands in one reserve of a post at most.
    limits: what is said of regions, each at most once; a label without an entry here limits nothing.
    couples: pairs of candidates who rank pairs of posts. The entries of a member are the posts that stand for them in those pairs, each once, in the
        order in which they are first named: they say how each post ranked the member, and nothing of what the member prefers.
    dropped: how many entries of posts' rankings named a candidate who had not ranked the post, and so could never matter.

    Raises BadInput with everything that is wrong, by row (counted from 1).
    """

    offsets: Int64s
    posts: Int32s
    priority: Int32s
    seats: Int32s
    candidate_ids: tuple[str, ...] = ()
    post_ids: tuple[str, ...] = ()
    regions: tuple[str | None, ...] = ()
    cold_spot: Booleans | None = None
    dropped: int = 0
    reserved: tuple[Reserve, ...] = ()
    limits: tuple[Region, ...] = ()
    couples: tuple[Couple, ...] = ()

    def __post_init__(self) -> None:
        problems = Problems()
        for name, kind in (("offsets", np.int64), ("posts", np.int32), ("priority", np.int32), ("seats", np.int32)):
            object.__setattr__(self, name, _whole(name, getattr(self, name), kind, problems))
        problems.refuse(WRONG)
        _check_shape(self)
        self._fill_labels()
        _check_entries(self, problems)
        _check_labels(self, problems)
        check_limits(self.reserved, self.limits, len(self), self.seats, problems)
        if self.couples:
            limited = bool(self.reserved) or any(region.ceiling is not None for region in self.limits)
            check_couples(self.couples, np.split(self.posts, self.offsets[1:-1]), self.seats, limited, problems)
        problems.refuse(WRONG)

    def _fill_labels(self) -> None:
        given = {"candidate_ids": len(self), "post_ids": len(self.seats)}
        for name, count in given.items():
            ids = tuple(getattr(self, name)) or tuple(str(place) for place in range(count))
            object.__setattr__(self, name, ids)
        object.__setattr__(self, "regions", tuple(self.regions) or (None,) * len(self.seats))
        cold = np.zeros(len(self.seats), bool) if self.cold_spot is None else np.array(self.cold_spot, bool)
        cold.flags.writeable = False
        object.__setattr__(self, "cold_spot", cold)

    def __len__(self) -> int:
        """The number of candidates."""
        return len(self.offsets) - 1

    @property
    def cold(self) -> Booleans:
        """bool[m]: which posts are cold spots."""
        return np.zeros(len(self.seats), bool) if self.cold_spot is None else self.cold_spot

    @cached_property
    def candidates(self) -> Int32s:
        """int32[E]: whose ranking each entry stands in."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.offsets))

    @cached_property
    def candidate_places(self) -> dict[str, int]:
        """The position of each candidate by name."""
        return {name: place for place, name in enumerate(self.candidate_ids)}

    @cached_property
    def couple_of(self) -> dict[int, Couple]:
        """The couple of each candidate (a position) who is in one."""
        return {who: couple for couple in self.couples for who in couple.members}

    @cached_property
    def post_places(self) -> dict[str, int]:
        """The position of each post by name."""
        return {name: place for place, name in enumerate(self.post_ids)}


def _whole(name: str, values: object, kind: type[np.signedinteger], problems: Problems) -> npt.NDArray[np.signedinteger]:
    """`values` as whole numbers of `kind` that nobody can write to, or a note of why that cannot be."""
    try:
        array = np.asarray(values)
    except ValueError:
        array = np.asarray(None)
    if array.ndim == 1 and not array.size:
        array = array.astype(kind)
    bounds = np.iinfo(kind)
    if array.ndim != 1 or array.dtype.kind not in "iu":
        problems.add(name, "It must be a list of whole numbers.")
    elif array.size and (int(array.min()) < bounds.min or int(array.max()) > bounds.max):
        problems.add(name, f"Its numbers must lie between {bounds.min} and {bounds.max}.")
    else:
        # What nobody can write to need not be copied.
        kept = array if array.dtype == kind and array.flags.owndata and not array.flags.writeable else array.astype(kind)
        kept.flags.writeable = False
        return kept
    return np.zeros(0, kind)


def _check_shape(market: Market) -> None:
    offsets, entries = market.offsets, len(market.posts)
    if not len(offsets) or offsets[0] != 0 or offsets[-1] != entries or (np.diff(offsets) < 0).any():
        raise BadInput(WRONG, fields={"offsets": [f"They must rise from 0 to the number of entries, {entries}."]})
    if len(market.priority) != entries:
        raise BadInput(WRONG, fields={"priority": [f"There are {len(market.priority)} for {entries} entries."]})


def _check_entries(market: Market, problems: Problems) -> None:
    for place in np.flatnonzero(market.seats < 0):
        problems.add(f"posts, row {place + 1}", f"It has {market.seats[place]} seats: there cannot be fewer than none.")
    outside = (market.posts < 0) | (market.posts >= len(market.seats))
    for entry in np.flatnonzero(outside):
        problems.add(f"candidates, row {market.candidates[entry] + 1}", f"There is no post {market.posts[entry]}.")
    for first in range(0, len(market), AT_A_TIME):
        _check_repeated(market, ~outside, first, min(first + AT_A_TIME, len(market)), problems)


def _check_repeated(market: Market, known: Booleans, first: int, end: int, problems: Problems) -> None:
    """Note posts that a candidate from `first` to before `end` ranks twice."""
    lengths = np.diff(market.offsets[first : end + 1])
    owners = np.repeat(np.arange(first, end, dtype=np.int64), lengths)
    entries = slice(market.offsets[first], market.offsets[end])
    keys = np.sort((owners * len(market.seats) + market.posts[entries])[known[entries]])
    for key in keys[1:][keys[1:] == keys[:-1]]:
        candidate, post = divmod(int(key), len(market.seats))
        problems.add(f"candidates, row {candidate + 1}", f"Post {market.post_ids[post]} is ranked more than once.")


def _check_labels(market: Market, problems: Problems) -> None:
    _check_ids("candidates", market.candidate_ids, len(market), problems)
    _check_ids("posts", market.post_ids, len(market.seats), problems)
    if len(market.regions) != len(market.seats) or (market.cold_spot is not None and market.cold_spot.shape != market.seats.shape):
        problems.add("posts", "There must be one region and one cold-spot mark for each post.")


def _check_ids(place: str, ids: Sequence[object], count: int, problems: Problems) -> None:
    if len(ids) != count:
        problems.add(place, f"There are {len(ids)} names for {count}.")
    seen: set[object] = set()
    for row, name in enumerate(ids, 1):
        if not isinstance(name, str) or not _writable(name):
            problems.add(f"{place}, row {row}", "The id must be a piece of text that UTF-8 can write.")
        elif name in seen:
            problems.add(f"{place}, row {row}", f"The id “{name}” stands here for a second time.")
        else:
            seen.add(name)


def _writable(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
