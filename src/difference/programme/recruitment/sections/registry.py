"""The list of sections. Recruitment registers its own when it starts; an app above adds what it keeps apart."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from difference.errors import NotFound
from difference.programme.recruitment.models import Application


class Status(enum.Enum):
    """How far a section is, in the words of the task list."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    COMPLETE = "Complete"


@dataclass(frozen=True)
class Missing:
    """One thing that a section still needs; `field` is the name of the input that mends it."""

    sentence: str
    field: str = ""


@dataclass(frozen=True)
class Section:
    """One section: `place` orders the list, `address` is its page.

    `rows` are (what, value) for the page on which answers are checked. Without `needed` an application can be sent
    though the section is empty; without `staff_read` it is not on the page that recruitment staff read.
    """

    key: str
    title: str
    place: int
    address: Callable[[Application], str]
    missing: Callable[[Application], Sequence[Missing]]
    started: Callable[[Application], bool]
    rows: Callable[[Application], Sequence[tuple[str, object]]]
    needed: bool = True
    staff_read: bool = True
    hint: str = ""


_sections: dict[str, Section] = {}


def register(section: Section) -> Section:
    """Put a section on the list. Raises ValueError when its key stands for something else already."""
    if _sections.setdefault(section.key, section) is not section:
        raise ValueError(f"There are two sections called “{section.key}”.")
    return section


def every() -> list[Section]:
    """All sections, in the order in which they are written."""
    return sorted(_sections.values(), key=lambda section: section.place)


def find(key: str) -> Section:
    """The section called `key`. Raises NotFound."""
    if key not in _sections:
        raise NotFound()
    return _sections[key]


def status_of(section: Section, application: Application) -> Status:
    """How far a section of an application is."""
    if not section.started(application):
        return Status.NOT_STARTED
    return Status.IN_PROGRESS if section.missing(application) else Status.COMPLETE


def missing(application: Application) -> list[tuple[Section, Missing]]:
    """Everything that stands between an application and being sent, in order."""
    return [(section, one) for section in every() if section.needed for one in section.missing(application)]


def incomplete(application: Application) -> list[Section]:
    """The sections that still need something before an application can be sent."""
    return [section for section in every() if section.needed and section.missing(application)]
