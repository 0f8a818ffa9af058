"""Fills an empty register with the invented country, through the same import that real files take."""

from __future__ import annotations

from django.db.models import QuerySet

from difference.demo.country.facts import edition
from difference.demo.country.inventing import invent
from difference.demo.country.writing import files
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor, system
from difference.foundations.audit.commands import record
from difference.foundations.schools.commands import import_register
from difference.foundations.schools.models import RegisterImport, School
from difference.foundations.schools.showing import INVENTED

# Imports under this label are the demonstration's own.
IMPORTER = system(INVENTED)


def invented() -> QuerySet[School]:
    """The invented schools that the register holds, by their numbers."""
    return School.objects.filter(urn__range=(edition()["first_closed_urn"], edition()["last_urn"]))


def own_imports() -> QuerySet[RegisterImport]:
    """The imports that the demonstration made."""
    return RegisterImport.objects.filter(by_kind=IMPORTER.kind, by_label=IMPORTER.label)


def seed(*, by: Actor) -> int:
    """Add the invented schools where there is no school yet; returns how many. Where there is any, nothing is made."""
    return 0 if School.objects.exists() else _seed(by=by)


@command
def _seed(*, by: Actor) -> int:
    allow(by, "demo.seed")
    country = invent()
    import_register(by=IMPORTER, files=files(country))
    record(by, "demo.seed", "country")
    return len(country.schools)
