"""The letters of careers, in the reader’s words. Each is a template: its first line is the subject, the rest the text."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from difference.foundations.actors import Actor
from difference.foundations.mail.commands import post as put_in_outbox
from difference.foundations.people.models import Account
from difference.foundations.people.queries import actor_for
from difference.programme.careers import offering
from difference.programme.careers.models import Introduction, Vacancy
from difference.programme.careers.queries import hiding, introductions, vacancies

# Each kind with what it is called in the outbox. None to a school names an alumnus: who it is stands behind the sign-in, once both have agreed.
KINDS = {
    "suggested": "Introduction suggested",
    "suggested_to_school": "Introduction suggested, to the school",
    "asked_by_school": "Introduction asked for by a school",
    "asked_by_alumnus": "Introduction asked for by an alumnus",
    "introduced": "Introduced",
    "introduced_to_school": "Introduced, to the school",
    "interviewing": "Talking",
    "interviewing_to_school": "Talking, to the school",
    "appointed": "Appointed",
    "appointed_to_school": "Appointed, to the school",
    "declined_by_school": "Introduction declined by the school",
    "declined_by_alumnus": "Introduction declined by the alumnus",
    "post_filled": "Post filled by another",
    "vacancy_closed": "Vacancy closed",
    "vacancy_closed_by_us": "Vacancy closed by the programme",
}


def _readable(text: str) -> str:
    """As it may stand in a letter: nobody’s letter fails because of a character that cannot be printed."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"})


def _post(by: Actor, account: Account, kind: str, path: str, vacancy: Vacancy, context: dict[str, Any]) -> None:
    words = render_to_string(
        f"careers/letters/{kind}.txt",
        {
            **context, "person": _readable(str(account.person)), "title": _readable(vacancy.title), "school": offering.school_today(vacancy),
            "vacancy": vacancy, "address": settings.ADDRESS, "link": settings.ADDRESS + path,
        },
    )  # fmt: skip
    subject, _, text = words.strip().partition("\n")
    put_in_outbox(by=by, to=account.email, kind=f"careers.{kind}", subject=subject.strip(), text=text.strip() + "\n", person_id=account.person_id)


def path_of(introduction: Introduction) -> str:
    """The address of an introduction's page."""
    return reverse("careers:introduction", args=[introduction.pk])


def to_person(*, by: Actor, introduction: Introduction, kind: str, **context: Any) -> bool:
    """Post one letter to the alumnus, within the caller’s transaction; returns whether they have an address."""
    account = Account.objects.filter(person_id=introduction.person_id).select_related("person").first()
    if account is None:
        return False
    _post(by, account, kind, path_of(introduction), introduction.vacancy, context)
    return True


def to_school(*, by: Actor, introduction: Introduction, kind: str, **context: Any) -> int:
    """Post one letter to whoever speaks for the school; returns how many. None about an alumnus who hides from it, or from another school of the reader."""
    if not introductions.shown_to_school(introduction):
        return 0
    readers = [
        account for account in vacancies.leads(offering.school_today(introduction.vacancy))
        if account.person_id != introduction.person_id and introduction.person_id not in hiding.kept_from_actor(actor_for(account))
    ]  # fmt: skip
    for account in readers:
        _post(by, account, kind, path_of(introduction), introduction.vacancy, context)
    return len(readers)


def of_vacancy(*, by: Actor, vacancy: Vacancy, kind: str, **context: Any) -> None:
    """Post one letter about a vacancy itself to whoever speaks for its school."""
    for account in vacancies.leads(offering.school_today(vacancy)):
        _post(by, account, kind, reverse("careers:our-vacancy", args=[vacancy.pk]), vacancy, context)
