"""What an address of the cost pages asks: a scenario, for how many pupils, and one more scenario kept beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.urls import reverse

from difference.errors import BadInput
from difference.methods import costing
from difference.sector.observatory.costs.scenario import AS_IT_STANDS, SCHEDULE, Scenario, open_model, scenario

PUPILS, KEPT = "pupils", "kept"
BESIDES = frozenset({PUPILS, SCHEDULE, KEPT})


def latest_count() -> costing.Count:
    """The latest published number of pupils."""
    return costing.counts()[max(costing.counts())]


@dataclass(frozen=True)
class Asked:
    """What one address asks."""

    scenario: Scenario
    pupils: int
    kept: Scenario | None = None

    @property
    def query(self) -> str:
        """The one way of writing it as the query of an address."""
        pairs = [(PUPILS, str(self.pupils)), *parse_qsl(self.scenario.query)]
        return urlencode([*pairs, (KEPT, self.kept.query)] if self.kept else pairs)

    def address(self, page: str, *arguments: str) -> str:
        """The address of one of the cost pages with this."""
        return f"{reverse(f'observatory:{page}', args=arguments)}?{self.query}"

    def keeping(self) -> Asked:
        """The same with its scenario kept, to be changed further."""
        return replace(self, kept=self.scenario)

    def without_kept(self) -> Asked:
        """The same with nothing kept."""
        return replace(self, kept=None)

    def of_pupils(self, pupils: int) -> Asked:
        """The same for another number of pupils."""
        return replace(self, pupils=pupils)

    def is_written(self, query: QueryDict) -> bool:
        """Whether the address is written as `query` would be, in whatever order."""
        return sorted(query.lists()) == sorted(QueryDict(self.query).lists())


def as_it_stands() -> Asked:
    """The open model as it stands, for the pupils of the latest year."""
    return Asked(AS_IT_STANDS, latest_count().value)


def read_pupils(text: str) -> int:
    """A number of pupils. Raises BadInput."""
    number = costing.read_number(text)
    if number is None or number != int(number) or not 1 <= number <= costing.MOST_PUPILS:
        cut = text.strip()[:40]
        raise BadInput(
            "This number cannot be used.", fields={PUPILS: [f"“{cut}” is not a whole number of pupils from 1 to {costing.MOST_PUPILS:,}."]}
        )
    return int(number)


def read_schedule(text: str) -> str:
    """A schedule of the Green Book. Raises BadInput."""
    return costing.with_schedule(open_model(), text).schedule


def read_kept(text: str) -> Scenario | None:
    """The scenario that `Scenario.query` wrote; None for no text. Raises BadInput."""
    if not text.strip():
        return None
    # What `Scenario.query` writes needs no escaping, so that what is escaped, blank or no pair at all is none of ours.
    values = costing.read_query(open_model(), text, besides=[SCHEDULE])
    return scenario(values, read_schedule(dict(parse_qsl(text)).get(SCHEDULE, "")))


def strange(names: Iterable[str]) -> list[str]:
    """The names that neither the model nor these pages have."""
    return [name for name in names if name not in BESIDES and name not in open_model().parameters]
