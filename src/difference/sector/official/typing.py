"""SQL that turns text into types: figures with their reasons and intervals, numbers of schools, dates and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from difference.sector.official.declared import KINDS, Column, Layout, fold
from difference.sector.official.engine import cell as cell_of
from difference.sector.official.engine import literal, name
from difference.sector.official.marks import Mark, blank, marks_of

THOUSANDS = r"\d{1,3}(,\d{3})+(\.\d+)?"
DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")
HIGHEST_URN, HIGHEST_LAESTAB = 9_999_999, 9_999_999


@dataclass(frozen=True)
class Typed:
    """The expressions of one column's fields, of those that rest on other fields, and of a sentence where the cell cannot be read."""

    fields: Mapping[str, str]
    resting: Mapping[str, str] = field(default_factory=dict)
    bad: str = "NULL"


def source(column: Column, columns: frozenset[str]) -> str | None:
    """The column of the table that gives ours, or None where the table has none of its names."""
    return next((cell_of(fold(title)) for title in column.sources if fold(title) in columns), None)


def typed(column: Column, layout: Layout, columns: frozenset[str]) -> Typed:
    """How one column of ours is read from this table."""
    cell = source(column, columns)
    if column.value:
        return Typed({column.name: literal(column.value)})
    if cell is None:
        return _silent(column)
    if column.measured:
        return _measure(column, cell, layout)
    if column.kind == "laestab":
        return _laestab(column, layout, columns)
    return _said(column, _text(column, cell), layout)


def _said(column: Column, text: str, layout: Layout) -> Typed:
    if column.kind in {"word", "sector"}:
        return Typed({column.name: f"{name('word_' + column.name)}.ours"})
    if column.kind in {"text", "const"}:
        return Typed({column.name: text})
    if column.kind == "code":
        return Typed({column.name: _without_marks(text, layout)})
    return _exact(column, _without_marks(text, layout), layout)


def _silent(column: Column) -> Typed:
    """The table says nothing of it: everything is NULL."""
    fields = {column.name: f"CAST(NULL AS {KINDS[column.kind]})"}
    if column.measured:
        fields |= {f"{column.name}_low": "CAST(NULL AS DOUBLE)", f"{column.name}_high": "CAST(NULL AS DOUBLE)"}
        fields |= {f"{column.name}_mark": "CAST(NULL AS VARCHAR)"}
    return Typed(fields)


def _text(column: Column, cell: str) -> str:
    text = f"nullif(trim({cell}), '')"
    if column.none:
        text = f"CASE WHEN trim({cell}) IN ({', '.join(literal(each) for each in column.none)}) THEN NULL ELSE {text} END"
    return text


def _without_marks(text: str, layout: Layout) -> str:
    marks = ", ".join(literal(mark) for mark in marks_of(layout))
    return f"CASE WHEN lower({text}) IN ({marks}) THEN NULL ELSE {text} END"


def _number(cell: str) -> str:
    plain = f"try_cast({cell} AS DOUBLE)"
    grouped = f"CASE WHEN regexp_full_match({cell}, {literal(THOUSANDS)}) THEN try_cast(replace({cell}, ',', '') AS DOUBLE) END"
    return f"coalesce(CASE WHEN isfinite({plain}) THEN {plain} END, {grouped})"


def _measure(column: Column, cell: str, layout: Layout) -> Typed:
    """A figure takes four fields: its value, the lowest and highest that its mark may stand for, and the mark's reason."""
    own, marks = name(column.name), marks_of(layout)
    reasons = " ".join(f"WHEN {literal(text)} THEN {literal(mark.reason)}" for text, mark in marks.items())
    mark = (
        f"CASE WHEN {own} IS NOT NULL THEN NULL WHEN {cell} IS NULL OR trim({cell}) = '' THEN {literal(blank())}"
        f" ELSE CASE lower(trim({cell})) {reasons} END END"
    )
    low, high = (_interval(column, cell, marks, end) for end in ("low", "high"))
    bad = (
        f"CASE WHEN {own} IS NULL AND ({mark}) IS NULL"
        f" THEN {_quoted(column, cell, layout, 'is neither a figure nor a mark for a missing one')}"
        f" WHEN {own} < 0 THEN {_quoted(column, cell, layout, 'is less than nothing')}{_above(column, own, cell, layout)} END"
    )
    resting = {f"{column.name}_mark": mark, f"{column.name}_low": low, f"{column.name}_high": high}
    return Typed({column.name: _number(cell)}, resting, bad)


