"""One row says that this system is a demonstration, so that invented and real people never share one."""

from __future__ import annotations

from django.db import models

from difference.foundations import clock


class Seed(models.Model):
    """When the demonstration was filled, and which edition of the invented country it holds."""

    edition = models.PositiveIntegerField(unique=True)
    seeded_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"edition {self.edition}"
