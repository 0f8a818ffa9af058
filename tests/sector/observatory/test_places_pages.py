"""The pages by place and of cold spots: with nothing loaded, with small official files, and the same numbers in every file to fetch."""

from __future__ import annotations

import csv
import html
import io
import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from django.test import Client

from difference.foundations.actors import ANYONE
from difference.sector.observatory import queries
from difference.sector.observatory.places import geography, tables, words
from difference.sector.observatory.places.measures import measures
from tests.sector.observatory import places_files as made

pytestmark = pytest.mark.django_db
BY = {"351": (83, 1_700, 800, 29_000), "390": (73, 800, 400, 28_000), "841": ("x", 90, 40, 16_000), "909": (30, 200, 100, 60_000), "350": (20, 900, 400, 49_000)}  # fmt: skip
REGIONS = {region.name: (100, 900, 400, 100_000) for region in geography.regions()}
GRADED = {"351": (0, 0, 0, 1), "390": (1, 3, 1, 0), "841": (0, 2, 0, 0), "350": (0, 3, 1, 0)}


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path / "home"


@pytest.fixture
def loaded(load):
    return load(
        made.exclusions("201516", BY, REGIONS, (900, 8_100, 3_600, 900_000)), made.exclusions("201617", BY, REGIONS, (900, 8_100, 3_600, 900_000)),
        made.census("201718", {"351": 290, "390": 100}), made.grades("2023", GRADED),
    )  # fmt: skip


