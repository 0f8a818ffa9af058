"""What an import changes, and what it leaves alone."""

from __future__ import annotations

import datetime as dt

import pytest

from difference.errors import BadInput, NotAllowed, NotSignedIn
from difference.foundations.actors import ANYONE
from difference.foundations.audit.models import Event
from difference.foundations.schools import commands, queries
from difference.foundations.schools.models import LocalAuthority, Region, RegisterImport, School, Trust
from tests.foundations.schools.files import ACADEMY, FULL_COLUMNS, academies, full, imported, row, source, state_funded, text, zipped
from tests.making import make_actor

pytestmark = pytest.mark.django_db


def counted(report, *names):
    return tuple(report.counts()[name] for name in names)


def everything():
    return list(School.objects.order_by("urn").values())


def test_a_first_file_adds_its_schools_with_their_places():
    report = imported(full([row(100001, "St Paul’s"), row(100002, "Second", **ACADEMY)]))
    assert counted(report, "rows", "added", "changed", "unchanged", "unreadable") == (2, 2, 0, 0, 0)
    school = queries.school(ANYONE, 100001)
    assert (school.sector, school.type_name, school.type_code, school.is_open) == ("alternative_provision", "Pupil referral unit", 14, True)
    assert (str(school.authority), str(school.region), str(school.trust)) == ("Barking and Dagenham", "London", "Invented Trust")
    assert (school.easting, school.northing, school.ofsted_grade, school.inspected_on) == (549000, 184000, "Good", dt.date(2023, 3, 14))
    assert (school.website, school.postcode, school.opened_on, school.closed_on) == ("http://www.example.org", "RM10 7XX", dt.date(2010, 9, 1), None)


def test_heads_and_telephones_are_stored_nowhere():
    imported(full([row(100001)]), academies([row(100002, **ACADEMY)]))
    kept = repr([list(model.objects.values()) for model in (School, Trust, LocalAuthority, Region, RegisterImport, Event)])
    assert [word for word in ("Zebedee", "Quartermain", "0207946", "Zuleika", "Headteacher") if word in kept] == []


def test_the_same_file_again_changes_nothing():
    imported(state_funded([row(100001)]))
    before = everything()
    report = imported(state_funded([row(100001)]))
    assert (report.already, everything(), RegisterImport.objects.count()) == (True, before, 1)


def test_the_same_file_zipped_is_still_the_same_file():
    imported(state_funded([row(100001)]))
    content = text([row(100001)]).encode("cp1252")
    assert imported(zipped("register.zip", **{"edubaseallstatefunded20260602.csv": content})).already


def test_a_narrow_file_leaves_what_only_a_wide_one_carries():
    imported(full([row(100001, "Old name")]))
    report = imported(state_funded([row(100001, "New name")], day="20260609"))
    school = School.objects.get(pk=100001)
    assert (school.name, school.easting, school.trust_id, school.ofsted_grade, school.type_code) == ("New name", 549000, "2044", "Good", 14)
    assert [(m.urn, m.fields) for m in report.changed] == [(100001, ("name",))]


def test_an_older_file_of_another_kind_fills_gaps_and_overwrites_nothing():
    imported(state_funded([row(100001, "New name")], day="20260609"))
    imported(full([row(100001, "Old name")], day="20260602"))
    school = School.objects.get(pk=100001)
    assert (school.name, school.easting) == ("New name", 549000)


def test_none_and_unknown_are_two_things():
    imported(full([row(100001, **{"OfstedRating (name)": "", "Trusts (code)": "", "Trusts (name)": ""})]), state_funded([row(100002)]))
    blank, silent = School.objects.get(pk=100001), School.objects.get(pk=100002)
    assert (blank.ofsted_grade, blank.knows("ofsted_grade"), blank.knows("trust")) == ("", True, True)
    assert (silent.ofsted_grade, silent.knows("ofsted_grade"), silent.knows("easting")) == ("", False, False)


def test_a_blank_in_a_newer_file_empties_what_it_carries():
    imported(full([row(100001)]))
    imported(full([row(100001, **{"OfstedRating (name)": "", "SchoolWebsite": ""})], day="20260609"))
    school = School.objects.get(pk=100001)
    assert (school.ofsted_grade, school.website, school.easting) == ("", "", 549000)


