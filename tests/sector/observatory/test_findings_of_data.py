"""Findings computed from official data, each a second time here: from small files in the official layouts, and from the real ones where they lie."""

import csv
import json
import math

import pytest
from click.testing import CliRunner
from django.test import Client

from difference.cli import Verbs
from difference.cli.findings import findings
from difference.sector.observatory.computing.answers import readings
from difference.sector.observatory.published import Figure, published
from difference.sector.official.store import Store
from tests.sector.official.files import REAL, exclusions, figures, imported, place, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def load(home, *files):
    """Import files, given as (name, rows) or as paths."""
    folder = home / "files"
    folder.mkdir(exist_ok=True)
    paths = []
    for one in files:
        if isinstance(one, tuple):
            paths.append(folder / one[0])
            write(paths[-1], one[1])
        else:
            paths.append(one)
    outcomes = imported(Store(home / "data"), *paths)
    assert [outcome for outcome in outcomes if outcome.status == "refused"] == []


def asked():
    run = CliRunner().invoke(Verbs("difference", commands={"findings": findings}), ["findings", "--json"])
    assert run.exit_code == 0
    return {each["id"]: each for each in json.loads(run.stdout)["findings"]}


KEPT = {"time_identifier", "time_period", "geographic_level", "country_code", "country_name"}


def by_characteristic(period, counts):
    """National rows of a table by characteristic: (group, characteristic): excluded, pupils."""
    return [
        {name: value for name, value in place(period, "National").items() if name in KEPT}
        | {"school_type": "Total", "characteristic_group": group, "characteristic": name}
        | {name: value for name, value in figures(pupils, str(excluded)).items() if name != "num_schools"}
        for (group, name), (excluded, pupils) in counts.items()
    ]


def test_the_reports_own_year_agrees_and_another_year_says_that_it_is_another(home):
    load(home, ("a.csv", exclusions("201516", "201617")))
    one = asked()["permanent-exclusions"]
    assert (one["computed"]["value"], one["computed"]["period"], one["verdict"]) == (60, "2015/16", "differs")
    assert (one["computed"]["low"], one["computed"]["high"], one["computed"]["denominator"]) == (58, 62, 20_000)
    assert [each["period"] for each in one["computed"]["inputs"]["series"]] == ["2015/16", "2016/17"]
    assert one["computed"]["inputs"]["files"][0]["dataset"] == "exclusions"


def test_a_year_that_is_not_the_reports_is_judged_for_itself(home):
    load(home, ("a.csv", exclusions("201617")))
    one = asked()["permanent-exclusions"]
    assert (one["computed"]["period"], one["verdict"]) == ("2016/17", "differs")
    assert "the verdict is about 2016/17 and not about 2015/16" in one["note"]


def test_the_cost_of_a_cohort_is_the_pupils_of_the_table_times_the_open_model(home):
    load(home, ("a.csv", exclusions("201516")))
    found = asked()
    one, cohort = found["cost-per-pupil"]["computed"], found["cost-per-cohort"]["computed"]
    assert cohort["value"] == pytest.approx(60 * one["value"])
    assert (cohort["low"], cohort["high"]) == pytest.approx((60 * one["low"], 60 * one["high"]))
    assert (cohort["denominator"], cohort["inputs"]["pupils_in"], found["cost-per-cohort"]["verdict"]) == (60, "2015/16", "differs")


def test_nothing_is_made_up_where_nothing_is_loaded(home):
    found = asked()
    assert {name for name, each in found.items() if each["computed"]} == {"cost-per-pupil"}
    assert "Nothing is loaded" in found["pupils-in-ap"]["note"] or "No register" in found["pupils-in-ap"]["note"]


@pytest.mark.parametrize(
    ("value", "unit", "least", "most"),
    [(4, "times", 3.5, 4.5), (2.5, "times", 2.45, 2.55), (10, "times", 9.5, 10.5), (6685, "pupils", 6684.5, 6685.5), (48000, "pupils", 47500, 48500),
     (2_100_000_000, "pounds", 2.05e9, 2.15e9), (370_000, "pounds", 365_000, 375_000)],
)  # fmt: skip
def test_a_published_figure_stands_for_what_rounds_to_it(value, unit, least, most):
    assert tuple(map(float, readings(Figure(value, unit, "", "")))) == (least, most)


REAL_DATA = pytest.mark.skipif(not REAL.is_dir(), reason=f"The public data is not beside the checkout: {REAL.name}.")


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    home = tmp_path_factory.mktemp("real")
    imported(Store(home / "data"), REAL / "statistics", REAL / "geography")
    return home


@pytest.fixture
def real_findings(settings, real):
    settings.HOME = real
    return asked()


def katz(a, n1, c, n2):
    """The risk ratio with Katz's limits, from its formula."""
    ratio, se = (a / n1) / (c / n2), math.sqrt(1 / a - 1 / n1 + 1 / c - 1 / n2)
    return ratio, ratio * math.exp(-1.959964 * se), ratio * math.exp(1.959964 * se)


