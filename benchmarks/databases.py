"""The database of a bench: SQLite in its own folder, or a PostgreSQL database of its own on the server that DATABASE_URL names."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit


@contextlib.contextmanager
def own_database() -> Iterator[None]:
    """Points DATABASE_URL at an empty database, which is dropped afterwards."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        os.environ.pop("DATABASE_URL", None)
        yield
        return
    import psycopg
    from psycopg.sql import SQL, Identifier

    name = f"difference_bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        os.environ["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        try:
            yield
        finally:
            from django.db import connections

            connections.close_all()
            server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
