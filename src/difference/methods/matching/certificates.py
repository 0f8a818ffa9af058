"""A certificate for one person or one post: their own part of a matching, which they can check, and nothing of anybody else's.

The market and its result are written as rows. Each row is hashed with a salt, and the hashes are the leaves of a Merkle tree (RFC 6962, §2.1) whose
root is made public. A certificate shows its holder their own rows, the paths from these to the root, and how far down each post that concerns them went.
Whoever holds one sees that what they had said went in as they said it, and that their outcome follows from it. Because everybody's certificate shows
the same posts' cutoffs under the same root, all of them holding means that nobody was passed over (a stable matching is what cutoffs and preferences
give: Azevedo and Leshno, *Journal of Political Economy* 124, 2016, 1235–1268).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from difference.errors import BadInput, NotFound
from difference.methods.matching.explaining import cutoffs
from difference.methods.matching.lottery import Seed, tickets_of
from difference.methods.matching.market import UNRANKED, Market
from difference.methods.matching.outcome import Matching
from difference.methods.matching.regions import has_limits

Row = dict[str, Any]
Key = tuple[str, str]
FORMAT = "difference-certificate-1"


@dataclass(frozen=True, eq=False)
class Register:
    """Every row of a matching by kind (`candidate`, `cutoff`, `post`) and id, with the hashes of the tree above them, the leaves first."""

    rows: Mapping[Key, Row]
    places: Mapping[Key, int]
    levels: tuple[tuple[bytes, ...], ...]
    secret: str
    general: Mapping[str, Any]

    @property
    def root(self) -> str:
        """The fingerprint of it all, 64 hexadecimal digits."""
        return self.levels[-1][0].hex()

    def of_candidate(self, candidate: str) -> dict[str, Any]:
        """The certificate of one candidate: their row, and the cutoffs of the posts that they ranked. Raises NotFound."""
        return self._certificate("candidate", candidate, [one["post"] for one in self._row("candidate", candidate)["ranking"]])

    def of_post(self, post: str) -> dict[str, Any]:
        """The certificate of one post: its row and its cutoff. Raises NotFound."""
        return self._certificate("post", post, [post])

    def _row(self, kind: str, name: str) -> Row:
        if (kind, name) not in self.rows:
            raise NotFound(f"There is no such {kind} in this matching.")
        return self.rows[kind, name]

    def _certificate(self, kind: str, name: str, posts: Sequence[str]) -> dict[str, Any]:
        self._row(kind, name)
        shown = [(kind, name), *(("cutoff", post) for post in posts)]
        return {"format": FORMAT, "for": kind, **self.general, "root": self.root, "rows": [self._shown(key) for key in shown]}

    def _shown(self, key: Key) -> dict[str, Any]:
        place, path = self.places[key], []
        for level in self.levels[:-1]:
            beside = place ^ 1
            if beside < len(level):
                path.append([level[beside].hex(), "left" if beside < place else "right"])
            place //= 2
        return {"kind": key[0], "row": self.rows[key], "salt": salt(self.secret, key), "path": path}


def salt(secret: str, key: Key) -> str:
    """The salt of one row: without it, nobody could try out what somebody may have said until the hash fits."""
    return hmac.new(secret.encode(), "\0".join(key).encode(), hashlib.sha256).hexdigest()


def leaf(row: Row, kind: str, salted: str) -> bytes:
    """The hash of one row, which no node of the tree can be taken for."""
    text = json.dumps([kind, salted, row], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(b"\0" + text.encode()).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two."""
    return hashlib.sha256(b"\1" + left + right).digest()


