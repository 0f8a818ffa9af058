"""What a table, a picture or a quotation says about itself: what it is, of which scenario, from which sources, when and where it was fetched."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from django.http import HttpRequest

from difference.foundations import clock
from difference.methods import costing
from difference.sector.observatory.costs import words
from difference.sector.observatory.costs.answers import DRAWS, SEED
from difference.sector.observatory.costs.asked import Asked
from difference.sector.observatory.costs.scenario import Scenario, assumed, open_model
from difference.web.components.moments import in_words


@dataclass(frozen=True)
class About:
    """Everything but the numbers."""

    title: str
    scenario: str
    prices: str
    sources: str
    retrieved: str
    address: str

    @property
    def lines(self) -> list[str]:
        """One thing a line, as heads a table and stands under a picture."""
        return [
            f"{self.title}. {self.prices}", f"Scenario: {self.scenario}", f"Sources: {self.sources}", f"Retrieved on {self.retrieved} from {self.address}",
        ]  # fmt: skip

    @property
    def citation(self) -> str:
        """As it is cited."""
        return f"Difference, “{self.title}”. Scenario: {self.scenario}. {self.prices} Retrieved on {self.retrieved} from {self.address}"


def about(request: HttpRequest, asked: Asked, page: str) -> About:
    """What is to be said about what `asked` gives, at the address of `page`."""
    model = open_model()
    by = costing.discounting_source(model.edition)["source"]
    prices = costing.deflator_source(model.deflator)
    return About(
        title=f"What a permanent exclusion costs: open model of {in_words(model.dated, weekday=False)}",
        scenario=in_full(asked.scenario),
        prices=f"Prices of {model.price_year}; {DRAWS:,} draws, seed {SEED}; {assumed(model)} of {len(model.parameters)} numbers are assumptions.",
        sources=f"each number names its own in numbers.csv; {by}; {prices['source']}",
        retrieved=in_words(clock.today(), weekday=False),
        address=request.build_absolute_uri(asked.address(page)),
    )


def in_full(scenario: Scenario) -> str:
    """A scenario in one line, every changed number with its key."""
    values = [f"{key} = {costing.write_number(value)}" for key, value in scenario.values]
    changed = f"with {', '.join(values)}" if values else "every number as it stands"
    return f"{changed}; discounted by the {words.SCHEDULES[scenario.schedule]}"


def command(asked: Asked) -> str:
    """What gives the same on the command line."""
    parts = ["difference", "cost", "--pupils", str(asked.pupils)]
    for key, value in asked.scenario.values:
        parts += ["--set", f"{key}={costing.write_number(value)}"]
    return shlex.join([*parts, "--schedule", asked.scenario.schedule, "--draws", str(DRAWS), "--seed", str(SEED), "--json"])
