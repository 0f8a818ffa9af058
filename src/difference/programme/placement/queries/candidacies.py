"""Reading candidacies: those who ranked a post, each as far as its school may know them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from difference.errors import NotFound
from difference.foundations.actors import Actor
from difference.foundations.people.models import Account
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import Candidacy, Post
from difference.programme.placement.queries import posts, rankings, reach
from difference.programme.placement.queries.rankings import Applicant


@dataclass(frozen=True)
class Met:
    """One candidacy as its own page shows it: the applicant, and, once the school has asked for the interview, how to reach them."""

    applicant: Applicant
    email: str

    @property
    def candidacy(self) -> Candidacy:
        """The record."""
        return self.applicant.candidacy

    @property
    def post(self) -> Post:
        """By which policies know whose it is."""
        return self.applicant.candidacy.post


def find(actor: Actor, post_id: UUID, candidacy_id: UUID) -> Met:
    """One of those who rank a post now. Raises NotFound, also for whoever has taken the post out of their order."""
    post = posts.find(actor, post_id)
    for applicant in rankings.applicants(post, only=candidacy_id):
        account = Account.objects.filter(person=applicant.person_id, is_active=True).first() if applicant.known else None
        return Met(applicant, account.email if account else "")
    raise NotFound()


def refused(actor: Actor, cohort: Cohort) -> list[Candidacy]:
    """Whom schools said that they would not appoint, with why, in a cohort that the actor places: by school, post and name."""
    found = Candidacy.objects.filter(reach.of_cohorts(actor, "post__"), post__cohort=cohort).exclude(not_wanted_because="")
    return list(found.select_related("post__school", "person").order_by("post__school__name", "post__title", "person__full_name"))


def asked_of(person_id: UUID) -> list[Candidacy]:
    """The schools that asked to meet somebody, and so know their name; the latest first."""
    found = Candidacy.objects.filter(person=person_id, asked_at__isnull=False)
    return list(found.select_related("post__school", "post__cohort").order_by("-asked_at"))


def reasons_given(post: Post) -> Mapping[UUID, str]:
    """Why the school would not appoint somebody, by person."""
    return dict(Candidacy.objects.filter(post=post).exclude(not_wanted_because="").values_list("person_id", "not_wanted_because"))


def numbers(cohort: Cohort) -> dict[str, dict[str, int]]:
    """By post and person, both by key: the number by which the post’s school knows the person."""
    found: dict[str, dict[str, int]] = {}
    for post, person, number in Candidacy.objects.filter(post__cohort=cohort).values_list("post_id", "person_id", "number"):
        found.setdefault(str(post), {})[str(person)] = number
    return found
