"""When a second factor and its recovery codes are lost: asked, checked by another person, mended by a link."""

from __future__ import annotations

import datetime as dt

from allauth.mfa.models import Authenticator
from django.db.models import F
from django.urls import reverse

from difference.errors import BadInput, NotFound, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.people import letters, tokens
from difference.foundations.people.models import Account, SecondFactorLoss
from difference.foundations.people.reasons import CHECKS_OF_IDENTITY

VALID_FOR = dt.timedelta(days=1)


@command
def report_loss(*, by: Actor, account: Account) -> SecondFactorLoss:
    """Somebody who gave the right password says that their second factor is lost. Asking twice is asking once."""
    allow(by, "people.report-lost-second-factor", account)
    loss, made = SecondFactorLoss.objects.get_or_create(account=account, decided_at=None)
    record(by, "people.report-lost-second-factor", loss, subject=account.person_id)
    if made:
        letters.send(by=by, to=account.email, kind="second_factor_asked", person_id=account.person_id, account=account)
    return loss


@command
def decide_loss(*, by: Actor, loss: SecondFactorLoss, granted: bool, how_checked: str = "") -> SecondFactorLoss:
    """An administrator who has checked who they are sends them a link, or refuses."""
    allow(by, "people.decide-second-factor", loss.account)
    if granted and how_checked not in CHECKS_OF_IDENTITY:
        raise BadInput("Say how you checked who they are.", fields={"how_checked": ["Say how you checked who they are."]})
    token, kept = tokens.new()
    now = clock.now()
    values = {"decided_at": now, "decided_by": by.person_id, "granted": granted, "how_checked": how_checked if granted else ""}
    if granted:
        values |= {"token_hash": kept, "expires_at": now + VALID_FOR}
    if SecondFactorLoss.objects.filter(pk=loss.pk, decided_at=None).update(**values) != 1:
        raise NotNow("This has been decided already.")
    record(by, "people.decide-second-factor", loss, subject=loss.account.person_id, fields=["granted"], reason=how_checked)
    kind = "second_factor_granted" if granted else "second_factor_refused"
    path = reverse("people:second-factor-link", args=[token]) if granted else ""
    letters.send(by=by, to=loss.account.email, kind=kind, person_id=loss.account.person_id, account=loss.account, path=path)
    loss.refresh_from_db()
    return loss


def loss_for(token: str) -> SecondFactorLoss:
    """The granted request behind a link. Raises NotFound when the link does not work, or does so no longer."""
    found = SecondFactorLoss.objects.filter(token_hash=tokens.hashed(token), granted=True, used_at=None, expires_at__gt=clock.now()).first()
    if found is None:
        raise NotFound("This link does not work, or no longer does. Ask again from the sign-in page.")
    return found


@command
def use_loss_link(*, by: Actor, loss: SecondFactorLoss) -> None:
    """Take the lost second factor away. At the next sign-in they set up a new one."""
    allow(by, "people.report-lost-second-factor", loss.account)
    if SecondFactorLoss.objects.filter(pk=loss.pk, used_at=None).update(used_at=clock.now()) != 1:
        raise NotNow("This link has been used already.")
    Authenticator.objects.filter(user=loss.account).delete()
    Account.objects.filter(pk=loss.account_id).update(sign_in_generation=F("sign_in_generation") + 1)
    record(by, "people.use-second-factor-link", loss, subject=loss.account.person_id)
