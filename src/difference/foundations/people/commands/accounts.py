"""Joining, changing one's own details, accepting the privacy notice, and leaving."""

from __future__ import annotations

from django.db.models import F

from difference.errors import BadInput
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor, system
from difference.foundations.audit.commands import record
from difference.foundations.people.commands.grants import end_grant, grant
from difference.foundations.people.models import Account, NoticeAccepted, Person
from difference.foundations.people.queries import in_force
from difference.foundations.records import change


def make_account(*, account: Account, full_name: str, email: str, password: str, asked_length: int = 0) -> Person:
    """A new person with an account, within the command of the caller. The password has been checked."""
    if Account.objects.filter(email__iexact=email).exists():
        raise BadInput("There is an account with this address already.", fields={"email": ["There is an account with this address already."]})
    person = Person.objects.create(full_name=full_name.strip())
    account.person, account.email = person, email.strip().lower()
    account.asked_length = asked_length  # type: ignore[attr-defined]
    account.set_password(password)
    account.save(force_insert=True)
    account.refresh_from_db()
    return person


@command
def join(*, by: Actor, account: Account, full_name: str, email: str, password: str) -> Account:
    """Somebody makes an account for themself, in order to apply."""
    allow(by, "people.join")
    person = make_account(account=account, full_name=full_name, email=email, password=password)
    record(by, "people.join", account, subject=person.pk, fields=["full_name", "email", "password"])
    grant(by=system("joining"), person=person, role="candidate", scope="self")
    return account


@command
def change_details(*, by: Actor, person: Person, revision: int, full_name: str, known_as: str) -> Person:
    """A person changes their own name. Raises Conflict when it was changed meanwhile."""
    allow(by, "people.change-own-details", person)
    if not full_name.strip():
        raise BadInput("Enter your full name.", fields={"full_name": ["Enter your full name."]})
    changed = change(person, revision=revision, values={"full_name": full_name.strip(), "known_as": known_as.strip()})
    record(by, "people.change-own-details", person, subject=person.pk, fields=changed)
    return person


@command
def accept_notice(*, by: Actor, person: Person, version: str) -> None:
    """A person accepts one version of the privacy notice; a second time changes nothing."""
    allow(by, "people.accept-notice", person)
    NoticeAccepted.objects.get_or_create(person=person, version=version)
    record(by, "people.accept-notice", person, subject=person.pk, fields=["version"])


@command
def end_everything(*, by: Actor, account: Account, reason: str) -> None:
    """Somebody leaves: every grant ends, every sign-in ends, and nobody signs in as them again."""
    allow(by, "people.end-everything", account)
    for held in in_force(account.person.grants.all()):
        end_grant(by=by, grant=held, reason=reason)
    Account.objects.filter(pk=account.pk).update(is_active=False, sign_in_generation=F("sign_in_generation") + 1)
    record(by, "people.end-everything", account, subject=account.person_id, fields=["is_active"], reason=reason)
