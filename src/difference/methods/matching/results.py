"""A matching as the JSON document that is kept and published, and back again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from difference.errors import BadInput
from difference.methods.matching.lottery import check_seed, draw
from difference.methods.matching.market import Market
from difference.methods.matching.outcome import Matching
from difference.methods.problems import Problems

WRONG = "This result cannot be used."


def as_document(market: Market, matching: Matching, instance: str) -> dict[str, Any]:
    """The result as a JSON document; `instance` is the digest of the market's document."""
    return {
        "matching": matching.by_id(market),
        "rule": matching.rule,
        "seed": matching.seed,
        "guarantee": matching.guarantee,
        "size": matching.size,
        "instance": instance,
    }


def read_result(market: Market, document: object, instance: str | None = None) -> Matching:
    """The matching in a parsed result.

    Only “matching” must be there, so that anybody's result can be checked; whatever else is there must agree with it and with `instance`, the
    digest of the market's document. Raises BadInput with everything that is wrong, by row.
    """
    if not isinstance(document, dict) or not isinstance(document.get("matching"), dict):
        raise BadInput(WRONG, fields={"document": ["It must be an object whose “matching” maps each candidate to a post or to null."]})
    problems = Problems()
    posts = _posts(market, document["matching"], problems)
    size = int(np.count_nonzero(posts >= 0))
    if "size" in document and document["size"] != size and not problems:
        problems.add("size", f"It says {document['size']}, and {size} are placed: the result was altered.")
    if instance is not None and document.get("instance", instance) != instance:
        problems.add("instance", "This result was made from another market, or the market was altered since.")
    for name in ("rule", "guarantee"):
        if not isinstance(document.get(name, ""), str):
            problems.add(name, "It must be a piece of text.")
    problems.refuse(WRONG)
    seed = check_seed(document.get("seed", 0))
    posts.flags.writeable = False
    return Matching(posts, document.get("rule", ""), seed, document.get("guarantee", ""), draw(market.candidate_ids, seed))


def _posts(market: Market, matching: Mapping[str, Any], problems: Problems) -> np.ndarray[Any, np.dtype[np.int32]]:
    posts = np.full(len(market), -1, np.int32)
    for row, (candidate, post) in enumerate(matching.items(), 1):
        who = market.candidate_places.get(candidate)
        if who is None:
            problems.add(f"matching, row {row}", f"There is no candidate “{candidate}”.")
        elif post is not None and not (isinstance(post, str) and post in market.post_places):
            problems.add(f"matching, row {row}", f"“{candidate}” holds “{post}”, and there is no such post.")
        elif post is not None:
            posts[who] = market.post_places[post]
    for candidate in market.candidate_ids:
        if candidate not in matching:
            problems.add("matching", f"It does not say what became of “{candidate}”.")
    return posts
