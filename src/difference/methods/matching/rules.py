"""The rules by name, with what each promises, and `match`, which applies one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from difference.errors import BadInput
from difference.methods.matching.inviting import post_optimal
from difference.methods.matching.lottery import Seed, check_seed, draw
from difference.methods.matching.market import Int32s, Market
from difference.methods.matching.outcome import Matching
from difference.methods.matching.pairing import couples
from difference.methods.matching.promoting import most_filled
from difference.methods.matching.proposing import candidate_optimal
from difference.methods.matching.regions import has_limits
from difference.methods.matching.steering import cold_spots_first


@dataclass(frozen=True)
class Rule:
    """A way to place: its name, the sentence of what it promises, the calculation from market and lottery, and whether that honours reserved seats
    and ceilings, or places couples together. What the calculation promises may hang on the market; it then gives it beside the outcome."""

    name: str
    guarantee: str
    place: Callable[[Market, Int32s], Int32s | tuple[Int32s, str]]
    honours_limits: bool = False
    honours_couples: bool = False

    def able(self, market: Market) -> bool:
        """Whether the rule can do all that the market asks of it."""
        return (self.honours_limits or not has_limits(market)) and (self.honours_couples or not market.couples)


_BEST_FOR_CANDIDATES = (
    "No candidate and post would both rather have each other than what they have. Once the lottery has put tied candidates in order, every"
    " candidate has the best post that they could have in any such matching, and no candidate can gain by ranking posts otherwise than they"
    " truly prefer them."
)


def _couples(market: Market, lottery: Int32s) -> tuple[Int32s, str]:
    return couples(market, lottery) if market.couples else (candidate_optimal(market, lottery), _BEST_FOR_CANDIDATES)


_RULES = (
    Rule("candidate_optimal", _BEST_FOR_CANDIDATES, candidate_optimal),
    Rule(
        "post_optimal",
        "No candidate and post would both rather have each other than what they have. Once the lottery has put tied candidates in order, every post"
        " has the best candidates, and every candidate the least preferred post, that they could have in any such matching; some candidates could"
        " gain by ranking posts otherwise than they truly prefer them.",
        post_optimal,
    ),
    Rule(
        "most_filled",
        "No candidate and post would both rather have each other than what they have. Ties are used to place more people: at least as many as where"
        " candidates propose and the lottery decides, and at least two thirds of the most that any such matching could place. Where posts have ties,"
        " some candidates could gain by ranking posts otherwise than they truly prefer them.",
        most_filled,
    ),
    Rule(
        "cold_spots_first",
        "Reserved seats go first to those they are for, and no region has more than its ceiling. Apart from that no candidate and post would both rather"
        " have each other than what they have. Ties may be decided so that more seats in cold spots are filled, never fewer than by the lottery alone;"
        " nobody's preferences are altered. Where a tie is decided in this way, a candidate could gain by leaving cold spots out of their ranking;"
        " where posts have no ties, nobody gains by ranking otherwise than they truly prefer.",
        cold_spots_first,
        honours_limits=True,
    ),
    Rule(
        "couples",
        "Couples are placed by the pairs of posts that they ranked. Where the rule finds it, no candidate and post, and no couple and pair of posts, would"
        " all rather have each other than what they have; where it does not, it says so, and lists who would. Without couples it is candidate_optimal.",
        _couples,
        honours_couples=True,
    ),
)
DEFAULT = "candidate_optimal"
RULES: Mapping[str, Rule] = {rule.name: rule for rule in _RULES}


def rule_named(name: str) -> Rule:
    """The rule called `name`, with hyphens or underscores. Raises BadInput."""
    found = RULES.get(name.replace("-", "_"))
    if found is None:
        raise BadInput(f"There is no rule “{name}”. There is: {', '.join(RULES)}.", fields={"rule": ["There is no such rule."]})
    return found


def match(market: Market, rule: str = DEFAULT, seed: Seed = 0) -> Matching:
    """Place the candidates of `market` by `rule`; posts' ties are broken by the lottery drawn with `seed`.

    The outcome depends on names, rankings, seats, limits and seed, never on the order in which they were given. Raises BadInput for an unknown rule, a
    seed that cannot be used, or a rule that cannot honour what the market says of reserved seats, ceilings or couples.
    """
    chosen = rule_named(rule)
    if not chosen.able(market):
        what = "couples" if market.couples else "reserved seats or regions with a ceiling"
        able = ", ".join(one.name for one in _RULES if one.able(market))
        short = "couples" if market.couples else "reserved seats or ceilings"
        raise BadInput(f"This market has {what}, which {chosen.name} cannot honour. Use {able}.", fields={"rule": [f"It cannot honour {short}."]})
    lottery = draw(market.candidate_ids, check_seed(seed))
    found = chosen.place(market, lottery)
    posts, guarantee = found if isinstance(found, tuple) else (found, chosen.guarantee)
    return Matching(posts, chosen.name, seed, guarantee, lottery)
