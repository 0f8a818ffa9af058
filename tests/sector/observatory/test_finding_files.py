"""A finding as files: the same numbers on the page, in the table, in the picture, each with what it rests on."""

import csv
import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from difference.sector.observatory.published import published
from tests.sector.official.files import exclusions

pytestmark = pytest.mark.django_db
YEARS = [("201516", "2015/16"), ("201617", "2016/17")]


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path / "home"


def get(finding_id, name=""):
    return Client().get(f"/observatory/{finding_id}/{name}")


def rows(finding_id):
    lines = get(finding_id, "numbers.csv").content.decode().splitlines()
    return [line for line in lines if line.startswith("# ")], list(csv.DictReader(line for line in lines if not line.startswith("# ")))


def picture(finding_id):
    return " ".join("".join(ET.fromstring(get(finding_id, "picture.svg").content).itertext()).split())


def test_the_table_has_the_published_figure_the_computed_one_and_every_year(load):
    load(exclusions(*(code for code, _ in YEARS)))
    head, found = rows("permanent-exclusions")
    assert [(row["row"], row["period"], row["value"]) for row in found] == [
        ("published", "2015/16", "6685"), ("computed", "2015/16", "60"), ("series", "2015/16", "60"), ("series", "2016/17", "60"),
    ]  # fmt: skip
    assert (found[1]["low"], found[1]["high"], found[1]["denominator"], found[1]["note"]) == ("58", "62", "20000", "verdict: differs")
    assert head[0] == f"# {published().find('permanent-exclusions').title}. Period: 2015/16"
    assert "SHA-256" in head[2]
    data = get("permanent-exclusions", "numbers.json").json()
    assert [[str(one) if one is not None else "" for one in row.values()] for row in data["rows"]] == [list(row.values()) for row in found]
    assert data["licences"] != []


def test_a_series_is_drawn_with_its_sources_beneath(load):
    load(exclusions(*(code for code, _ in YEARS)))
    drawn = picture("permanent-exclusions")
    assert all(part in drawn for part in ("2015/16", "2016/17", "SHA-256", "/observatory/permanent-exclusions/picture.svg"))


def test_where_there_is_no_series_the_published_figure_stands_beside_the_computed_one():
    page, drawn = get("cost-per-pupil").content.decode(), picture("cost-per-pupil")
    for where in (page, drawn):
        assert "£370,000 as published" in where
    assert "the open model of the cost of exclusion" in drawn
    assert "/observatory/cost-per-pupil/picture.svg" in page


@pytest.mark.parametrize("finding_id", ["uncounted", "relative-risk-care"])
def test_a_finding_that_waits_for_data_has_its_published_figure_and_no_picture(finding_id):
    _, found = rows(finding_id)
    assert [row["row"] for row in found] == ["published"]
    assert get(finding_id, "picture.svg").status_code == 409
    page = get(finding_id).content.decode()
    assert ("numbers.csv" in page, "picture.svg" in page) == (True, False)


@pytest.mark.parametrize("name", ["numbers.csv", "numbers.json", "picture.svg"])
def test_of_a_finding_that_is_not_there_is_no_file(name):
    assert get("nothing", name).status_code == 404
