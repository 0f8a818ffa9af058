"""An alumnus writes their profile, says who may see it, and names the schools that never do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from difference.errors import Conflict, NotAllowed, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.records import change
from difference.foundations.schools.models import School
from difference.programme.careers import checking, offering
from difference.programme.careers.commands.introducing import end
from difference.programme.careers.models import CareerProfile, HiddenSchool, Introduction
from difference.programme.careers.queries import hiding, profiles
from difference.programme.careers.queries.introductions import RUNNING
from difference.programme.careers.reasons import NOT_SHOWN
from difference.programme.careers.sides import PERSON
from difference.programme.careers.states import INTRODUCED

NEW = -1


@command
def write_profile(*, by: Actor, values: Mapping[str, Any], revision: int = NEW) -> CareerProfile:
    """Write or change one's own profile. `revision` is that of the profile that was looked at, NEW where there was none.

    Raises BadInput by field, Conflict (yours and the present one) for a stale save.
    """
    allow(by, "careers.write-profile")
    if by.person_id is None:
        raise NotAllowed("Only somebody who has signed in has a career profile.")
    kept = {**checking.profile(values), "saved_at": clock.now()}
    present = profiles.own(by)
    if present is None and revision == NEW:
        try:
            with transaction.atomic():
                present = CareerProfile.objects.create(person_id=by.person_id, **kept)
        except IntegrityError:
            present = profiles.own(by)
        else:
            record(by, "careers.write-profile", present, subject=by.person_id, fields=list(kept))
            return present
    if present is None:
        raise Conflict("This profile is gone. Nothing of yours has been saved yet.")
    changed = change(present, revision=revision, values=kept)
    record(by, "careers.write-profile", present, subject=by.person_id, fields=changed)
    return present


def _in_the_way(introduction: Introduction) -> str:
    return (
        f"You are introduced for “{introduction.vacancy.title}” at {introduction.vacancy.school.name}: they know who you are. "
        "Decline that introduction first; then you can hide from them."
    )


@command
def hide_from(*, by: Actor, school: School) -> HiddenSchool:
    """Hide from a school and its whole trust. What was suggested or asked for there ends, and the school learns nothing of it.

    Raises NotNow while the alumnus is introduced there. Naming a school twice changes nothing.
    """
    allow(by, "careers.write-profile")
    if by.person_id is None:
        raise NotAllowed("Only somebody who has signed in has a career profile.")
    named, made = HiddenSchool.objects.get_or_create(person_id=by.person_id, school=school)
    held = Introduction.objects.select_for_update(of=("self",)).filter(person=by.person_id, state__in=RUNNING)
    running = list(held.select_related("vacancy__school").order_by("pk"))
    schools = {one.pk: offering.school_today(one.vacancy) for one in running}
    away = hiding.away_for(by, schools.values())
    for one in running:
        if schools[one.pk].urn not in away:
            continue
        if one.state in INTRODUCED:
            raise NotNow(_in_the_way(one))
        end(one, side=PERSON, reason=NOT_SHOWN)
    record(by, "careers.write-profile", named, subject=by.person_id, fields=["hidden_from"] if made else [])
    return named


@command
def show_again(*, by: Actor, school: School) -> None:
    """Take a school off the list of those that one hides from. Doing it twice changes nothing."""
    allow(by, "careers.write-profile")
    gone, _ = HiddenSchool.objects.filter(person=by.person_id, school=school).delete()
    record(by, "careers.write-profile", "careers.hiddenschool", subject=by.person_id, fields=["hidden_from"] if gone else [])
