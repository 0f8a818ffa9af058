"""Makes shortlisted candidates with referees, and what referees write, for the tests of references and checks."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from difference.foundations.mail.models import Letter
from difference.programme.recruitment.models import Reference, Testimony
from tests.programme.candidates import make_cohort
from tests.programme.recruitment.making import make_application, name_referee

# Its name begins like that of a class of tests, and it is none.
Testimony.__test__ = False  # type: ignore[attr-defined]

SECRET = "A pupil was hurt in March 2024 and the governors upheld it."
ANSWERS: dict[str, Any] = {
    "job": "Head teacher, Alderley High School", "capacity": "head", "known": "As their head, since September 2021", "post": "Teacher of maths",
    "post_from": "September 2021", "post_until": "", "leaving": "They want to work in alternative provision.",
    "strengths": "They lead Year 9 with great calm.", "reservations": "", "again": True, "suitable": True, "unsuitable_because": "",
    "discipline": False, "discipline_text": "", "concern": False, "concern_text": "", "authority": "head", "openness": "open",
}  # fmt: skip


def make_candidate(cohort: Any = None, state: str = "shortlisted", name: str = "Amara Osei", email: str = "") -> Any:
    """A candidate in a state with two referees, the first their head."""
    application = make_application(cohort or make_cohort(), state, name=name, email=email)
    first = name_referee(application, "Jo Marsh", "jo.marsh@alderley.sch.uk", 1, "Alderley High School")
    Reference.objects.filter(pk=first.pk).update(is_head=True)
    name_referee(application, "Ali Noor", "ali.noor@brook.example", 2, "Brook Academy")
    return application


def first_of(application: Any) -> Reference:
    """The first reference of an application, freshly loaded."""
    return Reference.objects.select_related("application__cohort", "application__person").get(application=application, position=1)


def second_of(application: Any) -> Reference:
    """The second."""
    return Reference.objects.select_related("application__cohort", "application__person").get(application=application, position=2)


def link_in(letter: Letter) -> str:
    """The path of the link in a letter."""
    found = re.search(r"/recruitment/reference/link/\S+", letter.text)
    assert found, letter.text
    return found.group()


def browser_with(path: str) -> Client:
    """A browser in which a referee has opened their link."""
    browser = Client()
    assert browser.get(path).status_code == 302
    return browser


def as_sent(revision: int = 0, do: str = "on", **changes: Any) -> dict[str, Any]:
    """A reference as a browser sends it."""
    words = {True: "yes", False: "no", None: ""}
    values = {**ANSWERS, **changes}
    shown = {name: words[value] if isinstance(value, bool) or value is None else value for name, value in values.items()}
    return {**shown, "revision": revision, "do": do}


def page(reference: Reference, name: str = "give-reference") -> str:
    """The address of one of a reference's pages."""
    return reverse(f"recruitment:{name}", args=[reference.pk])


def write_and_send(reference: Reference, path: str, **changes: Any) -> Client:
    """A referee opens the link, writes everything and sends it."""
    browser = browser_with(path)
    saved = browser.post(page(reference), as_sent(**changes))
    assert saved.status_code == 302, saved.content.decode()
    assert browser.post(page(reference, "send-reference"), {"revision": 1, "true_and_fair": "on"}).status_code == 302
    return browser