def words_of(response) -> str:
    bare = re.sub(r"<(script|style|svg).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(bare).split())


def get(path):
    response = Client().get(f"/observatory/{path}")
    assert response.status_code == 200, path
    return response


def sheet(path):
    lines = get(path).content.decode().splitlines()
    said = [line for line in lines if line.startswith("# ")]
    return said, list(csv.DictReader(io.StringIO("\n".join(line for line in lines if not line.startswith("# ")))))


@pytest.mark.parametrize("path", ["places/", "places/351/", "places/E12000001/", "cold-spots/", "cold-spots/?of=region"])
def test_with_nothing_loaded_pages_say_no_data_and_what_would_bring_it(path):
    page = words_of(get(path))
    assert "No data" in page
    assert "0.0" not in page


@pytest.mark.parametrize("path", ["places/table", "places/351/figures", "cold-spots/table"])
def test_with_nothing_loaded_files_have_columns_and_no_number(path):
    _, rows = sheet(f"{path}.csv")
    assert all(not value for row in rows for name, value in row.items() if name not in {"code", "name", "region", "marked", "missing"})
    assert get(f"{path}.json").json()["sources"] == []


@pytest.mark.parametrize("path", ["places/map.svg", "cold-spots/map.svg", "places/351/suspensions.svg", "places/351/unqualified.svg"])
def test_with_nothing_loaded_there_is_no_picture_yet(path):
    assert Client().get(f"/observatory/{path}").status_code == 409


def test_where_only_authorities_are_loaded_regions_have_no_data_and_can_be_left_again(load):
    load(made.exclusions("201718", BY))
    response = get("places/?of=region")
    page = words_of(response)
    assert 'name="of"' in response.content.decode()
    assert "No data Nothing that is loaded says it for this kind of place in this year." in page
    assert "No data: none of the components that the rule puts together has a figure for the North East." in words_of(get("places/E12000001/"))


@pytest.mark.parametrize("path", ["places/999/", "places/909/", "places/E12000010/", "places/351/nothing.svg"])
def test_a_place_that_is_not_of_today_and_a_measure_that_there_is_not_are_missing(loaded, path):
    assert Client().get(f"/observatory/{path}").status_code == 404


def test_a_chosen_place_leads_to_its_page():
    assert Client().get("/observatory/places/?place=351")["Location"] == "/observatory/places/351/"
    assert Client().get("/observatory/places/?place=nowhere").status_code == 200


def test_the_index_ranks_all_places_with_intervals_and_says_what_is_missing(loaded):
    page = words_of(get("places/"))
    table = tables.table(loaded, measures()["permanent-exclusions"], geography.AUTHORITY, 2016)
    for each in table.ranked:
        row = (each.rate.place.name, geography.region_of(each.rate.place).name, words.value(table.measure, each.rate), words.interval(table.measure, each.rate), words.rank(each))  # fmt: skip
        assert " ".join(row) in page
    assert "Cumbria ended and was divided: what was counted there in 2016/17 belongs to no authority of today." in page
    assert "the interval of 2 authorities lies above England’s rate" in page


@pytest.mark.parametrize("query", ["measure=nothing&year=1&of=moon", "year=%C2%B2016", "measure=weak-schools&year=2016", "place="])
def test_what_does_not_go_together_is_the_latest_there_is(loaded, query):
    assert "20" in words_of(get(f"places/?{query}"))


def test_regions_stand_on_a_chart_with_their_intervals(loaded):
    page = words_of(get("places/?of=region&year=2015"))
    assert "Permanent exclusions by region, 2015/16" in page
    assert "from a row that is rounded to 5" in page


def test_a_place_stands_beside_its_region_and_england_with_interval_period_and_counts(loaded):
    page = words_of(get("places/351/"))
    measure, place = measures()["permanent-exclusions"], geography.by_code()["351"]
    series = tables.series(loaded, measure, place)
    here, region, whole = (words.both(measure, line[-1]) for line in (series.own, series.region, series.england))
    told = f"Permanent exclusions, 2016/17 Here, 95% interval {here} per 100 pupils Counted 83 permanent exclusions, 29,000 pupils"
    assert f"{told} Region {region} England {whole} Rank 1 to" in page
    assert "100% (21% to 100%) of graded schools Counted 1 of 1 graded school" in page
    assert "290 pupils placed, 29,000 pupils of 2016/17" in page
    assert "No data. This needs: Department for Education, School Workforce Census" in page
    assert "83 in 2016/17" in page
    assert "and is no estimate to quote alone" in page
    for neighbour in ("Bolton", "Lancashire", "Manchester", "Rochdale", "Salford"):
        assert neighbour in page


def test_the_cost_is_the_count_times_the_open_models_cost_of_one(loaded):
    from difference.sector.observatory.computing import costs
    from difference.sector.observatory.places.local_cost import local_cost

    _, one = costs.one()
    known, open_ = (local_cost(loaded, geography.by_code()[code]) for code in ("351", "841"))
    assert (known.total, known.low, known.high) == pytest.approx((83 * one.per_pupil, 83 * one.low, 83 * one.high))
    assert (open_.low, open_.high) == pytest.approx((one.low, 2 * one.high))
    assert local_cost(loaded, geography.by_code()["942"]) is None


def test_a_suppressed_count_is_shown_as_what_it_can_be(loaded):
    page = words_of(get("places/841/"))
    assert "1 to 2 permanent exclusions, 16,000 pupils" in page
    assert "Where a cell is suppressed, the line runs through the middle of what it can be" in page


def test_a_place_whose_predecessor_was_divided_says_so(loaded):
    page = words_of(get("places/942/"))
    assert "A part of Cumberland belonged to Cumbria, which ended on 31 March 2023 and was divided" in page
    assert "Cumbria ended and was divided; its figures of 2015/16 to 2016/17 belong to no authority of today" in page


def test_cold_spots_are_the_same_on_the_page_in_the_files_and_for_placement(loaded):
    spots = queries.cold_spots(ANYONE)
    page = words_of(get("cold-spots/"))
    said, rows = sheet("cold-spots/table.csv")
    data = get("cold-spots/table.json").json()
    assert len(rows) == len(data["rows"]) == len(spots) == 153
    for spot, row, one in zip(spots, rows, data["rows"], strict=True):
        assert (row["code"], one["code"]) == (spot.code, spot.code)
        assert one["probability"] == (None if spot.probability is None else round(spot.probability, 4))
        assert row["probability"] == ("" if one["probability"] is None else f"{one['probability']:g}")
    scored = [spot for spot in spots if spot.probability is not None]
    assert next(spot.code for spot in scored) in {"351", "390"}
    assert all(f"{spot.name} {spot.region} {words.chance(spot.probability)} {spot.score:.0f} (" in page for spot in scored)
    assert page.count("No data. This needs") == 3
    assert said[0].startswith("# Short of well-led alternative provision: local authorities. Period: 2016/17, 2023")


def test_marks_are_as_the_market_takes_them(loaded):
    marks = queries.cold_spot_marks(ANYONE, ["351", "841", "909", "999", "351", ""])
    by = {spot.code: spot for spot in queries.cold_spots(ANYONE)}
    assert marks.dtype == np.bool_
    assert marks.tolist() == [by["351"].marked, by["841"].marked, False, False, by["351"].marked, False]
    assert any(spot.marked for spot in by.values())


def test_the_table_as_csv_and_json_has_the_pages_numbers_under_source_period_and_date(loaded):
    said, rows = sheet("places/table.csv?measure=permanent-exclusions&year=2016&of=authority")
    data = get("places/table.json?measure=permanent-exclusions&year=2016&of=authority").json()
    first = rows[0]
    assert (first["code"], first["counted"], first["among"], first["among_of"], first["rank_from"]) == ("351", "83", "29000", "2016/17", "1")
    assert float(first["rate"]) == pytest.approx(100 * 83 / 29_000, abs=1e-6)
    assert float(first["low"]) < float(first["rate"]) < float(first["high"])
    assert [row["code"] for row in rows] == [row["code"] for row in data["rows"]]
    assert said[0] == "# Permanent exclusions by local authority, 2016/17. Period: 2016/17"
    assert "Department for Education" in said[2]
    assert "SHA-256" in said[2]
    assert "Open Government Licence v3.0" in said[3]
    assert said[4].startswith("# Retrieved on ")
    suppressed = next(row for row in rows if row["code"] == "841")
    assert (suppressed["counted"], suppressed["counted_most"], suppressed["notes"]) == ("1", "2", "from cells that are suppressed")
    assert next(row for row in rows if row["code"] == "942")["notes"] == "no figure"


def test_a_places_figures_as_csv_hold_every_measure_year_and_line(loaded):
    _, rows = sheet("places/351/figures.csv")
    assert {(row["measure"], row["name"], row["period"]) for row in rows} >= {
        ("permanent-exclusions", name, period) for name in ("Bury", "North West", "England") for period in ("2015/16", "2016/17")
    } | {("weak-schools", "Bury", "2023"), ("ap-authority", "Bury", "2017/18")}
    assert get("places/351/figures.json").json()["rows"][0]["unit"] == "permanent exclusions per 100 pupils"


@pytest.mark.parametrize("path", ["places/map.svg", "places/map.svg?of=region", "places/351/permanent-exclusions.svg", "cold-spots/map.svg"])
def test_pictures_are_files_of_their_own_with_their_source(loaded, path):
    response = get(path)
    assert response["Content-Type"] == "image/svg+xml"
    text = " ".join(ET.fromstring(response.content).itertext())
    assert "Open Government Licence v3.0" in text
    assert "class=" not in response.content.decode()


def test_every_hexagon_leads_to_its_page(loaded):
    page = get("places/").content.decode()
    assert all(f'href="/observatory/places/{place.code}/"' in page for place in geography.authorities())


def test_pages_ask_the_database_nothing_however_much_is_loaded(loaded, django_assert_max_num_queries):
    for path in ("places/", "places/351/", "cold-spots/"):
        with django_assert_max_num_queries(0):
            get(path)