def test_only_a_rows_own_status_closes_a_school():
    imported(full([row(100001, "Closes"), row(100002, "Vanishes"), row(100003, "Stays")]))
    closing = {"EstablishmentStatus (name)": "Closed", "EstablishmentStatus (code)": "2", "CloseDate": "31-05-2026"}
    report = imported(full([row(100001, "Closes", **closing), row(100003, "Stays")], day="20260609"))
    assert [m.urn for m in report.closed] == [100001]
    assert [(m.urn, m.name) for m in report.not_listed] == [(100002, "Vanishes")]
    closed, vanished = School.objects.get(pk=100001), School.objects.get(pk=100002)
    assert (closed.is_open, closed.closed_on, closed.listed) == (False, dt.date(2026, 5, 31), True)
    assert (vanished.is_open, vanished.status, vanished.listed) == (True, "Open", False)


def test_absence_from_a_file_of_another_kind_means_nothing():
    imported(state_funded([row(100001), row(100002, **ACADEMY)]))
    report = imported(academies([row(100002, **ACADEMY)], day="20260609"))
    assert report.not_listed == []
    assert School.objects.get(pk=100001).listed


def test_a_school_that_is_listed_again_is_listed():
    imported(state_funded([row(100001), row(100002)]))
    imported(state_funded([row(100001)], day="20260609"))
    imported(state_funded([row(100001), row(100002)], day="20260616"))
    assert School.objects.get(pk=100002).listed


def test_an_unreadable_row_still_lists_its_school():
    imported(state_funded([row(100001), row(100002)]))
    report = imported(state_funded([row(100001), row(100002, OpenDate="x")], day="20260609"))
    assert (report.not_listed, [line.line for line in report.unreadable]) == ([], [3])
    assert School.objects.get(pk=100002).opened_on == dt.date(2010, 9, 1)


def test_an_older_file_of_its_kind_is_refused_unless_forced():
    imported(state_funded([row(100001, "New")], day="20260609"))
    older = [state_funded([row(100001, "Old"), row(100002)]) for _ in range(2)]
    with pytest.raises(BadInput) as caught:
        imported(older[0])
    assert (caught.value.code, School.objects.get().name) == ("older-file", "New")
    report = imported(older[1], force=True)
    assert (counted(report, "added", "changed"), School.objects.get(pk=100001).name) == ((1, 1), "Old")
    assert imported(state_funded([row(100001, "New")], day="20260609")).already is False


def test_a_file_cut_short_is_asked_about():
    imported(state_funded([row(100001 + n) for n in range(40)]))
    report = imported(state_funded([row(100001)], day="20260609"))
    assert report.notes == ["39 of the 40 open schools that such files listed are not in this one: was it cut short?"]


def test_a_file_that_is_mostly_unreadable_is_refused_whole():
    with pytest.raises(BadInput) as caught:
        imported(state_funded([*[row(200000 + n) for n in range(50)], *[row(f"x{n}") for n in range(11)]]))
    assert caught.value.sentence == "edubaseallstatefunded20260602.csv was not imported: 11 of its 61 rows cannot be read."
    assert list(caught.value.lines) == list(range(52, 63))
    with pytest.raises(BadInput):
        imported(state_funded([row("x")]))
    assert (School.objects.count(), RegisterImport.objects.count()) == (0, 0)


def test_ten_unreadable_rows_do_not_stop_the_rest():
    report = imported(state_funded([row(100001), *[row(f"x{n}") for n in range(10)]]))
    assert counted(report, "rows", "added", "unreadable") == (11, 1, 10)


def test_a_heading_alone_is_refused():
    with pytest.raises(BadInput) as caught:
        imported(state_funded([]))
    assert caught.value.sentence == "edubaseallstatefunded20260602.csv has a heading and no rows."


def test_of_several_files_all_are_imported_or_none():
    with pytest.raises(BadInput):
        imported(state_funded([row(100001)]), source(b"", "empty20260602.csv"))
    assert (School.objects.count(), RegisterImport.objects.count(), Event.objects.filter(action="schools.import-register").count()) == (0, 0, 0)


def test_wales_and_the_sea_stay_out_of_englands_counts():
    away = {"GOR (name)": "Wales (pseudo)"}
    report = imported(full([row(100001), row(100002, **away), row(100003, **{"GOR (name)": ""})]))
    assert report.notes == ["Kept out of England’s counts: Wales (pseudo)."]
    assert queries.summary(ANYONE) == {"total": 2, "by_region": {"London": 1, "Unknown": 1}, "by_type": {"Pupil referral unit": 2}}


