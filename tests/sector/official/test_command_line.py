"""`difference data`, as somebody at a terminal meets it."""

import json

import pytest
from click.testing import CliRunner

from difference.cli import main
from tests.sector.official import files

pytestmark = pytest.mark.once


@pytest.fixture
def run(settings, tmp_path):
    settings.HOME = tmp_path / "home"

    def call(*arguments):
        return CliRunner().invoke(main, ["data", *map(str, arguments)])

    return call


def test_import_list_and_remove(run, tmp_path):
    path = files.write(tmp_path / "a.csv", files.exclusions())
    (tmp_path / "notes.txt").write_text("nothing")
    done = run("import", path, tmp_path / "notes.txt")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        f"a.csv: loaded, {len(files.exclusions())} rows. Permanent exclusions and suspensions, by place, 2015/16.\n"
        "  Not mapped to an authority of today: Northamptonshire (928): ended on 31 March 2021 and was divided between North Northamptonshire (940)"
        " and West Northamptonshire (941); 3 rows keep the old code.\n"
        "notes.txt: skipped, it is not a table of comma-separated values.\n"
    )
    assert run("import", path).stdout == "a.csv: loaded before, nothing changed. Permanent exclusions and suspensions, by place, 2015/16.\n"
    listed = json.loads(run("list", "--json").stdout)["imports"]
    assert [(one["dataset"], one["file"], one["rows_in"], one["rows_refused"], one["licence"]) for one in listed] == [
        ("exclusions", "a.csv", len(files.exclusions()), 0, "Open Government Licence v3.0")
    ]
    assert f"  {listed[0]['id']}  2015/16; " in run("list").stdout
    assert run("remove", listed[0]["id"]).exit_code == 0
    assert run("list").stdout.startswith("No official data is held.")


def test_bad_input_ends_with_two_and_its_lines_on_standard_error(run, tmp_path):
    rows = files.exclusions()
    rows[3]["perm_excl"] = "many"
    path = files.write(tmp_path / "a.csv", rows)
    done = run("import", path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "a.csv: refused, nothing of it was loaded.\n  line 5: permanent “many” is neither a figure nor a mark for a missing one\n"
    told = run("import", path, "--json")
    assert (told.exit_code, json.loads(told.stdout)) == (
        2,
        {
            "loaded": [], "known": [], "skipped": [],
            "refused": [
                {"file": "a.csv", "dataset": "exclusions", "layout": "exclusions-fixed-period", "why": "", "problems": [], "bad_rows": 1,
                 "lines": {"5": "permanent “many” is neither a figure nor a mark for a missing one"}}
            ],
        },
    )  # fmt: skip
    left_out = run("import", path, "--skip-bad-rows")
    assert left_out.exit_code == 0
    assert left_out.stdout.startswith(f"a.csv: loaded, {len(rows)} rows, 1 left out.")
    assert "line 5:" in left_out.stderr


def test_nothing_recognised_ends_with_one_and_no_such_file_with_two(run, tmp_path):
    (tmp_path / "notes.txt").write_text("nothing")
    assert run("import", tmp_path / "notes.txt").exit_code == 1
    missing = run("import", tmp_path / "missing.csv")
    assert missing.exit_code == 2


def test_what_can_be_downloaded_is_listed(run):
    listed = json.loads(run("fetch", "--json").stdout)
    assert {source["dataset"] for source in listed["sources"]} >= {"exclusions", "ap_census", "workforce", "schools", "inspections"}
    assert "ap-school-arranged" in run("fetch").stdout


def test_the_day_of_a_register_can_be_given(run, tmp_path):
    row = {"URN": "100001", "LA (code)": "202", "LA (name)": "Camden", "EstablishmentName": "A", "TypeOfEstablishment (name)": "Community school", "EstablishmentStatus (name)": "Open"}  # fmt: skip
    path = files.write(tmp_path / "a.csv", [row])
    assert "give the day" in run("import", path).stderr
    done = run("import", path, "--date", "2026-06-02")
    assert done.exit_code == 0
    assert "difference schools import" in done.stdout
