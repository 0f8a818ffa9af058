"""The editions of the curriculum, one file each, read once and held to their hash."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.errors import NotNow
from difference.methods.awards import Component, Curriculum, Module, read

CHANGED = "The file of this curriculum is not the one under which they were enrolled. Ask a system administrator to put the edition back."


@dataclass(frozen=True)
class Edition:
    """One edition of a curriculum: its name, what it says, and the hash of its file."""

    slug: str
    curriculum: Curriculum
    sha256: str

    @property
    def key(self) -> tuple[str, dt.date]:
        """By what an enrolment names it."""
        return self.slug, self.curriculum.in_force

    def component(self, module: str, code: str) -> Component | None:
        """One component of a module, if there is such."""
        found = self.curriculum.module.get(module)
        return next((each for each in found.components if each.code == code), None) if found else None


def files() -> list[Path]:
    """Every edition's file. A name up to its first dot is the curriculum's; what follows tells editions apart."""
    return sorted(Path(__file__).parent.glob("*.toml"))


def read_file(path: Path) -> Edition:
    """One edition. Raises BadInput with every mistake in it."""
    content = path.read_bytes()
    return Edition(path.name.partition(".")[0], read(content.decode()), hashlib.sha256(content).hexdigest())


@functools.cache
def editions() -> tuple[Edition, ...]:
    """Every edition, the newest first."""
    return tuple(sorted(map(read_file, files()), key=lambda each: each.curriculum.in_force, reverse=True))


def in_force_on(day: dt.date) -> Edition:
    """The edition under which somebody starts on a day. Raises NotNow where there is none yet."""
    found = next((each for each in editions() if each.curriculum.in_force <= day), None)
    if found is None:
        raise NotNow("No curriculum is in force on the day on which this cohort starts. Add its edition first.")
    return found


def held_by(enrolment: Any) -> Edition | None:
    """The edition that an enrolment runs under, if its file is there as it was."""
    key = (enrolment.curriculum, enrolment.in_force)
    return next((each for each in editions() if each.key == key and each.sha256 == enrolment.curriculum_sha256), None)


def edition_of(enrolment: Any) -> Edition:
    """The edition that an enrolment runs under. Raises NotNow when its file has been edited or is gone."""
    found = held_by(enrolment)
    if found is None:
        raise NotNow(CHANGED)
    return found


def module_of(result: Any) -> Module:
    """The module of a result, under its enrolment's edition."""
    return edition_of(result.enrolment).curriculum.module[result.module]
