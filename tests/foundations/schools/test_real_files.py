"""The two registers of 2 June 2026 as published, where they lie beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from difference.foundations.actors import ANYONE
from difference.foundations.schools import queries
from difference.foundations.schools.models import LocalAuthority, School
from difference.foundations.schools.register.sources import at
from tests.foundations.schools.files import imported

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "schools"
ZIPS = [FOLDER / "edubaseallstatefunded20260602.zip", FOLDER / "edubaseallacademiesandfree20260602.zip"]
MISSING = [path.name for path in ZIPS if not path.exists()]


@pytest.mark.django_db
@pytest.mark.skipif(bool(MISSING), reason=f"The public data is not beside the checkout: {', '.join(MISSING)}.")
def test_both_registers_are_imported_whole():
    with at(str(ZIPS[0])) as state_funded, at(str(ZIPS[1])) as academies:
        first = imported(state_funded)
        second = imported(academies)
        again = imported(academies)
    names = ("rows", "added", "changed", "closed", "not_listed", "unreadable", "unchanged")
    assert [first.counts()[name] for name in names] == [21983, 21983, 0, 0, 0, 0, 0]
    assert [second.counts()[name] for name in names] == [11985, 0, 0, 0, 0, 0, 11985]
    assert (again.already, School.objects.count(), LocalAuthority.objects.count()) == (True, 21983, 153)
    assert queries.summary(ANYONE) == {
        "total": 331,
        "by_region": {
            "North East": 18, "North West": 51, "Yorkshire and the Humber": 34, "East Midlands": 22, "West Midlands": 42, "East of England": 36,
            "London": 53, "South East": 42, "South West": 33,
        },
        "by_type": {
            "Academy alternative provision converter": 95, "Academy alternative provision sponsor led": 36, "Free schools alternative provision": 54,
            "Pupil referral unit": 146,
        },
    }  # fmt: skip
