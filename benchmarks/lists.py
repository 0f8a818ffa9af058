"""Every list with ten thousand applications behind it, against the same lists with a hundred: queries must not grow, and a page has its budget."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.filling import placing, records, recruiting
from benchmarks.filling.people import browser, make_people, make_staff
from benchmarks.timing import processor_seconds

FEW, MANY = 100, 10_000
ASSESSORS, POSTS, BUDGET = 60, 200, 15.0
EVENTS_A_APPLICATION = 10
RUNS = 8


@dataclass
class Country:
    """The cohort of the bench, who works on it, and how far it is filled."""

    cohort: Any
    rounds: tuple[Any, Any]
    assessors: list[Any]
    accounts: dict[str, Any]
    filled: int = 0

    def fill(self, number: int) -> None:
        """Go on until there are so many applications."""
        numbers = range(self.filled, number)
        made = recruiting.make_applications(self.cohort, numbers)
        staff = (self.accounts["recruiter"].person_id, self.accounts["second"].person_id)
        recruiting.make_selection(self.cohort, self.rounds, made, self.assessors, staff)
        people = [one.person_id for one in made]
        records.make_events(EVENTS_A_APPLICATION * len(made), people, staff[0])
        records.make_letters(len(made), people)
        records.make_answers(self.cohort, people)
        records.make_jobs(len(made))
        self.filled = number


def _country() -> Country:
    from difference.foundations.people.models import Account

    cohort = recruiting.make_cohort()
    everywhere = ("programme", "")
    accounts = {
        "recruiter": make_staff("recruiter", ("staff", "recruitment", *everywhere), ("staff", "safer_recruitment", *everywhere)),
        "second": make_staff("second", ("staff", "recruitment", *everywhere)),
        "placer": make_staff("placer", ("staff", "placement", *everywhere)),
        "administrator": make_staff("administrator", ("administrator", "", *everywhere)),
        "officer": make_staff("officer", ("data_protection_officer", "", *everywhere)),
        "assessor": make_staff("assessor", ("assessor", "", "cohort", str(cohort.pk))),
    }
    more = make_people("assessor", range(1, ASSESSORS), "assessor", "cohort", str(cohort.pk))
    first = Account.objects.select_related("person").get(pk=accounts["assessor"].pk).person
    return Country(cohort, recruiting.make_rounds(cohort), [first, *more], accounts)


def _pages(of: Country) -> dict[str, tuple[str, str]]:
    """Each page with who opens it and where it stands."""
    from django.urls import reverse

    key, reading = of.cohort.pk, of.rounds[0].pk
    applications, deciding = reverse("recruitment:applications", args=[key]), reverse("recruitment:deciding", args=[key])
    references = reverse("recruitment:references")
    return {
        "the plainest page, signed in": ("recruiter", reverse("cookies")),
        "home of recruitment": ("recruiter", reverse("home")),
        "home of an assessor": ("assessor", reverse("home")),
        "home of placement": ("placer", reverse("home")),
        "applications": ("recruiter", applications),
        "applications, page 40": ("recruiter", f"{applications}?page=40"),
        "applications by name": ("recruiter", f"{applications}?q=rook"),
        "applications in one state": ("recruiter", f"{applications}?state=in_review"),
        "applications of one region": ("recruiter", f"{applications}?region=London"),
        "applications, inactive": ("recruiter", f"{applications}?still=inactive"),
        "applications, stuck": ("recruiter", f"{applications}?still=stuck"),
        "applications, a rule not met": ("recruiter", f"{applications}?eligibility=not_met"),
        "applications, asking again": ("recruiter", f"{applications}?eligibility=objected"),
        "selection": ("recruiter", reverse("recruitment:selection")),
        "selection of a cohort": ("recruiter", reverse("recruitment:selection-of", args=[key])),
        "a round": ("recruiter", reverse("recruitment:round", args=[reading])),
        "a round, page 40": ("recruiter", reverse("recruitment:round", args=[reading]) + "?page=40"),
        "who reads how many": ("recruiter", reverse("recruitment:loads", args=[reading])),
        "deciding, being read": ("recruiter", f"{deciding}?state=in_review"),
        "deciding, invited": ("recruiter", f"{deciding}?state=shortlisted"),
        "deciding, assessed": ("recruiter", f"{deciding}?state=assessed"),
        "decisions pending": ("recruiter", reverse("recruitment:pending", args=[key])),
        "publishing decisions": ("recruiter", reverse("recruitment:publish", args=[key])),
        "places and the reserve": ("recruiter", reverse("recruitment:places", args=[key])),
        "references": ("recruiter", references),
        "references, to check": ("recruiter", f"{references}?state=unverified"),
        "references by name": ("recruiter", f"{references}?q=rook"),
        "checks": ("recruiter", reverse("recruitment:checks")),
        "to read": ("assessor", reverse("recruitment:queue")),
        "counts of equality": ("recruiter", reverse("equality:counts", args=[key])),
        "board of placement": ("placer", reverse("placement:board", args=[key])),
        "matching day": ("placer", reverse("placement:matching", args=[key])),
        "schools": ("recruiter", reverse("schools:search")),
        "schools, what matches all": ("recruiter", reverse("schools:search") + "?q=school"),
        "accounts": ("administrator", reverse("people:accounts")),
        "accounts by name": ("administrator", reverse("people:accounts") + "?q=rook"),
        "audit": ("officer", reverse("people:events")),
        "audit of one action": ("officer", reverse("people:events") + "?action=recruitment.submit"),
        "outbox": ("recruiter", reverse("mail:outbox")),
        "outbox, waiting": ("recruiter", reverse("mail:outbox") + "?state=queued"),
        "jobs": ("administrator", reverse("jobs:index")),
        "health": ("administrator", reverse("operations:health")),
    }


def _queries(look: Callable[[], Any]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        look()
    return len(queries)


def _looks(of: Country) -> dict[str, Callable[[], Any]]:
    browsers = {word: browser(account) for word, account in of.accounts.items()}
    return {name: lambda who=who, path=path: browsers[who].get(path) for name, (who, path) in _pages(of).items()}  # type: ignore[misc]


def measure(home: Path) -> dict[str, object]:
    """Queries of each list with few and with many rows behind it, processor milliseconds a page, and that over the plainest page."""
    from django.conf import settings
    from django.core.management import call_command

    from benchmarks.register import fill_register
    from difference.foundations.schools.models import School

    settings.ALLOWED_HOSTS = ["testserver"]
    fill_register()
    country = _country()
    country.fill(FEW)
    looks, before = _looks(country), {}
    for name, look in looks.items():
        answer = look()
        assert answer.status_code == 200, (name, answer.status_code)
        before[name] = _queries(look)
    country.fill(MANY)
    schools = list(School.objects.filter(sector="alternative_provision", is_open=True).order_by("urn"))
    placing.make_market(country.cohort, schools, POSTS, country.accounts["placer"].person_id)
    _refresh_statistics()
    call_command("clearsessions")
    gc.collect()
    gc.freeze()
    plainest, found = 0.0, {}
    for name, look in looks.items():
        spent = processor_seconds(look, runs=RUNS)
        plainest = plainest or spent
        found[name] = {
            "milliseconds": round(spent * 1000, 1), "over the plainest page": round(spent / plainest, 1),
            f"queries at {FEW}": before[name], f"queries at {MANY:,}": _queries(look),
        }  # fmt: skip
    return {**found, f"over {BUDGET:.0f} ms": [name for name, page in found.items() if page["milliseconds"] > BUDGET]}


def _refresh_statistics() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