def _above(column: Column, own: str, cell: str, layout: Layout) -> str:
    if column.kind != "percent" or column.above:
        return ""
    return f" WHEN {own} > 100.005 THEN {_quoted(column, cell, layout, 'is more than 100 per cent')}"


def _interval(column: Column, cell: str, marks: Mapping[str, Mark], end: str) -> str:
    """Between which figures a mark stands; of a percentage, those of its count over its base."""
    known = {text: getattr(mark, end) for text, mark in marks.items() if getattr(mark, end) is not None}
    if not known or (column.kind == "percent" and not column.base):
        return "CAST(NULL AS DOUBLE)"
    cases = " ".join(f"WHEN {literal(text)} THEN {float(figure)!r}" for text, figure in known.items())
    chosen = f"CASE WHEN {name(column.name)} IS NULL THEN CAST(CASE lower(trim({cell})) {cases} END AS DOUBLE) END"
    return f"100 * ({chosen}) / nullif({name(column.base)}, 0)" if column.kind == "percent" else chosen


def _quoted(column: Column, cell: str, layout: Layout, says: str) -> str:
    """A sentence with the cell in it, unless a shifted row of this table could hold somebody's name."""
    if layout.quiet:
        return literal(f"{column.name} {says}")
    return f"{literal(column.name + ' “')} || left(trim({cell}), 30) || {literal('” ' + says)}"


def _laestab(column: Column, layout: Layout, columns: frozenset[str]) -> Typed:
    """A school's seven figures, in one cell or as the authority's code and the school's number."""
    cells = [cell_of(fold(title)) for title in column.sources if fold(title) in columns]
    parts = [_without_marks(_text(column, each), layout) for each in cells]
    if column.together:
        text = f"({parts[0]}) || lpad({parts[1]}, 4, '0')" if len(parts) == 2 else "CAST(NULL AS VARCHAR)"
    else:
        text = f"replace({parts[0]}, '/', '')"
    own = name(column.name)
    odd = f"({text}) IS NOT NULL AND ({own} IS NULL OR {own} NOT BETWEEN 1 AND {HIGHEST_LAESTAB})"
    bad = f"CASE WHEN {odd} THEN {_quoted(column, cells[0], layout, 'is not a school’s seven figures')} END"
    return Typed({column.name: f"try_cast(try_cast({text} AS DOUBLE) AS INTEGER)"}, {}, bad)


def _exact(column: Column, text: str, layout: Layout) -> Typed:
    own = name(column.name)
    if column.kind == "date":
        value = "coalesce(" + ", ".join(f"CAST(try_strptime({text}, {literal(form)}) AS DATE)" for form in DATES) + ")"
        says, odd = "is not a date", f"{own} IS NULL"
    else:
        # Some files write 100000 as 1e+05.
        value = f"try_cast(try_cast({text} AS DOUBLE) AS INTEGER)"
        top = HIGHEST_URN if column.kind == "urn" else 2_000_000_000
        low = 1 if column.kind == "urn" else 0
        says = "is not a school’s number" if column.kind == "urn" else "is not a whole number"
        odd = f"({own} IS NULL OR {own} NOT BETWEEN {low} AND {top} OR {own} <> try_cast({text} AS DOUBLE))"
    bad = f"CASE WHEN ({text}) IS NOT NULL AND {odd} THEN {_quoted(column, text, layout, says)} END"
    return Typed({column.name: value}, {}, bad)
