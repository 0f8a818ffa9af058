"""What “my record” shows of references and checks: that there is one and how far it is, never what a referee wrote."""

from __future__ import annotations

from collections.abc import Sequence

from difference.foundations.people.holdings import Holding
from difference.foundations.people.models import Person
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.models.checks import NOT_NEEDED
from difference.programme.recruitment.queries.checks import lines
from difference.programme.recruitment.queries.references import for_candidate
from difference.programme.recruitment.safer_checks import NOTED_IN
from difference.web.components.moments import in_words


def _references(application: Application) -> Holding | None:
    rows = for_candidate(application)
    if not rows:
        return None
    ask = ("What a referee wrote", "Not shown here. Ask us for it; what was given in confidence we do not have to show")
    return Holding(f"References for your application {application.reference}", [*rows, ask], "recruitment.read-reference")


def _checks(application: Application) -> Holding | None:
    noted = [(line.check.title, line.noted) for line in lines(application) if line.noted]
    rows = [
        (title, "Not needed" if one.result == NOT_NEEDED or one.seen_on is None else f"Seen on {in_words(one.seen_on, weekday=False)}")
        for title, one in noted
    ]
    return Holding(f"Checks before you start, application {application.reference}", rows, "recruitment.see-checks") if rows else None


def holdings(person: Person) -> Sequence[Holding]:
    """References and checks of each application that has come so far; nothing where there is none."""
    found = []
    for application in Application.objects.filter(person=person, state__in=NOTED_IN["shortlisted"]).prefetch_related("references"):
        found += [part for part in (_references(application), _checks(application)) if part]
    return found
