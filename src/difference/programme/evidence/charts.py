"""The charts of the evidence pages: dots with their intervals, around a line at zero."""

from __future__ import annotations

from collections.abc import Sequence

from difference.programme.evidence.published import PublishedPractice
from difference.web.charts import Bar, BarChart, Unit
from difference.web.values import Link

UNIT = Unit(places=2, noun="Effect")
READING = (
    "Effects are standardised mean differences. Right of the line at zero is better, whatever was measured; the line through a dot is its interval."
)
SOURCE = "projects of the programme’s participants, registered before their data"
WORDS = {
    "helps": ("helps", "help"), "may_help": ("may help", "may help"), "harms": ("harms", "harm"),
    "not_effective": ("was found not to be effective", "were found not to be effective"),
    "little_difference": ("makes little difference", "make little difference"),
    "too_few": ("has too few projects to tell", "have too few projects to tell"),
}  # fmt: skip


def _many(count: int) -> str:
    return "1 project" if count == 1 else f"{count} projects"


def sentence(practices: Sequence[PublishedPractice]) -> str:
    """What is known, in one sentence: how many practices have which verdict."""
    parts = []
    for key, (one, several) in WORDS.items():
        count = sum(practice.verdict.key == key for practice in practices)
        if count:
            parts.append(f"{count} {one if count == 1 else several}")
    said = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"Of {len(practices)} practices, {said}"


def of_practices(practices: Sequence[PublishedPractice], download: str) -> BarChart:
    """Every practice of which something is reported."""
    bars = tuple(
        Bar(
            one.practice.title, one.together.effect, one.together.low, one.together.high, note=f"{one.verdict.title}; {_many(one.reported)}",
            main=one.verdict.key != "too_few",
        )
        for one in practices
        if one.together
    )  # fmt: skip
    return BarChart(
        sentence(practices), unit=UNIT, reading=READING, source=SOURCE, download=Link("Download the numbers (CSV)", download), bars=bars, mark="dot",
        heading="Practice", when_empty="A practice stands here once a first project on it is reported.",
    )  # fmt: skip


def practice_sentence(one: PublishedPractice) -> str:
    """What the projects of a practice say together."""
    if one.together is None:
        return f"{one.practice.title}: no project is reported yet"
    interval = UNIT.write_range(one.together.low, one.together.high)
    return f"{one.practice.title}: {_many(one.reported)}, an effect of {UNIT.write(one.together.effect)} ({interval}). {one.verdict.title}"


def of_practice(one: PublishedPractice, download: str) -> BarChart:
    """The projects of a practice, and all of them together."""
    bars = [Bar(its.label, its.effect, its.low, its.high) for its in one.projects]
    if one.together and one.reported > 1:
        bars.append(Bar("All together", one.together.effect, one.together.low, one.together.high, main=True))
    return BarChart(
        practice_sentence(one), unit=UNIT, reading=READING, source=SOURCE, download=Link("Download the numbers (CSV)", download), bars=tuple(bars),
        mark="dot", heading="Project", when_empty="Its effect stands here once a project is reported: registered, measured, and checked by somebody else.",
    )  # fmt: skip
