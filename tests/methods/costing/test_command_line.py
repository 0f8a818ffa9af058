"""`difference cost`: one JSON object, sentences for people, and every mistake at once with status 2."""

import json

import pytest
from click.testing import CliRunner

from difference.cli import Verbs
from difference.cli.cost import VERBS
from difference.cli.database import WITHOUT
from difference.methods.costing import cost, preset
from tests.methods.costing import models

pytestmark = pytest.mark.once
KEYS = ["per_pupil", "total", "low", "high", "components", "scope", "price_year"]


def run(*arguments):
    group = Verbs(commands={verb.name: verb for verb in VERBS})
    return CliRunner().invoke(group, ["cost", *map(str, arguments)])


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.toml"
    pounds = models.parameter("pounds", "£", 100, 50, 300, "triangular")
    path.write_text(models.text(models.parameter("with_it", "share", 1), models.parameter("without", "share", 0), pounds))
    return path


def test_the_report_of_2017_for_the_pupils_it_quotes_is_exactly_one_json_object():
    done = run("--preset", "ippr-2017", "--pupils", 6685, "--json")
    found = json.loads(done.stdout)
    assert (done.exit_code, list(found)) == (0, KEYS)
    assert (found["per_pupil"], found["total"], found["low"], found["high"], found["components"]) == (370_000, 2_473_450_000, None, None, [])


def test_the_open_model_is_the_default_and_its_json_is_that_of_the_library():
    found = json.loads(run("--pupils", 100, "--draws", 5000, "--seed", 3, "--json").stdout)
    assert found == cost(preset("open-model"), 100, 5000, 3).as_data()
    assert found["low"] < found["per_pupil"] < found["high"]
    assert {"key", "title", "per_pupil", "low", "high"} == set(found["components"][0])


def test_a_model_of_ones_own_with_a_chosen_value(own):
    assert json.loads(run("--model", own, "--set", "pounds=250", "--pupils", "1,000", "--json").stdout)["total"] == 250_000
    assert json.loads(run("--model", own, "--draws", 0, "--json").stdout) | {"scope": ""} == {
        "per_pupil": 100, "total": 100, "low": None, "high": None, "scope": "", "price_year": "2024-25",
        "components": [{"key": "c", "title": "A component", "per_pupil": 100, "low": None, "high": None}],
    }  # fmt: skip


def test_a_schedule_is_taken():
    plain, health = (json.loads(run("--draws", 0, "--json", *more).stdout)["per_pupil"] for more in ((), ("--schedule", "health")))
    assert health > plain


def test_people_read_what_it_costs_what_moves_it_and_how_much_is_assumed():
    done = run("--pupils", 6685, "--draws", 2000)
    assert done.exit_code == 0
    assert "22 of 33 numbers are assumptions." in done.stdout
    assert "6,685 pupils" in done.stdout
    assert "(assumed)" in done.stdout
    assert run("--preset", "ippr-2017").stdout.splitlines()[1] == "  one pupil      £370,000"


def test_every_mistake_is_told_at_once_with_its_place():
    assert run("--pupils", "1,5").exit_code == 2
    done = run("--pupils", "-3", "--draws", 1, "--seed", "x", "--schedule", "none", "--set", "nope=1", "--set", "in_ap_excluded=2", "--set", "zz")
    assert (done.exit_code, done.stdout) == (2, "")
    places = [line.strip().rpartition(": ")[0].split(":")[0] for line in done.stderr.splitlines()[1:]]
    assert places == ["--pupils", "--seed", "--draws", "--schedule", "--set zz", "--set nope", "--set in_ap_excluded"]


def test_a_model_with_mistakes_is_refused_with_all_of_them(own):
    own.write_text(own.read_text().replace("excluded_at = 14", "excluded_at = 2").replace('unit = "£"', 'unit = "pence"'))
    done = run("--model", own, "--pupils", "many")
    assert done.exit_code == 2
    assert all(place in done.stderr for place in ("--pupils", "model: ", "parameters.pounds: "))


@pytest.mark.parametrize("content", [b"kind = ", b"\xff\xfe", b""])
def test_a_file_that_is_no_model_is_refused(own, content):
    own.write_bytes(content)
    done = run("--model", own, "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("This cost cannot be computed.")


@pytest.mark.parametrize("more", [("--set", "a=1"), ("--schedule", "health"), ("--model", "own")])
def test_what_a_published_total_cannot_do_is_said(own, more):
    more = [str(own) if each == "own" else each for each in more]
    done = run("--preset", "ippr-2017", *more)
    assert (done.exit_code, more[0] in done.stderr) == (2, True)


def test_a_file_that_is_not_there_and_a_preset_that_is_not_known_end_with_status_2(tmp_path):
    assert run("--model", tmp_path / "none.toml").exit_code == 2
    done = run("--preset", "nobody")
    assert (done.exit_code, "ippr-2017, ippr-2024, open-model" in done.stderr) == (2, True)


def test_it_needs_no_database():
    assert "cost" in WITHOUT
