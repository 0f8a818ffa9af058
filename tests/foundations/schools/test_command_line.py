"""`difference schools`: what it prints, where, and with which exit status."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from difference.cli import Verbs
from difference.cli.schools import schools
from difference.foundations.schools.models import School
from tests.foundations.schools.files import full, imported, row, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    def invoke(*arguments: object):
        verbs = Verbs("difference", commands={"schools": schools})
        return CliRunner().invoke(verbs, ["schools", *map(str, arguments)])

    return invoke


def write(folder, rows, name="edubaseallstatefunded20260602.csv"):
    path = folder / name
    path.write_bytes(text(rows).encode("cp1252"))
    return path


def test_an_import_prints_its_report_and_complains_elsewhere(run, tmp_path):
    result = run("import", write(tmp_path, [row(100001), row(100002, OpenDate="x")]))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "edubaseallstatefunded20260602.csv: state-funded schools, 2 June 2026.",
        "2 rows of schools: 1 added, 0 changed (of which 0 closed), 0 unchanged, 1 unreadable, 0 no longer listed.",
    ]
    assert result.stderr == "edubaseallstatefunded20260602.csv, line 3: OpenDate is not a date.\n"


def test_an_import_prints_one_json_object(run, tmp_path):
    path = write(tmp_path, [row(100001)])
    first, again = (json.loads(run("import", path, "--json").stdout) for _ in range(2))
    assert {name: value for name, value in first.items() if name != "files"} == {
        "rows": 1, "added": 1, "changed": 0, "closed": 0, "not_listed": 0, "unreadable": 0, "unchanged": 0, "removed": 0,
    }  # fmt: skip
    assert (first["files"][0]["kind"], first["files"][0]["date"], first["files"][0]["already_imported"]) == ("state_funded", "2026-06-02", False)
    assert again["files"][0]["already_imported"] is True


def test_a_file_without_a_day_takes_one(run, tmp_path):
    path = write(tmp_path, [row(100001)], "schools.csv")
    refused = run("import", path)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith("schools.csv does not say in its name of which day it is.")
    assert run("import", path, "--date", "2026-06-02").exit_code == 0
    assert run("import", path, "--date", "2 June").exit_code == 2


def test_bad_input_ends_with_two_and_writes_nothing(run, tmp_path):
    page = tmp_path / "page20260602.csv"
    page.write_text("<html>")
    for path in (page, tmp_path / "not there.csv", tmp_path):
        result = run("import", write(tmp_path, [row(100001)]), path)
        assert (result.exit_code, result.stdout, School.objects.count()) == (2, "", 0)
        assert len(result.stderr.splitlines()) == 1


def test_an_older_file_needs_force(run, tmp_path):
    run("import", write(tmp_path, [row(100001)], "edubaseallstatefunded20260609.csv"))
    older = write(tmp_path, [row(100001, "Older")])
    assert [run("import", older).exit_code, run("import", "--force", older).exit_code] == [2, 0]


def test_the_summary_is_exactly_this(run):
    imported(full([row(100001)]))
    assert json.loads(run("summary", "--json").stdout) == {"total": 1, "by_region": {"London": 1}, "by_type": {"Pupil referral unit": 1}}
    assert run("summary").stdout == "Open alternative-provision schools: 1\n\nBy region\n       1  London\n\nBy type\n       1  Pupil referral unit\n"


def test_schools_are_linked(run):
    imported(full([row(100001, "Old"), row(100002, "New")]))
    assert run("link", 100001, 100002).stdout == "Old (100001) is followed by New (100002).\n"
    assert run("link", 100001, "--undo").stdout == "Old (100001) is followed by no school.\n"
    assert [run("link", *given).exit_code for given in ((100001,), (100001, 100001), (999999, 100001), (100001, 100002, "--reason", "x"))] == [
        2,
        2,
        1,
        2,
    ]
