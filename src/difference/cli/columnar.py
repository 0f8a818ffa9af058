"""`difference match` for markets too large for JSON: Parquet in, Parquet out, through DuckDB.

Preferences: `candidate, order, post, priority`, a row an entry; a candidate's order is rising from the most preferred, and no priority says that the post
left the candidate out. Posts: `post, seats` and, where there are any, `region, cold_spot`. Result: `candidate, post`, no post where unplaced.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from difference.errors import BadInput
from difference.methods.problems import Problems

if TYPE_CHECKING:
    import duckdb

    from difference.methods.matching import Market, Matching

WRONG = "These files cannot be used."
UNKNOWN = -1


class Files:
    """The two files of a market. Every method raises BadInput with the rows that cannot be used."""

    def __init__(self, preferences: Path, posts: Path) -> None:
        import duckdb

        self._preferences, self._posts = preferences, posts
        # Threads cost memory, and two read as fast as the arrays can be made.
        self._database = duckdb.connect(config={"threads": 2, "memory_limit": "400MB"})

    def name_all(self) -> None:
        """Number candidates by where they first stand, and posts by their row."""
        named = {"candidate": self._preferences, "post": self._posts}
        for kind, path in named.items():
            rows = f"SELECT CAST({kind} AS VARCHAR) AS name, min(file_row_number) AS first FROM {self._rows(path)} GROUP BY ALL"
            place = "CAST(row_number() OVER (ORDER BY first) - 1 AS INTEGER)"
            self._run(f"CREATE TABLE {kind}_names AS SELECT name, {place} AS place FROM ({rows}) WHERE name IS NOT NULL")

    def market(self) -> Market:
        """The market, its entries in the order of its candidates and of their lists."""
        from difference.methods.matching import Market
        from difference.methods.matching.market import UNRANKED

        names = {kind: tuple(self._column(f"SELECT name AS found FROM {kind}_names ORDER BY place").tolist()) for kind in ("candidate", "post")}
        seats, regions, cold = self._posts_columns()
        problems = Problems()
        owners = self._places("candidate")
        order = self._entries('coalesce(CAST("order" AS INTEGER), -2147483648)')
        into = _sorting(owners, order)
        _check(owners, order, into, problems)
        del order
        posts = self._places("post")
        for row in np.flatnonzero(posts == UNKNOWN):
            problems.add(f"preferences, row {row + 1}", "There is no such post.")
        priority = self._entries(f"coalesce(CAST(priority AS INTEGER), {UNRANKED})")
        problems.refuse(WRONG)
        offsets = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=len(names["candidate"])))])
        del owners
        if into is not None:
            posts, priority = posts[into], priority[into]
        for array in (posts, priority):
            array.flags.writeable = False
        return Market(offsets, posts, priority, seats, names["candidate"], names["post"], regions, cold)

    def keep(self, path: Path, market: Market, matching: Matching) -> None:
        """Write the whole outcome or nothing, never over a file that it was made from."""
        if path.exists() and any(path.samefile(source) for source in (self._preferences, self._posts)):
            raise BadInput("The result would overwrite a file it is made from. Give --output another name.")
        half = path.with_name(f".{path.name}.{os.getpid()}")
        self._database.register("outcome", {"who": np.arange(len(market), dtype=np.int32), "held": np.asarray(matching.posts)})
        names = "SELECT who.name AS candidate, held.name AS post FROM outcome JOIN candidate_names who ON who.place = outcome.who"
        try:
            self._run(
                f"COPY ({names} LEFT JOIN post_names held ON held.place = outcome.held ORDER BY outcome.who) TO {_quoted(half)} (FORMAT parquet)"
            )
            half.replace(path)
        except OSError as error:
            raise BadInput(f"{path} cannot be written: {error.strerror}.") from None
        finally:
            half.unlink(missing_ok=True)

    def _posts_columns(self) -> tuple[np.ndarray[Any, Any], tuple[str | None, ...], np.ndarray[Any, Any]]:
        rows = self._rows(self._posts)
        known = {str(row[0]) for row in self._run(f"DESCRIBE SELECT * FROM {rows}").fetchall()}
        region = "CAST(region AS VARCHAR)" if "region" in known else "NULL"
        cold = "coalesce(CAST(cold_spot AS BOOLEAN), false)" if "cold_spot" in known else "false"
        found = self._run(f"SELECT CAST(post AS VARCHAR), CAST(seats AS INTEGER), {region}, {cold} FROM {rows} ORDER BY file_row_number").fetchall()
        problems, seen = Problems(), set[str]()
        for row, (post, seats, *_) in enumerate(found, 1):
            if post is None or seats is None or seats < 0:
                problems.add(f"posts, row {row}", "It needs a “post” and “seats”, none negative.")
            elif post in seen:
                problems.add(f"posts, row {row}", f"“{post}” stands here for a second time.")
            seen.add(post)
        problems.refuse(WRONG)
        return np.array([row[1] for row in found], np.int32), tuple(row[2] for row in found), np.array([row[3] for row in found], bool)

    def _rows(self, path: Path) -> str:
        return f"read_parquet({_quoted(path)}, file_row_number = true)"

    def _places(self, kind: str) -> np.ndarray[Any, np.dtype[np.int32]]:
        """The number of the candidate or the post of each row of the preferences, in their order, which a join does not keep by itself."""
        joined = f"{self._rows(self._preferences)} given LEFT JOIN {kind}_names named ON named.name = CAST(given.{kind} AS VARCHAR)"
        query = f"SELECT CAST(file_row_number AS INTEGER) AS row, coalesce(named.place, {UNKNOWN}) AS found FROM {joined}"
        found = self._run(query).fetchnumpy()
        places = np.empty(len(found["row"]), np.int32)
        places[found["row"]] = found["found"]
        return places

    def _entries(self, expression: str) -> np.ndarray[Any, np.dtype[np.int32]]:
        """One value of each row of the preferences, in their order."""
        return np.asarray(self._column(f"SELECT CAST({expression} AS INTEGER) AS found FROM {self._rows(self._preferences)}"), np.int32)

    def _column(self, query: str) -> np.ndarray[Any, Any]:
        return np.asarray(self._run(query).fetchnumpy()["found"])

    def _run(self, query: str) -> duckdb.DuckDBPyConnection:
        import duckdb

        try:
            return self._database.execute(query)
        except duckdb.Error as error:
            raise BadInput(f"{WRONG} {str(error).splitlines()[0]}") from None


# What is told while placing, and the writing after it.
STEPS = 5


def place(files: Files, rule: str, seed: int | str, told: Callable[[str], None]) -> tuple[Market, Matching]:
    """The market of `files` placed by `rule` and checked; `told` hears each step before it is taken."""
    from difference.methods import matching as methods

    told("Reading names")
    files.name_all()
    told("Reading rankings")
    market = files.market()
    told(f"Placing {len(market):,} candidates in {len(market.seats):,} posts, {len(market.posts):,} entries")
    matching = methods.match(market, rule=rule, seed=seed)
    told("Checking")
    if not methods.verify(market, matching).stable:
        raise AssertionError("The rule gave a matching that its own check refuses.")
    return market, matching


def _sorting(owners: np.ndarray[Any, Any], order: np.ndarray[Any, Any]) -> np.ndarray[Any, Any] | None:
    """What brings the entries into order; None where they are."""
    step = np.diff(owners)
    if not ((step < 0) | ((step == 0) & (order[1:] < order[:-1]))).any():
        return None
    return np.lexsort((order, owners))


def _check(owners: np.ndarray[Any, Any], order: np.ndarray[Any, Any], into: np.ndarray[Any, Any] | None, problems: Problems) -> None:
    for row in np.flatnonzero((owners == UNKNOWN) | (order == np.iinfo(np.int32).min)):
        problems.add(f"preferences, row {row + 1}", "It needs a “candidate” and an “order”, a whole number.")
    who, rank = (owners, order) if into is None else (owners[into], order[into])
    for entry in np.flatnonzero((who[1:] == who[:-1]) & (rank[1:] == rank[:-1])) + 1:
        row = entry if into is None else into[entry]
        problems.add(f"preferences, row {row + 1}", "The candidate gives this order to another post too.")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
