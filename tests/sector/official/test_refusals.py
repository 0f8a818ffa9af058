"""What is wrong with a file is said by its lines, and nothing of it is loaded unless that is asked for."""

import gzip
import zipfile

import pytest

from difference.sector.official import held
from tests.sector.official import files
from tests.sector.official.files import imported

pytestmark = pytest.mark.once


def refused(store, path, *, skip=False):
    """The one outcome of a file that is refused, with nothing loaded and nothing left behind."""
    [outcome] = imported(store, path, skip=skip)
    assert outcome.status == "refused", outcome
    assert held.at(store.folder).names == []
    assert sorted(found.name for found in store.folder.iterdir()) == [".lock"]
    return outcome


def test_a_bad_cell_is_reported_by_line_and_the_rest_loads_only_if_asked(store, tmp_path):
    rows = files.exclusions("201415", "201516")
    rows[3]["perm_excl"] = "twelve"
    rows[5] |= {"fixed_excl": "-4", "perm_excl_rate": "100.5"}
    rows[7]["time_period"] = "last year"
    path = files.write(tmp_path / "a.csv", rows)
    outcome = refused(store, path)
    assert outcome.lines == {
        5: "permanent “twelve” is neither a figure nor a mark for a missing one",
        7: "permanent_rate “100.5” is more than 100 per cent; suspensions “-4” is less than nothing; it has more suspended pupils (20) than suspensions (-4)",
        9: "“last year” is not a period that we can read",
    }
    [outcome] = imported(store, path, skip=True)
    assert (outcome.status, outcome.bad_rows, list(outcome.lines)) == ("loaded", 3, [5, 7, 9])
    assert (outcome.provenance["rows_in"], outcome.provenance["rows_refused"], outcome.provenance["rows_stored"]) == (len(rows), 3, len(rows) - 3)
    assert list(outcome.provenance["refused"]) == ["5", "7", "9"]
    [again] = imported(store, path)
    assert again.status == "known"


def test_a_malformed_row_costs_itself_alone(store, tmp_path):
    lines = files.text(files.exclusions()).splitlines()
    lines[8] = lines[8] + ",extra"
    lines[10] = lines[10].replace("Academic year", '"Academic year', 1)
    lines.insert(12, "")
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines) + "\n")
    outcome = refused(store, path)
    width = len(lines[0].split(","))
    assert outcome.lines == {9: f"it has {width + 1} cells where the heading has {width}", 11: "its quotation marks do not match"}


def test_wrong_columns_are_named(store, tmp_path):
    rows = [{name: cell for name, cell in row.items() if name != "fixed_excl"} for row in files.exclusions()]
    outcome = refused(store, files.write(tmp_path / "a.csv", rows))
    assert outcome.why.endswith("has no column “fixed_excl”")


def test_periods_of_different_kinds_in_one_file_are_refused_with_their_lines(store, tmp_path):
    rows = files.exclusions() + [row | {"time_identifier": "Autumn term"} for row in files.exclusions()]
    half = len(rows) // 2
    outcome = refused(store, files.write(tmp_path / "a.csv", rows), skip=True)
    assert outcome.whole == (f"It mixes periods of different kinds: 2015/16 (first on line 2), 2015/16 autumn term (first on line {half + 2}).",)


def test_terms_stand_together(store, tmp_path):
    rows = [row | {"time_identifier": f"{term} term"} for term in ("Autumn", "Spring") for row in files.exclusions()]
    [outcome] = imported(store, files.write(tmp_path / "a.csv", rows))
    assert outcome.provenance["periods"] == ["2015/16 autumn term", "2015/16 spring term"]
    found = held.at(store.folder).rows("SELECT year, term FROM exclusions WHERE level = 'national' ORDER BY 2")
    assert [tuple(row.values()) for row in found] == [(2015, "autumn term"), (2015, "spring term")]


def test_a_file_that_was_cut_short_is_refused_even_where_bad_rows_may_be_left_out(store, tmp_path):
    whole = files.text(files.exclusions("201415", "201516"))
    path = tmp_path / "a.csv"
    path.write_text(whole[: whole.rindex(",", 0, -60)])
    outcome = refused(store, path, skip=True)
    assert any("cut short" in sentence for sentence in outcome.whole)


def test_rows_missing_from_the_end_are_said_because_parts_do_not_add_up(store, tmp_path):
    [outcome] = imported(store, files.write(tmp_path / "a.csv", files.exclusions("201415", "201516")[:-1]))
    assert outcome.provenance["notes"] == ["In 2015/16 the schools add up to 19,000 (headcount), the national row says 20,000: rows may be missing."]


@pytest.mark.parametrize("packing", ["zip", "gzip"])
def test_a_packed_file_that_was_cut_short_is_refused(store, tmp_path, packing):
    content = files.text(files.exclusions()).encode()
    path = tmp_path / "a.zip"
    if packing == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.csv", content)
    else:
        path.write_bytes(gzip.compress(content))
    path.write_bytes(path.read_bytes()[:-300])
    outcome = refused(store, path)
    assert "damaged, cut short" in outcome.why


