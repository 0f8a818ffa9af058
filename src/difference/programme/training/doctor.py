"""What the doctor looks for in training."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from difference.foundations import clock
from difference.foundations.operations.doctor import Finding, register
from difference.foundations.people.models import Grant
from difference.programme.placement.queries import placed
from difference.programme.training.curricula import held_by
from difference.programme.training.models import Award, Enrolment, ModuleResult
from difference.programme.training.rules import rules


@register("participants who are not enrolled")
def not_enrolled() -> Iterator[Finding]:
    """Placements that started some days ago without an enrolment: the nightly task must have failed."""
    known = set(Enrolment.objects.values_list("placement_id", flat=True))
    before = clock.today() - dt.timedelta(days=rules().enrol_within_days)
    for one in placed.held():
        if one.placement_id not in known and one.started_on is not None and one.started_on < before:
            sentence = (
                f"A placement at {one.school} started over {rules().enrol_within_days} days ago, and nobody is enrolled for it. Is a worker running?"
            )
            yield Finding(sentence, reverse("training:cohort", args=[one.cohort_id]))


@register("enrolments without their curriculum")
def editions_gone() -> Iterator[Finding]:
    """An edition that people are enrolled under has been edited, or its file is gone."""
    kept = Enrolment.objects.values("curriculum", "in_force", "curriculum_sha256").distinct().order_by()
    for key in kept:
        if held_by(Enrolment(**key)) is None:
            yield Finding(
                f"The curriculum “{key['curriculum']}” in force from {key['in_force']:%-d %B %Y} is not the file under which people were enrolled. "
                "Put it back: a change is a new file with a day of its own."
            )


@register("awarded without an award")
def awarded_without() -> Iterator[Finding]:
    """An enrolment that says it is awarded, without a released award."""
    for one in Enrolment.objects.filter(state="awarded").exclude(award__released_at__isnull=False):
        yield Finding(f"Enrolment {one.pk} is awarded, but there is no released award.", reverse("training:enrolment", args=[one.pk]))
    for award in Award.objects.filter(released_at__isnull=False, whole=True).exclude(enrolment__state__in=("awarded", "withdrawn")):
        yield Finding(f"Award {award.pk} is released, but its enrolment is not awarded.", reverse("training:enrolment", args=[award.enrolment_id]))


@register("people awarded who are not alumni")
def awarded_and_no_alumnus() -> Iterator[Finding]:
    """The release of an award makes somebody an alumnus. If an administrator ended that since, they had their reasons."""
    made = Grant.objects.filter(role="alumnus").values("person")
    for one in Enrolment.objects.filter(state="awarded", person__erased_at=None).exclude(person__in=made).order_by("pk"):
        sentence = f"Enrolment {one.pk} is awarded, and whoever holds the award was never made an alumnus. Invite them as one."
        yield Finding(sentence, reverse("people:invite"))


@register("results released without a board")
def released_without() -> Iterator[Finding]:
    """A released result that no released board decided."""
    for one in ModuleResult.objects.filter(state="released").exclude(decision__board__state="released"):
        yield Finding(
            f"Result {one.number} is released, but no board that was released decided it.", reverse("training:enrolment", args=[one.enrolment_id])
        )
