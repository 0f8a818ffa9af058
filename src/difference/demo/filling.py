"""Fills the demonstration: invented people, the invented country, who works where, and three cohorts. Quick where it is filled already."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from difference.demo.chapters.older import grow
from difference.demo.cohorts.young import recruit
from difference.demo.country.giving_way import give_way
from difference.demo.country.seeding import IMPORTER, seed
from difference.demo.personas import seed_personas
from difference.demo.schools import hang_personas
from difference.foundations.actors import system
from difference.foundations.rights.tasks import retain
from difference.foundations.schools.models import RegisterImport


def fill() -> None:
    """Make what is missing. Raises NotADemonstration where there are real people."""
    by = system("demo")
    seed_personas(by=by)
    seed(by=by)
    give_way(by=by)
    hang_personas(by=by)
    grow(by=by)
    recruit(by=by)
    # Some of its past is past its time already: what each night erases is not left until the first one.
    retain.func()


def when_imported(sender: type[RegisterImport], instance: RegisterImport, created: bool, **_: Any) -> None:
    """After an import that is not the demonstration's own is committed: was it a real register, the invented one gives way."""
    if created and instance.by_label != IMPORTER.label:
        transaction.on_commit(_settle, robust=True)


def _settle() -> None:
    by = system("demo")
    if give_way(by=by):
        hang_personas(by=by)
