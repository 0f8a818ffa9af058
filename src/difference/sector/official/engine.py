"""DuckDB, imported when it is first needed and never at the start of the web server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb


def connect(file: Path | None, *, memory: str, threads: int, scratch: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A connection to a database file, or to memory alone. It loads no extension and asks no network."""
    import duckdb

    settings: dict[str, Any] = {
        "memory_limit": memory,
        "threads": threads,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "preserve_insertion_order": True,
    }
    if scratch is not None:
        settings["temp_directory"] = str(scratch)
    return quiet(duckdb.connect(str(file) if file else ":memory:", config=settings))


def quiet(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The same connection without a bar of progress, which would be drawn on standard output amid what a verb prints."""
    connection.execute("SET enable_progress_bar = false")
    return connection


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def name(text: str) -> str:
    """A column's or table's name as SQL writes it."""
    return '"' + text.replace('"', '""') + '"'


def cell(title: str) -> str:
    """A column of a file, by its folded name, as SQL writes it: marked, so that none is taken for a column of ours."""
    return name(f"@{title}")
