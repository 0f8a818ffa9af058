"""Importing the register, against reading the same file with Python's own csv module in the same run."""

from __future__ import annotations

import csv
import io
import resource
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


def measure(home: Path) -> dict[str, object]:
    """Processor time of the first import and of the same again, each over that of reading the rows alone; peak memory."""
    from difference.foundations.actors import system
    from difference.foundations.schools.commands import import_register
    from difference.foundations.schools.register.sources import Source

    content = a_register()
    reading = processor_seconds(lambda: list(csv.reader(io.TextIOWrapper(io.BytesIO(content), "cp1252"))))

    def take_in() -> object:
        return import_register(by=system("bench"), files=[Source("edubaseallstatefunded20260602.csv", io.BytesIO(content))])

    first = processor_seconds(take_in, runs=1)
    return {
        "rows": ROWS,
        "first import over reading the rows": round(first / reading, 1),
        "the same file again over reading the rows": round(processor_seconds(take_in) / reading, 1),
        "peak memory in megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
