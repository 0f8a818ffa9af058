"""Safer-recruitment checks: each with who and when, and never a copy or a number of a certificate."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.programme.recruitment.models.application import Application

CLEAR, NOT_NEEDED, REFERRED = "clear", "not_needed", "referred"
RESULTS = {CLEAR: "Done, and clear", NOT_NEEDED: "Not needed", REFERRED: "Done, and referred to the safeguarding lead"}


class SaferCheck(models.Model):
    """One check of one applicant, by the key it has in the dated list. A check that is undone stays as it was noted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="checks")
    check_key = models.CharField(max_length=40)
    result = models.CharField(max_length=12, choices=list(RESULTS.items()))
    seen_on = models.DateField("the day on which the original was seen", null=True)
    # A code of the dated list, never free text: health and convictions have no place here.
    why_not_needed = models.CharField(max_length=40, blank=True)
    done_by = models.UUIDField()
    done_at = models.DateTimeField()
    undone_by = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["done_at"]
        constraints = [
            models.CheckConstraint(condition=Q(result__in=list(RESULTS)), name="check_result_known"),
            models.CheckConstraint(
                condition=Q(result=NOT_NEEDED, seen_on=None, why_not_needed__gt="")
                | (~Q(result=NOT_NEEDED) & Q(seen_on__isnull=False, why_not_needed="")),
                name="check_seen_or_not_needed",
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None) | Q(undone_by__isnull=False, undone_at__isnull=False), name="check_undone_by_somebody"
            ),
            models.UniqueConstraint(fields=["application", "check_key"], condition=Q(undone_at=None), name="check_stands_once"),
        ]

    def __str__(self) -> str:
        return self.check_key
