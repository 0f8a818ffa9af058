"""Who may not judge whose work: the participant, whoever leads their school, and whoever coaches them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from difference.foundations.people.models import Grant
from difference.foundations.people.queries import in_force
from difference.programme.placement.queries import placed
from difference.programme.training import conflicts as closeness
from difference.programme.training.models import Enrolment


def conflict(person_id: UUID | None, enrolment: Enrolment) -> str:
    """Why somebody may not judge the work of a participant, or nothing. Past grants count: whoever led or coached them knows them."""
    if person_id is None:
        return ""
    if person_id == enrolment.person_id:
        return "It is their own work."
    placement = placed.by_key([enrolment.placement_id])[enrolment.placement_id]
    leads = Grant.objects.filter(person=person_id, role="host_lead", scope="organisation", scope_id=str(placement.school_id))
    if leads.exists() or closeness.leads_school(person_id, enrolment):
        return "They lead, or led, the school where this participant works."
    coaches = Grant.objects.filter(person=person_id, role="coach", scope="placement", scope_id=str(enrolment.placement_id))
    return "They coach, or coached, this participant." if coaches.exists() or closeness.coaches(person_id, enrolment) else ""


def markers(cohort_id: UUID) -> list[UUID]:
    """Who can be given work of a cohort to mark: training and examinations staff who reach it."""
    scope = Q(scope="programme") | Q(scope="cohort", scope_id=str(cohort_id))
    held = in_force(Grant.objects.filter(scope, role="staff", function__in=("training", "examinations"), person__account__is_active=True))
    return sorted(set(held.values_list("person_id", flat=True)))
