"""A matching as the JSON document that is kept and published, and back again: whatever it says of itself is checked."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import numpy as np

from difference.errors import BadInput
from difference.methods.matching.explaining import cutoffs
from difference.methods.matching.lottery import check_seed, draw
from difference.methods.matching.market import Int32s, Market
from difference.methods.matching.outcome import Matching
from difference.methods.matching.rules import RULES, match
from difference.methods.matching.verifying import Verdict, verify
from difference.methods.problems import Problems

WRONG = "This result cannot be used."
SHOWN = 10


def as_document(market: Market, matching: Matching, inputs_sha256: str) -> dict[str, Any]:
    """The result as a JSON document, with what `verify` says of it; `inputs_sha256` is the digest of the market's document."""
    return {
        "rule": matching.rule,
        "seed": matching.seed,
        "matches": matching.by_id(market),
        **_findings(market, matching),
        "guarantee": matching.guarantee,
        "inputs_sha256": inputs_sha256,
        "version": version("difference"),
    }


def read_result(market: Market, document: object, inputs_sha256: str | None = None) -> Matching:
    """The matching in a parsed result.

    Only “matches” must be there, so that anybody's result can be checked; whatever else is there must agree with it, with the market, and with
    `inputs_sha256`, the digest of the market's document. Raises BadInput with everything that is wrong, by row; where something is and the rule is one of
    ours, also with the matches that the rule and its seed would have given otherwise.
    """
    if not isinstance(document, dict) or not isinstance(document.get("matches"), dict):
        raise BadInput(WRONG, fields={"document": ["It must be an object whose “matches” maps each candidate to a post or to null."]})
    problems = Problems()
    posts = _posts(market, document["matches"], problems)
    if inputs_sha256 is not None and document.get("inputs_sha256", inputs_sha256) != inputs_sha256:
        problems.add("inputs_sha256", "This result was made from another market, or the market was altered since.")
    for name in ("rule", "guarantee", "version"):
        if not isinstance(document.get(name, ""), str):
            problems.add(name, "It must be a piece of text.")
    problems.refuse(WRONG)
    seed = check_seed(document.get("seed", 0))
    posts.flags.writeable = False
    matching = Matching(posts, document.get("rule", ""), seed, document.get("guarantee", ""), draw(market.candidate_ids, seed))
    _check_findings(market, matching, document, problems)
    if problems and matching.rule in RULES:
        _say_what_was_edited(market, matching, problems)
    problems.refuse(WRONG)
    return matching


def _findings(market: Market, matching: Matching) -> dict[str, Any]:
    """What a result says of itself and anybody can work out from its matches, its seed and the market."""
    verdict, known = verify(market, matching), cutoffs(market, matching)
    held = np.bincount(matching.posts[matching.posts >= 0], minlength=len(market.seats)).tolist()
    rows = zip(market.post_ids, known.full.tolist(), held, known.last_class.tolist(), known.last_lottery.tolist(), strict=True)
    return {
        "filled": matching.size,
        "stable": verdict.stable,
        "blocking_pairs": [list(pair) for pair in verdict.blocking_pairs],
        **({"blocking_coalitions": coalitions(verdict)} if market.couples else {}),
        "cutoffs": {
            post: {"full": full, "class": level if count else None, "lottery": number if count else None} for post, full, count, level, number in rows
        },
    }


def coalitions(verdict: Verdict) -> list[dict[str, Any]]:
    """Couples that block, as a result lists them."""
    return [{"couple": one.couple, "members": list(one.members), "posts": list(one.posts)} for one in verdict.blocking_couples]


def _check_findings(market: Market, matching: Matching, document: Mapping[str, Any], problems: Problems) -> None:
    true = _findings(market, matching)
    for name in ("filled", "stable"):
        if document.get(name, true[name]) != true[name]:
            problems.add(name, f"It says {_written(document[name])}; these matches give {_written(true[name])}: the result was edited.")
    for name in ("blocking_pairs", "blocking_coalitions"):
        theirs = true.get(name, [])
        if document.get(name, theirs) != theirs:
            problems.add(name, f"They are not those of these matches, of which there are {len(theirs)}: the result was edited.")
    said = document.get("cutoffs", true["cutoffs"])
    if not isinstance(said, dict):
        problems.add("cutoffs", "They must be an object with an entry for each post.")
        return
    for post in [post for post in true["cutoffs"] if said.get(post) != true["cutoffs"][post]][:SHOWN]:
        problems.add("cutoffs", f"That of “{post}” is not what these matches and the seed give: the result was edited.")
    for post in sorted(said.keys() - true["cutoffs"].keys())[:SHOWN]:
        problems.add("cutoffs", f"There is no post “{post}”.")


def _say_what_was_edited(market: Market, matching: Matching, problems: Problems) -> None:
    try:
        given = match(market, matching.rule, matching.seed)
    except BadInput as error:
        problems.add("rule", error.sentence)
        return
    for who in np.flatnonzero(given.posts != matching.posts)[:SHOWN]:
        ours, theirs = (f"“{market.post_ids[post]}”" if post >= 0 else "no post" for post in (given.posts[who], matching.posts[who]))
        problems.add("matches", f"“{market.candidate_ids[who]}” has {theirs}; the rule and its seed give {ours}.")


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _posts(market: Market, matches: Mapping[str, Any], problems: Problems) -> Int32s:
    posts = np.full(len(market), -1, np.int32)
    for row, (candidate, post) in enumerate(matches.items(), 1):
        who = market.candidate_places.get(candidate)
        if who is None:
            problems.add(f"matches, row {row}", f"There is no candidate “{candidate}”.")
        elif post is not None and not (isinstance(post, str) and post in market.post_places):
            problems.add(f"matches, row {row}", f"“{candidate}” holds “{post}”, and there is no such post.")
        elif post is not None:
            posts[who] = market.post_places[post]
    for candidate in market.candidate_ids:
        if candidate not in matches:
            problems.add("matches", f"It does not say what became of “{candidate}”.")
    return posts
