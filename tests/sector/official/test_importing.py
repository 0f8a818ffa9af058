"""Files in, whatever they are packed in; marks, places and words as they were meant."""

import datetime as dt
import gzip
import zipfile

import pytest

from difference.sector.official import held
from tests.sector.official import files
from tests.sector.official.files import imported

pytestmark = pytest.mark.once
NATIONAL = "SELECT permanent, headcount FROM exclusions WHERE level = 'national'"


def statuses(outcomes):
    return [(outcome.file, outcome.status) for outcome in outcomes]


def test_a_file_is_loaded_whatever_it_is_called_and_packed_in(store, tmp_path):
    plain = files.write(tmp_path / "holiday-snaps.txt", files.exclusions())
    assert statuses(imported(store, plain)) == [("holiday-snaps.txt", "loaded")]
    packed = tmp_path / "really-a-zip.csv.gz"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(plain, "inside.csv")
    gzipped = tmp_path / "folder" / "deeper" / "real.gz"
    gzipped.parent.mkdir(parents=True)
    gzipped.write_bytes(gzip.compress(plain.read_bytes()))
    with zipfile.ZipFile(tmp_path / "folder" / "outer.zip", "w") as archive:
        archive.write(packed, "nested/inner.zip")
    again = imported(store, packed, tmp_path / "folder")
    assert statuses(again) == [
        ("really-a-zip.csv.gz › inside.csv", "known"),
        ("outer.zip › nested/inner.zip › inside.csv", "known"),
        ("deeper/real.gz › real", "known"),
    ]
    assert len(store.imports()) == 1


def test_what_is_not_recognised_is_listed_and_skipped(store, tmp_path):
    (tmp_path / "in").mkdir()
    for name, content in {
        "a.csv": b"a,b,c\n1,2,3\n",
        "b.json": b"{}",
        "c.pdf": b"%PDF-1.7",
        "d.txt": b"just words\n",
        "e.html": b"<html>",
        "f.bin": b"a,\0",
    }.items():
        (tmp_path / "in" / name).write_bytes(content)
    outcomes = imported(store, tmp_path / "in")
    assert {outcome.status for outcome in outcomes} == {"skipped"}
    assert [outcome.file for outcome in outcomes] == ["a.csv", "b.json", "c.pdf", "d.txt", "e.html", "f.bin"]
    assert all(outcome.why for outcome in outcomes)
    assert held.at(store.folder).names == []


def test_marks_keep_their_reason_and_a_suppressed_cell_is_an_interval(store, tmp_path):
    rows = files.exclusions()
    schools = [row for row in rows if row["geographic_level"] == "School"]
    for row, mark in zip(schools, ["x", ".", "z", "c", ":", "low", "SUPP", "DNS", "NA", "NULL", "-", ""], strict=False):
        row["perm_excl"] = mark
        row["perm_excl_rate"] = mark
    imported(store, files.write(tmp_path / "a.csv", rows))
    question = (
        "SELECT permanent, permanent_low, permanent_high, permanent_mark, permanent_rate_low, permanent_rate_high FROM exclusions"
        " WHERE level = 'school' AND permanent IS NULL"
    )
    found = [tuple(row.values()) for row in held.at(store.folder).rows(question)]
    assert found == [
        (None, 1, 2, "suppressed", 0.1, 0.2),
        (None, None, None, "not_applicable", None, None),
        (None, None, None, "not_applicable", None, None),
        (None, 0, None, "suppressed", 0, None),
        (None, None, None, "not_applicable", None, None),
        (None, 0, None, "low", 0, None),
        (None, 0, None, "suppressed", 0, None),
        (None, None, None, "not_supplied", None, None),
        (None, None, None, "not_available", None, None),
        (None, None, None, "not_available", None, None),
        (None, None, None, "not_available", None, None),
        (None, None, None, "blank", None, None),
    ]
    measured = held.at(store.folder).rows(
        "SELECT DISTINCT permanent, permanent_low, permanent_high, permanent_mark FROM exclusions WHERE level = 'national'"
    )
    assert [tuple(row.values()) for row in measured] == [(60, 60, 60, None)]


def test_x_is_an_interval_only_in_the_layout_that_says_so(store, tmp_path):
    rows = files.exclusions("202324", new=True, school_type="education_phase")
    rows[-1]["perm_excl"] = rows[-1]["perm_excl_rate"] = "x"
    imported(store, files.write(tmp_path / "a.csv", rows))
    found = held.at(store.folder).rows("SELECT permanent_low, permanent_high, permanent_mark FROM exclusions WHERE permanent IS NULL")
    assert [tuple(row.values()) for row in found] == [(None, None, "not_available")]


