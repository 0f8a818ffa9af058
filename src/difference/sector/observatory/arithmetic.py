"""Arithmetic on published figures: it checks whether they fit each other, and is never a computed finding."""

from __future__ import annotations

from difference.sector.observatory.published import Figure, Finding, published
from difference.sector.observatory.wording import figure, pounds


def implied_pupils() -> int:
    """How many pupils the published cost of a cohort stands for at the published cost of one."""
    cohort, one = _value("cost-per-cohort"), _value("cost-per-pupil")
    return round(cohort / one)


def sentences(finding: Finding) -> list[str]:
    """What follows from the published figures of one finding alone."""
    found = _of_counts(finding) if finding.published.counts else []
    for other in finding.others:
        found += _of_parts(other) + _of_product(other)
    return found


def _value(finding_id: str) -> float:
    held = published().find(finding_id)
    if held is None or held.published.value is None:
        raise LookupError(finding_id)
    return held.published.value


def _of_counts(finding: Finding) -> list[str]:
    one = _value("cost-per-pupil")
    whole = figure(finding.published.value, finding.published.unit)
    return [
        f"Arithmetic on published figures: {whole} ÷ {pounds(one)} is {implied_pupils():,} pupils.",
        *(f"{count.value:,} pupils ({count.of}) × {pounds(one)} is {pounds(count.value * one)}." for count in finding.published.counts),
    ]


def _of_parts(other: Figure) -> list[str]:
    if not other.parts:
        return []
    added = " + ".join(f"{part.value:,} {part.of}" for part in other.parts)
    return [f"{other.source}: {added}; together {sum(part.value for part in other.parts):,}."]


def _of_product(other: Figure) -> list[str]:
    if other.pupils is None or other.each is None:
        return []
    return [
        f"{other.source}, {figure(other.value, other.unit)}: {other.pupils:,} pupils × {pounds(other.each)} is {pounds(other.pupils * other.each)}."
    ]
