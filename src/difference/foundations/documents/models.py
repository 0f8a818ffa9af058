"""What we know of a file. The file itself lies under MEDIA_ROOT, under a random name."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models

from difference.foundations import clock

NOT_SCANNED, CLEAN, INFECTED = "not-scanned", "clean", "infected"
SCANNED = [(NOT_SCANNED, "Not scanned for viruses"), (CLEAN, "No virus found"), (INFECTED, "A virus was found")]


class Document(models.Model):
    """One file. Its name on the disk is its identifier, so nothing that anyone typed ever becomes a path."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=60)
    # What the file hangs on, such as one application: an identifier that the purpose's own app understands.
    about_id = models.UUIDField(null=True, db_index=True)
    owner_id = models.UUIDField(null=True, db_index=True)
    uploaded_by = models.UUIDField(null=True)
    uploaded_at = models.DateTimeField(default=clock.now)
    original_name = models.CharField(max_length=120)
    type = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    scanned = models.CharField(max_length=12, choices=SCANNED, default=NOT_SCANNED)
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scanned=NOT_SCANNED, scanned_at=None) | (~models.Q(scanned=NOT_SCANNED) & models.Q(scanned_at__isnull=False)),
                name="document_scanned_when",
            ),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="document_not_empty"),
        ]

    def __str__(self) -> str:
        return f"document {self.pk}"

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return path_of(self.pk)


def path_of(document_id: uuid.UUID) -> Path:
    """Where the file of a document lies: in one of 256 folders, so that none grows too large."""
    name = str(document_id)
    return Path(settings.MEDIA_ROOT) / name[:2] / name
