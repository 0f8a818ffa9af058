"""The candidates of a post as a table that came back: whom each row is about, in which class they are to be, and why not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from difference.errors import BadInput
from difference.foundations.sheets.reading import Row, Table, read, words
from difference.programme.placement import tables
from difference.programme.placement.models import Post
from difference.programme.placement.queries.rankings import NO, Applicant
from difference.programme.placement.reasons import NOT_WANTED

NOES = frozenset({NO, "would not appoint", "we would not appoint them", "not"})


@dataclass(frozen=True)
class Given:
    """One row: whom it is about, the class, and what is to mend. A row that is missing has no number."""

    number: int | None
    applicant: Applicant | None
    answer: str
    because: str
    problems: Sequence[str]

    @property
    def name(self) -> str:
        """Who it is, as the page calls them."""
        return self.applicant.called if self.applicant else "Somebody whom we do not find"


def read_classes(content: bytes, applicants: Sequence[Applicant], post: Post) -> Table:
    """The table in a file. Raises BadInput with a sentence."""
    if not applicants:
        raise BadInput("Nobody has ranked this post yet, so there is nobody to put in a class.")
    known = tables.of_candidates(applicants, post).headings
    return read(content, columns=known, needed=(tables.KEY, tables.CLASS))


def given(table: Table, applicants: Sequence[Applicant]) -> list[Given]:
    """What each row says; after them, those who have none."""
    by_key, seen = {str(one.candidacy.pk): one for one in applicants}, dict[str, int]()
    found = [_row(row, by_key, seen, len(applicants)) for row in table.rows]
    return found + [Given(None, one, "", "", [f"{one.called} is missing in the file."]) for key, one in by_key.items() if key not in seen]


def _row(row: Row, by_key: dict[str, Applicant], seen: dict[str, int], number: int) -> Given:
    problems = [row.problem] if row.problem else []
    key = words(row.cells.get(tables.KEY)).casefold()
    applicant = by_key.get(key)
    if applicant is None:
        problems.append(f"{tables.KEY}: nobody with this key has ranked the post. Download the file once more; do not change this column.")
    elif seen.setdefault(key, row.number) != row.number:
        problems.append(f"{tables.KEY}: the same candidate stands in row {seen[key]}.")
    said = words(row.cells.get(tables.CLASS)).casefold().strip(" .")
    said = re.sub(r"^class\s+", "", said)
    if said in NOES:
        why = words(row.cells.get(tables.WHY)).casefold().strip(" .")
        because = next((key for key, says in NOT_WANTED.items() if why in (key, says.casefold())), "")
        if not because:
            problems.append(f"{tables.WHY}: write one of these: {'; '.join(NOT_WANTED.values())}.")
        return Given(row.number, applicant, NO, because, problems)
    if not re.fullmatch(r"[0-9]{1,4}", said) or not 1 <= int(said) <= number:
        problems.append(f"{tables.CLASS}: write a number from 1 to {number}, or “{tables.WOULD_NOT}” for whoever you would not appoint.")
    return Given(row.number, applicant, said, "", problems)


def answers(rows: Sequence[Given]) -> dict[UUID, str]:
    """The class of each candidate, as `rank_candidates` takes it."""
    return {row.applicant.person_id: str(int(row.answer)) if row.answer.isdigit() else row.answer for row in rows if row.applicant}


def reasons(rows: Sequence[Given]) -> dict[UUID, str]:
    """Why not, for each whom the school would not appoint."""
    return {row.applicant.person_id: row.because for row in rows if row.applicant and row.because}


def told(rows: Sequence[Given], fields: Mapping[str, Sequence[str]]) -> list[Given]:
    """The rows with what the command says of their candidates."""
    return [replace(row, problems=[f"{one}." for one in fields.get(str(row.applicant.person_id), ())]) if row.applicant else row for row in rows]
