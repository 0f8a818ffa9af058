"""What kind of file it is and of which day, told from its name and its columns."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from difference.errors import BadInput
from difference.foundations.schools.register import columns

STATE_FUNDED, ACADEMIES, FULL, LINKS = "state_funded", "academies", "full", "links"
KINDS = {
    STATE_FUNDED: "state-funded schools",
    ACADEMIES: "academies and free schools",
    FULL: "the full extract",
    LINKS: "links between schools",
}
DAY = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")


def by_name(name: str, found: dict[str, int]) -> str | None:
    """The kind that a register file's name and columns say, or None where only its rows can tell."""
    bare = name.lower().replace("_", "").replace("-", "").replace(" ", "")
    if "statefunded" in bare:
        return STATE_FUNDED
    if "academies" in bare:
        return ACADEMIES
    if "alldata" in bare or any(columns.fold(wide) in found for wide in (columns.TYPE_CODE, columns.TRUST_UID, "Easting", "CloseDate")):
        return FULL
    return None


def by_types(types: Iterable[str]) -> str:
    """Academies and free schools alone make the academies file; one maintained school makes it the state-funded one."""
    academy_words = ("academ", "free school", "university technical", "studio school", "city technology")
    return ACADEMIES if all(any(word in kind.lower() for word in academy_words) for kind in types) else STATE_FUNDED


def day_of(*names: str) -> dt.date | None:
    """The day in the first name that has one as YYYYMMDD."""
    for name in names:
        for match in DAY.finditer(name):
            try:
                day = dt.date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
            if 1990 <= day.year <= 2099:
                return day
    return None


def dated(given: dt.date | None, *names: str) -> dt.date:
    """The day of a file: the one given, or the one in its name. Raises BadInput where there is neither."""
    day = given or day_of(*names)
    if day is None:
        raise BadInput(
            f"{names[-1]} does not say in its name of which day it is. Give the day of the file.",
            fields={"date": ["Give the day on which the file was published."]}, code="no-date",
        )  # fmt: skip
    return day