def test_the_summary_counts_open_alternative_provision_alone():
    proposed = {"EstablishmentStatus (name)": "Open, but proposed to close"}
    closed = {"EstablishmentStatus (name)": "Closed"}
    school = {"TypeOfEstablishment (name)": "Community school", "TypeOfEstablishment (code)": "1"}
    imported(state_funded([
        row(100001, **proposed), row(100002, **closed), row(100003, **school), row(100004, **ACADEMY, **{"GOR (name)": "North East"}),
        row(100005, **{"TypeOfEstablishment (name)": "free schools ALTERNATIVE provision"}),
    ]))  # fmt: skip
    assert queries.summary(ANYONE) == {
        "total": 3,
        "by_region": {"North East": 1, "London": 2},
        "by_type": {"Academy alternative provision converter": 1, "Free schools alternative provision": 1, "Pupil referral unit": 1},
    }


def test_an_unlisted_type_is_other_and_reported():
    report = imported(state_funded([row(100001, **{"TypeOfEstablishment (name)": "Moon school"})]))
    assert report.notes == ["“Moon school” is not a type of establishment that we know: counted under “other” (1)."]
    assert School.objects.get().sector == "other"


def test_a_full_extract_without_some_columns_says_nothing_of_them():
    fewer = [column for column in FULL_COLUMNS if column not in {"OfstedRating (name)", "OfstedLastInsp", "SchoolWebsite"}]
    imported(full([row(100001)]))
    imported(full([row(100001, "New name")], day="20260609", columns=fewer))
    school = School.objects.get()
    assert (school.name, school.ofsted_grade, school.website) == ("New name", "Good", "http://www.example.org")


def test_a_rehearsal_says_what_an_import_does_and_does_nothing():
    actor = make_actor(("staff", "placement"))
    said = commands.rehearse_register(by=actor, files=[state_funded([row(100001)])])
    assert (School.objects.count(), Region.objects.count(), RegisterImport.objects.count()) == (0, 0, 0)
    done = commands.import_register(by=actor, files=[state_funded([row(100001)])])
    assert [r.as_json() for r in said] == [r.as_json() for r in done]
    assert list(Event.objects.filter(action="schools.import-register").order_by("id").values_list("reason", "actor_id")) == [
        ("rehearsed", actor.person_id),
        ("", actor.person_id),
    ]


def test_only_who_keeps_the_register_imports():
    with pytest.raises(NotSignedIn):
        commands.import_register(by=ANYONE, files=[state_funded([row(100001)])])
    for grants in (("candidate",), (("staff", "training"),)):
        with pytest.raises(NotAllowed):
            commands.import_register(by=make_actor(*grants), files=[state_funded([row(100001)])])
    assert commands.import_register(by=make_actor("administrator"), files=[state_funded([row(100001)])])[0].added == 1


def test_an_import_remembers_who_made_it_and_what_it_did():
    imported(state_funded([row(100001)]))
    made = RegisterImport.objects.get()
    assert (made.by_kind, made.by_label, made.kind, made.dated, made.report["added"]) == ("system", "test", "state_funded", dt.date(2026, 6, 2), 1)


def test_an_authority_is_written_in_one_way_however_files_spell_it():
    imported(full([row(100001, **{"LA (code)": "801", "LA (name)": "Bristol City of"}), row(100002)]))
    assert [authority.name for authority in LocalAuthority.objects.order_by("code")] == ["Barking and Dagenham", "Bristol, City of"]
    found = [queries.authority_named(name) for name in ("Bristol", "bristol city OF", "Barking & Dagenham", "Nowhere")]
    assert [authority.code if authority else None for authority in found] == ["801", "801", "301", None]


def test_schools_are_found_under_their_authoritys_new_name():
    imported(full([row(100001), row(100002)]))
    renamed = {"LA (name)": "Thames View"}
    report = imported(full([row(100001, **renamed), row(100002, **renamed)], day="20260609"))
    assert counted(report, "changed", "unchanged") == (0, 2)
    assert [[school.urn for school in queries.search(ANYONE, text)] for text in ("thames view", "barking")] == [[100001, 100002], []]
