"""Asking the data that is held: a table for each data set over its Parquet files, by DuckDB, for reading only.

    data = held.at(folder)
    if data.has("exclusions"):
        data.rows("SELECT year, permanent FROM exclusions WHERE level = 'national' AND school_type = 'total' ORDER BY year")

Where several files speak of the same part of a data set (a period and level, mostly), the newest release speaks.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from difference.errors import BadInput, NotFound
from difference.sector.official import places
from difference.sector.official.declared import Dataset, datasets
from difference.sector.official.engine import connect, literal, name, quiet
from difference.sector.official.limits import limits
from difference.sector.official.store import PROVENANCE, Import, Store, superseded

if TYPE_CHECKING:
    import duckdb

ALWAYS = ("authorities", "regions")
_held: dict[str, Held] = {}
_lock = threading.Lock()


class NoData(NotFound):
    """No file of the data set is loaded: whatever rests on it says “no data”."""

    code = "no-data"


class Held:
    """What is held at one moment. Threads may share it: each question gets a cursor of its own."""

    def __init__(self, folder: Path, stamp: str) -> None:
        self.stamp = stamp
        self._imports: dict[str, list[Import]] = {}
        for each in Store(folder).imports():
            self._imports.setdefault(each.dataset, []).append(each)
        self._base = connect(None, memory=limits().query_memory, threads=limits().query_threads)
        _put_places(self._base)
        for dataset, imports in self._imports.items():
            self._base.execute(f"CREATE VIEW {name(dataset)} AS {_view(datasets()[dataset], imports)}")
        self._base.execute(f"SET allowed_directories = [{literal(str(folder))}]")
        self._base.execute("SET enable_external_access = false")

    @property
    def names(self) -> Sequence[str]:
        """The data sets of which something is loaded."""
        return sorted(self._imports)

    def has(self, *wanted: str) -> bool:
        """Whether something of each of these data sets is loaded."""
        return all(each in self._imports or each in ALWAYS for each in wanted)

    def table(self, dataset: str) -> duckdb.DuckDBPyRelation:
        """The table of a data set, to go on asking from. Raises NoData where none of its files is loaded."""
        if not self.has(dataset):
            title = datasets()[dataset].title if dataset in datasets() else dataset
            raise NoData(f"No data is loaded of “{title}” ({dataset}).")
        return quiet(self._base.cursor()).table(dataset) if dataset in ALWAYS else quiet(self._base.cursor()).view(dataset)

    def relation(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> duckdb.DuckDBPyRelation:
        """What a question gives. Raises BadInput where it is more than one, or anything but a question."""
        import duckdb

        cursor = quiet(self._base.cursor())
        statements = cursor.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise BadInput("Only one question, a SELECT, can be asked of the data.")
        return cursor.sql(sql, params=list(values) if not isinstance(values, Mapping) else dict(values))

    def rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """The rows of a question's answer, each by its columns' names. `values` fill its ? or $name."""
        found = self.relation(sql, values)
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]

    def periods(self, dataset: str) -> list[str]:
        """The periods of a data set, in order; none where nothing is loaded."""
        return [row["period"] for row in self.rows(f"SELECT DISTINCT period FROM {name(dataset)} ORDER BY 1")] if self.has(dataset) else []

    def provenance(self, *wanted: str) -> list[dict[str, Any]]:
        """Of each import of these data sets (of all, where none is named): file, hash, publisher, licence, periods, rows in and refused."""
        return [summary(each) for dataset in wanted or self.names for each in self._imports.get(dataset, ())]


def at(folder: Path) -> Held:
    """What is held in a folder now; opened anew only when something was imported or taken away."""
    stamp = _stamp(folder)
    with _lock:
        held = _held.get(str(folder))
        if held is None or held.stamp != stamp:
            held = _held[str(folder)] = Held(folder, stamp)
        return held


def summary(each: Import) -> dict[str, Any]:
    """What is told of an import: all that is known of it but its single lines and parts."""
    left_out = {"parts", "refused", "fields", "layout_digest"}
    return {"id": each.id} | {field: value for field, value in each.provenance.items() if field not in left_out}


def _stamp(folder: Path) -> str:
    return "\n".join(sorted(f"{path.parent.name} {path.stat().st_mtime_ns}" for path in folder.glob(f"*/*/{PROVENANCE}")))


def _put_places(base: duckdb.DuckDBPyConnection) -> None:
    """The dated tables of regions and authorities, always there to join with."""
    base.execute("CREATE TABLE regions (code VARCHAR, name VARCHAR, place INTEGER)")
    base.executemany("INSERT INTO regions VALUES (?, ?, ?)", [(each.code, each.name, place) for place, each in enumerate(places.regions(), 1)])
    base.execute(
        "CREATE TABLE authorities (code VARCHAR, name VARCHAR, region_code VARCHAR, began DATE, until DATE, now VARCHAR, followed_by VARCHAR[], ons VARCHAR[])"
    )
    rows = [
        (each.code, each.name, each.region, each.began, each.until, each.now, list(each.followed_by), list(each.ons))
        for each in places.authorities().values()
    ]
    base.executemany("INSERT INTO authorities VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _view(dataset: Dataset, imports: Sequence[Import]) -> str:
    losing = superseded(imports) if dataset.overlap == "part" else {}
    selects = [_select(dataset, each, losing.get(str(each.folder), set()), rank) for rank, each in enumerate(imports)]
    together = " UNION ALL ".join(selects)
    if dataset.overlap == "part":
        return f"SELECT * EXCLUDE (release) FROM ({together})"
    key = ", ".join(name(field) for field in dataset.key)
    return f"SELECT * EXCLUDE (release) FROM ({together}) QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY release DESC) = 1"


def _select(dataset: Dataset, each: Import, losing: set[tuple[str, ...]], rank: int) -> str:
    there = set(each.provenance["fields"])
    picked = [_field(field, kind, there, dataset) for field, kind in dataset.fields().items()]
    where = ""
    if losing:
        columns = [name(field) for field in dataset.part if field in dataset.fields()]
        texts = ", ".join(f"coalesce(CAST({column} AS VARCHAR), '')" for column in columns)
        lost = ", ".join("(" + ", ".join(literal(text) for text in part) + ")" for part in sorted(losing))
        where = f" WHERE ({texts}) NOT IN ({lost})"
    return f"SELECT {', '.join(picked)}, {literal(each.id)} AS source, {rank} AS release FROM read_parquet({literal(str(each.rows))}){where}"


def _field(field: str, kind: str, there: set[str], dataset: Dataset) -> str:
    """A column as the file has it; the interval of a figure that is there is the figure itself."""
    if field not in there:
        return f"CAST(NULL AS {kind}) AS {name(field)}"
    for end in ("_low", "_high"):
        measure = field.removesuffix(end)
        if measure != field and measure in dataset.columns and dataset.columns[measure].measured:
            return f"coalesce({name(measure)}, {name(field)}) AS {name(field)}"
    return name(field)
