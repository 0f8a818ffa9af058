"""The rules by name, with what each promises, and `match`, which applies one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from difference.errors import BadInput
from difference.methods.matching.inviting import post_optimal
from difference.methods.matching.lottery import Seed, check_seed, draw
from difference.methods.matching.market import Int32s, Market
from difference.methods.matching.outcome import Matching
from difference.methods.matching.promoting import most_filled
from difference.methods.matching.proposing import candidate_optimal


@dataclass(frozen=True)
class Rule:
    """A way to place: its name, the sentence of what it promises, and the calculation from market and lottery."""

    name: str
    guarantee: str
    place: Callable[[Market, Int32s], Int32s]


_RULES = (
    Rule(
        "candidate_optimal",
        "No candidate and post would both rather have each other than what they have. Once the lottery has put tied candidates in order, every"
        " candidate has the best post that they could have in any such matching, and no candidate can gain by ranking posts otherwise than they"
        " truly prefer them.",
        candidate_optimal,
    ),
    Rule(
        "post_optimal",
        "No candidate and post would both rather have each other than what they have. Once the lottery has put tied candidates in order, every post"
        " has the best candidates, and every candidate the least preferred post, that they could have in any such matching; some candidates could"
        " gain by ranking posts otherwise than they truly prefer them.",
        post_optimal,
    ),
    Rule(
        "most_filled",
        "No candidate and post would both rather have each other than what they have. Ties are used to place more people: as many as candidate_optimal"
        " places at least, and at least two thirds of the most that any such matching could place. Where posts have ties, some candidates could gain"
        " by ranking posts otherwise than they truly prefer them.",
        most_filled,
    ),
)
RULES: Mapping[str, Rule] = {rule.name: rule for rule in _RULES}


def rule_named(name: str) -> Rule:
    """The rule called `name`, with hyphens or underscores. Raises BadInput."""
    found = RULES.get(name.replace("-", "_"))
    if found is None:
        raise BadInput(f"There is no rule “{name}”. There is: {', '.join(RULES)}.", fields={"rule": ["There is no such rule."]})
    return found


def match(market: Market, rule: str = "candidate_optimal", seed: Seed = 0) -> Matching:
    """Place the candidates of `market` by `rule`; posts' ties are broken by the lottery drawn with `seed`.

    The outcome depends on names, rankings, seats and seed, never on the order in which they were given. Raises BadInput for an unknown rule or a
    seed that cannot be used.
    """
    chosen = rule_named(rule)
    lottery = draw(market.candidate_ids, check_seed(seed))
    return Matching(chosen.place(market, lottery), chosen.name, seed, chosen.guarantee, lottery)
