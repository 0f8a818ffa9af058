"""Nothing invented is real: names, numbers and postcodes against the register of 2 June 2026, where it lies beside the checkout."""

import csv
import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from difference.demo.country import facts
from difference.demo.country.inventing import invent
from difference.foundations.schools.words import plain

pytestmark = pytest.mark.once
FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "schools"
ZIPS = [FOLDER / "edubaseallstatefunded20260602.zip", FOLDER / "edubaseallacademiesandfree20260602.zip"]
HIERARCHY = FOLDER.parent / "geography" / "region_la_hierarchy.csv"
MISSING = [path.name for path in (*ZIPS, HIERARCHY) if not path.exists()]
needs_data = pytest.mark.skipif(bool(MISSING), reason=f"The public data is not beside the checkout: {', '.join(MISSING)}.")
ALTERNATIVE = {
    "Pupil referral unit": "pru", "Free schools alternative provision": "free", "Academy alternative provision converter": "converter",
    "Academy alternative provision sponsor led": "sponsored",
}  # fmt: skip
MAINSTREAM = {
    "Community school", "Voluntary aided school", "Voluntary controlled school", "Foundation school", "Academy converter", "Academy sponsor led",
    "Free schools", "University technical college", "Studio schools",
}  # fmt: skip
PLACES = ("EstablishmentName", "Town", "Locality", "Address3", "Street", "County (name)")


def rows(path):
    with zipfile.ZipFile(path) as packed:
        return list(csv.DictReader(io.StringIO(packed.read(packed.namelist()[0]).decode("cp1252"))))


@pytest.fixture(scope="module")
def real():
    return [row for path in ZIPS for row in rows(path)]


@needs_data
def test_no_name_number_postcode_or_place_is_real(real):
    made = invent().schools
    assert {plain(school.name) for school in made} & {plain(row["EstablishmentName"]) for row in real} == set()
    assert {school.urn for school in made} & {int(row["URN"]) for row in real} == set()
    assert max(int(row["URN"]) for row in real) < facts.edition()["first_closed_urn"]
    assert {school.postcode for school in made} & {row["Postcode"].upper() for row in real} == set()
    words = {word for row in real for column in PLACES for word in re.findall("[a-z]+", row[column].lower())}
    places = {school.place.name.lower() for school in made} | {school.trust[1].split()[0].lower() for school in made if school.trust}
    assert places & words == set()


@needs_data
def test_the_facts_are_those_of_the_register(real):
    state_funded = rows(ZIPS[0])
    counts, outward, named = {}, {}, {}
    for row in state_funded:
        code, kind = row["LA (code)"], row["TypeOfEstablishment (name)"]
        named[code] = (row["LA (name)"], row["GOR (name)"])
        outward.setdefault(code, set()).add(row["Postcode"].split(" ")[0])
        group = ALTERNATIVE.get(kind) or ("special" if "special" in kind else "")
        if kind in MAINSTREAM:
            group = "primary" if row["PhaseOfEducation (name)"] in {"Primary", "Middle deemed primary"} else "secondary"
        counts.setdefault(code, Counter())[group] += 1
    for authority in facts.authorities():
        assert named[authority.code] == (authority.name, authority.region)
        assert {group: counts[authority.code][group] for group in authority.counts} == authority.counts
        assert set(authority.postcodes) <= outward[authority.code]
    assert set(named) == {authority.code for authority in facts.authorities()}


@needs_data
def test_the_authorities_are_those_of_the_hierarchy():
    table = {row["old_la_code"]: row["region_name"] for row in csv.DictReader(io.StringIO(HIERARCHY.read_text("utf-8-sig")))}
    known = [authority for authority in facts.authorities() if authority.code in table]
    assert len(known) >= 145
    odd = [
        (a.code, a.name, a.region, table[a.code])
        for a in known
        if plain(a.region).replace(" the ", " ") not in plain(table[a.code]).replace(" the ", " ")
    ]
    assert odd == []
