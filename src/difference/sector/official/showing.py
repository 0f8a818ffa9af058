"""What became of an import, and what is held, in sentences and as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from difference.sector.official.declared import datasets
from difference.sector.official.importing import KNOWN, LOADED, REFUSED, SKIPPED, Outcome
from difference.sector.official.limits import limits

MANY_PERIODS = 3


def sentence(outcome: Outcome) -> str:
    """One line on one file."""
    title = datasets()[outcome.dataset].title if outcome.dataset else ""
    if outcome.status == LOADED:
        held = outcome.provenance
        left = f", {held['rows_refused']:,} left out" if held["rows_refused"] else ""
        return f"{outcome.file}: loaded, {held['rows_in']:,} rows{left}. {title}, {spread(held['periods'])}."
    if outcome.status == KNOWN:
        left = f" ({outcome.provenance['rows_refused']:,} bad rows were left out then)" if outcome.provenance["rows_refused"] else ""
        return f"{outcome.file}: loaded before{left}, nothing changed. {title}, {spread(outcome.provenance['periods'])}."
    if outcome.status == SKIPPED:
        return f"{outcome.file}: skipped, {outcome.why}."
    return f"{outcome.file}: refused, nothing of it was loaded." + (f" {_capital(outcome.why)}." if outcome.why else "")


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}".rstrip(".")


def notes(outcome: Outcome) -> list[str]:
    """What is worth knowing of a file that was loaded."""
    if outcome.status != LOADED:
        return []
    unmapped = [
        f"{one['name'] or 'an authority'} ({one['code'] or 'no code'}): {one['why']}; {one['rows']:,} rows keep the old code."
        for one in outcome.provenance["unmapped"]
    ]
    return [*outcome.provenance["notes"], *(f"Not mapped to an authority of today: {one}" for one in unmapped)]


def problems(outcome: Outcome) -> list[str]:
    """What is wrong with a file, and with its lines: the first of them."""
    lines = [f"line {line}: {said}" for line, said in list(outcome.lines.items())[: limits().shown_lines]]
    more = outcome.bad_rows - len(lines)
    if more > 0 and lines:
        lines.append(f"and {more:,} more bad rows")
    return [*outcome.whole, *lines]


def spread(periods: Sequence[str]) -> str:
    """A few periods as they are, many as the first and the last."""
    if len(periods) <= MANY_PERIODS:
        return ", ".join(periods) or "no period"
    return f"{periods[0]} to {periods[-1]}"


def as_data(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Everything that became of an import, as one object."""
    found: dict[str, list[dict[str, Any]]] = {status: [] for status in (LOADED, KNOWN, REFUSED, SKIPPED)}
    for outcome in outcomes:
        found[outcome.status].append(_one(outcome))
    return dict(found)


def _one(outcome: Outcome) -> dict[str, Any]:
    told: dict[str, Any] = {"file": outcome.file}
    if outcome.dataset:
        told |= {"dataset": outcome.dataset, "layout": outcome.layout}
    if outcome.status in {LOADED, KNOWN}:
        kept = ("sha256", "publisher", "licence", "periods", "rows_in", "rows_refused", "rows_stored", "notes", "unmapped", "imported_at")
        told |= {"id": outcome.provenance["sha256"][:12]} | {name: outcome.provenance[name] for name in kept}
    else:
        told["why"] = outcome.why
    if outcome.status == REFUSED:
        told |= {"problems": list(outcome.whole), "bad_rows": outcome.bad_rows}
    if outcome.lines:
        told["lines"] = {str(line): said for line, said in outcome.lines.items()}
    return told


def listing(provenance: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is held, for people."""
    lines = []
    for name in dict.fromkeys(str(each["dataset"]) for each in provenance):
        lines.append(f"\n{name}: {datasets()[name].title}")
        for each in (one for one in provenance if one["dataset"] == name):
            left = f", {each['rows_refused']:,} refused" if each["rows_refused"] else ""
            lines.append(f"  {each['id']}  {spread(each['periods'])}; {each['rows_in']:,} rows{left}; {each['publisher']}, {each['licence']}")
            lines.append(f"                {each['file']}, imported {each['imported_at'][:10]}")
    return lines