def test_na_stays_text_where_the_column_is_text(store, tmp_path):
    rows = [
        files.place("201617", "National")
        | {"school_type": "Total", "characteristic_group": "SEN provision", "characteristic": "NA"}
        | files.figures(1000)
    ]
    imported(store, files.write(tmp_path / "a.csv", rows))
    assert held.at(store.folder).rows("SELECT characteristic FROM exclusions_by_characteristic") == [{"characteristic": "NA"}]


def test_old_and_new_names_make_one_table_in_which_the_newest_release_speaks(store, tmp_path):
    new = files.exclusions("201516", "201617", new=True, school_type="education_phase")
    for row in new:
        row["perm_excl"] = "7"
    imported(store, files.write(tmp_path / "new.csv", new))
    # Imported later, but an older release: it still speaks of the period that only it has.
    imported(store, files.write(tmp_path / "old.csv", files.exclusions("201415", "201516")), at=files.AT + dt.timedelta(days=1))
    found = held.at(store.folder).rows("SELECT period, permanent, suspensions FROM exclusions WHERE level = 'national' ORDER BY 1")
    assert [tuple(row.values()) for row in found] == [("2014/15", 60, 40), ("2015/16", 7, 40), ("2016/17", 7, 40)]
    assert held.at(store.folder).rows("SELECT count(*) AS n FROM exclusions")[0]["n"] == len(new) + len(new) // 2


