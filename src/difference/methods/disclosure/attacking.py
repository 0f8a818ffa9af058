"""Tries to work out small numbers from everything that was released: within a table, between tables, between releases."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from difference.methods.disclosure.bounds import Knowledge
from difference.methods.disclosure.claims import Claim, claims
from difference.methods.disclosure.frames import ABOVE, BELOW, Indices, View, agreements, views
from difference.methods.disclosure.publishing import Published
from difference.methods.disclosure.rules import Rules, current
from difference.methods.disclosure.tables import Key


@dataclass(frozen=True)
class Finding:
    """What an outsider can work out of one number that was not shown: it lies from `low` to `high` (None: no end).

    `what`: “cell”, “numerator” or “rest” of a percentage held back, “difference” between two populations; `where`: dimension to
    category, all where a dimension is not named; `against`: the table that it was compared with. `violates`: it may be small, and is known too closely.
    """

    table: str
    what: str
    where: Mapping[str, str]
    low: int
    high: int | None
    violates: bool
    against: str = ""

    @property
    def width(self) -> float:
        """How far apart the ends are, in people."""
        return math.inf if self.high is None else self.high - self.low


@dataclass(frozen=True)
class Attack:
    """All findings, one for each number that was tried."""

    findings: tuple[Finding, ...]

    @property
    def violations(self) -> tuple[Finding, ...]:
        """Numbers that may be small and are known too closely."""
        return tuple(each for each in self.findings if each.violates)

    @property
    def exact(self) -> tuple[Finding, ...]:
        """Numbers that are known exactly."""
        return tuple(each for each in self.findings if each.low == each.high)

    @property
    def narrowest(self) -> float:
        """The width of the narrowest interval of a number that may be small, in people; infinite where there is none."""
        return min((each.width for each in self.findings), default=math.inf)


@dataclass(frozen=True)
class Target:
    """A number that an attacker would like to know: its unknowns, and what to call it."""

    table: str
    what: str
    where: Mapping[str, str]
    indices: Indices
    against: str = ""


def attack(tables: Sequence[Published], rules: Rules | None = None, *, whole: bool = True, thorough: bool = True) -> Attack:
    """Bounds for every small number held back in `tables`, and for how populations that share people differ in what they share.

    The attacker knows every figure shown, why others are held back, the rules, and the true totals as far as they could be published. A
    table of another edition was made by other rules: what follows from ours is not taken to be true of it, its rounding is.
    `whole`: bounds over whole people (exact, mixed-integer programming); else over fractions too (linear programming, wider). Not
    `thorough`: the ends of an interval that is wide enough are those of tables met on the way, so that it is at least as wide as said.
    Raises BadInput where the tables contradict each other. Source of the idea: M. Fischetti and J. J. Salazar, “Models and algorithms for
    optimizing cell suppression in tabular data with linear constraints”, JASA 95 (2000), 916–928 (there: the attacker's subproblem).
    """
    rules = rules or current()
    found: list[Finding] = []
    for together in _sharing_people(tables):
        seen = views(together)
        known = Knowledge(_size(seen), _everything(seen, rules), whole=whole)
        if len(together) > 1:
            known.refuse_contradictions()
        targets = [*_hidden(seen), *_differences(seen)]
        if targets and not thorough:
            known.look_around([target.indices for target in targets])
        for target in targets:
            low, high = known.interval(target.indices, math.inf if thorough else rules.interval)
            close = high is not None and high - low < rules.interval and low < rules.threshold
            found.append(Finding(target.table, target.what, target.where, low, high, close, target.against))
    return Attack(tuple(found))


def _size(seen: Iterable[View]) -> int:
    return max(view.frame.start + math.prod(view.frame.shape) for view in seen)


def _everything(seen: Sequence[View], rules: Rules) -> Iterator[Claim]:
    for view in seen:
        yield from claims(view, rules)
    for one, other in agreements(seen):
        yield Claim(((one, 1.0), (other, -1.0)), 0, 0)


def _sharing_people(tables: Sequence[Published]) -> Iterator[list[Published]]:
    """The tables, gathered into sets that have people in common, directly or through others."""
    left = list(tables)
    while left:
        group, people = [left.pop(0)], set[str]()
        while (people := people.union(*(each.people.parts for each in group))) and (
            more := [each for each in left if people & each.people.parts.keys()]
        ):
            group += more
            left = [each for each in left if each not in more]
        yield [each for each in tables if each in group]


def _hidden(seen: Sequence[View]) -> Iterator[Target]:
    """Cells held back as small, and the small side of percentages held back; others are known to be no small group."""
    sides = {"numerator": ABOVE, "rest": BELOW}
    for view in seen:
        for each in view.published.withheld:
            places = [(name,) for name in each.key]
            if (each.figure, each.rule) == ("count", "small"):
                yield Target(view.published.name, "cell", _named(view, each.key), view.pick(places))
            elif each.figure == "percent" and each.rule in sides:
                yield Target(view.published.name, each.rule, _named(view, each.key), view.pick(places, sides[each.rule]))


def _named(view: View, key: Key) -> dict[str, str]:
    return {dimension.name: name for dimension, name in zip(view.published.dimensions, key, strict=True)}


def _differences(seen: Sequence[View]) -> Iterator[Target]:
    """Who is in one population and not in another, or in both, by all dimensions that the two tables have; unless just those are a table's own."""
    own = {view.parts for view in seen}
    for one, other in itertools.permutations(seen, 2):
        both = one.parts & other.parts
        regions = [one.parts - other.parts] if both else []
        for region in [*regions, both]:
            if region and region not in own:
                yield from _by_shared_dimensions(one, other, region)


def _by_shared_dimensions(one: View, other: View, region: frozenset[str]) -> Iterator[Target]:
    shared = [place for place, axis in enumerate(one.axes) if axis in other.axes]
    for names in itertools.product(*(one.gathers[place] for place in shared)):
        chosen = {one.axes[place]: one.gathers[place][name] for place, name in zip(shared, names, strict=True)}
        where = {one.published.dimensions[place].name: name for place, name in zip(shared, names, strict=True)}
        yield Target(one.published.name, "difference", where, one.frame.pick(region, chosen), other.published.name)
