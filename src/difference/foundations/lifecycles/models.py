"""What a model needs to have a lifecycle: the state, a constraint that it is a known one, and a revision."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from difference.foundations.lifecycles.table import Lifecycle
from difference.foundations.records import Revisioned


class Staged(Revisioned):
    """A record with a state. Nothing sets `state` by hand: see `moving.move`."""

    lifecycle: Lifecycle
    state = models.CharField(max_length=30)

    class Meta:
        abstract = True


def known_state(lifecycle: Lifecycle, name: str) -> models.CheckConstraint:
    """The constraint that a state is one of its lifecycle's."""
    return models.CheckConstraint(condition=Q(state__in=lifecycle.names), name=name)
