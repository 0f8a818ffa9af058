"""Somebody who ranked a post, as its school knows them: a number first, and a name once the school has asked to meet them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.foundations.people.models import Person
from difference.foundations.records import Revisioned
from difference.programme.placement.models.posts import Post
from difference.programme.placement.reasons import NOT_WANTED

MET = {"held": "It was held", "not_held": "It was not held"}


class Candidacy(Revisioned):
    """One person and one post that they ranked at some time. It stays when they take the post out of their order: the number is theirs.

    The number is drawn by chance, so that neither it nor the order of the page says who came first. Whether the school knows the name
    hangs on `asked_at` alone. The note is the school's, and the person's on request; nobody else reads it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="candidacies")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    # When the school asked for the interview, and who did.
    asked_at = models.DateTimeField(null=True, editable=False)
    asked_by = models.UUIDField(null=True, editable=False)
    met_on = models.DateField("when the interview is or was", null=True)
    met = models.CharField("whether it was held", max_length=10, choices=list(MET.items()), blank=True)
    note = models.TextField("your note", blank=True)
    # Why the school would not appoint them, where it has said so.
    not_wanted_because = models.CharField(max_length=20, choices=list(NOT_WANTED.items()), blank=True)

    class Meta:
        ordering = ["post", "number"]
        constraints = [
            models.UniqueConstraint(fields=["post", "person"], name="candidacy_once_a_post"),
            models.UniqueConstraint(fields=["post", "number"], name="candidacy_number_once_a_post"),
            models.CheckConstraint(
                condition=Q(asked_at=None, asked_by=None) | Q(asked_at__isnull=False, asked_by__isnull=False), name="candidacy_asked_by_somebody"
            ),
            models.CheckConstraint(condition=Q(asked_at__isnull=False) | Q(met_on=None, met="", note=""), name="candidacy_interview_was_asked_for"),
        ]

    def __str__(self) -> str:
        return f"Candidate {self.number}"
