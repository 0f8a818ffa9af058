"""What every rule would have done, side by side: as a table and as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from difference.programme.placement.models import MatchingRun, Post
from difference.programme.placement.rule_words import TITLES
from difference.web.charts.bars import Bar, BarChart
from difference.web.components.tables import Column

COLUMNS = (
    "Rule", Column("People placed", numeric=True), Column("In cold spots", numeric=True), Column("Mean place in their order", numeric=True),
    Column("Worst", numeric=True), Column("Mean class at schools", numeric=True), Column("Not as by “best for candidates”", numeric=True),
)  # fmt: skip
CHANGED_COLUMNS = (
    "Who", "Without the pairs decided by hand", Column("Place in their order", numeric=True), "With them", Column("Place in their order", numeric=True),
)  # fmt: skip


def _title(run: MatchingRun, rule: str) -> str:
    return f"{TITLES.get(rule, rule)} (this run)" if rule == run.rule else TITLES.get(rule, rule)


def changed(run: MatchingRun, names: Mapping[str, str], posts: Mapping[str, Post]) -> list[tuple[object, ...]]:
    """Whom the pairs decided by hand give another outcome: a row for each."""

    def at(key: str | None) -> str:
        return "No post" if key is None else f"{posts[key].title}, {posts[key].school.name}" if key in posts else "A post that is gone"

    return [
        (names.get(one["candidate"], "Somebody who has left"), at(one["without"]), one["rank_without"], at(one["with"]), one["rank_with"])
        for one in run.changed_by_hand
    ]


def _mean(number: float | None) -> str | None:
    return None if number is None else f"{number:.2f}"


def rows(run: MatchingRun) -> list[tuple[object, ...]]:
    """A row for each rule."""
    return [
        (
            _title(run, one["rule"]), one["filled"], one["cold_filled"], _mean(one["mean_rank"]), one["worst_rank"], _mean(one["mean_class"]),
            one["differ"],
        )
        for one in run.comparison or []
    ]  # fmt: skip


TRAVEL_COLUMNS = (
    "Rule",
    Column("Mean distance, km", numeric=True),
    Column("Longest, km", numeric=True),
    Column("People whose distance is unknown", numeric=True),
)


def travel_rows(run: MatchingRun) -> list[tuple[object, ...]]:
    """How far people would go by each rule, of those for whom it is known; nothing for a run from before distances were told."""
    return [
        (_title(run, one["rule"]), _km(one["mean_km"]), _km(one["longest_km"]), one["filled"] - one["known_km"])
        for one in run.comparison or []
        if one.get("known_km") is not None
    ]


def _km(number: float | None) -> str:
    return "Unknown" if number is None else f"{number:,.0f}"


def _sentence(effects: list[dict[str, Any]]) -> str:
    placed, cold = {one["filled"] for one in effects}, {one["cold_filled"] for one in effects}
    if len(placed) == 1 and len(cold) == 1:
        return "Every rule places as many people, and as many of them in cold spots"
    if len(placed) == 1:
        return f"Every rule places as many people; between {min(cold)} and {max(cold)} of them in cold spots"
    return f"The rules place between {min(placed)} and {max(placed)} people"


def picture(run: MatchingRun) -> BarChart | None:
    """How many people each rule places in cold spots and elsewhere; nothing where no run has been compared."""
    effects = run.comparison or []
    if not effects:
        return None
    bars = [
        bar
        for one in effects
        for bar in (
            Bar(f"{_title(run, one['rule'])}: placed", one["filled"], main=one["rule"] == run.rule),
            Bar(f"{TITLES.get(one['rule'], one['rule'])}: in cold spots", one["cold_filled"]),
        )
    ]
    return BarChart(_sentence(effects), bars=tuple(bars), heading="Rule")
