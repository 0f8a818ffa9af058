"""What careers holds about a person, for “my record”: the profile, the schools that they hide from, and their introductions."""

from __future__ import annotations

from collections.abc import Sequence

from difference.foundations.people.holdings import Holding
from difference.foundations.people.models import Person
from difference.programme.careers import masked, showing
from difference.programme.careers.models import Introduction
from difference.programme.careers.models.profiles import FITTING, NOBODY, STAFF, VISIBILITY
from difference.programme.careers.queries import hiding, profiles
from difference.programme.careers.sides import PERSON
from difference.web.components.lists import Row
from difference.web.components.tables import shown

SEEN_BY = {NOBODY: "careers.see-own-profile", STAFF: "careers.see-profiles", FITTING: "careers.see-fitting"}


def _rows(rows: Sequence[Row]) -> list[tuple[str, str]]:
    return [(row.key, "\n".join(str(shown(line)) for line in row.lines)) for row in rows if row.lines]


def _introduction(introduction: Introduction) -> Holding:
    rows = [
        ("Vacancy", introduction.vacancy.title),
        ("School", introduction.vacancy.school.name),
        ("Where it stands", introduction.lifecycle.state(introduction.state).to_person),
        *_rows(showing.introduction_rows(introduction, PERSON)),
    ]
    return Holding(f"Introduction for {introduction.vacancy.title}", rows, "careers.see-introduction")


def holdings(person: Person) -> Sequence[Holding]:
    """Everything, the profile first."""
    found = []
    profile = profiles.of(person.pk)
    if profile is not None:
        rows = [*_rows(showing.about_profile(profile, masked.whole(profile))), ("Who may see it", VISIBILITY[profile.visibility])]
        found.append(Holding("Career profile", rows, SEEN_BY[profile.visibility]))
    hidden = hiding.of(person.pk)
    if hidden:
        found.append(Holding("Schools that you hide from", [(one.school.name, one.trust) for one in hidden], "careers.see-own-profile"))
    made = Introduction.objects.filter(person=person).select_related("vacancy__school", "appointment").order_by("-began_at")
    return [*found, *map(_introduction, made)]
