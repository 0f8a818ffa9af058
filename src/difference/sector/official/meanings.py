"""What the few different texts of a column mean (periods, places, words), worked out once each and put in tables to join."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from difference.errors import BadInput
from difference.foundations.schools.register.establishments import OTHER, find_type
from difference.sector.official import periods, places, words
from difference.sector.official.declared import Column, Layout, fold
from difference.sector.official.engine import cell, name
from difference.sector.official.marks import marks_of
from difference.sector.official.tables import Table
from difference.sector.official.troubles import Troubles

if TYPE_CHECKING:
    import duckdb

PLACE = ("level", "region_code", "region", "la_code", "la_ons", "la_name")
MANY, PER_STATEMENT = 400_000, 500


@dataclass
class Meanings:
    """What was worked out beside the tables: notes for the report, and authorities and regions that could not be mapped."""

    notes: list[str] = field(default_factory=list)
    unmapped: list[dict[str, Any]] = field(default_factory=list)


def _said(columns: frozenset[str], titles: Sequence[str]) -> str:
    """The expression of the first of these columns that the table has; "=word" stands for the word itself."""
    for title in titles:
        if title.startswith("="):
            return f"'{title[1:]}'"
        if fold(title) in columns:
            return f"nullif(trim({cell(fold(title))}), '')"
    return "CAST(NULL AS VARCHAR)"


def period_of(layout: Layout, columns: frozenset[str]) -> tuple[str, str]:
    """The expressions of a row's period and of what it says beside it."""
    title = fold(str(layout.period.get("from", "time_period")))
    if layout.period.get("day") or "always" in layout.period:
        return "''", "''"
    beside = f"coalesce(trim({cell('time_identifier')}), '')" if "time_identifier" in columns else "''"
    return f"coalesce(trim({cell(title)}), '')", beside


def place_of(layout: Layout, columns: frozenset[str]) -> dict[str, str]:
    """The expressions of what a row says of its place."""
    return {part: _said(columns, layout.place[part]) for part in PLACE} if layout.place else {}


def put_periods(
    base: duckdb.DuckDBPyConnection, layout: Layout, columns: frozenset[str], table: Table, day: dt.date | None, troubles: Troubles
) -> dict[str, periods.Period]:
    """Fill `periods` (said, beside, period, year, term); what cannot be read has no row there."""
    base.execute("CREATE TABLE periods (said VARCHAR, beside VARCHAR, period VARCHAR, year INTEGER, term VARCHAR)")
    found: dict[str, periods.Period] = {}
    if "always" in layout.period:
        base.execute("INSERT INTO periods VALUES ('', '', ?, NULL, NULL)", [layout.period["always"]])
        return found
    if layout.period.get("day"):
        rows: list[tuple[str, str, periods.Period | None]] = [("", "", periods.of_day(_day(table, day)))]
    else:
        said, beside = period_of(layout, columns)
        rows = [(text, term, _parsed(text, term)) for text, term in base.execute(f"SELECT DISTINCT {said}, {beside} FROM raw").fetchall()]
    for text, term, period in rows:
        if period is not None:
            found[period.label] = period
            base.execute("INSERT INTO periods VALUES (?, ?, ?, ?, ?)", [text, term, period.label, period.year, period.term])
    _refuse_mixture(base, found, layout, columns, troubles)
    return found


def _parsed(text: str, term: str) -> periods.Period | None:
    try:
        return periods.parse(text, term)
    except ValueError:
        return None


def _day(table: Table, given: dt.date | None) -> dt.date:
    day = given or periods.day_in(table.before) or periods.day_in(table.name) or periods.day_in(table.label)
    if day is None:
        raise BadInput("It does not say of which day it is: give the day, as --date YYYY-MM-DD.", code="no-date")
    return day


def _refuse_mixture(
    base: duckdb.DuckDBPyConnection, found: dict[str, periods.Period], layout: Layout, columns: frozenset[str], troubles: Troubles
) -> None:
    """Years beside terms, or calendar beside academic years, in one file: no total of it would mean anything."""
    if len({_mixable(period.kind) for period in found.values()}) < 2:
        return
    said, beside = period_of(layout, columns)
    first = base.execute(
        f"SELECT p.period, min(r.line) FROM raw r JOIN periods p ON {said} = p.said AND {beside} = p.beside GROUP BY p.period ORDER BY 2"
    ).fetchall()
    kinds: dict[str, tuple[str, int]] = {}
    for label, line in first:
        kinds.setdefault(_mixable(found[label].kind), (label, line))
    listed = ", ".join(f"{label} (first on line {line})" for label, line in kinds.values())
    troubles.of_file(f"It mixes periods of different kinds: {listed}.")