def test_a_zip_whose_contents_are_damaged_is_refused(store, tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", files.text(files.exclusions()))
    content = bytearray(path.read_bytes())
    content[500] ^= 1
    path.write_bytes(bytes(content))
    assert "damaged" in refused(store, path).why


def test_a_region_missing_that_the_period_has_is_named(store, tmp_path):
    rows = [
        row
        for row in files.exclusions("201415", "201516")
        if (row["time_period"], row["geographic_level"], row["region_name"]) != ("201516", "Regional", "North East")
    ]
    outcome = refused(store, files.write(tmp_path / "a.csv", rows))
    assert "2015/16 has rows for regions, but none for North East." in outcome.whole


def test_one_half_of_london_is_missed(store, tmp_path):
    rows = [row for row in files.exclusions() if row["region_name"] != "Outer London"]
    assert refused(store, files.write(tmp_path / "a.csv", rows)).whole == ("2015/16 has rows for regions, but none for Outer London.",)


def test_keys_that_stand_twice_are_reported_by_both_lines(store, tmp_path):
    rows = files.exclusions()
    rows += [rows[3], rows[4] | {"perm_excl": "9"}]
    end = len(rows)
    path = files.write(tmp_path / "a.csv", rows)
    outcome = refused(store, path)
    assert outcome.lines == {
        6: f"it contradicts line {end + 1}, which is about the same",
        end: "it says again what line 5 says",
        end + 1: "it contradicts line 6, which is about the same",
    }


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"perm_excl": "1001"}, "it has more permanent exclusions (1,001) than pupils (1,000)"),
        ({"one_plus_fixed": "41"}, "it has more suspended pupils (41) than suspensions (40)"),
        ({"perm_excl_rate": "101"}, "permanent_rate “101” is more than 100 per cent"),
        ({"headcount": "-5"}, "headcount “-5” is less than nothing"),
        ({"perm_excl": "nan"}, "permanent “nan” is neither a figure nor a mark for a missing one"),
        ({"laestab": "12345678"}, "laestab “12345678” is not a school’s seven figures"),
        ({"geographic_level": ""}, "the place cannot be told: North East, Darlington"),
    ],
)
def test_impossible_values_are_refused(store, tmp_path, cells, sentence):
    rows = files.exclusions()
    rows[3] |= cells
    outcome = refused(store, files.write(tmp_path / "a.csv", rows))
    assert sentence in outcome.lines[5]


def test_more_suspended_than_pupils_is_possible_in_a_school_and_nowhere_else(store, tmp_path):
    rows = files.exclusions()
    rows[3]["one_plus_fixed_rate"] = "120"
    [outcome] = imported(store, files.write(tmp_path / "a.csv", rows))
    assert outcome.status == "loaded"
    rows[0]["one_plus_fixed_rate"] = "120"
    [outcome] = imported(store, files.write(tmp_path / "b.csv", rows))
    assert outcome.lines == {2: "more than 100 per cent of pupils are suspended (120)"}


def test_grades_of_more_schools_than_are_graded_are_refused(store, tmp_path):
    same = {
        "Year": "2023",
        "school_type": "State-funded AP school",
        "geographic_level": "National",
        "Region": "England",
        "la_name": "",
        "grand_total_schools": "4",
    }
    rows = [
        same | {"Overall effectiveness": grade, "Measure": "Overall effectiveness (number of schools)", "Value": "3.0"}
        for grade in ("Good", "Inadequate")
    ]
    outcome = refused(store, files.write(tmp_path / "a.csv", rows))
    assert outcome.whole == ("In the group that begins on line 2, schools add up to 6, graded is 4.",)


def test_too_many_bad_rows_are_not_left_out(store, tmp_path):
    rows = files.exclusions()
    for row in rows[:12]:
        row["perm_excl"] = "?"
    outcome = refused(store, files.write(tmp_path / "a.csv", rows), skip=True)
    assert outcome.whole == (f"12 of {len(rows)} rows are bad: too many to leave out.",)


def test_a_heading_without_rows_is_refused(store, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(files.text(files.exclusions()).splitlines()[0] + "\n")
    assert refused(store, path).whole == ("It has a heading and no rows.",)


def test_a_register_with_a_shifted_row_repeats_nobodys_name(store, tmp_path):
    row = {
        "URN": "Jane Doe",
        "LA (code)": "202",
        "LA (name)": "Camden",
        "EstablishmentName": "A",
        "TypeOfEstablishment (name)": "B",
        "EstablishmentStatus (name)": "Open",
    }
    outcome = refused(store, files.write(tmp_path / "edubase20260602.csv", [row]))
    assert outcome.lines == {2: "urn is not a school’s number"}
