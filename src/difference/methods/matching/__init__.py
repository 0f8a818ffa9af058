"""Placing candidates in posts that both sides ranked: the rule, its independent check, and the reasons for each outcome.

`match` places, `verify` looks for anybody who was passed over, `explain` says why, `compare` holds rules side by side. All work on a `Market`.
"""

from difference.methods.matching.certificates import Register, register, salt
from difference.methods.matching.checking_certificates import Checked, check_certificate
from difference.methods.matching.comparing import Comparison, Effect, compare
from difference.methods.matching.couples import Couple
from difference.methods.matching.documents import digest, from_document, from_json, from_lists, parse
from difference.methods.matching.explaining import Cutoffs, Explanation, Reason, cutoffs, explain
from difference.methods.matching.limits import Region, Reserve
from difference.methods.matching.lottery import draw
from difference.methods.matching.market import UNRANKED, Market
from difference.methods.matching.modelling import Exact, exact
from difference.methods.matching.outcome import Matching
from difference.methods.matching.regions import Floor, floors
from difference.methods.matching.results import as_document, coalitions, read_result
from difference.methods.matching.rolling import Rolling
from difference.methods.matching.rules import RULES, match, rule_named
from difference.methods.matching.verifying import Overfull, Verdict, verify
from difference.methods.matching.verifying_couples import BlockingCouple, Unlisted

__all__ = [
    "RULES",
    "UNRANKED",
    "BlockingCouple",
    "Checked",
    "Comparison",
    "Couple",
    "Cutoffs",
    "Effect",
    "Exact",
    "Explanation",
    "Floor",
    "Market",
    "Matching",
    "Overfull",
    "Reason",
    "Region",
    "Register",
    "Reserve",
    "Rolling",
    "Unlisted",
    "Verdict",
    "as_document",
    "check_certificate",
    "coalitions",
    "compare",
    "cutoffs",
    "digest",
    "draw",
    "exact",
    "explain",
    "floors",
    "from_document",
    "from_json",
    "from_lists",
    "match",
    "parse",
    "read_result",
    "register",
    "rule_named",
    "salt",
    "verify",
]
