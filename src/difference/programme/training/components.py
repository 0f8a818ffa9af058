"""The components that a case can be about: those of an enrolment’s open results, each with its title and deadline."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from difference.programme.training.calendar import due_without_extension
from difference.programme.training.curricula import edition_of, held_by
from difference.programme.training.models import Enrolment, ModuleResult


@dataclass(frozen=True)
class Part:
    """One component of one module, as somebody has it before them."""

    module: str
    component: str
    title: str
    due_at: dt.datetime

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.module}:{self.component}"


def title_of(enrolment: Enrolment, module: str, component: str) -> str:
    """“Needs, trauma and behaviour: essay”, or the codes where the edition is gone."""
    edition = held_by(enrolment)
    found = edition.component(module, component) if edition else None
    return f"{edition.curriculum.module[module].title}: {found.title}" if edition and found else f"{module}, {component}"


def _newest(results: list[Any]) -> list[Any]:
    newest: dict[str, Any] = {}
    for result in results:
        if result.module not in newest or newest[result.module].sitting < result.sitting:
            newest[result.module] = result
    return list(newest.values())


def open_parts(enrolment: Enrolment) -> list[Part]:
    """What no board has confirmed yet, in the order of the deadlines."""
    edition_of(enrolment)
    results = _newest(list(ModuleResult.objects.filter(enrolment=enrolment).select_related("enrolment__cohort")))
    parts = [
        Part(result.module, code, title_of(enrolment, result.module, code), due_without_extension(result, code))
        for result in results
        if result.state not in ("confirmed", "released")
        for code in result.components
    ]
    return sorted(parts, key=lambda part: (part.due_at, part.title))
