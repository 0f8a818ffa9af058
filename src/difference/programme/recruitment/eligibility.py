"""Who can take part: rules as dated data, and what speaks against an application, in words for the candidate."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db.models import Q

from difference.foundations import clock


@dataclass(frozen=True)
class Rule:
    """One rule: which answer it looks at, what the answer must be, and what is said when it is not."""

    code: str
    since: dt.date
    until: dt.date | None
    field: str
    asks: str
    hint: str
    sentence: str
    way_on: str
    must_be: bool | None = None
    at_least: Decimal | None = None

    def broken_by(self, answer: Any) -> bool:
        """Whether an answer breaks the rule; one that has not been given breaks nothing."""
        if answer is None or answer == "":
            return False
        return answer < self.at_least if self.at_least is not None else answer is not self.must_be

    @property
    def as_query(self) -> Q:
        """The applications whose answer breaks the rule."""
        return Q(**{f"{self.field}__lt": self.at_least}) if self.at_least is not None else Q(**{self.field: not self.must_be})


@dataclass(frozen=True)
class Asset:
    """What is asked beside the rules because it is scored; it keeps nobody out."""

    field: str
    asks: str
    hint: str
    sentence: str


@functools.cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("eligibility.toml").read_text())


def _rule(row: Mapping[str, Any]) -> Rule:
    rest = {name: value for name, value in row.items() if name not in {"from", "until", "at_least"}}
    at_least = Decimal(str(row["at_least"])) if "at_least" in row else None
    return Rule(since=row["from"], until=row.get("until"), at_least=at_least, **rest)


@functools.cache
def every_rule() -> tuple[Rule, ...]:
    """All rules there ever were, in their order."""
    return tuple(_rule(row) for row in _table()["rules"])


def rules_on(day: dt.date) -> tuple[Rule, ...]:
    """The rules in force on a day; on a day before the first rules, the first."""
    first = min(rule.since for rule in every_rule())
    return tuple(rule for rule in every_rule() if rule.since <= max(day, first) and (rule.until is None or day <= rule.until))


def asset() -> Asset:
    """The question beside the rules."""
    return Asset(**_table()["asset"])


def day_of(cohort: Any) -> dt.date:
    """The day whose rules a cohort follows: that on which its applications open."""
    return clock.in_london(cohort.opens_at).date()


def broken(answers: Any, day: dt.date) -> list[Rule]:
    """The rules of a day that some answers break: anything with the rules' fields."""
    return [rule for rule in rules_on(day) if rule.broken_by(getattr(answers, rule.field))]


def reasons(application: Any) -> list[tuple[str, str]]:
    """What speaks against an application by its own answers: (code, sentence for the candidate) for each rule that is not met."""
    return [(rule.code, rule.sentence) for rule in broken(application, day_of(application.cohort))]


def code_of(found: list[tuple[str, str]]) -> str:
    """The one reason code under which several reasons are kept."""
    return found[0][0] if len(found) == 1 else "several"


def not_met(day: dt.date) -> Q:
    """The applications whose answers break any rule of a day."""
    together = Q()
    for rule in rules_on(day):
        together |= rule.as_query
    return together
