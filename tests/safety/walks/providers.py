"""Who walks: a provider for each lifecycle, by its noun."""

from __future__ import annotations

from tests.safety.walks.application import Applications
from tests.safety.walks.board import Boards
from tests.safety.walks.concern import Concerns
from tests.safety.walks.enrolment import Enrolments, NewEnrolments
from tests.safety.walks.extenuating_case import ExtenuatingCases
from tests.safety.walks.introduction import Introductions
from tests.safety.walks.matching_run import MatchingRuns
from tests.safety.walks.module_result import ModuleResults
from tests.safety.walks.placement import Placements
from tests.safety.walks.post import Posts
from tests.safety.walks.project import Projects
from tests.safety.walks.reference import References
from tests.safety.walks.request import Requests
from tests.safety.walks.session import Sessions
from tests.safety.walks.vacancy import Vacancies
from tests.safety.walks.walking import Provider

PROVIDERS: dict[str, type[Provider]] = {
    each.table.noun: each
    for each in (
        Applications, Boards, Concerns, Enrolments, ExtenuatingCases, Introductions, MatchingRuns, ModuleResults, NewEnrolments, Placements, Posts,
        Projects, References, Requests, Sessions, Vacancies,
    )
}  # fmt: skip
