"""How a project stands on its own pages: its plan, its numbers and its effect as rows and tags."""

from __future__ import annotations

from difference.foundations import clock
from difference.programme.evidence import lists
from difference.programme.evidence.models import Dataset, Estimate, Project
from difference.programme.evidence.reasons import ABANDONED
from difference.web.charts import Unit
from difference.web.components.lists import Row
from difference.web.components.moments import in_words
from difference.web.components.tables import Column
from difference.web.values import Tag, Tone

TONES = {
    "planned": Tone.HAND, "protocol_registered": Tone.PROGRESS, "data_received": Tone.HAND, "analysed": Tone.PROGRESS, "reported": Tone.GOOD,
    "abandoned": Tone.NEUTRAL,
}  # fmt: skip
EFFECT = Unit(places=2, noun="Effect")
NUMBER_COLUMNS = ("Group", Column("Mean", numeric=True), Column("Standard deviation", numeric=True), Column("Pupils", numeric=True))


def tag(project: Project, to: str = "person") -> Tag:
    """Where it stands, in the words of whoever looks: staff, partner or person."""
    state = project.lifecycle.state(project.state)
    words = {"partner": state.to_partner, "person": state.to_person}.get(to) or state.words.capitalize()
    return Tag(words, TONES[project.state])


def titled(project: Project) -> str:
    """Its title; one whose words were erased has none."""
    return project.title or f"A project on {lists.practices()[project.practice].title.lower()}"


def plan(project: Project) -> list[Row]:
    """What was planned, as it stands or as it was frozen."""
    outcome, comparison = lists.outcomes()[project.outcome], lists.comparisons()[project.comparison]
    better = "More is better" if outcome.higher_is_better else "Less is better; the sign of the effect is turned, so that positive is better"
    gone = "Erased with the author’s data"
    return [
        Row("Practice", lists.practices()[project.practice].title),
        Row("School", project.school.name),
        Row("What will be done", project.what.splitlines(), missing=gone),
        Row("Who takes part", project.who.splitlines(), missing=gone),
        Row("What is measured", [outcome.title, f"{outcome.says}.", f"{better}."]),
        Row("Compared with", [comparison.title, f"{comparison.says}."]),
        Row("Pupils planned, both groups together", f"{project.planned_pupils:,}"),
        Row("Starts", project.starts_on),
        Row("Outcome measured by", project.ends_on),
    ]


def record(project: Project) -> list[Row]:
    """When it was registered and closed, and by which fingerprint it is known."""
    rows = []
    if project.registered_at:
        rows += [Row("Protocol registered", project.registered_at), Row("Its fingerprint (SHA-256)", project.protocol_sha256)]
    if project.state == "reported" and project.closed_at:
        rows.append(Row("Reported", project.closed_at))
    if project.state == "abandoned" and project.closed_at:
        rows.append(Row("Abandoned", [in_words(project.closed_at), ABANDONED[project.abandon_reason]]))
    return rows


def numbers(data: Dataset) -> list[tuple[object, ...]]:
    """Both groups, as they were recorded."""
    written = [
        (f"{mean.normalize():f}", f"{spread.normalize():f}", size)
        for mean, spread, size in ((data.m1, data.sd1, data.n1), (data.m2, data.sd2, data.n2))
    ]
    return [("Took part", *written[0]), ("Compared", *written[1])]


def measured(data: Dataset) -> str:
    """When, and how often the numbers were corrected."""
    when = f"Measured from {in_words(data.collected_from, weekday=False)} to {in_words(data.collected_until, weekday=False)}"
    often = data.number - 1
    return when + (f"; the numbers were corrected {'once' if often == 1 else f'{often} times'}" if often else "") + "."


def effect(estimate: Estimate) -> list[Row]:
    """The effect with its interval and how it was computed."""
    interval = f"{estimate.level:.0%} interval {EFFECT.write_range(estimate.low, estimate.high)}"
    return [
        Row("Effect", [EFFECT.write(estimate.estimate), interval]),
        Row("How", f"{estimate.method}."),
        Row("Computed", [clock.in_london(estimate.computed_at), f"version {estimate.version}"]),
    ]
