"""Reads the couples of a market's JSON, noting what is wrong with each and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from difference.methods.matching.couples import NOWHERE, Couple
from difference.methods.matching.rows import CandidateRow, PostRow, fault_of, named_rows
from difference.methods.problems import Problems

Names = tuple[str | None, str | None]
PAIRS = "It needs “preferences”, a list of pairs of ids of posts, null where one has none: [[“p”, “q”], [“p”, null]]."


@dataclass(frozen=True)
class CoupleRow:
    """One couple as written: `place` says where, `members` are ids of candidates, `pairs` ids of posts or None, best first."""

    place: str
    name: str
    members: tuple[str, ...]
    pairs: tuple[Names, ...]


def couple_rows(value: object, problems: Problems) -> list[CoupleRow]:
    """The couples that could be read."""
    rows = []
    for place, name, row in named_rows("couples", [] if value is None else value, {"id", "members", "preferences"}, problems):
        members = row.get("members")
        if not isinstance(members, list) or len(members) != 2 or any(fault_of(one) for one in members):
            problems.add(place, "It needs “members”, the ids of two candidates.")
            members = []
        elif members[0] == members[1]:
            problems.add(place, "Its “members” are one and the same candidate.")
            members = []
        rows.append(CoupleRow(place, name, tuple(members), _pairs(row.get("preferences"), place, problems)))
    return rows


def _pairs(wanted: object, place: str, problems: Problems) -> tuple[Names, ...]:
    if not isinstance(wanted, list):
        problems.add(place, PAIRS)
        return ()
    found: dict[Names, None] = {}
    for number, pair in enumerate(wanted, 1):
        if not isinstance(pair, list) or len(pair) != 2 or any(post is not None and fault_of(post) for post in pair):
            problems.add(place, f"Number {number} of its preferences must be two ids of posts, null where one has none.")
        elif pair == [None, None]:
            problems.add(place, f"Number {number} of its preferences has no post at all: that stands last by itself, and is left out.")
        elif (pair[0], pair[1]) in found:
            problems.add(place, f"It ranks {_written((pair[0], pair[1]))} more than once.")
        else:
            found[pair[0], pair[1]] = None
    return tuple(found)


def cross_check_couples(
    couples: Sequence[CoupleRow], candidates: Sequence[CandidateRow], posts: Sequence[PostRow], problems: Problems
) -> None:  # fmt: skip
    """Note couples that do not fit the candidates and posts, and members who rank posts on their own too."""
    known, seats = {row.name: row for row in candidates}, {row.name: row.seats for row in posts}
    first: dict[str, int] = {}
    for number, couple in enumerate(couples, 1):
        for name in couple.members:
            if name not in known:
                problems.add(couple.place, f"Its member “{name}” is no candidate.")
            elif first.setdefault(name, number) != number:
                problems.add(couple.place, f"Its member “{name}” is in the couple of row {first[name]} too.")
            elif known[name].preferences:
                problems.add(known[name].place, "Its “preferences” must be empty: this candidate is in a couple, whose list speaks for both.")
        for pair in couple.pairs:
            for post in pair:
                if post is not None and post not in seats:
                    problems.add(couple.place, f"It ranks “{post}”, and there is no such post.")
            if pair[0] == pair[1] and pair[0] in seats and seats[pair[0]] < 2:
                problems.add(couple.place, f"It ranks “{pair[0]}” for both, which has too few seats: {seats[pair[0]]}.")


def with_their_posts(candidates: Sequence[CandidateRow], couples: Sequence[CoupleRow]) -> list[CandidateRow]:
    """The candidates, each member of a couple with the posts that stand for them in its pairs, in the order in which they are first named."""
    posts = {
        name: tuple(dict.fromkeys(post for pair in couple.pairs if (post := pair[number]) is not None))
        for couple in couples
        for number, name in enumerate(couple.members)
    }
    return [replace(row, preferences=posts[row.name]) if row.name in posts else row for row in candidates]


def built(couples: Sequence[CoupleRow], candidates: Mapping[str, int], posts: Mapping[str, int]) -> tuple[Couple, ...]:
    """The couples by positions."""

    def place(post: str | None) -> int:
        return NOWHERE if post is None else posts[post]

    return tuple(
        Couple(row.name, (candidates[row.members[0]], candidates[row.members[1]]), tuple((place(one), place(other)) for one, other in row.pairs))
        for row in couples
    )


def _written(pair: Names) -> str:
    return " and ".join("null" if post is None else f"“{post}”" for post in pair)
