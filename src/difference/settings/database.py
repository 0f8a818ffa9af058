"""The two databases: SQLite for one machine, PostgreSQL for production."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

# A reader never waits for a writer, a commit survives a power cut, and a writer takes its lock at the start of a
# transaction, so that it waits its turn instead of failing half-way: longer than an import of the register takes on a busy machine.
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def parse_database_url(url: str) -> dict[str, Any]:
    """Django's settings for the database at `url`. Raises ValueError when it is not an address that we know."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": unquote(parts.path[1:]) or "", "OPTIONS": SQLITE, "CONN_MAX_AGE": None}
    # A server's socket is named as psql does: postgresql://name@/difference?host=/folder
    socket = parse_qs(parts.query, strict_parsing=True) if parts.query else {}
    if parts.scheme in {"postgres", "postgresql"} and len(parts.path) > 1 and set(socket) <= {"host"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "HOST": parts.hostname or socket.get("host", [""])[0],
            "PORT": str(parts.port or ""),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ValueError(url)