@REAL_DATA
def test_the_real_files_give_what_the_design_says_is_known(real_findings):
    verdicts = {name: each["verdict"] for name, each in real_findings.items()}
    assert verdicts == {
        "permanent-exclusions": "agrees", "pupils-in-ap": "differs", "cost-per-pupil": "differs", "cost-per-cohort": "differs",
        "relative-risk-care": "no data", "relative-risk-poverty": "agrees", "relative-risk-sen": "differs", "relative-risk-mental-health": "differs",
        "unqualified-teachers": "no data", "supply-teachers": "no data", "leader-vacancies": "no data", "inadequate-ap-north-east": "differs",
        "inadequate-ap-all-pupils": "agrees", "uncounted": "no data",
    }  # fmt: skip
    one = real_findings["permanent-exclusions"]
    assert (one["computed"]["value"], one["computed"]["period"], sum(one["computed"]["inputs"]["by_type_of_school"].values())) == (
        6685,
        "2015/16",
        6680,
    )
    assert [each["value"] for each in one["computed"]["inputs"]["series"]] == [8680, 8125, 6545, 5740, 5080, 5165, 4630, 4950, 5795, 6685, 7720]


@REAL_DATA
@pytest.mark.parametrize(
    ("name", "counts"),
    # The National rows of 2015/16, read off the published file.
    [("poverty", (2835, 1_132_065, 3850, 6_784_165)), ("sen", (370 + 2915, 221_225 + 911_685, 3405, 6_783_320)),
     ("mental-health", (1840, 184_930, 6685 - 1840, 7_916_225 - 184_930))],
)  # fmt: skip
def test_relative_risks_are_those_of_the_published_counts(real_findings, name, counts):
    computed = real_findings[f"relative-risk-{name}"]["computed"]
    assert (computed["value"], computed["low"], computed["high"]) == pytest.approx(katz(*counts), rel=1e-4)
    assert (computed["numerator"], computed["denominator"], computed["period"]) == (*counts[:2], "2015/16")


@REAL_DATA
def test_registers_that_exceed_what_was_published_differ_whatever_is_missing(real_findings):
    one = real_findings["pupils-in-ap"]
    assert (one["computed"]["value"], one["computed"]["period"]) == (40_904 + 24_577, "2022/23")
    assert len(one["computed"]["inputs"]["missing"]) == 2


@REAL_DATA
def test_the_north_east_counted_from_the_file_itself_and_never_the_worst(real_findings):
    with (REAL / "statistics" / "ap_ofsted_schl.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["geographic_level"] == "Regional" and row["Year"] == "2019"]
    ours = [row for row in rows if "AP school" in row["school_type"] and row["Overall effectiveness"] == "Inadequate" and "number" in row["Measure"]]
    [north] = [row for row in ours if row["Region"].startswith("North East")]
    computed = real_findings["inadequate-ap-north-east"]["computed"]
    assert (computed["numerator"], computed["denominator"]) == (int(float(north["Value"])), int(north["grand_total_schools"])) == (2, 20)
    assert computed["low"] < 1.47 < computed["high"] < 8
    assert "In none of the 5 years" in real_findings["inadequate-ap-north-east"]["note"]
    whole = real_findings["inadequate-ap-all-pupils"]["computed"]["inputs"]["authorities"]
    assert [(each["inadequate"], each["graded"]) for each in whole] == [(1, 1)] * 3


@REAL_DATA
def test_each_page_of_a_finding_shows_its_series_and_answers(settings, real):
    settings.HOME = real
    for finding in published().findings:
        answer = Client().get(f"/observatory/{finding.id}/")
        assert answer.status_code == 200
        if finding.id == "permanent-exclusions":
            assert "2006/07" in answer.content.decode()


def test_a_table_of_characteristics_of_another_year_is_judged_for_that_year(home):
    counts = {("Total", "Total"): (150, 20_000), ("FSM eligible", "FSM Eligible"): (90, 2_000), ("FSM eligible", "FSM NotEligible"): (60, 18_000)}
    load(home, ("c.csv", by_characteristic("201112", counts)))
    one = asked()["relative-risk-poverty"]
    assert (one["computed"]["value"], one["computed"]["low"], one["computed"]["high"]) == pytest.approx(katz(90, 2_000, 60, 18_000), rel=1e-4)
    assert (one["computed"]["period"], one["verdict"]) == ("2011/12", "differs")
    assert asked()["relative-risk-care"]["verdict"] == "no data"


def test_a_file_that_is_taken_away_takes_its_figures_along(home):
    load(home, ("a.csv", exclusions("201516")))
    assert asked()["permanent-exclusions"]["computed"]
    store = Store(home / "data")
    for each in store.imports():
        store.remove(each.id)
    assert asked()["permanent-exclusions"]["computed"] is None


def test_the_page_of_data_says_what_is_held_with_its_hash_and_what_is_not(home):
    empty = Client().get("/observatory/data/").content.decode()
    assert ("No official data yet" in empty, "Wilson" in empty) == (True, True)
    load(home, ("a.csv", exclusions("201516")))
    page = Client().get("/observatory/data/").content.decode()
    [held] = Client().get("/observatory/data/files.json").json()["files"]
    assert (held["dataset"], len(held["sha256"]), held["rows_in"]) == ("exclusions", 64, len(exclusions("201516")))
    for words in (held["sha256"][:12], held["publisher"], "Open Government Licence", "a.csv", "Northamptonshire (928)"):
        assert words in page
    assert "No official data yet" not in page
