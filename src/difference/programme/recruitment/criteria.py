"""The criteria that applications are scored on, read from their dated table."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Criterion:
    """One criterion: what it asks of the candidate (nothing for the responsibility held), its weight and its anchors."""

    key: str
    title: str
    asks: str
    weight: int
    words: int
    anchors: Mapping[int, str]


@dataclass(frozen=True)
class Criteria:
    """An edition of the criteria."""

    edition: str
    lowest: int
    highest: int
    readers: int
    third_reader_from: int
    agreement_from: int
    criteria: tuple[Criterion, ...]

    @property
    def asked(self) -> tuple[Criterion, ...]:
        """Those that the candidate writes about: the five competencies."""
        return tuple(criterion for criterion in self.criteria if criterion.asks)


@functools.cache
def present() -> Criteria:
    """The edition in force."""
    table = tomllib.loads(Path(__file__).with_name("competencies.toml").read_text())
    rows = tuple(
        Criterion(row["key"], row["title"], row["asks"], row["weight"], row["words"], {int(mark): words for mark, words in row["anchors"].items()})
        for row in table["criteria"]
    )
    return Criteria(table["edition"], table["lowest"], table["highest"], table["readers"], table["third_reader_from"], table["agreement_from"], rows)


def editions() -> dict[str, Criteria]:
    """Every edition that a round can be planned with, by its name."""
    return {present().edition: present()}


def find(edition: str) -> Criteria:
    """The criteria of one edition. Raises LookupError for one that is in no table."""
    return editions()[edition]
