"""Which modules an award counts: of all sets that meet its rules, the one that leans least on compensation and condonement, then the one with the
fewest credits too many, then the one with the highest mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from difference.methods.awards.curriculum import Award, Limit, Module, Rules
from difference.methods.awards.rounding import half_up, share

PASSED, COMPENSATED, CONDONED = "passed", "compensated", "condoned"


@dataclass(frozen=True)
class Usable:
    """A module that may count, with its mark, and how: passed, compensated or condoned."""

    module: Module
    mark: Decimal
    how: str

    @property
    def points(self) -> Decimal:
        """Credits times mark."""
        return self.module.credits * self.mark


@dataclass(frozen=True)
class Counted:
    """The modules that an award counts, in the curriculum's order, with their credits and the mean before and after rounding."""

    modules: tuple[Usable, ...]
    credits: int
    exact: Decimal
    mean: Decimal

    @property
    def leaning(self) -> int:
        """Credits that count without having been passed."""
        return sum(one.module.credits for one in self.modules if one.how != PASSED)


# Credits, those compensated, those condoned.
_State = tuple[int, int, int]
_Choice = tuple[Decimal, tuple[int, ...]]


def best_set(rules: Rules, award: Award, usable: Sequence[Usable]) -> Counted | None:
    """The modules that count towards `award`, or None when no set of the usable ones meets its rules.

    A set meets them when it holds every required module and at least the award's credits, no more compensated or condoned credits than the award
    allows, and the mean that compensation or condonement asks for, and no module that could be left out. Of these, the fewest credits compensated
    or condoned come first, then the fewest credits in all, then the highest mean, then the order of `usable`. Adds modules one by one to the best
    set so far for each number of credits, so that time grows with modules times distinct totals of credits.
    """
    if not set(award.requires) <= {each.module.code for each in usable}:
        return None
    order = sorted(range(len(usable)), key=lambda place: usable[place].module.code not in award.requires)
    best: dict[_State, _Choice] = {(0, 0, 0): (Decimal(0), ())}
    for place in order:
        must = usable[place].module.code in award.requires
        grown = [_with(state, choice, place, usable[place]) for state, choice in best.items() if must or state[0] < award.credits]
        fitting = [(state, choice) for state, choice in grown if state[1] <= award.compensated_credits and state[2] <= award.condoned_credits]
        best = _keep_best({} if must else best, fitting)
    found = [_counted(rules, state, choice, usable) for state, choice in best.items() if state[0] >= award.credits]
    allowed = [each for each in found if _mean_allows(rules, each)]
    return min(allowed, key=lambda each: (each.leaning, each.credits, -each.exact, [usable.index(one) for one in each.modules]), default=None)


def _with(state: _State, choice: _Choice, place: int, one: Usable) -> tuple[_State, _Choice]:
    worth = one.module.credits
    grown = (state[0] + worth, state[1] + worth * (one.how == COMPENSATED), state[2] + worth * (one.how == CONDONED))
    return grown, (choice[0] + one.points, tuple(sorted((*choice[1], place))))


def _keep_best(best: dict[_State, _Choice], more: Iterable[tuple[_State, _Choice]]) -> dict[_State, _Choice]:
    kept = dict(best)
    for state, (points, places) in more:
        if state not in kept or (-points, places) < (-kept[state][0], kept[state][1]):
            kept[state] = (points, places)
    return kept


def _counted(rules: Rules, state: _State, choice: _Choice, usable: Sequence[Usable]) -> Counted:
    exact = share(choice[0], state[0])
    return Counted(tuple(usable[place] for place in choice[1]), state[0], exact, half_up(exact, rules.mean_decimals))


def _mean_allows(rules: Rules, counted: Counted) -> bool:
    limits: dict[str, Limit | None] = {COMPENSATED: rules.compensation, CONDONED: rules.condonement}
    used = [limits[one.how] for one in counted.modules if one.how != PASSED]
    return all(limit is not None and counted.mean >= limit.mean for limit in used)
