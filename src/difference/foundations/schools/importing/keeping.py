"""Writing the rows of a register: each compared with what we hold, and only the difference written."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator
from typing import Any

from difference.foundations.schools import words
from difference.foundations.schools.importing.places import Places
from difference.foundations.schools.importing.report import Mention, Report
from difference.foundations.schools.models import LISTED_BY, RegisterImport, School
from difference.foundations.schools.register.columns import DETAILS
from difference.foundations.schools.register.kinds import FULL
from difference.foundations.schools.register.rows import Row, Unreadable

CHUNK = 500
# Names of facts that are stored under another name; the rest are stored under their own.
TOGETHER = {"status": ("status", "is_open"), "type_name": ("type_name", "sector")}
WRITTEN = [field.name for field in School._meta.concrete_fields if field.name not in {"urn", "successor"}]


class Keeper:
    """Keeps the rows of one file. `forced`: even what a newer file said gives way."""

    def __init__(self, made: RegisterImport, report: Report, *, newest: bool, forced: bool) -> None:
        self.made, self.report, self.forced = made, report, forced
        self.places = Places(newest=newest)
        self.listed_by = LISTED_BY[made.kind]
        self.unlisted_types: dict[str, int] = {}
        self.websites = 0
        self._days = dict(RegisterImport.objects.values_list("pk", "dated"))

    def keep(self, rows: Iterable[Row | Unreadable]) -> None:
        """Write rows, a chunk at a time."""
        for chunk in _chunks(rows):
            readable = [row for row in chunk if isinstance(row, Row)]
            unreadable = [row for row in chunk if isinstance(row, Unreadable)]
            self.report.rows += len(chunk)
            self.report.unreadable += unreadable
            self._keep(readable)
            # An unreadable row still says that its school is listed.
            self._mark([row.urn for row in unreadable if row.urn])

    def _keep(self, rows: list[Row]) -> None:
        held = School.objects.in_bulk([row.urn for row in rows])
        write, same = [], []
        for row in rows:
            facts = self._facts(row)
            school = held.get(row.urn)
            if school is None:
                write.append(self._added(row, facts))
            elif self._changed(school, facts):
                write.append(school)
            else:
                same.append(school.urn)
                if school.authority_id in self.places.renamed:
                    write.append(self._listed(school))
        self.places.write()
        School.objects.bulk_create(write, update_conflicts=True, unique_fields=["urn"], update_fields=WRITTEN)
        self._mark(same)
        self.report.unchanged += len(same)

    def _mark(self, urns: list[int]) -> None:
        School.objects.filter(pk__in=urns).update(**{self.listed_by: self.made, "missing_from": None})

    def _facts(self, row: Row) -> dict[str, Any]:
        region = self.places.region(row.region) if row.region is not None else None
        facts = {**row.facts, "authority_id": self.places.authority(*row.authority, region)}
        if row.region is not None:
            facts["region_id"] = region
        if row.trust is not None:
            facts["trust_id"] = self.places.trust(*row.trust)
        if row.unlisted_type:
            self.unlisted_types[row.unlisted_type] = self.unlisted_types.get(row.unlisted_type, 0) + 1
        self.websites += row.unusable_website
        return facts

    def _added(self, row: Row, facts: dict[str, Any]) -> School:
        self.report.added += 1
        return self._listed(School(urn=row.urn, **facts, stated=self.made.carries))

    def _changed(self, school: School, facts: dict[str, Any]) -> bool:
        """Put on `school` what this file may say; whether that makes a difference."""
        may = self._may_say(school)
        differing = {name: value for name, value in facts.items() if may(name) and getattr(school, name) != value}
        stated = sorted({*school.stated, *self.made.carries})
        if not differing and stated == school.stated:
            return False
        if school.is_open and differing.get("is_open") is False:
            self.report.closed.append(Mention(school.urn, facts["name"]))
        for name, value in differing.items():
            setattr(school, name, value)
        told = {name.removesuffix("_id") for name in differing} | (set(stated) - set(school.stated))
        school.stated = stated
        self.report.changed.append(Mention(school.urn, school.name, tuple(sorted(told))))
        self._listed(school)
        return True

    def _may_say(self, school: School) -> Any:
        """What a newer file has said stays; what none has said may come from an older one."""
        basics, details = self._day(school, *LISTED_BY.values()), self._day(school, LISTED_BY[FULL])
        if self.forced or all(day is None or day <= self.made.dated for day in (basics, details)):
            return lambda _: True

        def may(field: str) -> bool:
            name = field.removesuffix("_id")
            if not school.knows(_spoken(name)):
                return True
            newer = details if name in DETAILS else basics
            return newer is None or newer <= self.made.dated

        return may

    def _day(self, school: School, *files: str) -> dt.date | None:
        imports = (getattr(school, f"{name}_id") for name in files)
        return max((self._days[key] for key in imports if key is not None), default=None)

    def _listed(self, school: School) -> School:
        setattr(school, self.listed_by, self.made)
        school.missing_from = None
        authority = self.places.authority_name(str(school.authority_id))
        school.name_key = words.key(school.name)[:400]
        place = (school.town, school.postcode, school.postcode.replace(" ", ""), authority, str(school.urn))
        school.search_key = words.key(school.name, *place)[:900]
        return school


@functools.cache
def _spoken(name: str) -> str:
    return next((spoken for spoken, stored in TOGETHER.items() if name in stored), name)


def _chunks(rows: Iterable[Row | Unreadable]) -> Iterator[list[Row | Unreadable]]:
    chunk: list[Row | Unreadable] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
