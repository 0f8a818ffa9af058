"""Whose scores somebody must not see in a cohort: asked once for a page."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from difference.foundations.actors import Actor
from difference.programme.recruitment.models import Application, Assessment, Conflict
from difference.programme.recruitment.queries.reach import who


@dataclass(frozen=True)
class Sight:
    """Applications by why their scores are not shown: the actor's own, those with a conflict declared, those still to be scored by them."""

    own: frozenset[UUID]
    declared: frozenset[UUID]
    unsent: frozenset[UUID]

    @property
    def hidden(self) -> frozenset[UUID]:
        """Those that are listed without scores. The actor's own is not listed at all."""
        return self.declared | self.unsent

    def why_hidden(self, application: UUID) -> str:
        """Why the scores of an application are not shown, or nothing."""
        if application in self.declared:
            return "You have declared a conflict of interest."
        return "Shown once you have sent your own scores." if application in self.unsent else ""


def sight(actor: Actor, cohort_id: UUID) -> Sight:
    """What the actor must not see of a cohort."""
    me = who(actor)
    own = Application.objects.filter(cohort=cohort_id, person_id=me).order_by().values_list("pk", flat=True)
    declared = Conflict.objects.filter(assessor_id=me, application__cohort=cohort_id).values_list("application_id", flat=True)
    unsent = Assessment.objects.filter(assessor_id=me, submitted_at=None, application__cohort=cohort_id).order_by()
    return Sight(frozenset(own), frozenset(declared), frozenset(unsent.values_list("application_id", flat=True)))