def test_places_are_ours_and_what_cannot_be_mapped_is_listed(store, tmp_path):
    rows = files.exclusions()
    rows[-1] |= {"old_la_code": "999", "la_name": "Atlantis", "new_la_code": "E99999999", "laestab": "9994001"}
    [outcome] = imported(store, files.write(tmp_path / "a.csv", rows))
    assert [(one["code"], one["name"], one["rows"]) for one in outcome.provenance["unmapped"]] == [
        ("928", "Northamptonshire", 3),
        ("999", "Atlantis", 1),
    ]
    ask = held.at(store.folder).rows
    assert ask("SELECT la_code, la_now FROM exclusions WHERE level = 'authority' AND la_name = 'Poole'") == [{"la_code": "836", "la_now": "839"}]
    assert ask("SELECT la_now FROM exclusions WHERE level = 'authority' AND la_code = '928'") == [{"la_now": None}]
    london = ask("SELECT region_code, region, region_published FROM exclusions WHERE level = 'regional' AND region_published = 'Inner London'")
    assert london == [{"region_code": "E12000007", "region": "London", "region_published": "Inner London"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_every_encoding_gives_the_same_names(store, tmp_path, encoding):
    row = {"URN": "100001", "LA (code)": "202", "LA (name)": "Camden", "EstablishmentNumber": "14", "EstablishmentName": "St Mary’s – École", "TypeOfEstablishment (name)": "Pupil referral unit", "EstablishmentStatus (name)": "Open", "OpenDate": "01-09-2005", "HeadLastName": "Secret", "GOR (name)": "London"}  # fmt: skip
    [outcome] = imported(store, files.write(tmp_path / "edubase20260602.csv", [row], encoding=encoding))
    assert outcome.status == "loaded", outcome
    [found] = held.at(store.folder).rows("SELECT * FROM schools")
    assert (found["name"], found["laestab"], found["sector"], found["opened"], found["region"], found["level"], found["period"]) == (
        "St Mary’s – École", 2020014, "alternative_provision", dt.date(2005, 9, 1), "London", "school", "2026-06-02",
    )  # fmt: skip
    assert "Secret" not in str(found)


def test_a_register_without_a_day_asks_for_it_and_two_files_of_a_day_count_a_school_once(store, tmp_path):
    row = {"URN": "100001", "LA (code)": "202", "LA (name)": "Camden", "EstablishmentName": "A", "TypeOfEstablishment (name)": "Community school", "EstablishmentStatus (name)": "Open", "GOR (name)": "Wales (pseudo)"}  # fmt: skip
    one = files.write(tmp_path / "one.csv", [row])
    two = files.write(tmp_path / "two.csv", [row, row | {"URN": "100002"}])
    [outcome] = imported(store, one)
    assert (outcome.status, outcome.why) == ("refused", "It does not say of which day it is: give the day, as --date YYYY-MM-DD.")
    outcomes = imported(store, one, two, day=dt.date(2026, 6, 2))
    assert [outcome.status for outcome in outcomes] == ["loaded", "loaded"]
    assert outcomes[0].provenance["notes"] == ["“Wales (pseudo)” is outside England’s regions: kept, without a region (1 rows)."]
    assert held.at(store.folder).rows("SELECT urn, region FROM schools ORDER BY 1") == [
        {"urn": 100001, "region": None},
        {"urn": 100002, "region": None},
    ]


def test_decimals_in_counts_are_kept_and_said(store, tmp_path):
    rows = files.exclusions("200607")
    rows[-1]["perm_excl"] = "45.9412"
    [outcome] = imported(store, files.write(tmp_path / "a.csv", rows))
    assert outcome.provenance["notes"] == ["1 rows of 2006/07 to 2006/07 have permanent with decimals: the publisher’s estimates, kept as they are."]
    assert held.at(store.folder).rows("SELECT max(permanent) AS most FROM exclusions WHERE level = 'school'") == [{"most": 45.9412}]


def test_reasons_become_rows_and_their_marks_stay(store, tmp_path):
    reasons = {"perm_physical_pupils": "x", "perm_persistent_disruptive": "20", "fixed_persistent_disruptive": "30", "fixed_bullying": "0"}
    rows = [files.place("201617", "National") | {"school_type": kind} | reasons for kind in ("Total", "special")]
    imported(store, files.write(tmp_path / "a.csv", rows))
    found = held.at(store.folder).rows(
        "SELECT kind, reason, exclusions, exclusions_high FROM exclusions_by_reason WHERE school_type = 'special' ORDER BY ALL"
    )
    assert [tuple(row.values()) for row in found] == [
        ("permanent", "persistent_disruptive", 20, 20), ("permanent", "physical_pupils", None, 2), ("suspension", "bullying", 0, 0), ("suspension", "persistent_disruptive", 30, 30),
    ]  # fmt: skip


def test_grades_without_a_row_are_nought_and_say_so(store, tmp_path):
    rows = []
    for region in dict.fromkeys(["England", *(of[1].removeprefix("Inner ").removeprefix("Outer ") for of in files.AUTHORITIES)]):
        for grade, number in (("Good", 3), ("Inadequate", 1)):
            same = {"Year": "2023", "school_type": "State-funded AP school", "Overall effectiveness": grade, "grand_total_schools": "4"}
            same |= {"geographic_level": "National" if region == "England" else "Regional", "Region": region, "la_name": ""}
            rows += [
                same | {"Measure": f"Overall effectiveness ({what} of schools)", "Value": value}
                for what, value in (("%", f"{25 * number}.0"), ("number", f"{number}.0"))
            ]
    [outcome] = imported(store, files.write(tmp_path / "a.csv", rows))
    assert outcome.status == "loaded", outcome
    found = held.at(store.folder).rows("SELECT grade, schools, percent, schools_mark, graded FROM grades WHERE region = 'London' ORDER BY 1")
    assert [tuple(row.values()) for row in found] == [
        ("good", 3, 75, None, 4), ("inadequate", 1, 25, None, 4), ("outstanding", 0, 0, "absent", 4), ("requires improvement", 0, 0, "absent", 4),
    ]  # fmt: skip


def test_a_grade_is_not_filled_in_where_rows_are_missing(store, tmp_path):
    same = {
        "Year": "2023",
        "school_type": "State-funded AP school",
        "geographic_level": "National",
        "Region": "England",
        "la_name": "",
        "grand_total_schools": "4",
    }
    rows = [
        same | {"Overall effectiveness": grade, "Measure": "Overall effectiveness (number of schools)", "Value": "1.0"}
        for grade in ("Good", "Inadequate")
    ]
    [outcome] = imported(store, files.write(tmp_path / "a.csv", rows))
    assert outcome.provenance["notes"] == ["In 1 groups schools add up to fewer than graded: rows are missing."]
    assert held.at(store.folder).rows("SELECT grade FROM grades ORDER BY 1") == [{"grade": "good"}, {"grade": "inadequate"}]


def test_an_extract_loads_and_what_is_odd_about_it_is_said(store, tmp_path):
    rows = files.exclusions("201415", "201516")
    extract = [
        row for row in rows if row["geographic_level"] == "National" or (row["region_name"] == "North East" and row["time_period"] == "201516")
    ]
    [outcome] = imported(store, files.write(tmp_path / "a.csv", extract))
    assert outcome.status == "loaded", outcome
    assert outcome.provenance["notes"] == [
        "It has no rows for the regions in 2014/15, though it has them in other periods.",
        "It has no rows for the authorities in 2014/15, though it has them in other periods.",
        "In 2015/16 the schools add up to 2,000 (headcount), the national row says 20,000: rows may be missing.",
        "In 2015/16 the authorities add up to 2,000 (headcount), the national row says 20,000: rows may be missing.",
        "In 2015/16 the regions add up to 2,000 (headcount), the national row says 20,000: rows may be missing.",
    ]


def test_a_file_may_begin_with_titles_and_say_its_day_there(store, tmp_path):
    row = {"URN": "100001", "School name": "A", "Overall effectiveness": "4", "Quality of education": "NULL", "Inspection start date": "05/03/2023", "Category of concern": "SM", "Region": "North East", "Local authority": "Darlington"}  # fmt: skip
    path = tmp_path / "mi.csv"
    path.write_text("Management information as at 31 August 2023\nOfsted\n" + files.text([row]))
    [outcome] = imported(store, path)
    assert outcome.status == "loaded", outcome
    [found] = held.at(store.folder).rows("SELECT period, overall, quality, inspected, la_code, region, framework FROM inspections")
    assert tuple(found.values()) == ("2023-08-31", "inadequate", None, dt.date(2023, 3, 5), "841", "North East", "overall grade")


def test_report_cards_stand_beside_older_grades_and_no_grade_is_made_of_them(store, tmp_path):
    row = {"URN": "1e+05", "Latest OEIF overall effectiveness": "Not judged", "Latest OEIF quality of education": "2", "Safeguarding standards": "Met", "Inclusion": "Strong standard", "Curriculum and teaching": "Expected standard", "Leadership and governance": "Needs attention", "Inspection start date": "10/12/2025", "Region": "London", "Local authority": "Camden"}  # fmt: skip
    imported(store, files.write(tmp_path / "as_at_31_Jan_2026.csv", [row]))
    [found] = held.at(store.folder).rows("SELECT urn, overall, quality, card_inclusion, card_leadership, card_on, framework FROM inspections")
    assert tuple(found.values()) == (100000, "not judged", "good", "Strong standard", "Needs attention", dt.date(2025, 12, 10), "report card")


def test_workforce_roll_and_absence_by_school_are_joined_by_urn(store, tmp_path):
    of = files.AUTHORITIES[0]
    school = files.place("202425", "School", of) | {"school_urn": "100001", "school_laestab": "8411101", "school_name": "A"}
    size = {"school_type": "State-funded special or PRU", "fte_all_teachers": "10.5", "fte_leadership_teachers": "2", "fte_all_teachers_without_qts": "1.5", "hc_all_teachers": "12", "hc_all_teachers_without_qts": "2"}  # fmt: skip
    vacancies = {"establishment_type_group": "State-funded special or PRU", "vacancy": "1", "rate": "8.3", "tempfilled": "z", "temprate": "z"}
    absence = {"school_type": "State funded alternative provision", "enrolments": "40", "sess_possible": "900", "sess_overall": "300", "sess_overall_percent": "33.3", "enrolments_pa_10_exact": "30"}  # fmt: skip
    roll = {
        "urn": "100001",
        "phase_type_grouping": "Pupil referral unit",
        "headcount of pupils": "40",
        "number_of_dual_subsidiary_registrations": "12",
    }
    for name, rows in {
        "a": [school | size], "b": [school | {"qts_status": "Total", "headcount": "3"}, school | {"qts_status": "QTS_unknown", "headcount": "1"}],
        "c": [school | vacancies], "d": [school | absence], "e": [files.place("202425", "School", of) | roll],
    }.items():  # fmt: skip
        [outcome] = imported(store, files.write(tmp_path / f"{name}.csv", rows))
        assert outcome.status == "loaded", outcome
    found = held.at(store.folder).rows(
        "SELECT w.teachers, w.unqualified, o.teachers AS occasional, v.vacancies, v.temporary_mark, a.missed_percent, r.pupils, r.dual_subsidiary, r.school_type"
        " FROM workforce w JOIN workforce_occasional o USING (urn) JOIN workforce_vacancies v USING (urn) JOIN absence a USING (urn) JOIN roll r USING (urn)"
        " WHERE o.qualified = 'total'"
    )
    assert [tuple(row.values()) for row in found] == [(12, 2, 3, 1, "not_applicable", 33.3, 40, 12, "alternative provision")]


def test_the_rows_keep_the_lines_that_they_stand_on(store, tmp_path):
    rows = [row | {"time_period": period} for period in ("201516", "201617") for row in files.exclusions()]
    rows += [files.place("201516", "School", files.AUTHORITIES[0]) | {"school_type": "Special", "laestab": f"841{n:04}"} | files.figures(1, "0") | {"headcount": "0"} for n in range(5000, 9000)]  # fmt: skip
    for line in (1000, 2222, 3999):
        rows[line - 2]["perm_excl"] = "many"
    [outcome] = imported(store, files.write(tmp_path / "a.csv", rows))
    assert list(outcome.lines) == [1000, 2222, 3999]
