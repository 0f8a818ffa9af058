"""Makes one result of what two or more assessors scored, and says where a third has to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from difference.methods.problems import Problems
from difference.methods.selection.criteria import Criteria

# Places of the percentage, which is for people; `exact` is for putting applications in order.
_SHOWN = Decimal("0.01")
_EXACT = Context(prec=40, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Score:
    """One assessor's score of one criterion."""

    assessor: str
    criterion: str
    value: int


@dataclass(frozen=True)
class CriterionScore:
    """A criterion's scores by assessor, their mean and spread (highest less lowest), and whether a third still has to read."""

    code: str
    scores: Mapping[str, int]
    spread: int
    needs_third_reader: bool

    @property
    def mean(self) -> Fraction:
        """The mean of all who scored it."""
        return Fraction(sum(self.scores.values()), len(self.scores))


@dataclass(frozen=True)
class Combined:
    """One application's result.

    total: per cent of the highest possible weighted mean, to two places, half up; exact: the same as a fraction, for putting in order.
    spread: how far the highest and the lowest assessor's own totals lie apart, in percentage points, among those who scored every criterion.
    """

    criteria: tuple[CriterionScore, ...]
    total: Decimal
    exact: Fraction
    spread: Decimal

    @property
    def for_third_reader(self) -> tuple[str, ...]:
        """The criteria that a third has yet to read."""
        return tuple(score.code for score in self.criteria if score.needs_third_reader)


def combine(scores: Iterable[Score], criteria: Criteria, third_readers: Collection[str] = ()) -> Combined:
    """Combine one application's scores. A criterion counts with the mean of all who scored it; the total is 100 Σ weight × mean ÷ (highest × Σ weight).

    At least two assessors score every criterion; `third_readers` score only those on which two of the others lie `third_reader_at` or more apart.
    Raises BadInput by place (assessor, criterion): a score off the scale, an unknown criterion, one scored twice, one missing, too few assessors.
    """
    problems = Problems()
    table = _table(scores, criteria, problems)
    readers = [assessor for assessor in table if assessor not in third_readers]
    if len(readers) < 2:
        problems.add("assessors", f"At least two must have scored; there {'is' if len(readers) == 1 else 'are'} {len(readers)}.")
    for assessor in readers:
        for code in criteria.codes:
            if code not in table[assessor]:
                problems.add(f"{assessor}, {code}", "The score is missing.")
    problems.refuse("These scores cannot be combined.")
    found = tuple(_criterion(code, table, readers, criteria.third_reader_at) for code in criteria.codes)
    exact = _total(criteria, {each.code: list(each.scores.values()) for each in found})
    owns = [_total(criteria, {code: [own[code]] for code in criteria.codes}) for own in table.values() if len(own) == len(criteria.codes)]
    return Combined(found, _shown(exact), exact, _shown(max(owns) - min(owns)))


def _table(scores: Iterable[Score], criteria: Criteria, problems: Problems) -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for score in scores:
        place = f"{score.assessor}, {score.criterion}"
        own = table.setdefault(score.assessor, {})
        whole = isinstance(score.value, int) and not isinstance(score.value, bool)
        if score.criterion not in criteria.codes:
            problems.add(place, "There is no such criterion.")
        elif not whole or not criteria.lowest <= score.value <= criteria.highest:
            problems.add(place, f"The score must be a whole number from {criteria.lowest} to {criteria.highest}.")
            own.setdefault(score.criterion, criteria.lowest)
        elif score.criterion in own:
            problems.add(place, "It was scored twice.")
        else:
            own[score.criterion] = score.value
    return table


def _criterion(code: str, table: Mapping[str, Mapping[str, int]], readers: Collection[str], threshold: int) -> CriterionScore:
    scores = {assessor: own[code] for assessor, own in table.items() if code in own}
    first = [scores[assessor] for assessor in readers]
    wide = max(first) - min(first) >= threshold
    return CriterionScore(
        code=code,
        scores=scores,
        spread=max(scores.values()) - min(scores.values()),
        needs_third_reader=wide and len(scores) == len(first) and len(first) < 3,
    )


def _total(criteria: Criteria, scores: Mapping[str, Sequence[int]]) -> Fraction:
    weights, points = 0, defaultdict[int, int](int)
    for criterion in criteria.criteria:
        given = scores[criterion.code]
        weights += criterion.weight
        # Whole numbers while they can be: those scored by as many share a denominator.
        points[len(given)] += criterion.weight * sum(given)
    mean = sum((Fraction(sums, number) for number, sums in points.items()), Fraction(0))
    return 100 * mean / (criteria.highest * weights)


def _shown(value: Fraction) -> Decimal:
    return _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator)).quantize(_SHOWN, context=_EXACT)
