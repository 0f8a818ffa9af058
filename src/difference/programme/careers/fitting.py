"""How well a vacancy and an alumnus fit, with reasons that can be read. No database, no clock: the same answer to the same question.

Only what somebody said of the work they look for, and what a school said of the post, counts. No protected characteristic is even reachable from here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from difference.methods.matching.lottery import draw
from difference.web.components.moments import in_words

MET, NOT_MET, UNKNOWN = "met", "not met", "unknown"
CRITERIA = {"role": "Role", "region": "Region", "phase": "Phase", "start": "Start", "pattern": "Working pattern"}


@dataclass(frozen=True)
class Rule:
    """Points for each criterion, which of them must be met, and the share (in hundredths) of its points that an unknown one gets."""

    since: dt.date
    weights: Mapping[str, int]
    required: tuple[str, ...]
    unknown_percent: int


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for, in keys; what is empty they have not said."""

    roles: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    phases: frozenset[str] = frozenset()
    patterns: frozenset[str] = frozenset()
    available_from: dt.date | None = None


@dataclass(frozen=True)
class Offered:
    """What a post is, in keys; an empty region or phase is one that the register does not name. `words` has the words for the keys."""

    role: str
    region: str
    phase: str
    pattern: str
    starts_on: dt.date
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reason:
    """One criterion: whether it is met, why in a sentence, and its points."""

    criterion: str
    verdict: str
    sentence: str
    points: int
    out_of: int


@dataclass(frozen=True)
class Fit:
    """All reasons together. `fits`: none of the criteria that must be met is not met."""

    reasons: tuple[Reason, ...]
    fits: bool

    @property
    def points(self) -> int:
        """The sum."""
        return sum(reason.points for reason in self.reasons)

    @property
    def out_of(self) -> int:
        """The most that can be had."""
        return sum(reason.out_of for reason in self.reasons)


def _one_of(offered: str, wanted: frozenset[str], words: str, who: str, called: str) -> tuple[str, str]:
    if not offered:
        return UNKNOWN, f"The register does not say the school’s {called}."
    if not wanted:
        return UNKNOWN, f"{who} have not named a {called}."
    if offered in wanted:
        return MET, f"{who} look for this {called}: {words}."
    return NOT_MET, f"{who} have not named this {called}: {words}."


def _start(wanted: Wanted, offered: Offered, who: str) -> tuple[str, str]:
    starts = in_words(offered.starts_on, weekday=False)
    if wanted.available_from is None:
        return UNKNOWN, f"{who} have not said from when. The post starts on {starts}."
    can = in_words(wanted.available_from, weekday=False)
    if wanted.available_from <= offered.starts_on:
        return MET, f"{who} can start from {can}. The post starts on {starts}."
    return NOT_MET, f"{who} can start from {can} only. The post starts on {starts}."


def _verdicts(wanted: Wanted, offered: Offered, who: str) -> dict[str, tuple[str, str]]:
    said = {key: offered.words.get(key, key) for key in (offered.role, offered.region, offered.phase, offered.pattern)}
    return {
        "role": _one_of(offered.role, wanted.roles, said[offered.role], who, "role"),
        "region": _one_of(offered.region, wanted.regions, said[offered.region], who, "region"),
        "phase": _one_of(offered.phase, wanted.phases, said[offered.phase], who, "phase"),
        "start": _start(wanted, offered, who),
        "pattern": _one_of(offered.pattern, wanted.patterns, said[offered.pattern], who, "working pattern"),
    }


def fit(wanted: Wanted, offered: Offered, rule: Rule, *, who: str = "They") -> Fit:
    """The fit of one alumnus and one post, in the order of the rule's weights. `who` begins the sentences: “They” or “You”."""
    verdicts = _verdicts(wanted, offered, who)
    share = {MET: 100, UNKNOWN: rule.unknown_percent, NOT_MET: 0}
    reasons = tuple(
        Reason(name, verdicts[name][0], verdicts[name][1], weight * share[verdicts[name][0]] // 100, weight) for name, weight in rule.weights.items()
    )
    return Fit(reasons, not any(reason.verdict == NOT_MET for reason in reasons if reason.criterion in rule.required))


def ranked(fits: Mapping[str, Fit], seed: str) -> list[str]:
    """The keys in order: those that fit first, then by points. Between equals a keyed hash decides (see `draw`): never a name, an age or who came first."""
    keys = sorted(fits)
    numbers = dict(zip(keys, draw(keys, seed).tolist(), strict=True))
    return sorted(keys, key=lambda key: (not fits[key].fits, -fits[key].points, numbers[key]))
