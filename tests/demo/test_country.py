"""The invented country: in real proportions, in its place, and always the same."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from math import hypot
from pathlib import Path

import pytest

from difference.demo.country import facts, writing
from difference.demo.country.inventing import CLOSED, OPEN, invent
from difference.demo.country.places import NEVER_INWARD
from difference.foundations.schools.register.establishments import SECTORS, find_status, regions_of_england

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
ENGLAND = (80_000, 656_000, 5_000, 658_000)
# Open AP schools on the register of 2 June 2026.
BY_REGION = {
    "North East": 18, "North West": 51, "Yorkshire and the Humber": 34, "East Midlands": 22, "West Midlands": 42, "East of England": 36,
    "London": 53, "South East": 42, "South West": 33,
}  # fmt: skip
BY_GROUP = {"pru": 146, "free": 54, "converter": 95, "sponsored": 36}
PRINT = """
import hashlib
from difference.demo.country import inventing, writing
country = inventing.invent()
print(hashlib.sha256(writing.register(country) + writing.links_file(country)).hexdigest())
"""


@pytest.fixture(scope="module")
def country():
    return invent()


@pytest.fixture(scope="module")
def standing(country):
    return [school for school in country.schools if school.status != CLOSED]


def sector(schools, name):
    return [school for school in schools if school.kind.sector == name]


def test_the_facts_are_of_every_authority_and_region_of_today():
    authorities = facts.authorities()
    assert (len(authorities), len({authority.code for authority in authorities})) == (153, 153)
    assert list(dict.fromkeys(authority.region for authority in authorities)) == regions_of_england()
    assert all(authority.postcodes and authority.spread >= 500 for authority in authorities)


def test_alternative_provision_stands_in_real_proportions(standing):
    schools = sector(standing, "alternative_provision")
    assert Counter(school.authority.region for school in schools) == BY_REGION
    assert Counter(school.kind.group for school in schools) == BY_GROUP
    assert {school.kind.code for school in schools} == {14, 38, 42, 43}


def test_there_are_ten_times_as_many_mainstream_schools_in_real_proportions(standing):
    schools = sector(standing, "mainstream")
    assert 3_250 <= len(schools) <= 3_370
    for region in regions_of_england():
        real = sum(a.counts["primary"] + a.counts["secondary"] for a in facts.authorities() if a.region == region) / 20_124
        ours = sum(school.authority.region == region for school in schools) / len(schools)
        assert abs(real - ours) < 0.01
    for group, total in (("primary", 16_704), ("secondary", 3_420)):
        of_group = [school for school in schools if school.kind.group == group]
        assert abs(len(of_group) / len(schools) - total / 20_124) < 0.01
        for kind in facts.kinds()[group]:
            assert abs(sum(school.kind == kind for school in of_group) / len(of_group) - kind.share / total) < 0.04
    assert {school.authority.code for school in schools} == {authority.code for authority in facts.authorities()}


def test_there_are_special_schools_and_no_others(standing):
    found = Counter(school.kind.sector for school in standing)
    assert 150 <= found["special"] <= 250
    assert set(found) == set(SECTORS) - {"other"}


def test_every_school_lies_in_england_and_within_its_authoritys_spread(country):
    west, east, south, north = ENGLAND
    for school in country.schools:
        (x, y), centre = school.middle, school.authority.centre
        assert west < x < east
        assert south < y < north
        assert hypot(x - centre[0], y - centre[1]) <= school.authority.spread


def test_nothing_that_should_be_unique_stands_twice(country, standing):
    for values in ([s.urn for s in country.schools], [s.name for s in country.schools], [s.postcode for s in standing]):
        assert len(values) == len(set(values))


def test_numbers_and_postcodes_are_nobodys(country):
    assert all(900_000 < school.urn <= facts.edition()["last_urn"] for school in country.schools)
    for school in country.schools:
        outward, inward = school.postcode.split(" ")
        assert outward in school.authority.postcodes
        assert (len(inward), inward[0].isdigit(), set(inward[1:]) <= set(NEVER_INWARD)) == (3, True, True)


def test_some_units_became_academies_under_a_new_number(country):
    became = [(before, after, on) for before, after, on in country.followed if before.kind.code == 14]
    assert 25 <= len(became) <= 70
    assert len(country.followed) > len(became)
    for before, after, on in country.followed:
        assert (before.status, after.status in {OPEN, 3}, after.kind.academy) == (CLOSED, True, True)
        assert before.closed < after.opened == on
        assert before.middle == after.middle


def test_academies_stand_in_trusts_of_several_schools_in_one_region(country):
    trusts = {}
    for school in country.schools:
        if school.status != CLOSED:
            assert (school.trust is not None) is school.kind.academy
        if school.trust:
            trusts.setdefault(school.trust, []).append(school)
    sizes = sorted(len(schools) for schools in trusts.values())
    assert (150 < len(trusts) < 300, sizes[len(sizes) // 2] > 1, sizes[-1] > 20) == (True, True, True)
    assert all(len({school.authority.region for school in schools}) == 1 for schools in trusts.values())
    assert len({name for _, name in trusts}) == len({uid for uid, _ in trusts}) == len(trusts)


def test_grades_are_weaker_in_alternative_provision_and_weakest_in_cold_spots(standing):
    def weak(schools):
        graded = [school for school in schools if school.grade]
        return sum(school.grade in {"Requires improvement", "Inadequate"} for school in graded) / len(graded)

    alternative, cold = sector(standing, "alternative_provision"), facts.inspections().cold_spots
    assert 0.1 < weak(alternative) < 0.2
    assert weak(sector(standing, "mainstream")) < weak(alternative)
    there, elsewhere = ([s for s in alternative if (s.authority.region in cold) is inside] for inside in (True, False))
    assert weak(there) > 2 * weak(elsewhere)


def test_a_school_too_new_to_have_been_inspected_has_no_grade(standing):
    table = facts.inspections()
    new = [school for school in standing if school.opened and school.opened >= table.too_new]
    assert new
    for school in standing:
        assert bool(school.grade) is (school.inspected is not None) is (school not in new)
        if school.inspected:
            assert table.first.year <= school.inspected.year <= table.last.year
            assert school.inspected.weekday() < 5
            assert school.opened is None or school.opened < school.inspected


def test_the_same_edition_is_the_same_to_the_byte_in_another_process(country):
    digest = hashlib.sha256(writing.register(country) + writing.links_file(country)).hexdigest()
    again = invent()
    assert hashlib.sha256(writing.register(again) + writing.links_file(again)).hexdigest() == digest
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run([sys.executable, "-c", PRINT], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [digest]


def test_every_type_and_status_is_one_that_the_register_knows(country):
    assert all(find_status("", school.status) and school.kind.sector for school in country.schools)
    assert len(facts.layout()) == 140
