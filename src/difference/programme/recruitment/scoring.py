"""What assessors gave, combined by `methods.selection` in the words of recruitment."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING
from uuid import UUID

from difference.errors import BadInput
from difference.programme.recruitment import criteria

if TYPE_CHECKING:
    from difference.methods import selection as methods
    from difference.programme.recruitment.models import Standing

# The scores of those who have sent them, by assessor and criterion.
Given = Mapping[UUID, Mapping[str, int]]


@dataclass(frozen=True)
class Result:
    """One application's result: the total in per cent of the highest possible, and how far assessors lie apart."""

    combined: methods.Combined
    edition: criteria.Criteria
    given: Given

    @property
    def exact(self) -> Fraction:
        """The total, for putting applications in order."""
        return self.combined.exact

    @property
    def total_in_words(self) -> str:
        """The total as it is read."""
        return per_cent(self.combined.exact / 100)

    @property
    def spread_in_words(self) -> str:
        """How many points the assessors’ own totals lie apart."""
        totals = [_points(scores, self.edition) for scores in self.given.values()]
        return per_cent(Fraction(max(totals) - min(totals), _highest(self.edition)))

    def mean_of(self, criterion: str) -> str:
        """The mean for one criterion."""
        return next(f"{float(one.mean):.2f}" for one in self.combined.criteria if one.code == criterion)

    def total_of(self, assessor: UUID) -> str:
        """One assessor’s own total, in per cent of the highest possible."""
        return per_cent(Fraction(_points(self.given[assessor], self.edition), _highest(self.edition)))


def per_cent(share: Fraction) -> str:
    """A share of the highest possible as it is read: in per cent, to one place, half up."""
    tenths = (2000 * share.numerator + share.denominator) // (2 * share.denominator)
    return f"{tenths // 10}.{tenths % 10}"


def total_in_words(standing: Standing, edition: criteria.Criteria) -> str:
    """What an application's readers gave, from what was added up; nothing while too few have sent theirs."""
    if standing.sent < edition.readers:
        return ""
    return per_cent(Fraction(round(standing.total * standing.sent), standing.sent * _highest(edition)))


def spread_in_words(standing: Standing, edition: criteria.Criteria) -> str:
    """How many points the readers' own totals lie apart, from what was added up; nothing while too few have sent theirs."""
    return per_cent(Fraction(standing.spread, _highest(edition))) if standing.sent >= edition.readers else ""


def _points(scores: Mapping[str, int], edition: criteria.Criteria) -> int:
    return sum(one.weight * scores[one.key] for one in edition.criteria)


def _highest(edition: criteria.Criteria) -> int:
    return edition.highest * sum(one.weight for one in edition.criteria)


@functools.cache
def _criteria(edition: str) -> methods.Criteria:
    from difference.methods import selection as methods

    table = criteria.find(edition)
    marks = range(table.lowest, table.highest + 1)
    rows = tuple(
        methods.Criterion(one.key, one.title, one.weight, {mark: one.anchors.get(mark, "between its neighbours") for mark in marks})
        for one in table.criteria
    )
    return methods.Criteria(rows, table.third_reader_from, table.lowest, table.highest)


def combined(given: Given, edition: criteria.Criteria) -> Result | None:
    """The result of those who have sent their scores; None while there are not enough of them."""
    from difference.methods import selection as methods

    if len(given) < edition.readers:
        return None
    rows = [methods.Score(str(person), key, value) for person, scores in given.items() for key, value in scores.items()]
    return Result(methods.combine(rows, _criteria(edition.edition)), edition, given)


def agreement(pairs: Sequence[Sequence[Mapping[str, int]]], edition: criteria.Criteria) -> list[tuple[str, str]]:
    """How far two assessors of each application agree on each criterion, in words, from their scores; nothing for too few applications.

    The intraclass correlation ICC(1,1), since pairs of assessors change from one application to the next.
    """
    if len(pairs) < edition.agreement_from:
        return []
    return [(one.title, _in_words([[scores[one.key] for scores in pair] for pair in pairs])) for one in edition.criteria]


def _in_words(rows: Iterable[Sequence[float]]) -> str:
    from difference.methods import selection as methods

    try:
        found = methods.icc_1_1(rows)
    except BadInput as error:
        return error.sentence
    return f"{found.estimate:.2f} (95% interval {found.low:.2f} to {found.high:.2f})"
