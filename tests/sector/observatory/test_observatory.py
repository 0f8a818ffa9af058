"""What is computed beside what was published: counted a second time here, and the same on the page, in the file and on the command line."""

from __future__ import annotations

import html
import json
import re
from collections import Counter

import pytest
from click.testing import CliRunner
from django.test import Client

from difference.cli import Verbs
from difference.cli.findings import findings
from difference.demo.country import seeding
from difference.foundations.actors import ANYONE, system
from difference.foundations.schools.models import School
from difference.sector.observatory import queries, showing
from difference.sector.observatory.published import published
from tests.foundations.schools.files import full, imported, row, state_funded

pytestmark = pytest.mark.django_db
COMPUTED = ["inadequate-ap-north-east", "inadequate-ap-all-pupils"]
# The open model needs no data of anybody's.
ALWAYS = "cost-per-pupil"
WAITING = [finding.id for finding in published().findings if finding.id not in {*COMPUTED, ALWAYS}]


@pytest.fixture(autouse=True)
def _no_official_data(settings, tmp_path):
    settings.HOME = tmp_path


def words(response) -> str:
    bare = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(bare).split())


def downloaded():
    return Client().get("/observatory/findings.json").json()


def found(data, finding_id):
    (one,) = [each for each in data["findings"] if each["id"] == finding_id]
    return one


def in_region(first, region, code, grades, **more):
    """Schools of one authority and region, with these grades."""
    where = {"GOR (name)": region, "LA (code)": code[0], "LA (name)": code[1]}
    return [row(first + number, f"Unit {first + number}", **where, **{"OfstedRating (name)": grade}, **more) for number, grade in enumerate(grades)]


GATESHEAD, CAMDEN, BARKING = ("390", "Gateshead"), ("202", "Camden"), ("301", "Barking and Dagenham")


@pytest.fixture
def graded():
    """North East: 2 of 3 graded schools Inadequate, a fourth ungraded. Elsewhere: 1 of 8, and a closed and a mainstream one that do not count."""
    imported(full([
        *in_region(100001, "North East", GATESHEAD, ["Inadequate", "Special Measures", "Good", ""]),
        *in_region(100101, "London", CAMDEN, ["Serious Weaknesses"]),
        *in_region(100201, "London", BARKING, ["Good", "Outstanding", "Requires improvement", "Good", "Good", "Good", "Good", "Insufficient evidence"]),
        *in_region(100301, "London", CAMDEN, ["Inadequate"], **{"EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2025"}),
        *in_region(100401, "London", CAMDEN, ["Inadequate"], **{"TypeOfEstablishment (name)": "Community school", "TypeOfEstablishment (code)": "1"}),
        *in_region(100501, "Wales (pseudo)", ("672", "Neath Port Talbot"), ["Inadequate"]),
    ]))  # fmt: skip


def test_without_a_register_and_data_nothing_but_the_model_is_computed_and_the_page_says_how_it_comes():
    data = downloaded()
    assert [(each["id"], each["computed"], each["verdict"]) for each in data["findings"] if each["id"] != ALWAYS] == [
        (one.id, None, "no data") for one in published().findings if one.id != ALWAYS
    ]
    assert found(data, ALWAYS)["computed"]["low"] < found(data, ALWAYS)["computed"]["value"] < found(data, ALWAYS)["computed"]["high"]
    assert data["register"] == {
        "dated": None, "invented": False, "open_alternative_provision_schools": 0, "by_region": {}, "by_type": {}, "by_grade": None,
        "opened_in_the_year_before": None, "closed_in_the_year_before": None,
    }  # fmt: skip
    page = words(Client().get("/observatory/"))
    assert "1 of the 14 findings can be computed from what is loaded here today" in page
    assert "No schools yet They come here when a file of the register" in page
    assert "invented country" not in page


def test_a_grade_that_no_imported_file_speaks_of_is_not_computed_with():
    imported(state_funded([row(100001), row(100002, **{"GOR (name)": "North East"})]))
    School.objects.update(ofsted_grade="Inadequate")
    data = downloaded()
    assert [
        found(data, name)["note"] for name in COMPUTED if not found(data, name)["note"].endswith("The register that is loaded does not give grades.")
    ] == []
    assert Client().get("/observatory/").status_code == 200


