"""What stands in the way of erasing somebody, each as a sentence that says what to do first."""

from __future__ import annotations

from django.db.models import Q

from difference.foundations.people.models import Person
from difference.foundations.people.queries import held_by
from difference.foundations.people.roles import roles
from difference.foundations.rights.models import Hold
from difference.foundations.rights.reasons import HOLD_REASONS, HOLDS
from difference.foundations.rights.retention import paths
from difference.foundations.rights.retention.reading import about_people

# Roles that keep nobody: what a candidate applied for stands in the schedule, and whoever has completed the programme may go.
MAY_GO = frozenset({"candidate", "alumnus"})


def in_the_way(person: Person) -> list[str]:
    """Why somebody cannot be erased now, as they may read it themself."""
    sentences = [
        each.says
        for entry in about_people()
        for each in entry.in_the_way
        if entry.model._base_manager.filter(Q(**{entry.path: person.pk}), **paths.spelt(each.when)).exists()
    ]
    held = sorted({roles()[grant.role].title for grant in held_by(person.pk)} - MAY_GO)
    if held:
        sentences.append(f"There is still a part in the programme, as {', '.join(held)}. Ask a system administrator to end it; then this can go on.")
    return sentences


def holds_on(person: Person) -> list[str]:
    """Holds in words. For the data protection officer only."""
    standing = Hold.objects.filter(person=person, lifted_at=None)
    return [
        f"A hold stands ({HOLDS[hold.kind].lower()}): {HOLD_REASONS[hold.reason][:1].lower()}{HOLD_REASONS[hold.reason][1:]}." for hold in standing
    ]
