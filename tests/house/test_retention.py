"""The retention schedule covers every field of every model, and the pages made from it are up to date."""

from pathlib import Path

import pytest

from difference.foundations.rights import showing
from difference.foundations.rights.retention import coverage, entries, reading

pytestmark = pytest.mark.once
DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_schedule_covers_every_field_and_speaks_of_none_that_is_gone():
    problems = coverage.problems()
    assert not problems, "\n" + "\n".join(problems)


def test_a_field_without_a_class_and_one_that_is_gone_are_named(monkeypatch, tmp_path):
    words = (Path(reading.__file__).parents[2] / "people" / "retention.toml").read_text()
    changed = tmp_path / "retention.toml"
    changed.write_text(words.replace('identity = ["full_name", "known_as"]', 'identity = ["full_name", "nickname"]'))
    monkeypatch.setattr(coverage, "files", lambda: [changed, *[path for path in reading.files() if path.parent.name != "people"]])
    found = coverage.problems()
    assert "people.person: the field “known_as” has no class." in found
    assert "people.person: the field “nickname” is in the schedule, but not in the model any more." in found


def test_a_model_without_an_entry_is_named_with_the_file_that_it_belongs_in(monkeypatch):
    monkeypatch.setattr(coverage, "files", lambda: [path for path in reading.files() if path.parent.name != "concerns"])
    assert any(
        line.startswith("concerns.note has no entry: add it to difference/foundations/concerns/retention.toml") for line in coverage.problems()
    )


def test_a_table_that_cannot_be_read_says_why():
    problems: list[str] = []
    assert reading.read_entry("people.person", {"title": "x", "abuot": "id", "fields": {}}, problems) is None
    assert problems == ["people.person: “abuot” is not a word of the schedule.", "people.person: “about” is missing."]


def test_whatever_blanks_rows_says_what_each_personal_field_becomes():
    for entry in reading.schedule().values():
        if entries.BLANK in {entry.at_erasure, entry.after}:
            assert isinstance(entry.blanked(), dict)


def test_states_that_keep_somebody_in_the_running_stand_in_the_way_of_an_erasure():
    application = reading.schedule()["recruitment.application"]
    named = {state for each in application.in_the_way for state in (each.when.get("state__in") or [each.when["state"]])}
    assert named == set(application.model.lifecycle.having(running=True)) - {"ineligible"}


def test_every_state_of_an_application_runs_out():
    application = reading.schedule()["recruitment.application"]
    named = [state for rule in application.rules for state in (rule.when.get("state__in") or [rule.when["state"]])]
    assert sorted(named) == sorted(application.model.lifecycle.names)


@pytest.mark.parametrize("name", ["retention.md", "data-protection.md"])
def test_the_generated_pages_are_up_to_date(name):
    page = DOCS / name
    wanted = showing.as_markdown() if name == "retention.md" else showing.with_record_of_processing(page.read_text())
    assert page.read_text() == wanted, f"docs/{name} is out of date: run ./run docs"
