"""Importing the register, against reading the same file with Python's own csv module in the same run."""

from __future__ import annotations

import csv
import io
import resource
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.timing import processor_seconds

ROWS = 22_000
COLUMNS = ["URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName", "TypeOfEstablishment (name)", "EstablishmentStatus (name)", "OpenDate",
           "PhaseOfEducation (name)", "StatutoryLowAge", "StatutoryHighAge", "Gender (name)", "UKPRN", "Street", "Locality", "Address3", "Town", "County (name)",
           "Postcode", "SchoolWebsite", "GOR (name)"]  # fmt: skip


def a_register(rows: int = ROWS) -> bytes:
    """A made-up file in the layout of the state-funded one, with the columns that we read."""
    words = io.StringIO()
    writer = csv.writer(words)
    writer.writerow(COLUMNS)
    for number in range(rows):
        ap = number % 66 == 0
        writer.writerow([
            900000 + number, 201 + number % 9, f"Authority {number % 9}", 1000 + number % 9000, f"School number {number}",
            "Pupil referral unit" if ap else "Community school", "Open", "01-09-2010", "Not applicable" if ap else "Primary", 5, 16, "Mixed", 10000000 + number,
            f"{number} High Street", "", "", "Town", "County", "ZZ1 1AA", "www.school.example", "London",
        ])  # fmt: skip
    return words.getvalue().encode("cp1252")


def fill_register() -> None:
    """The register of the bench, unless it has been imported already."""
    from difference.foundations.actors import system
    from difference.foundations.schools.commands import import_register
    from difference.foundations.schools.models import School
    from difference.foundations.schools.register.sources import Source

    if not School.objects.exists():
        import_register(by=system("bench"), files=[Source("edubaseallstatefunded20260602.csv", io.BytesIO(a_register()))])


def _locked(work: Callable[[], object]) -> tuple[float, float]:
    """Processor seconds of `work`, and those of them in which it held the write lock: from the first statement that it sends."""
    from django.db import connection

    began: list[float] = []

    def note(execute: Callable[..., object], *arguments: object) -> object:
        began.append(time.process_time())
        return execute(*arguments)

    started = time.process_time()
    with connection.execute_wrapper(note):
        work()
    ended = time.process_time()
    return ended - started, ended - began[0]


def measure(home: Path) -> dict[str, object]:
    """Processor time of imports, each over that of reading the rows alone, and what part of it others have to wait for; peak memory."""
    from difference.foundations.actors import system
    from difference.foundations.schools.commands import import_register
    from difference.foundations.schools.register.sources import Source

    content = a_register()
    reading = processor_seconds(lambda: list(csv.reader(io.TextIOWrapper(io.BytesIO(content), "cp1252"))))

    def take_in(day: int = 2) -> object:
        return import_register(by=system("bench"), files=[Source(f"edubaseallstatefunded202606{day:02}.csv", io.BytesIO(content))])

    first, first_locked = _locked(take_in)
    later, later_locked = _locked(lambda: take_in(9))
    return {
        "rows": ROWS,
        "first import over reading the rows": round(first / reading, 1),
        "of it with the write lock": round(first_locked / first, 2),
        "the next week's file over reading the rows": round(later / reading, 1),
        "of that with the write lock": round(later_locked / later, 2),
        "the same file again over reading the rows": round(processor_seconds(lambda: take_in(9)) / reading, 1),
        "peak memory in megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