def _levels(leaves: Sequence[bytes]) -> tuple[tuple[bytes, ...], ...]:
    levels = [tuple(leaves)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        # One that is left over goes up as it is.
        levels.append(tuple(node(*below[at : at + 2]) if at + 1 < len(below) else below[at] for at in range(0, len(below), 2)))
    return tuple(levels)


def register(
    market: Market,
    matching: Matching,
    secret: str,
    *,
    inputs_sha256: str,
    by_hand: Mapping[str, Sequence[Row]] | None = None,
    called: Callable[[str, str], str] | None = None,
) -> Register:
    """Every row of a matching, salted with `secret` and hashed to one root. `by_hand`: what was decided by hand, by candidate; it stands in their row.

    In a post's row candidates stand by what they are `called` there, given post and candidate: a keyed hash of both, where nothing else is given, so
    that two posts cannot put their rows together.

    Raises BadInput for reserved seats, ceilings and couples, which make one person's outcome hang on others' rows.
    """
    if has_limits(market) or market.couples:
        raise BadInput("A market with reserved seats, ceilings or couples has no certificates for single people: it is checked as a whole.")
    rows: dict[Key, Row] = {}
    rows |= {("candidate", row["candidate"]): row for row in _candidate_rows(market, matching, by_hand or {})}
    rows |= {("cutoff", row["post"]): row for row in _cutoff_rows(market, matching)}
    rows |= {("post", row["post"]): row for row in _post_rows(market, matching, called or (lambda post, candidate: salt(secret, (post, candidate))))}
    keys = sorted(rows)
    levels = _levels([leaf(rows[key], key[0], salt(secret, key)) for key in keys])
    general = {"rule": matching.rule, "seed": matching.seed, "inputs_sha256": inputs_sha256}
    return Register(rows, {key: place for place, key in enumerate(keys)}, levels, secret, general)


def _candidate_rows(market: Market, matching: Matching, by_hand: Mapping[str, Sequence[Row]]) -> list[Row]:
    made = []
    for who, name in enumerate(market.candidate_ids):
        entries = range(int(market.offsets[who]), int(market.offsets[who + 1]))
        ranking = [
            {"post": market.post_ids[market.posts[one]], "class": None if market.priority[one] == UNRANKED else int(market.priority[one])}
            for one in entries
        ]
        held = int(matching.posts[who])
        row: Row = {"candidate": name, "ranking": ranking, "matched": market.post_ids[held] if held >= 0 else None}
        made.append(row | ({"by_hand": list(by_hand[name])} if name in by_hand else {}))
    return made


def _cutoff_rows(market: Market, matching: Matching) -> list[Row]:
    known, held = cutoffs(market, matching), matching.posts
    by_number = {int(number): who for who, number in enumerate(matching.lottery)}
    made = []
    for post, name in enumerate(market.post_ids):
        count = int((held == post).sum())
        last = market.candidate_ids[by_number[int(known.last_lottery[post])]] if count else None
        made.append(
            {
                "post": name, "seats": int(market.seats[post]), "held": count,
                "last_class": int(known.last_class[post]) if count else None, "last_ticket": ticket(last, matching.seed) if last else None,
            }
        )  # fmt: skip
    return made


def _post_rows(market: Market, matching: Matching, called: Callable[[str, str], str]) -> list[Row]:
    classes: list[dict[int, list[str]]] = [{} for _ in market.post_ids]
    holds: list[list[str]] = [[] for _ in market.post_ids]
    for entry, post in enumerate(market.posts.tolist()):
        name = called(market.post_ids[post], market.candidate_ids[market.candidates[entry]])
        if market.priority[entry] != UNRANKED:
            classes[post].setdefault(int(market.priority[entry]), []).append(name)
        if matching.posts[market.candidates[entry]] == post:
            holds[post].append(name)
    return [
        {
            "post": name, "seats": int(market.seats[post]), "holds": sorted(holds[post]),
            "classes": [{"class": number, "candidates": sorted(tied)} for number, tied in sorted(classes[post].items())],
        }
        for post, name in enumerate(market.post_ids)
    ]  # fmt: skip


def ticket(candidate: str, seed: Seed) -> str:
    """A candidate's ticket in the lottery, 64 hexadecimal digits; the least wins."""
    return next(iter(tickets_of([candidate], seed))).hex()
