"""Regions, authorities and trusts that a file names: looked up once, written when new or renamed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.text import slugify

from difference.foundations.schools.models import LocalAuthority, Region, Trust
from difference.foundations.schools.register.authorities import spelt
from difference.foundations.schools.register.establishments import find_region


class Places:
    """What the database holds, and what this file adds to it. `newest`: the file may rename what we hold."""

    def __init__(self, *, newest: bool) -> None:
        self.newest = newest
        self.foreign: set[str] = set()
        # Authorities with a new name: their schools are found under it from now on.
        self.renamed: set[str] = set()
        self._regions = {region.name: region.slug for region in Region.objects.all()}
        self._authorities = {authority.code: authority for authority in LocalAuthority.objects.all()}
        self._trusts = dict(Trust.objects.values_list("uid", "name"))
        self._settled: set[str] = set()
        self._changed: dict[str, LocalAuthority] = {}
        self._trusts_to_write: dict[str, str] = {}

    def region(self, name: str) -> str | None:
        """The region's key; None where the file leaves it blank."""
        if not name:
            return None
        known, in_england = find_region(name)
        if not in_england:
            self.foreign.add(known)
        if known not in self._regions:
            region = Region.objects.create(slug=slugify(known) or f"region-{len(self._regions) + 1}", name=known, in_england=in_england)
            self._regions[known] = region.slug
        return self._regions[known]

    def authority(self, code: str, name: str, region: str | None) -> str:
        """The authority's key. The first row of a file decides how it is written."""
        held, name = self._authorities.get(code), spelt(code, name)
        if held is None:
            held = self._authorities[code] = self._changed[code] = LocalAuthority(code=code, name=name, region_id=region)
        elif self.newest and code not in self._settled and (held.name, held.region_id) != (name, region or held.region_id):
            if held.name != name:
                self.renamed.add(code)
            held.name, held.region_id = name, region or held.region_id
            self._changed[code] = held
        self._settled.add(code)
        return code

    def authority_name(self, code: str) -> str:
        """The name under which an authority's schools are found."""
        return self._authorities[code].name

    def trust(self, uid: str, name: str) -> str | None:
        """The trust's key; None where the file gives none."""
        if not uid:
            return None
        if uid not in self._trusts or (self.newest and self._trusts[uid] != name):
            self._trusts[uid] = self._trusts_to_write[uid] = name
        return uid

    def write(self) -> None:
        """Write what is new, before the schools that point to it."""
        _upsert(LocalAuthority, list(self._changed.values()), "code", ["name", "region"])
        _upsert(Trust, [Trust(uid=uid, name=name) for uid, name in self._trusts_to_write.items()], "uid", ["name"])
        self._changed, self._trusts_to_write = {}, {}


def _upsert(model: type[models.Model], rows: Sequence[Any], key: str, fields: list[str]) -> None:
    if rows:
        model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=[key], update_fields=fields)
