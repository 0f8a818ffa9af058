"""Person, Account, Grant; invitations; lost second factors; privacy notices accepted."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from difference.foundations import clock
from difference.foundations.people.roles import SCOPES, roles
from difference.foundations.records import Revisioned


class Person(Revisioned):
    """One human, one record for life. The random key is also the pseudonym under which the audit speaks of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    full_name = models.CharField("full name", max_length=200)
    known_as = models.CharField("name to call you by", max_length=100, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        # Lists of thousands look for a name and sort by it.
        indexes = [models.Index(fields=["id", "full_name"], name="person_called")]

    def __str__(self) -> str:
        return self.known_as or self.full_name


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account with this address."""
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """How a person signs in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    email = models.EmailField("e-mail address", unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    # The length that the password was checked against when it was set: a grant may ask for more later.
    password_length = models.PositiveSmallIntegerField(default=0)
    # Raised to end every sign-in at once.
    sign_in_generation = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = AccountManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="account_email_any_case")]

    def __str__(self) -> str:
        return f"account {self.pk}"

    def get_session_auth_hash(self) -> str:
        """A sign-in ends when the password or the generation changes."""
        return salted_hmac("difference.account.session", f"{self.password}:{self.sign_in_generation}", algorithm="sha256").hexdigest()


class Grant(models.Model):
    """A role, its function and scope, from when to when, and who granted it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30)
    function = models.CharField(max_length=30, blank=True)
    scope = models.CharField(max_length=20)
    scope_id = models.CharField(max_length=40, blank=True)
    starts_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField(null=True, blank=True)
    granted_by = models.UUIDField(null=True)
    granted_at = models.DateTimeField(default=clock.now)
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-granted_at"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=list(roles())), name="grant_role_known"),
            models.CheckConstraint(condition=Q(scope__in=list(SCOPES)), name="grant_scope_known"),
            models.CheckConstraint(condition=Q(role="staff", function__gt="") | (~Q(role="staff") & Q(function="")), name="grant_function_for_staff"),
            models.CheckConstraint(condition=Q(scope__in=["self", "programme"], scope_id="") | Q(scope_id__gt=""), name="grant_scope_named"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False), name="grant_ended_by_somebody"
            ),
            models.CheckConstraint(condition=Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")), name="grant_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{roles()[self.role].title} {self.function.replace('_', ' ')}".strip()


class Invitation(models.Model):
    """A single-purpose link by which somebody becomes staff, or a school's lead. Only the link's hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("e-mail address")
    role = models.CharField(max_length=30)
    function = models.CharField(max_length=30, blank=True)
    scope = models.CharField(max_length=20)
    scope_id = models.CharField(max_length=40, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.UUIDField()
    invited_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None) | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None) | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="invitation_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class SecondFactorLoss(models.Model):
    """Somebody lost their second factor and their recovery codes: asked, then decided by another person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="losses")
    asked_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    granted = models.BooleanField(null=True)
    how_checked = models.CharField("how you checked who they are", max_length=30, blank=True)
    # Set when granted: the link sent to the person's address, by which the old second factor is taken away.
    token_hash = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, granted=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, granted__isnull=False),
                name="loss_decided_by_somebody",
            ),
            models.UniqueConstraint(fields=["account"], condition=Q(decided_at=None), name="loss_open_once"),
        ]

    def __str__(self) -> str:
        return f"lost second factor {self.pk}"

    @property
    def person_id(self) -> uuid.UUID:
        """Whose it is, for policies."""
        return self.account.person_id


class Attempts(models.Model):
    """How often something was tried within its window. The key is a keyed hash: no address stands in the table."""

    key = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.count} since {self.started_at}"


class NoticeAccepted(models.Model):
    """Which version of the privacy notice a person has accepted, and when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    version = models.CharField(max_length=20)
    accepted_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "version"], name="notice_accepted_once")]

    def __str__(self) -> str:
        return self.version
