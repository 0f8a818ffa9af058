"""Pages with many rows behind them, against the same pages with few: a list page must not grow with its list."""

from __future__ import annotations

from pathlib import Path

from benchmarks.timing import processor_seconds

PAGES = {"search of schools": "/schools/?q=number", "regions": "/schools/regions/", "who may do what": "/who-may-do-what/", "start": "/"}


def measure(home: Path) -> dict[str, object]:
    """Processor milliseconds a page, and each page over the plainest one, measured in one run; and its queries."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS = ["testserver"]
    client, found = Client(), {}
    for path in PAGES.values():
        assert client.get(path).status_code == 200, path
    plainest = processor_seconds(lambda: client.get("/cookies/"), runs=20)
    for name, path in PAGES.items():
        spent = processor_seconds(lambda path=path: client.get(path), runs=20)  # type: ignore[misc]
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        found[name] = {"over the plainest page": round(spent / plainest, 1), "milliseconds": round(spent * 1000, 1), "queries": len(queries)}
    return found
