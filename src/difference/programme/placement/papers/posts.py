"""Posts as a table: its columns, the file to fill in, and what each row asks for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from difference.errors import BadInput
from difference.foundations.sheets.reading import Row, Table, read, words
from difference.foundations.sheets.writing import Sheet
from difference.programme.placement.models.posts import PHASES
from difference.programme.placement.queries.posts import Hosting
from difference.programme.placement.queries.uploading import Uploading
from difference.programme.placement.requirements import in_force
from difference.web.forms.dates import day_in

COLUMNS: Mapping[str, str] = {
    "urn": "School (URN)", "title": "Title", "responsibilities": "What it leads", "seats": "People", "salary": "Salary", "days": "Working pattern",
    "phase": "Pupils", "starts_on": "Starts", "requirements": "Asks for", "mentor": "Mentor", "adjustments": "What can be adapted",
}  # fmt: skip
NEEDED = ("title", "responsibilities", "salary", "phase")
PHASE_WORDS = {words.casefold(): key for key, words in PHASES.items()}
FULL_TIME = "Full time"


@dataclass(frozen=True)
class Wanted:
    """What one row asks for: at which school, with which values, and what cannot be made out, by field."""

    number: int
    hosting: Hosting | None
    values: Mapping[str, Any]
    wrong: Mapping[str, str]

    @property
    def title(self) -> str:
        """The title of the post."""
        return str(self.values.get("title") or "")


def read_posts(content: bytes, uploading: Uploading) -> Table:
    """The table in a file. Raises BadInput with a sentence."""
    needed = [COLUMNS[name] for name in (("urn", *NEEDED) if uploading.needs_urn else NEEDED)]
    return read(content, columns=list(COLUMNS.values()), needed=needed)


def to_fill_in(uploading: Uploading) -> Sheet:
    """The file to fill in, with what belongs into each column."""
    listed = "; ".join(one.title for one in in_force())
    schools = "; ".join(f"{school.urn}: {school.name}" for school in uploading.schools)
    says = {
        "urn": schools or "The number of the school on the register.",
        "title": "As candidates will read it, for example “Assistant head, teaching and learning”.",
        "responsibilities": "The people, the work, and what you want to come of it.",
        "seats": "How many people can hold it. 1 if left empty.",
        "salary": "For example “L3 to L7” or “£45,000 to £50,000”.",
        "days": f"“{FULL_TIME}” if left empty.",
        "phase": f"One of these: {'; '.join(PHASES.values())}.",
        "starts_on": "A day, for example 1 September 2027. Left empty: with the cohort.",
        "requirements": f"Only what nobody could do without, separated by semicolons. One or more of these: {listed}.",
        "mentor": "Who will mentor them: their job, not their name. Can be left empty.",
        "adjustments": "The site, hours, working from home, travel between sites. Can be left empty.",
    }
    return Sheet(f"Posts, cohort {uploading.cohort.name}", list(COLUMNS.values()), [], notes=[(COLUMNS[name], told) for name, told in says.items()])


def wanted(table: Table, uploading: Uploading) -> list[Wanted]:
    """What each row asks for."""
    return [_wanted(row, uploading) for row in table.rows]


def _wanted(row: Row, uploading: Uploading) -> Wanted:
    given = {name: row.cells.get(column) for name, column in COLUMNS.items()}
    wrong: dict[str, str] = {"": row.problem} if row.problem else {}
    values: dict[str, Any] = {name: words(given[name]) for name in ("responsibilities", "adjustments")}
    # What a page asks for in one line is one line.
    values |= {name: " ".join(words(given[name]).split()) for name in ("title", "salary", "days", "mentor")}
    values["days"] = values["days"] or FULL_TIME
    values["seats"] = _number(given["seats"]) if words(given["seats"]) else 1
    for name, understood in (("phase", _phase), ("starts_on", _day), ("requirements", _requirements)):
        try:
            values[name] = understood(given[name])
        except BadInput as error:
            wrong[name] = error.sentence
    hosting = None
    try:
        hosting = uploading.hosting(_urn(given["urn"]))
    except BadInput as error:
        wrong["urn"] = error.sentence
    return Wanted(row.number, hosting, values, wrong)


def _number(cell: Any) -> int | None:
    said = words(cell)
    return int(said) if re.fullmatch(r"[0-9]{1,4}", said) else None


def _urn(cell: Any) -> int | None:
    said = words(cell)
    if not said:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", said):
        raise BadInput("Give the school’s number (URN) in figures, for example 142223.")
    return int(said)


def _phase(cell: Any) -> str:
    said = words(cell).casefold()
    if said in PHASES:
        return said
    if said not in PHASE_WORDS:
        raise BadInput(f"Write one of these: {'; '.join(PHASES.values())}.")
    return PHASE_WORDS[said]


def _day(cell: Any) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    said = words(cell)
    found = day_in(said) if said else None
    if said and found is None:
        raise BadInput("Write the day, the month and the year, for example 1 September 2027.")
    return found


def _requirements(cell: Any) -> Sequence[str]:
    known = {one.title.casefold(): one.key for one in in_force()} | {one.key: one.key for one in in_force()}
    said = [one.strip(" .") for one in re.split(r"[;\n]", words(cell)) if one.strip(" .")]
    strange = [one[:80] for one in said if one.casefold() not in known]
    if strange:
        raise BadInput(f"“{strange[0]}” is not on the list of what a post can ask for.")
    return [known[one.casefold()] for one in said]
