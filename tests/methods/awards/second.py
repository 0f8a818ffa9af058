"""The same rules a second time, with fractions and by trying every set of modules: nothing here comes from the code it checks but the names."""

import itertools
import math
from fractions import Fraction


def rounded(value, decimals=0):
    scale = 10**decimals
    return Fraction(math.floor(value * scale + Fraction(1, 2)), scale)


def module(curriculum, code, marks):
    """(mark, passed) from a list of marks for each component, the first sitting first."""
    found = next(each for each in curriculum.modules if each.code == code)
    total, short, rules = Fraction(0), False, curriculum.rules
    for component in found.components:
        first, *again = (Fraction(str(mark)) for mark in marks[component.code])
        capped = [min(mark, rules.resit_cap) if rules.cap_on == "component" else mark for mark in again]
        best = max([first, *capped])
        total += best * component.weight / 100
        short |= best < component.must_reach
    mark = rounded(total, rules.module_decimals)
    return mark, mark >= rules.pass_mark and not short


def mean(pairs, decimals=0):
    return rounded(sum(worth * Fraction(str(mark)) for worth, mark in pairs) / sum(worth for worth, _ in pairs), decimals)


def best_sets(curriculum, award, marks, condoned=()):
    """(credits, exact mean) of the best set that meets the award, None where there is none. `marks` are whole module marks by code."""
    rules = curriculum.rules
    usable = []
    for each in curriculum.modules:
        if each.code not in marks:
            continue
        mark = marks[each.code]
        if mark >= rules.pass_mark:
            usable.append((each, mark, "passed"))
        elif each.compensatable and each.code in condoned:
            usable.append((each, mark, "condoned"))
        elif each.compensatable and rules.compensation and mark >= rules.compensation.floor:
            usable.append((each, mark, "compensated"))
    best = None
    for size in range(1, len(usable) + 1):
        for chosen in itertools.combinations(usable, size):
            total = sum(each.credits for each, _, _ in chosen)
            by = {how: sum(each.credits for each, _, kind in chosen if kind == how) for how in ("compensated", "condoned")}
            exact = Fraction(sum(each.credits * mark for each, mark, _ in chosen), total)
            ok = (
                total >= award.credits
                and set(award.requires) <= {each.code for each, _, _ in chosen}
                and by["compensated"] <= award.compensated_credits
                and by["condoned"] <= award.condoned_credits
                and not (by["compensated"] and rounded(exact, rules.mean_decimals) < rules.compensation.mean)
                and not (by["condoned"] and rounded(exact, rules.mean_decimals) < rules.condonement.mean)
            )
            needed = all(each.code in award.requires or total - each.credits < award.credits for each, _, _ in chosen)
            key = (sum(by.values()), total, -exact)
            if ok and needed and (best is None or key < best):
                best = key
    return best and (best[1], -best[2])
