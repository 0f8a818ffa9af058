"""Reading references: how far they are, for staff; their states alone, for the candidate; what they say, for whoever may."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Count, Q, QuerySet

from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.foundations.people.models import Account
from difference.programme.recruitment.models import Application, Reference, Testimony
from difference.programme.recruitment.queries.applications import WRITTEN
from difference.programme.recruitment.queries.reference_reach import not_own, within
from difference.programme.recruitment.reference_rules import is_free_mail, rules
from difference.programme.recruitment.reference_states import ASKED_IN

OWN = "This is an address of the candidate’s own. It cannot be written to: put down another."
FREE = "Anybody can have an address there. Ask for one at their school, or take care when you check the reference by telephone."
SAME = "Both references would come from this address."
ORDINALS = {1: "First referee", 2: "Second referee"}


def visible_to(actor: Actor) -> QuerySet[Reference]:
    """The references of applications that have been sent, within the reach of staff."""
    return (
        Reference.objects.filter(within(actor, "application__"))
        .select_related("application__cohort", "application__person")
        .defer(*(f"application__{field}" for field in WRITTEN))
    )


def find(actor: Actor, reference_id: UUID) -> Reference:
    """One reference. Raises NotFound."""
    found = visible_to(actor).filter(pk=reference_id).first()
    if found is None:
        raise NotFound()
    return found


def listed(actor: Actor) -> QuerySet[Reference]:
    """The references of whoever has come so far that referees are asked; never those of the actor’s own application."""
    wanted = visible_to(actor).filter(application__state__in=ASKED_IN).filter(not_own(actor, "application__"))
    return wanted.order_by("-application__cohort__opens_at", "application__person__full_name", "application_id", "position")


def not_asked(actor: Actor) -> QuerySet[Reference]:
    """Those whose referee has still to be asked."""
    return listed(actor).filter(state="named")


def unread(actor: Actor) -> QuerySet[Reference]:
    """Those that have come and that nobody has opened."""
    return listed(actor).filter(state="received", read_at=None)


def unverified(actor: Actor) -> QuerySet[Reference]:
    """Those that were read and have still to be checked by telephone."""
    return listed(actor).filter(state="received", read_at__isnull=False, verified_at=None)


def fallen_through(actor: Actor) -> QuerySet[Reference]:
    """Those that will not come unless somebody does something: the link has run out, or the referee would rather not."""
    ours = listed(actor)
    return ours.filter(state="declined") | ours.filter(state="requested", expires_at__lte=clock.now())


@dataclass(frozen=True)
class Waiting:
    """How many references wait for staff: to be asked for, to be read, to be checked by telephone, and those that will not come by themselves."""

    named: int
    unread: int
    unverified: int
    fallen: int


def count_waiting(actor: Actor) -> Waiting:
    """`not_asked`, `unread`, `unverified` and `fallen_through` in numbers, in one query."""
    received = Q(state="received")
    fallen = Q(state="declined") | Q(state="requested", expires_at__lte=clock.now())
    counts = listed(actor).order_by().aggregate(
        named=Count("pk", filter=Q(state="named")), unread=Count("pk", filter=received & Q(read_at=None)),
        unverified=Count("pk", filter=received & Q(read_at__isnull=False, verified_at=None)), fallen=Count("pk", filter=fallen),
    )  # fmt: skip
    return Waiting(**counts)


def to_remind() -> QuerySet[Reference]:
    """Those whose referee has not answered for as long as the rules say, and has not been reminded. For the system’s own task."""
    now = clock.now()
    waiting = Reference.objects.filter(state="requested", reminded_at=None, requested_at__lte=now - dt.timedelta(days=rules().remind_after_days))
    return waiting.filter(expires_at__gt=now, application__state__in=ASKED_IN).select_related("application__cohort", "application__person")


def has_run_out(reference: Reference) -> bool:
    """Whether the link stopped working before the reference came."""
    return reference.state == "requested" and reference.expires_at is not None and reference.expires_at <= clock.now()


def own_addresses(people: Iterable[UUID]) -> dict[UUID, set[str]]:
    """The addresses of some people, in small letters, by person."""
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    wanted = list(people)
    rows = [*Account.objects.filter(person_id__in=wanted).values_list("person_id", "email")]
    rows += EmailAddress.objects.filter(user__person_id__in=wanted).values_list("user__person_id", "email")
    for person, address in rows:
        found[person].add(address.casefold())
    return found


def flags(references: Sequence[Reference]) -> dict[UUID, list[str]]:
    """What staff should know about each address before they write to it."""
    own = own_addresses({one.application.person_id for one in references})
    shared: defaultdict[tuple[UUID, str], int] = defaultdict(int)
    for key, email in Reference.objects.filter(application__in={one.application_id for one in references}).values_list("application_id", "email"):
        shared[key, email.casefold()] += 1
    found = {}
    for one in references:
        address = one.email.casefold()
        doubts = {OWN: address in own[one.application.person_id], FREE: is_free_mail(address), SAME: shared[one.application_id, address] > 1}
        found[one.pk] = [sentence for sentence, there in doubts.items() if there]
    return found


def cannot_be_asked(found: Sequence[str]) -> bool:
    """Whether one of these flags forbids writing to the address."""
    return OWN in found or SAME in found


def testimony_of(actor: Actor, reference: Reference) -> Testimony:
    """What a referee has sent. Raises NotFound unless it has been sent and the actor may read it."""
    if reference.state != "received" or not allows(actor, "recruitment.read-reference", reference):
        raise NotFound()
    return Testimony.objects.get(reference=reference)


def worrying(reference: Reference) -> bool:
    """Whether a reference that has come says anything against the candidate; for commands and lists, never for the candidate."""
    return reference.state == "received" and Testimony.objects.get(reference=reference).worries


def for_candidate(application: Application) -> list[tuple[str, str]]:
    """For the candidate’s own page: each referee with “Not asked yet”, “Asked” or “Received”, and nothing else."""
    return [(f"{ORDINALS[one.position]}, {one.name}", one.lifecycle.state(one.state).to_person) for one in application.references.all()]
