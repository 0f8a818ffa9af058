"""Reading career profiles: one's own, those that staff may see, and those that a vacancy's school may see without names."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.foundations.people.models import Grant
from difference.foundations.people.queries import in_force
from difference.programme.careers.models import CareerProfile
from difference.programme.careers.models.profiles import FITTING, NOBODY, STAFF


def alumni() -> QuerySet[Grant]:
    """The grants of everybody who is an alumnus now."""
    return in_force(Grant.objects.filter(role="alumnus"))


def _of_alumni() -> QuerySet[CareerProfile]:
    return CareerProfile.objects.filter(person__in=alumni().values("person")).select_related("person")


def visible_to(actor: Actor) -> QuerySet[CareerProfile]:
    """Those that their owners let staff see, to careers staff; their own to anyone else."""
    if allows(actor, "careers.see-profiles"):
        return _of_alumni().filter(visibility__in=(STAFF, FITTING))
    return CareerProfile.objects.filter(person=actor.person_id).select_related("person") if actor.person_id else CareerProfile.objects.none()


def own(actor: Actor) -> CareerProfile | None:
    """The actor's own profile, if they have written it."""
    if actor.person_id is None:
        return None
    return CareerProfile.objects.filter(person=actor.person_id).select_related("person").first()


def of(person_id: UUID) -> CareerProfile | None:
    """Somebody's profile, for what has asked a policy of its own."""
    return CareerProfile.objects.filter(person=person_id).select_related("person").first()


def shown_to_schools() -> QuerySet[CareerProfile]:
    """Those whose owners let schools with a vacancy that fits see them. Who hides from a school is taken out by whoever asks."""
    return _of_alumni().filter(visibility=FITTING)


def counts() -> dict[str, int]:
    """How many alumni there are, how many of them have a profile, and how many of those nobody may see. Numbers alone."""
    people = alumni().values("person").distinct().count()
    written = _of_alumni()
    return {"alumni": people, "profiles": written.count(), "hidden": written.filter(visibility=NOBODY).count()}
