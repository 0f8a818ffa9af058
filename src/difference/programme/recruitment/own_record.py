"""What recruitment holds about a person, for “my record”: their applications, and who each part is open to."""

from __future__ import annotations

from collections.abc import Sequence

from difference.foundations.people.holdings import Holding
from difference.foundations.people.models import Person
from difference.programme.recruitment import sections, showing
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.reasons import INELIGIBLE, WITHDRAWN
from difference.web.components.moments import in_words


def _facts(application: Application) -> list[tuple[str, str]]:
    rows = [
        ("Reference", application.reference),
        ("Where it stands", showing.state_words(application)),
        ("Started", in_words(application.started_at, weekday=False)),
        ("Last saved", in_words(application.saved_at, weekday=False)),
    ]
    if application.submitted_at:
        rows.append(("Sent", in_words(application.submitted_at, weekday=False)))
    if application.inactive_since:
        rows.append(("Marked as inactive", in_words(application.inactive_since, weekday=False)))
    if application.withdrawn_reason:
        rows.append(("Why you withdrew", WITHDRAWN.get(application.withdrawn_reason, "")))
    if application.ineligible_reason:
        rows.append(("Why it was found not eligible", INELIGIBLE.get(application.ineligible_reason, "")))
    if application.objected_at:
        rows.append(("Why you asked us to look again", application.objection))
    if application.overruled_at:
        rows.append(("Why it went on all the same", application.overruled_because))
    return rows


def _words(value: object) -> str:
    if value is None or value == "":
        return "Not answered"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def holdings(person: Person) -> Sequence[Holding]:
    """For each application its facts, what was written, and what was asked for on assessment day."""
    parts: list[Holding] = []
    applications = Application.objects.filter(person=person).select_related("cohort", "person").prefetch_related("answers", "references")
    for application in applications.order_by("-started_at"):
        title = f"Application to cohort {application.cohort.name}"
        parts.append(Holding(title, _facts(application), "recruitment.see"))
        written = [(key, _words(value)) for section in sections.every() if section.staff_read for key, value in section.rows(application)]
        parts.append(Holding(f"{title}: what you wrote", written, "recruitment.see"))
        asked = [(key, _words(value)) for key, value in sections.find("adjustments").rows(application)]
        parts.append(Holding(f"{title}: adjustments", asked, "recruitment.see-adjustments"))
    return parts
