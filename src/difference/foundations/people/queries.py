"""Reading people, accounts and grants. Each list starts at what the actor may see."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.actors import PERSON, Actor, Held
from difference.foundations.people.models import Account, Grant, Invitation, Person, SecondFactorLoss
from difference.foundations.people.roles import roles


def in_force(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    """Those grants that count at this moment."""
    now = clock.now()
    return grants.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now, ended_at=None)


def held_by(person_id: UUID) -> tuple[Held, ...]:
    """What a person holds now."""
    rows = in_force(Grant.objects.filter(person_id=person_id)).order_by("role", "granted_at")
    return tuple(Held(grant.role, grant.function, grant.scope, grant.scope_id) for grant in rows)


def actor_for(account: Account) -> Actor:
    """The actor that an account acts as."""
    return Actor(kind=PERSON, person_id=account.person_id, grants=held_by(account.person_id))


def reaches_others(held: tuple[Held, ...]) -> bool:
    """Whether any of these grants reaches other people's data, which asks for a stronger sign-in."""
    return any(roles()[grant.role].others_data for grant in held)


def visible_to(actor: Actor) -> QuerySet[Person]:
    """People whose record `actor` may open here: their own. Stages add theirs."""
    return Person.objects.filter(pk=actor.person_id) if actor.person_id else Person.objects.none()


def own_person(actor: Actor) -> Person:
    """The actor's own record. Raises NotFound for whoever has none."""
    person = visible_to(actor).first()
    if person is None:
        raise NotFound()
    return person


def accounts_visible_to(actor: Actor) -> QuerySet[Account]:
    """All accounts to an administrator, their own to anyone else."""
    accounts = Account.objects.select_related("person")
    return accounts.all() if actor.holds("administrator") else accounts.filter(person__in=visible_to(actor))


def invitations_visible_to(actor: Actor) -> QuerySet[Invitation]:
    """All invitations to an administrator, none to anyone else."""
    return Invitation.objects.all() if actor.holds("administrator") else Invitation.objects.none()


def losses_visible_to(actor: Actor) -> QuerySet[SecondFactorLoss]:
    """Lost second factors to an administrator, none to anyone else."""
    losses = SecondFactorLoss.objects.select_related("account__person")
    return losses.all() if actor.holds("administrator") else losses.none()


def accounts_matching(actor: Actor, words: str) -> QuerySet[Account]:
    """Accounts whose name or address holds `words`, with their grants, by name."""
    found = accounts_visible_to(actor).prefetch_related("person__grants").order_by("person__full_name", "pk")
    return found.filter(Q(person__full_name__icontains=words) | Q(email__icontains=words)) if words else found
