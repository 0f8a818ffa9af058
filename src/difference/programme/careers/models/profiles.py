"""What an alumnus looks for, who may see it, and the schools that never do."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.people.models import Person
from difference.foundations.records import Revisioned
from difference.foundations.schools.models import School

NOBODY, STAFF, FITTING = "nobody", "staff", "fitting"
VISIBILITY = {
    NOBODY: "Nobody",
    STAFF: "Programme staff only",
    FITTING: "Schools with an open vacancy that fits, without my name; and programme staff",
}


class CareerProfile(Revisioned):
    """One alumnus’s profile. Lists are of keys: of roles, phases and patterns in the dated files, of regions on the register."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="career_profile")
    headline = models.CharField("what you look for", max_length=160)
    roles = models.JSONField("roles", default=list)
    regions = models.JSONField("regions", default=list)
    journey_minutes = models.PositiveSmallIntegerField("longest journey to work, in minutes", null=True)
    phases = models.JSONField("phases", default=list)
    patterns = models.JSONField("working patterns", default=list)
    available_from = models.DateField("from when you could start", null=True)
    experience = models.TextField("your experience", blank=True)
    led = models.TextField("what you led", blank=True)
    visibility = models.CharField("who may see it", max_length=10, choices=list(VISIBILITY.items()), default=NOBODY)
    saved_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(visibility__in=list(VISIBILITY)), name="profile_visibility_known")]

    def __str__(self) -> str:
        return f"career profile {self.pk}"


class HiddenSchool(models.Model):
    """A school that an alumnus named: neither it nor any school of its trust ever learns of them here."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="hidden_schools")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["named_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "school"], name="hidden_school_once")]

    def __str__(self) -> str:
        return str(self.school_id)
