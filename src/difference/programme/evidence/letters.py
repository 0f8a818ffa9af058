"""The letters of evidence, in the reader’s words. Each is a template: its first line is the subject, the rest the text."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from difference.foundations.actors import Actor
from difference.foundations.mail.commands import post as put_in_outbox
from difference.foundations.people.models import Account
from difference.programme.evidence import lists
from difference.programme.evidence.models import Project

KINDS = {
    "registered": "Protocol of a project registered",
    "reported": "Project reported",
    "sent_back": "Project sent back",
    "abandoned": "Project abandoned by staff",
}


def _readable(text: str) -> str:
    """As it may stand in a letter: nobody’s letter fails because of a character that cannot be printed."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"})


def to_author(*, by: Actor, project: Project, kind: str, **context: Any) -> bool:
    """Post one letter to a project's author, within the caller’s transaction; returns whether they have an address."""
    account = Account.objects.filter(person_id=project.person_id).select_related("person").first()
    if account is None:
        return False
    more = {
        "person": _readable(str(account.person)), "title": _readable(project.title), "practice": lists.practices()[project.practice].title,
        "ends_on": project.ends_on, "address": settings.ADDRESS, "link": settings.ADDRESS + reverse("evidence:project", args=[project.pk]),
        "public": settings.ADDRESS + reverse("evidence:practice", args=[project.practice]),
    }  # fmt: skip
    words = render_to_string(f"evidence/letters/{kind}.txt", {**context, **more})
    subject, _, text = words.strip().partition("\n")
    put_in_outbox(by=by, to=account.email, kind=f"evidence.{kind}", subject=subject.strip(), text=text.strip() + "\n", person_id=account.person_id)
    return True
