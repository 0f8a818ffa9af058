"""`difference disclose`: a table in, what may leave out, and the exit status."""

import json

import pytest
from click.testing import CliRunner

from difference.cli import Verbs
from difference.cli.database import WITHOUT
from difference.cli.disclose import VERBS

pytestmark = pytest.mark.once


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "places.csv").write_text("place,count,numerator\na,52,20\nb,33,12\nc,4,1\n")
    (tmp_path / "bad.csv").write_text("place,count\na,52\nb,some\n")
    return tmp_path


def run(*arguments):
    group = Verbs(commands={verb.name: verb for verb in VERBS})
    return CliRunner().invoke(group, ["disclose", *(str(argument) for argument in arguments)])


def test_json_is_exactly_one_object(folder):
    done = run(folder / "places.csv", "--json")
    document = json.loads(done.stdout)
    assert (done.exit_code, document["table"], document["totals"]) == (0, "places", [{"place": "total", "count": 50}])
    assert [cell["count"] for cell in document["cells"]] == [50, "[c]", "[c]"]
    assert document["attack"] == {"tried": 1, "exact": 0, "violations": 0, "narrowest": 9}


def test_people_read_the_same_with_reasons(folder):
    done = run(folder / "places.csv", "--name", "By place")
    assert done.stdout.splitlines()[:4] == ["By place (rules of 2026-09)", "  a: 50, 38%", "  b: [c]", "  c: [c]"]
    assert "  c, count: Fewer than 10 people, or none. (small)" in done.stdout


def test_a_line_that_cannot_be_used_ends_with_two(folder):
    done = run(folder / "bad.csv", "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "line 3: “count” is a whole number" in done.stderr


def test_a_record_stands_between_releases(folder):
    assert run(folder / "places.csv", "--people", "autumn=89", "--record", folder / "first.json").exit_code == 0
    assert (folder / "first.json").stat().st_mode & 0o077 == 0
    (folder / "later.csv").write_text("place,count\na,53\nb,33\nc,4\n")
    done = run(folder / "later.csv", "--people", "autumn=89", "--people", "spring=1", "--earlier", folder / "first.json", "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "differ from those of an earlier release by fewer than 10" in done.stderr


@pytest.mark.parametrize("option", [["--people", "autumn"], ["--people", "autumn=many"], ["--groups", "place=region"], ["--earlier", "places.csv"]])
def test_options_that_cannot_be_used_end_with_two(folder, option):
    done = run(folder / "places.csv", *(folder / word if word == "places.csv" else word for word in option))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr


def test_the_table_is_never_written_over(folder):
    before = (folder / "places.csv").read_text()
    assert run(folder / "places.csv", "--record", folder / "places.csv").exit_code == 2
    assert (folder / "places.csv").read_text() == before


def test_help_names_every_column_and_the_verb_needs_no_database():
    told = run("--help").stdout
    assert all(column in told for column in ("count", "numerator", "sum", "largest", "second", "absolute", "schools", "impossible"))
    assert "disclose" in WITHOUT