def test_a_register_without_grades_gives_counts_and_unknown():
    imported(
        state_funded([row(100001), row(100002, **{"GOR (name)": "North East", "OpenDate": "01-01-2026"}), row(100003, **{"GOR (name)": "London"})])
    )
    data = downloaded()
    assert {each["verdict"] for each in data["findings"] if each["id"] != ALWAYS} == {"no data"}
    assert found(data, COMPUTED[0])["note"].endswith("The register that is loaded does not give grades.")
    register = data["register"]
    assert (register["open_alternative_provision_schools"], register["by_region"], register["dated"]) == (
        3,
        {"North East": 1, "London": 2},
        "2026-06-02",
    )
    assert (register["by_grade"], register["opened_in_the_year_before"], register["closed_in_the_year_before"]) == (None, [100002], None)
    page = words(Client().get("/observatory/"))
    assert "Grade at the last inspection Unknown" in page
    assert "Closed in the year before that date Unknown" in page


def test_the_north_east_is_set_beside_all_other_regions_with_its_denominators(graded):
    one = found(downloaded(), COMPUTED[0])
    computed = one["computed"]
    assert (computed["numerator"], computed["denominator"], computed["period"], computed["unit"]) == (2, 3, "2026-06-02", "times")
    assert computed["value"] == pytest.approx((2 / 3) / (1 / 8))
    assert computed["low"] < computed["value"] < computed["high"]
    inside, rest = computed["inputs"]["inside"], computed["inputs"]["rest"]
    assert (inside["inadequate"], inside["graded"], inside["schools"]) == (2, 3, 4)
    assert (rest["inadequate"], rest["graded"], rest["schools"]) == (1, 8, 9)
    assert (inside["low"], inside["high"]) == pytest.approx((0.2077, 0.9385), abs=1e-4)
    assert computed["inputs"]["files"] == [{"file": "edubasealldata20260602.csv", "kind": "the full extract", "dated": "2026-06-02"}]
    assert one["verdict"] == ("agrees" if computed["low"] <= 8 <= computed["high"] else "differs") == "agrees"
    assert "North East: 2 of 3 graded schools are judged Inadequate; 4 are open." in one["note"]
    assert "This counts schools, not pupils" in one["note"]


def test_authorities_all_of_whose_graded_schools_are_inadequate_are_counted(graded):
    one = found(downloaded(), COMPUTED[1])
    computed = one["computed"]
    assert (computed["value"], computed["unit"], computed["low"], computed["high"]) == (1, "authorities", None, None)
    assert (computed["numerator"], computed["denominator"], computed["inputs"]["authorities_with_one_graded_school"]) == (1, 3, 1)
    assert (one["verdict"], computed["inputs"]["graded_schools"]) == ("agrees", 11)


def test_a_claim_outside_the_interval_differs():
    imported(
        full([*in_region(100001, "North East", GATESHEAD, ["Good"] * 20), *in_region(100101, "London", CAMDEN, ["Inadequate"] * 5 + ["Good"] * 15)])
    )
    data = downloaded()
    one = found(data, COMPUTED[0])
    assert (one["computed"]["value"], one["computed"]["low"], one["verdict"]) == (0, 0, "differs")
    assert one["computed"]["high"] < 8
    assert (found(data, COMPUTED[1])["computed"]["value"], found(data, COMPUTED[1])["verdict"]) == (0, "differs")


def test_where_no_other_region_has_one_no_ratio_is_made_up():
    imported(full([*in_region(100001, "North East", GATESHEAD, ["Inadequate"]), *in_region(100101, "London", CAMDEN, ["Good"] * 3)]))
    one = found(downloaded(), COMPUTED[0])
    assert (one["computed"], one["verdict"]) == (None, "no data")
    assert "Every other region: 0 of 3 graded schools" in one["note"]


def test_grades_of_one_side_alone_make_no_ratio():
    imported(full([*in_region(100001, "North East", GATESHEAD, [""]), *in_region(100101, "London", CAMDEN, ["Inadequate"])]))
    one = found(downloaded(), COMPUTED[0])
    assert (one["computed"], one["verdict"]) == (None, "no data")
    assert "North East: 0 of 0 graded schools" in one["note"]


