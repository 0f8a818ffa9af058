"""Regions, authorities, trusts and schools; the links between schools; the imports that all of it came from."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from difference.foundations import clock
from difference.foundations.schools.register.establishments import SECTORS
from difference.foundations.schools.register.kinds import ACADEMIES, FULL, KINDS, STATE_FUNDED

# Which of a school's fields says in which file of each kind it was last listed.
LISTED_BY = {STATE_FUNDED: "state_funded_file", ACADEMIES: "academies_file", FULL: "full_file"}


class Region(models.Model):
    """A region as the register names it. Those not of England stay out of England's counts."""

    slug = models.CharField(max_length=60, primary_key=True)
    name = models.CharField(max_length=60, unique=True)
    in_england = models.BooleanField()

    def __str__(self) -> str:
        return self.name


class LocalAuthority(models.Model):
    """A local authority by its code on the register; other spellings of its name stand in `authorities.toml`."""

    code = models.CharField(max_length=4, primary_key=True)
    name = models.CharField(max_length=100)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="authorities")

    def __str__(self) -> str:
        return self.name


class Trust(models.Model):
    """A trust by its unique identifier on the register."""

    uid = models.CharField(max_length=10, primary_key=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class RegisterImport(models.Model):
    """One file of the register as it was imported: what it was, by whom, and what it changed."""

    # What its address is made of.
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=200)
    # Of the CSV, so that a file is the same whether zipped or not.
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    dated = models.DateField()
    carries = models.JSONField(default=list)
    at = models.DateTimeField(default=clock.now)
    by_kind = models.CharField(max_length=10)
    by_id = models.UUIDField(null=True)
    by_label = models.CharField(max_length=60, blank=True)
    forced = models.BooleanField(default=False)
    # Counts, and the first lines of each list (see `importing.report`).
    report = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="import_kind_known")]
        indexes = [models.Index(fields=["kind", "-dated"], name="import_by_kind_and_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.dated:%-d %B %Y}"


class School(models.Model):
    """A school by its unique reference number. A blank is “unknown” unless `stated` says that a file gave it as a blank."""

    urn = models.PositiveIntegerField(primary_key=True)
    name = models.CharField(max_length=200)
    sector = models.CharField(max_length=24, choices=list(SECTORS.items()))
    type_name = models.CharField(max_length=100)
    type_code = models.PositiveSmallIntegerField(null=True)
    status = models.CharField(max_length=40)
    is_open = models.BooleanField()
    phase = models.CharField(max_length=60, blank=True)
    low_age = models.PositiveSmallIntegerField(null=True)
    high_age = models.PositiveSmallIntegerField(null=True)
    gender = models.CharField(max_length=30, blank=True)
    street = models.CharField(max_length=150, blank=True)
    locality = models.CharField(max_length=150, blank=True)
    address3 = models.CharField(max_length=150, blank=True)
    town = models.CharField(max_length=100, blank=True)
    county = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    website = models.CharField(max_length=310, blank=True)
    ukprn = models.CharField(max_length=10, blank=True)
    establishment_number = models.CharField(max_length=10, blank=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    easting = models.PositiveIntegerField(null=True)
    northing = models.PositiveIntegerField(null=True)
    ofsted_grade = models.CharField(max_length=60, blank=True)
    inspected_on = models.DateField(null=True)
    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="schools")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="schools")
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, null=True, related_name="schools")
    # Names of the fields that some file has spoken of, if only to leave them blank.
    stated = models.JSONField(default=list)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")
    state_funded_file = models.ForeignKey(RegisterImport, on_delete=models.PROTECT, null=True, related_name="+")
    academies_file = models.ForeignKey(RegisterImport, on_delete=models.PROTECT, null=True, related_name="+")
    full_file = models.ForeignKey(RegisterImport, on_delete=models.PROTECT, null=True, related_name="+")
    # The file that no longer lists the school though an earlier one of its kind did. It closes nothing.
    missing_from = models.ForeignKey(RegisterImport, on_delete=models.PROTECT, null=True, related_name="missing")
    # See `words`: what is searched, and what is sorted by.
    name_key = models.CharField(max_length=400)
    search_key = models.CharField(max_length=900)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sector__in=list(SECTORS)), name="school_sector_known"),
            models.CheckConstraint(condition=Q(successor=None) | ~Q(successor=F("urn")), name="school_not_its_own_successor"),
        ]
        indexes = [models.Index(fields=["sector", "is_open", "region"], name="school_by_sector")]

    def __str__(self) -> str:
        return self.name

    @property
    def listed(self) -> bool:
        """Whether the newest file of each kind that ever listed the school still does."""
        return self.missing_from_id is None

    def knows(self, field: str) -> bool:
        """Whether any file has spoken of a field; what none has spoken of is unknown, not none."""
        return field in self.stated


class SchoolLink(models.Model):
    """What the links file, or a member of staff, says about two schools. Numbers, not keys: either may not be listed yet."""

    FILE, STAFF = "file", "staff"

    urn = models.PositiveIntegerField()
    other = models.PositiveIntegerField(db_index=True)
    kind = models.CharField(max_length=100)
    other_name = models.CharField(max_length=200, blank=True)
    on = models.DateField(null=True)
    source = models.CharField(max_length=5, choices=[(FILE, "file"), (STAFF, "staff")])
    reason = models.CharField(max_length=30, blank=True)
    given_in = models.ForeignKey(RegisterImport, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["urn", "other", "kind", "source"], name="link_once"),
            models.UniqueConstraint(fields=["urn"], condition=Q(source="staff"), name="link_by_staff_once"),
            models.CheckConstraint(condition=~Q(urn=F("other")), name="link_between_two"),
            models.CheckConstraint(condition=Q(source="file", given_in__isnull=False) | Q(source="staff", given_in=None), name="link_has_its_source"),
        ]

    def __str__(self) -> str:
        return f"{self.urn} {self.kind} {self.other}"
