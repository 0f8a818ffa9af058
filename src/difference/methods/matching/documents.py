"""A market from its JSON format or from lists of ids: checked in one pass, every mistake told with its row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn

import numpy as np

from difference.errors import BadInput
from difference.methods.matching.couple_rows import CoupleRow, built, couple_rows, cross_check_couples, with_their_posts
from difference.methods.matching.limit_rows import cross_check_reserves, region_rows
from difference.methods.matching.limits import Region, Reserve
from difference.methods.matching.market import UNRANKED, WRONG, Market
from difference.methods.matching.rows import CandidateRow, PostRow, candidate_rows, post_rows
from difference.methods.problems import Problems


def from_json(text: str | bytes) -> Market:
    """The market written in `text`, JSON in UTF-8 (`docs/methods/matching.md`). Raises BadInput with every mistake by row."""
    return from_document(parse(text))


def from_lists(
    candidates: Iterable[tuple[str, Sequence[str]]],
    posts: Iterable[tuple[str, int, Sequence[Sequence[str]]]],
    *,
    cold_spots: Iterable[str] = (),
    reserved: Mapping[str, Sequence[tuple[int, Sequence[str]]]] | None = None,
    within: Mapping[str, str] | None = None,
    regions: Iterable[Region] = (),
    couples: Iterable[tuple[str, Sequence[str], Sequence[Sequence[str | None]]]] = (),
) -> Market:
    """A market from lists of ids.

    candidates: (id, posts in order of preference); posts: (id, seats, classes of candidates, best first, a class being a tie). By ids of posts:
    those that are cold spots; the reserved seats of each, (seats, candidates whom they are for first); and the region that each lies within.
    couples: (id, the ids of its two members, whose own lists are empty, and pairs of ids of posts in order of preference, None for no post).
    Raises BadInput with every mistake by row.
    """
    cold, kept, places = set(cold_spots), reserved or {}, within or {}
    return from_document(
        {
            "candidates": [{"id": name, "preferences": list(wanted)} for name, wanted in candidates],
            "posts": [
                {
                    "id": name, "seats": seats, "ranking": [list(tied) for tied in ranking], "cold_spot": name in cold, "region": places.get(name),
                    "reserved": [{"seats": number, "for": list(whom)} for number, whom in kept.get(name, ())],
                }
                for name, seats, ranking in posts
            ],
            "regions": [{"id": one.name, "ceiling": one.ceiling, "floor": one.floor, "parent": one.parent} for one in regions],
            "couples": [{"id": name, "members": list(members), "preferences": [list(pair) for pair in pairs]} for name, members, pairs in couples],
        }
    )  # fmt: skip


def from_document(document: object) -> Market:
    """The market in a parsed JSON document. Raises BadInput with every mistake by row."""
    problems = Problems()
    if not isinstance(document, dict):
        raise BadInput(WRONG, fields={"document": ["It must be an object with “candidates” and “posts”."]})
    for key in document.keys() - {"candidates", "posts", "couples", "regions"}:
        problems.add("document", f"“{key}” is not a part of a market.")
    candidates = candidate_rows(document.get("candidates"), problems)
    posts = post_rows(document.get("posts"), problems)
    regions = region_rows(document.get("regions"), problems)
    couples = couple_rows(document.get("couples"), problems)
    _cross_check(candidates, posts, problems)
    cross_check_couples(couples, candidates, posts, problems)
    problems.refuse(WRONG)
    return _build(with_their_posts(candidates, couples), posts, regions, couples)


def parse(text: str | bytes) -> Any:
    """Parsed JSON, with the line number of what cannot be read. Raises BadInput, also for a key that stands twice and for NaN."""
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        return json.loads(decoded, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise BadInput("This is not JSON.", lines={error.lineno: f"{error.msg}, at character {error.colno}."}) from None
    except UnicodeDecodeError as error:
        raise BadInput("This is not text in UTF-8.", lines={error.object[: error.start].count(b"\n") + 1: "This line is not UTF-8."}) from None
    except RecursionError:
        raise BadInput("This JSON is nested too deeply to be read.") from None
    except ValueError:
        raise BadInput("This JSON has a number that is too long to be read.") from None


def digest(document: object) -> str:
    """SHA-256, in hexadecimal, of canonical JSON: sorted keys, no spaces, UTF-8. Raises BadInput where a text cannot be written in UTF-8."""
    try:
        canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise BadInput("This JSON holds half a character, which no text can.") from None
    return hashlib.sha256(canonical).hexdigest()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise BadInput(f"“{name}” stands twice in one object, so that nobody can say which is meant.")
        found[name] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise BadInput(f"{name} is not a number that JSON knows.")


def _cross_check(candidates: Sequence[CandidateRow], posts: Sequence[PostRow], problems: Problems) -> None:
    candidate_names = {row.name for row in candidates}
    post_names = {row.name for row in posts}
    for candidate in candidates:
        for name in candidate.preferences:
            if name not in post_names:
                problems.add(candidate.place, f"It ranks “{name}”, and there is no such post.")
    for post in posts:
        cross_check_reserves(post.place, post.reserved, candidate_names, problems)
        for name in post.classes:
            if name not in candidate_names:
                problems.add(post.place, f"It ranks “{name}”, and there is no such candidate.")


def _build(candidates: Sequence[CandidateRow], posts: Sequence[PostRow], regions: tuple[Region, ...], couples: Sequence[CoupleRow]) -> Market:
    numbers = {row.name: number for number, row in enumerate(candidates)}
    places = {row.name: place for place, row in enumerate(posts)}
    classes: list[Mapping[str, int]] = [row.classes for row in posts]
    entries = [places[name] for row in candidates for name in row.preferences]
    whose = [row.name for row in candidates for _ in row.preferences]
    priority = [classes[post].get(name, UNRANKED) for name, post in zip(whose, entries, strict=True)]
    return Market(
        offsets=np.cumsum([0, *(len(row.preferences) for row in candidates)], dtype=np.int64),
        posts=np.array(entries, np.int32),
        priority=np.array(priority, np.int32),
        seats=np.array([row.seats for row in posts], np.int32),
        candidate_ids=tuple(row.name for row in candidates),
        post_ids=tuple(row.name for row in posts),
        regions=tuple(row.region for row in posts),
        cold_spot=np.array([row.cold_spot for row in posts], bool),
        dropped=sum(map(len, classes)) - sum(1 for found in priority if found != UNRANKED),
        reserved=tuple(
            Reserve(post, one.seats, tuple(numbers[name] for name in one.candidates)) for post, row in enumerate(posts) for one in row.reserved
        ),
        limits=regions,
        couples=built(couples, numbers, places),
    )
