"""What a referee writes: the restricted channel, apart from the reference, so that no list loads it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.records import Revisioned
from difference.programme.recruitment.models.references import Reference

CAPACITIES = {
    "head": "I am, or was, their head or the head of their organisation",
    "manager": "I manage, or managed, them",
    "mentor": "I trained or mentored them",
    "colleague": "I work, or worked, beside them",
    "other": "In another way, which I say below",
}
AUTHORITY = {
    "head": "I am the head, principal or chief executive",
    "confirmed": "The head has read it and confirms it",
    "nobody": "Nobody above me has read it",
    "elsewhere": "I do not write for a school or an employer",
}
OPENNESS = {"open": "They may see it", "in_confidence": "I give it in confidence"}


class Testimony(Revisioned):
    """What one referee has written so far; staff read it once it has been sent."""

    reference = models.OneToOneField(Reference, primary_key=True, on_delete=models.CASCADE, related_name="testimony")
    saved_at = models.DateTimeField(default=clock.now)

    # Who writes, and the facts of the post
    job = models.CharField("your job and where you work", max_length=200, blank=True)
    capacity = models.CharField("how you know them", max_length=12, blank=True, choices=list(CAPACITIES.items()))
    known = models.CharField("since when, and how closely, you have known them", max_length=200, blank=True)
    post = models.CharField("their post with you", max_length=200, blank=True)
    post_from = models.CharField("when they started in it", max_length=60, blank=True)
    post_until = models.CharField("when they left it", max_length=60, blank=True)
    leaving = models.TextField("why they left, or are leaving", blank=True)

    # What they are like at their work
    strengths = models.TextField("how they teach, lead and work with others", blank=True)
    reservations = models.TextField("where they would need support", blank=True)
    again = models.BooleanField("whether you would work with them again", null=True)

    # Working with children
    suitable = models.BooleanField("whether you are satisfied that they are suitable to work with children", null=True)
    unsuitable_because = models.TextField("why you are not satisfied", blank=True)
    discipline = models.BooleanField("whether a disciplinary sanction stands, or there was a capability procedure in the last two years", null=True)
    discipline_text = models.TextField("the facts of the sanction or procedure", blank=True)
    concern = models.BooleanField("whether a safeguarding concern or allegation was substantiated", null=True)
    concern_text = models.TextField("the facts of the concern or allegation", blank=True)

    # How it is given
    authority = models.CharField("who stands behind it", max_length=10, blank=True, choices=list(AUTHORITY.items()))
    openness = models.CharField("whether they may see it", max_length=14, blank=True, choices=list(OPENNESS.items()))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(capacity__in=["", *CAPACITIES]), name="testimony_capacity_known"),
            models.CheckConstraint(condition=Q(authority__in=["", *AUTHORITY]), name="testimony_authority_known"),
            models.CheckConstraint(condition=Q(openness__in=["", *OPENNESS]), name="testimony_openness_known"),
        ]

    def __str__(self) -> str:
        return f"testimony of reference {self.pk}"

    @property
    def worries(self) -> bool:
        """Whether it says anything against them that safer recruitment has to look into."""
        return self.suitable is False or bool(self.discipline) or bool(self.concern)
