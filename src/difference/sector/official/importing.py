"""Importing official data: each file whole or not at all, the same file once, and what is wrong with one said by its lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from difference.errors import BadInput
from difference.sector.official.checking import check_rows, check_whole
from difference.sector.official.declared import Dataset, Layout, datasets
from difference.sector.official.engine import connect, name
from difference.sector.official.limits import limits
from difference.sector.official.pieces import Piece, Unread, walk
from difference.sector.official.reading import read
from difference.sector.official.recognising import recognise
from difference.sector.official.staging import stage
from difference.sector.official.store import Store, told
from difference.sector.official.tables import NotATable, Table, look
from difference.sector.official.troubles import Troubles
from difference.sector.official.writing import fill, parts_of, write

if TYPE_CHECKING:
    import duckdb

LOADED, KNOWN, REFUSED, SKIPPED = "loaded", "known", "refused", "skipped"


@dataclass(frozen=True)
class Outcome:
    """What became of one file: loaded, known (loaded before), refused (with lines), or skipped because it is none of ours."""

    file: str
    status: str
    why: str = ""
    dataset: str = ""
    layout: str = ""
    provenance: dict[str, Any] = field(default_factory=dict)
    whole: tuple[str, ...] = ()
    lines: dict[int, str] = field(default_factory=dict)
    bad_rows: int = 0


@dataclass(frozen=True)
class Wishes:
    """How to import: the moment it happens at, whether bad rows may be left out, and the day of files that do not say theirs."""

    at: dt.datetime
    skip_bad_rows: bool = False
    day: dt.date | None = None


def import_paths(store: Store, paths: Sequence[Path], wishes: Wishes, tell: Callable[[Outcome], None] | None = None) -> list[Outcome]:
    """Import everything under the paths that is recognised. Raises BadInput where a path does not exist, NotNow beside another import."""
    outcomes = []
    with store.writing():
        for outcome in _each(store, paths, wishes):
            outcomes.append(outcome)
            if tell:
                tell(outcome)
    return outcomes


def _each(store: Store, paths: Sequence[Path], wishes: Wishes) -> Iterator[Outcome]:
    for found in walk(paths):
        if isinstance(found, Unread):
            yield Outcome(found.label, REFUSED if found.damaged else SKIPPED, found.why)
        else:
            yield _one(store, found, wishes)


def _one(store: Store, piece: Piece, wishes: Wishes) -> Outcome:
    with store.coming() as folder:
        kept = folder / "file.csv"
        try:
            table = look(piece, kept)
        except NotATable as why:
            return Outcome(piece.label, SKIPPED, str(why))
        told_by = recognise(table.heading)
        if told_by.layout is None or told_by.wrong:
            return Outcome(piece.label, REFUSED if told_by.wrong else SKIPPED, told_by.why)
        dataset = datasets()[told_by.layout.dataset]
        before = store.held(dataset.name, table.sha256)
        if before and before.provenance["layout_digest"] == dataset.digest:
            return Outcome(piece.label, KNOWN, "", dataset.name, told_by.layout.id, dict(before.provenance))
        return _load(store, folder, table, dataset, told_by.layout, wishes)


def _load(store: Store, folder: Path, table: Table, dataset: Dataset, layout: Layout, wishes: Wishes) -> Outcome:
    troubles = Troubles()
    base = connect(folder / "work.duckdb", memory=limits().import_memory, threads=limits().import_threads, scratch=folder)
    try:
        staged = stage(base, table, layout, folder, troubles)
        if not staged.rows:
            troubles.of_file("It has a heading and no rows.")
            return _refused(table, dataset, layout, troubles)
        meanings = read(base, dataset, layout, table, staged, wishes.day, troubles)
        check_rows(base, dataset, troubles)
        refused = len(troubles.bad_lines)
        if refused and not _may_go_on(troubles, staged.rows, wishes):
            return _refused(table, dataset, layout, troubles)
        _leave_out(base, troubles)
        odd = check_whole(base, dataset, troubles, lenient=bool(refused))
        if troubles.whole:
            return _refused(table, dataset, layout, troubles)
        if dataset.fill:
            fill(base, dataset)
        provenance = _provenance(base, table, dataset, layout, wishes, staged.rows, troubles)
        provenance |= {"notes": [*odd, *_decimals(base, dataset), *meanings.notes], "unmapped": meanings.unmapped}
        write(base, dataset, folder)
    except BadInput as error:
        return Outcome(table.label, REFUSED, error.sentence, dataset.name, layout.id)
    finally:
        base.close()
    for left in folder.iterdir():
        if left.name != "rows.parquet":
            left.unlink()
    store.put(folder, provenance)
    return Outcome(table.label, LOADED, "", dataset.name, layout.id, provenance, (), troubles.in_order(), refused)


def _may_go_on(troubles: Troubles, rows: int, wishes: Wishes) -> bool:
    bad = len(troubles.bad_lines)
    if not wishes.skip_bad_rows:
        return False
    if bad >= rows or (bad > limits().bad_rows and bad > limits().bad_share * rows):
        troubles.of_file(f"{bad:,} of {rows:,} rows are bad: too many to leave out.")
        return False
    return True


def _refused(table: Table, dataset: Dataset, layout: Layout, troubles: Troubles) -> Outcome:
    bad = len(troubles.bad_lines)
    return Outcome(table.label, REFUSED, "", dataset.name, layout.id, {}, tuple(troubles.whole), troubles.in_order(), bad)


def _leave_out(base: duckdb.DuckDBPyConnection, troubles: Troubles) -> None:
    if troubles.bad_lines:
        base.execute("DELETE FROM typed WHERE list_contains(?, line)", [sorted(troubles.bad_lines)])


def _provenance(
    base: duckdb.DuckDBPyConnection, table: Table, dataset: Dataset, layout: Layout, wishes: Wishes, rows: int, troubles: Troubles
) -> dict[str, Any]:
    refused = len(troubles.bad_lines)
    return {
        "dataset": dataset.name,
        "layout": layout.id,
        "layout_digest": dataset.digest,
        "fields": list(dataset.fields()),
        "title": layout.title,
        "file": table.label,
        "sha256": table.sha256,
        "bytes": table.size,
        "encoding": table.encoding,
        "publisher": layout.publisher,
        "licence": layout.licence,
        "confirmed": layout.confirmed,
        "periods": [period for (period,) in base.execute("SELECT DISTINCT period FROM typed ORDER BY 1").fetchall()],
        "parts": parts_of(base, dataset),
        "rows_in": rows,
        "rows_refused": refused,
        "rows_stored": int(base.execute("SELECT count(*) FROM typed").fetchall()[0][0]),
        "refused": {str(line): sentence for line, sentence in troubles.in_order().items()},
        "imported_at": told(wishes.at),
    }


def _decimals(base: duckdb.DuckDBPyConnection, dataset: Dataset) -> list[str]:
    """Counts with decimals are estimates of the publisher's: said, by column."""
    counts = [column for column in dataset.columns.values() if column.kind == "number" and not column.name.endswith("_fte")]
    said = []
    for column in counts:
        one = name(column.name)
        found = base.execute(f"SELECT count(*), min(period), max(period) FROM typed WHERE {one} <> round({one})").fetchall()[0]
        if found[0]:
            said.append(
                f"{found[0]:,} rows of {found[1]} to {found[2]} have {column.name} with decimals: the publisher’s estimates, kept as they are."
            )
    return said
