"""What of the evidence is public: practices, projects by effect and kind of school, counts. No person, no words of a person, no small number.

This is the one door between the tables and what anybody can read or download; what stands behind it imports nothing about people.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from difference.foundations import clock
from difference.methods import disclosure
from difference.methods.synthesis import Pooled, meta_analysis
from difference.programme.evidence import lists
from difference.programme.evidence.lists import Practice
from difference.programme.evidence.models import Estimate, Project
from difference.programme.evidence.verdicts import Verdict, rules, verdict

UNKNOWN = "Unknown"
UNDER_WAY = ("protocol_registered", "data_received", "analysed")


@dataclass(frozen=True)
class PublishedProject:
    """One reported project. Effects are rounded to two places; pupils are “fewer than 10”, or rounded to 5."""

    number: int
    region: str
    school_type: str
    outcome: str
    comparison: str
    effect: float
    low: float
    high: float
    pupils: str
    compared: str
    registered_on: dt.date
    reported_on: dt.date
    protocol_sha256: str

    @property
    def label(self) -> str:
        """What it is called: it has no name."""
        return f"Project {self.number}, {self.region}"


@dataclass(frozen=True)
class Together:
    """The effects of a practice's reported projects together, rounded to two places."""

    effect: float
    low: float
    high: float
    tau2: float
    i2: float
    pi_low: float | None
    pi_high: float | None
    method: str


@dataclass(frozen=True)
class PublishedPractice:
    """One practice: what is known of it, and how many projects stand where. A project is not a person, and is counted as it is."""

    practice: Practice
    verdict: Verdict
    together: Together | None
    under_way: int
    abandoned: int
    abandoned_before_registering: int
    projects: tuple[PublishedProject, ...] = field(default=())

    @property
    def reported(self) -> int:
        """How many projects the effect rests on."""
        return len(self.projects)


def shown_count(number: int) -> str:
    """A count of pupils as the public reads it."""
    shown = disclosure.shown_count(number)
    return f"fewer than {disclosure.current().threshold}" if shown is None else str(shown)


def _rounded(number: float) -> float:
    return round(number, 2) + 0.0


def _together(effects: Iterable[tuple[float, float]]) -> Together | None:
    pairs = list(effects)
    if not pairs:
        return None
    rule, count = rules(), len(pairs)
    # One project's effect is its own.
    method, test = ("FE", "z") if count == 1 else (rule.method, rule.test_of_two if count == 2 else rule.test)
    found: Pooled = meta_analysis([effect for effect, _ in pairs], [se**2 for _, se in pairs], method, test, rule.level)
    low, high = (None if end is None else _rounded(end) for end in (found.pi_low, found.pi_high))
    return Together(
        _rounded(found.estimate), _rounded(found.low), _rounded(found.high), _rounded(found.tau2), round(found.i2), low, high, found.method
    )


def _day(moment: dt.datetime) -> dt.date:
    return clock.in_london(moment).date()


def _of_practice(practice: Practice, rows: list[Estimate], states: Counter[tuple[str, bool]]) -> PublishedPractice:
    projects = tuple(_project(number, row) for number, row in enumerate(rows, 1))
    together = _together((row.estimate, row.se) for row in rows)
    word = verdict(len(rows), together.low, together.high) if together else verdict(0, 0.0, 0.0)
    return PublishedPractice(
        practice, word, together, sum(states[state, True] for state in UNDER_WAY), states["abandoned", True] + states["abandoned", False],
        states["abandoned", False], projects,
    )  # fmt: skip


def _project(number: int, row: Estimate) -> PublishedProject:
    project, data = row.dataset.project, row.dataset
    if project.registered_at is None or project.closed_at is None:
        raise ValueError(f"The project {project.pk} is reported without its dates.")
    region = project.school.region
    return PublishedProject(
        number, region.name if region else UNKNOWN, project.school.type_name or UNKNOWN, lists.outcomes()[project.outcome].title,
        lists.comparisons()[project.comparison].title, _rounded(row.estimate), _rounded(row.low), _rounded(row.high), shown_count(data.n1),
        shown_count(data.n2), _day(project.registered_at), _day(project.closed_at), project.protocol_sha256,
    )  # fmt: skip


def practices() -> list[PublishedPractice]:
    """Every practice, those of which most is known first."""
    rows = Estimate.objects.filter(dataset__replaced_at=None, dataset__project__state="reported").select_related("dataset__project__school__region")
    by_practice: dict[str, list[Estimate]] = {}
    for row in rows.order_by("dataset__project__closed_at", "dataset__project__pk"):
        by_practice.setdefault(row.dataset.project.practice, []).append(row)
    states: dict[str, Counter[tuple[str, bool]]] = {}
    for slug, state, registered_at in Project.objects.order_by().values_list("practice", "state", "registered_at"):
        states.setdefault(slug, Counter())[state, registered_at is not None] += 1
    found = [_of_practice(one, by_practice.get(slug, []), states.get(slug, Counter())) for slug, one in lists.practices().items()]
    return sorted(found, key=lambda one: (-one.reported, one.practice.title))


def practice(slug: str) -> PublishedPractice:
    """One practice. Raises NotFound."""
    wanted = lists.practice(slug)
    return next(one for one in practices() if one.practice.slug == wanted.slug)
