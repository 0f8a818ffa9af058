"""Which schools the demonstration hangs its people and cohorts on: the same each time, spread over the regions.

They are taken from whatever the register holds: the invented schools, or real ones where a real register was imported.
"""

from __future__ import annotations

import hashlib
from itertools import chain, zip_longest

from django.db.models import QuerySet

from difference.foundations.actors import Actor
from difference.foundations.schools import queries
from difference.foundations.schools.models import School
from difference.foundations.schools.register.establishments import MAINSTREAM


def host_schools(actor: Actor, n: int, seed: str, *, type_name: str = "") -> list[School]:
    """Up to `n` open AP schools of England, of one type if given; another `seed` chooses others."""
    schools = queries.open_alternative_provision(actor)
    return _spread(actor, schools.filter(type_name=type_name) if type_name else schools, n, seed)


def mainstream_schools(actor: Actor, n: int, seed: str, *, phase: str = "") -> list[School]:
    """Up to `n` open mainstream schools of England, of one phase ("Primary", "Secondary") if given."""
    schools = queries.in_england(queries.visible_to(actor)).filter(sector=MAINSTREAM, is_open=True)
    return _spread(actor, schools.filter(phase=phase) if phase else schools, n, seed)


def _spread(actor: Actor, schools: QuerySet[School], n: int, seed: str) -> list[School]:
    """One school of each region in turn, regions and schools in the order of their hashes."""
    regions: dict[str | None, list[int]] = {}
    for urn, region in schools.filter(missing_from=None).order_by().values_list("urn", "region_id"):
        regions.setdefault(region, []).append(urn)
    turns = [sorted(regions[region], key=lambda urn: _hash(seed, urn)) for region in sorted(regions, key=lambda region: _hash(seed, region))]
    order = [urn for urn in chain.from_iterable(zip_longest(*turns)) if urn is not None]
    return queries.in_this_order(actor, order[:n])


def _hash(seed: str, thing: object) -> bytes:
    return hashlib.sha256(f"{seed}/{thing}".encode()).digest()
