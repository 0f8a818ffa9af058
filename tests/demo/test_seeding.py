"""The invented country in the register: once, by the import that real files take, and never beside a real register."""

from types import SimpleNamespace

import pytest
import time_machine

from difference.demo import filling, schools
from difference.demo.country import giving_way, seeding
from difference.demo.country.choosing import host_schools, mainstream_schools
from difference.demo.models import Seed
from difference.demo.personas import account_of, seed_personas
from difference.errors import NotSignedIn
from difference.foundations.actors import ANYONE, system
from difference.foundations.audit.models import Event
from difference.foundations.operations import doctor
from difference.foundations.people.models import Grant, Person
from difference.foundations.schools import queries
from difference.foundations.schools.models import RegisterImport, School, SchoolLink, Trust
from tests.foundations.schools.files import academies, imported, row, state_funded
from tests.making import make_account

pytestmark = pytest.mark.django_db
BY = system("demo")


@pytest.fixture(autouse=True)
def _without_a_cohort(monkeypatch):
    """The cohorts have tests of their own, and take seconds to make."""
    monkeypatch.setattr(filling, "recruit", lambda *, by: 0)
    monkeypatch.setattr(filling, "grow", lambda *, by: 0)


def real_rows(number=120):
    regions = ("London", "North East", "South West")
    changed = [{"GOR (name)": regions[n % 3], "LA (code)": str(301 + n % 3), "LA (name)": f"Council {n % 3}"} for n in range(number)]
    main = {"TypeOfEstablishment (name)": "Community school", "PhaseOfEducation (name)": "Secondary"}
    units = [row(100_000 + n, f"Real Unit {n}", **more) for n, more in enumerate(changed)]
    return units + [row(110_000 + n, f"Real School {n}", **more, **main) for n, more in enumerate(changed)]


def grants_of(key):
    return list(Grant.objects.filter(person=account_of(key).person, ended_at=None).values_list("role", "scope", "scope_id"))


def test_an_empty_register_is_filled_through_the_import():
    made = seeding.seed(by=BY)
    full, links = RegisterImport.objects.order_by("dated", "kind")
    assert (School.objects.count(), full.report["added"], full.report["unreadable"], full.report["notes"]) == (made, made, 0, [])
    assert (full.file_name, links.file_name) == ("edubasealldata20250901.csv", "links_edubasealldata20250901.csv")
    assert {full.by_label, links.by_label} == {"demonstration"}
    assert queries.summary(ANYONE)["total"] == 331
    assert sum(queries.summary(ANYONE)["by_type"].values()) == 331
    assert not School.objects.filter(region=None).exists()
    assert not School.objects.filter(easting=None).exists()
    assert Trust.objects.filter(schools__isnull=False).distinct().count() > 150
    assert School.objects.filter(is_open=False, successor=None).count() == 0
    before = School.objects.filter(is_open=False, type_code=14).first()
    assert queries.present(before).type_code in {42, 43}


def test_a_second_seeding_does_nothing():
    seeding.seed(by=BY)
    events = Event.objects.count()
    assert seeding.seed(by=BY) == 0
    assert (Event.objects.count(), RegisterImport.objects.count()) == (events, 2)


def test_only_the_system_seeds():
    with pytest.raises(NotSignedIn):
        seeding.seed(by=ANYONE)
    assert not School.objects.exists()


def test_an_imported_register_keeps_the_invented_schools_out():
    imported(state_funded(real_rows()))
    filling.fill()
    assert not seeding.invented().exists()
    assert queries.summary(ANYONE)["total"] == 120
    ((role, scope, urn),) = grants_of("host-lead")
    host = School.objects.get(pk=int(urn))
    assert (role, scope, host.type_name, host.name.startswith("Real Unit")) == ("host_lead", "organisation", "Pupil referral unit", True)


def test_where_a_register_is_silent_nothing_is_made_up():
    imported(state_funded(real_rows()))
    hosts = host_schools(ANYONE, 5, "any")
    assert [(school.easting, school.ofsted_grade, school.knows("easting"), school.knows("ofsted_grade")) for school in hosts] == [
        (None, "", False, False)
    ] * 5