def test_the_invented_country_is_counted_a_second_time_and_said_to_be_invented():
    seeding.seed(by=system("tests"))
    rows = list(
        School.objects.filter(sector="alternative_provision", is_open=True).values("region__name", "authority_id", "ofsted_grade", "type_name")
    )
    data = downloaded()
    assert data["register"]["open_alternative_provision_schools"] == len(rows) > 300
    assert data["register"]["by_region"] == dict(Counter(each["region__name"] for each in rows))
    assert data["register"]["by_type"] == dict(Counter(each["type_name"] for each in rows))
    assert data["register"]["by_grade"] == dict(Counter(each["ofsted_grade"] or "Unknown" for each in rows))
    computed = found(data, COMPUTED[0])["computed"]
    here = [each["ofsted_grade"] for each in rows if each["region__name"] == "North East" and each["ofsted_grade"]]
    there = [each["ofsted_grade"] for each in rows if each["region__name"] != "North East" and each["ofsted_grade"]]
    assert (computed["numerator"], computed["denominator"]) == (here.count("Inadequate"), len(here))
    assert (computed["inputs"]["rest"]["inadequate"], computed["inputs"]["rest"]["graded"]) == (there.count("Inadequate"), len(there))
    by_authority = {}
    for each in rows:
        if each["ofsted_grade"]:
            by_authority.setdefault(each["authority_id"], []).append(each["ofsted_grade"])
    whole = [grades for grades in by_authority.values() if set(grades) == {"Inadequate"}]
    computed = found(data, COMPUTED[1])["computed"]
    assert (computed["numerator"], computed["denominator"]) == (len(whole), len(by_authority))
    assert found(data, COMPUTED[0])["note"].startswith("Computed from an invented country: it says nothing about England.")
    page = words(Client().get("/observatory/"))
    assert "This is a demonstration: the schools are those of an invented country" in page
    assert page.count("in an invented country") == 2
    assert not found(data, ALWAYS)["note"].startswith("Computed from an invented country")


def test_a_real_register_beside_the_invented_one_is_not_called_invented():
    seeding.seed(by=system("tests"))
    imported(full([row(100001)]))
    assert not downloaded()["register"]["invented"]


def test_page_download_and_command_line_agree(graded):
    data = downloaded()
    run = CliRunner().invoke(Verbs("difference", commands={"findings": findings}), ["findings", "--json"])
    assert (run.exit_code, json.loads(run.stdout)) == (0, data)
    page = words(Client().get("/observatory/"))
    said = CliRunner().invoke(Verbs("difference", commands={"findings": findings}), ["findings"])
    assert said.exit_code == 0
    for beside, each in zip(queries.observatory(ANYONE).findings, data["findings"], strict=True):
        one = words(Client().get(f"/observatory/{each['id']}/"))
        shown = showing.computed_in_words(beside.answer.computed)
        for where in (page, said.stdout, one):
            assert showing.in_figures(beside.finding.published) in where
            assert shown in where
        assert each["note"] in one
        assert each["note"] in said.stdout
        assert (each["verdict"].lower() in page.lower(), each["title"] in page) == (True, True)


@pytest.mark.parametrize("finding_id", WAITING)
def test_a_finding_that_waits_says_what_it_needs(finding_id):
    page = words(Client().get(f"/observatory/{finding_id}/"))
    finding = published().find(finding_id)
    assert all(said in page for said in (finding.made, finding.critique, f"This needs {finding.needs}.", "Nothing yet"))


@pytest.mark.parametrize("finding_id", ["nothing", "findings", "inadequate", "x" * 500])
def test_a_finding_that_is_not_there_is_missing(finding_id):
    assert Client().get(f"/observatory/{finding_id}/").status_code == 404


def test_it_is_linked_from_the_start_page_and_the_menu():
    start = Client().get("/").content.decode()
    assert start.count('href="/observatory/"') == 2


def test_the_page_asks_the_same_few_questions_however_many_schools_there_are(graded, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        Client().get("/observatory/")