def _mixable(kind: str) -> str:
    """Terms of academic years stand together in termly files; whole years and terms do not."""
    for term in (" autumn term", " spring term", " summer term"):
        if kind.endswith(term):
            return kind.removesuffix(term) + " term"
    return kind


def put_places(base: duckdb.DuckDBPyConnection, layout: Layout, columns: frozenset[str], ends: dt.date, meanings: Meanings) -> None:
    """Fill `places`: what each different place of the table is, in our words."""
    said = place_of(layout, columns)
    base.execute(
        f"CREATE TABLE places ({', '.join(f's_{part} VARCHAR' for part in PLACE)}, level VARCHAR, region_code VARCHAR, region VARCHAR,"
        " region_published VARCHAR, la_code VARCHAR, la_name VARCHAR, la_ons VARCHAR, la_now VARCHAR, known BOOLEAN)"
    )
    empty = {mark for mark, what in marks_of(layout).items() if what.reason != "low"}
    rows = base.execute(f"SELECT {', '.join(said[part] for part in PLACE)}, count(*) FROM raw GROUP BY ALL").fetchall()
    found = []
    for *texts, number in rows:
        cells = [None if text is None or text.casefold() in empty else text for text in texts]
        found.append((*texts, *_resolved(cells, ends, number, meanings)))
    _put(base, "places", found)


def _resolved(cells: list[str | None], ends: dt.date, number: int, meanings: Meanings) -> tuple[Any, ...]:
    level_said, region_code, region_name, code, ons, la_name = cells
    level = words.known("level", level_said or "") or (level_said or "")
    region = places.region_of(region_code, region_name)
    authority = None
    if level in {"authority", "school", ""} and (code or ons or la_name):
        authority = places.authority_of(code, ons, la_name, ends)
        _note_authority(authority, code or ons, la_name, number, meanings)
    if region is None and authority is not None and not (region_name and places.is_outside(region_name)):
        region = places.region_of(authority.region)
    _note_region(region, region_name, level, number, meanings)
    known = bool(level) and not (level == "regional" and region is None) and not (level == "authority" and not (code or ons or la_name))
    return (
        level,
        region.code if region else None,
        region.name if region else None,
        None if level == "national" else region_name,
        authority.code if authority else code,
        authority.name if authority else la_name,
        ons,
        authority.now if authority else None,
        known,
    )


def _note_authority(authority: places.Authority | None, code: str | None, la_name: str | None, number: int, meanings: Meanings) -> None:
    if authority is None:
        why = "no authority that our table lists"
    elif authority.now is None:
        followers = " and ".join(f"{places.authorities()[each].name} ({each})" for each in authority.followed_by)
        why = f"ended on {authority.until:%-d %B %Y} and was divided between {followers}"
    else:
        return
    own = (authority.code, authority.name) if authority else (code, la_name)
    held = next((entry for entry in meanings.unmapped if (entry["code"], entry["name"]) == own), None)
    if held is None:
        meanings.unmapped.append({"code": own[0], "name": own[1], "rows": number, "why": why})
    else:
        held["rows"] += number


def _note_region(region: places.Region | None, said: str | None, level: str, number: int, meanings: Meanings) -> None:
    if region is not None or not said or level == "national":
        return
    what = "outside England’s regions" if places.is_outside(said) else "no region that our table lists"
    meanings.notes.append(f"“{said[:60]}” is {what}: kept, without a region ({number:,} rows).")


def put_words(base: duckdb.DuckDBPyConnection, column: Column, said: str, table: str, meanings: Meanings) -> None:
    """Fill a table (said, ours) with the words of one column."""
    base.execute(f"CREATE TABLE {name(table)} (said VARCHAR, ours VARCHAR)")
    rows = base.execute(f"SELECT {said} AS said, count(*) FROM raw GROUP BY ALL HAVING said IS NOT NULL LIMIT {MANY}").fetchall()
    pairs = []
    for text, number in rows:
        ours = _sector(text) if column.kind == "sector" else words.spelt(column.vocabulary, text)
        pairs.append((text, ours))
        if column.kind == "word" and words.known(column.vocabulary, text) is None:
            meanings.notes.append(f"“{text[:60]}” is not a spelling of {column.name} that our table lists: kept as published ({number:,} rows).")
    _put(base, table, pairs)


def _put(base: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Insert all rows by one statement: each by its own is slow."""
    for start in range(0, len(rows), PER_STATEMENT):
        chunk = rows[start : start + PER_STATEMENT]
        marks = ", ".join(f"({', '.join('?' * len(row))})" for row in chunk)
        base.execute(f"INSERT INTO {name(table)} VALUES {marks}", [value for row in chunk for value in row])


def _sector(text: str) -> str:
    kind = find_type(text, None)
    return kind.sector if kind else OTHER