def test_filling_gives_people_schools_of_their_own_and_is_quick_the_second_time(django_assert_max_num_queries, monkeypatch):
    # Without their cohorts some people have no grant, and the night would take them for having left long ago.
    monkeypatch.setattr(filling, "retain", SimpleNamespace(func=lambda: 0))
    filling.fill()
    ((_, _, host),), ((_, _, seeks),) = grants_of("host-lead"), grants_of("vacancy-school")
    host, seeks = School.objects.get(pk=int(host)), School.objects.get(pk=int(seeks))
    assert (host.sector, host.type_code, host.is_open) == ("alternative_provision", 14, True)
    assert (seeks.sector, seeks.phase, seeks.is_open) == ("mainstream", "Secondary", True)
    assert grants_of("coach") == []
    assert Seed.objects.values_list("edition", flat=True).get() == 1
    held = Grant.objects.count()
    with django_assert_max_num_queries(25):
        filling.fill()
    assert Grant.objects.count() == held


def test_a_person_whose_school_has_closed_is_given_another():
    filling.fill()
    ((_, _, urn),) = grants_of("host-lead")
    School.objects.filter(pk=int(urn)).update(is_open=False)
    assert schools.hang_personas(by=BY) == 1
    ((_, _, other),) = grants_of("host-lead")
    assert other != urn
    assert Grant.objects.get(scope_id=urn).end_reason == "renewed"


def test_people_wait_where_there_is_no_school():
    seed_personas(by=BY)
    assert schools.hang_personas(by=BY) == 0
    assert grants_of("host-lead") == []


def test_hosts_are_open_spread_over_regions_and_always_the_same():
    seeding.seed(by=BY)
    hosts = host_schools(ANYONE, 18, "cohort")
    assert len({school.region_id for school in hosts[:9]}) == len({school.region_id for school in hosts[9:]}) == 9
    assert all(school.is_open and school.sector == "alternative_provision" for school in hosts)
    assert host_schools(ANYONE, 18, "cohort") == hosts
    assert host_schools(ANYONE, 9, "cohort") == hosts[:9]
    assert host_schools(ANYONE, 18, "another") != hosts
    assert {school.type_code for school in host_schools(ANYONE, 9, "x", type_name="Free schools alternative provision")} == {38}
    assert len(host_schools(ANYONE, 1000, "all")) == 331
    mainstream = mainstream_schools(ANYONE, 20, "cohort", phase="Secondary")
    assert {(school.sector, school.phase, school.is_open) for school in mainstream} == {("mainstream", "Secondary", True)}


def test_invented_schools_give_way_to_a_real_register_that_comes_later(django_capture_on_commit_callbacks):
    filling.fill()
    with django_capture_on_commit_callbacks(execute=True):
        imported(state_funded(real_rows()))
    assert (seeding.invented().count(), seeding.own_imports().count(), SchoolLink.objects.count()) == (0, 0, 0)
    assert queries.summary(ANYONE)["total"] == 120
    assert not Trust.objects.exists()
    for key, name in (("host-lead", "Real Unit"), ("vacancy-school", "Real School")):
        ((_, _, urn),) = grants_of(key)
        assert School.objects.get(pk=int(urn)).name.startswith(name)


def test_an_invented_school_on_which_something_hangs_is_closed_and_followed_by_a_real_one(monkeypatch):
    seeding.seed(by=BY)
    kept = host_schools(ANYONE, 1, "kept")[0]
    monkeypatch.setattr(giving_way, "_attached", lambda: {kept.urn})
    imported(state_funded(real_rows()))
    giving_way.give_way(by=BY)
    kept.refresh_from_db()
    assert list(seeding.invented()) == [kept]
    assert (kept.is_open, kept.status, queries.present(kept).name.startswith("Real Unit")) == (False, "Closed", True)
    assert queries.summary(ANYONE)["total"] == 120


def test_a_handful_of_rows_is_no_register_and_changes_nothing(django_capture_on_commit_callbacks):
    seeding.seed(by=BY)
    held = School.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        imported(academies(real_rows(3)[:3]))
    assert School.objects.count() == held + 3
    assert queries.summary(ANYONE)["total"] == 334


def test_what_is_past_its_time_when_it_is_filled_does_not_stay(monkeypatch):
    def grow(*, by):
        with time_machine.travel("2019-11-23T10:00:00+00:00", tick=False):
            kept.append(make_account(strong=False).person)

    kept = []
    monkeypatch.setattr(filling, "grow", grow)
    filling.fill()
    assert [Person.objects.get(pk=one.pk).erased_at is None for one in kept] == [False]
    assert [name for name, _ in doctor.findings() if name == "what should have been erased by now"] == []
