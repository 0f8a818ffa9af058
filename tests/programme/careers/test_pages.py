"""The pages of careers: who reaches what, what a double click does, what a stale or odd form gets, and the walk from profile to appointment."""

import random
import re
import uuid
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.holdings import about
from difference.foundations.rights.erasure.erasing import erase_person
from difference.foundations.rights.erasure.obstacles import in_the_way
from difference.pages.navigation import places
from difference.programme.careers import commands
from difference.programme.careers.handles import handle
from difference.programme.careers.models import Appointment, CareerProfile, HiddenSchool, Introduction, Vacancy
from tests.making import make_account
from tests.programme.careers.town import START, make_town, make_vacancy
from tests.programme.recruitment.test_nonsense import ODD

pytestmark = pytest.mark.django_db
PROFILE_FORM = {
    "revision": "-1", "headline": "I want to lead inclusion", "roles": ["assistant-head-inclusion", "senco"], "regions": ["yorkshire"],
    "journey_minutes": "45", "phases": ["secondary"], "patterns": ["full-time"], "available_from_day": "1", "available_from_month": "9",
    "available_from_year": "2027", "experience": "Two years.", "led": "Behaviour.", "visibility": "fitting",
}  # fmt: skip
VACANCY_FORM = {
    "title": "Deputy head", "role_kind": "senco", "description": "Leads the base.", "salary": "L10", "pattern": "full-time", "starts_on_day": "1",
    "starts_on_month": "9", "starts_on_year": "2027", "closes_on_day": "31", "closes_on_month": "1", "closes_on_year": "2027",
}  # fmt: skip
APPOINT_FORM = {"starts_on_day": "1", "starts_on_month": "9", "starts_on_year": "2027"}


@pytest.fixture
def town():
    return make_town()


def browser(account):
    client = Client()
    client.force_login(account)
    return client


def words(response):
    return " ".join(unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)).split())


def statuses(town, method, name, *arguments, **data):
    """What each kind of person gets: the school, another, the alumnus, another, careers staff, other staff, the public."""
    address = reverse(f"careers:{name}", args=arguments)
    people = [town.leads["Oak"], town.leads["Elm"], town.people["Zenobia"], town.people["Xerxes"], town.staff, make_account(("staff", "recruitment"))]
    return [getattr(client, method)(address, data).status_code for client in (*map(browser, people), Client())]


def test_lists_open_for_those_whose_work_they_are(town):
    assert statuses(town, "get", "vacancies") == [403, 403, 200, 200, 403, 403, 302]
    assert statuses(town, "get", "my-profile") == [403, 403, 200, 200, 403, 403, 302]
    assert statuses(town, "get", "our-vacancies") == [200, 200, 403, 403, 403, 403, 302]
    assert statuses(town, "get", "board") == [403, 403, 403, 403, 200, 403, 302]


def test_a_vacancy_opens_for_each_in_their_own_way(town):
    key, draft = town.posts["Oak"].pk, make_vacancy(town, "Oak", opened=False).pk
    assert statuses(town, "get", "vacancy", key) == [403, 404, 200, 200, 403, 404, 302]
    assert statuses(town, "get", "our-vacancy", key) == [200, 404, 403, 403, 200, 404, 302]
    assert statuses(town, "get", "who-fits", key) == [200, 404, 403, 403, 200, 404, 302]
    assert statuses(town, "get", "change-vacancy", key) == [200, 404, 403, 403, 403, 404, 302]
    assert statuses(town, "get", "close-vacancy", key) == [200, 404, 403, 403, 200, 404, 302]
    assert statuses(town, "get", "our-vacancy", draft) == [200, 404, 404, 404, 404, 404, 302]
    assert statuses(town, "post", "open-vacancy", draft) == [302, 404, 403, 403, 403, 404, 401]


def test_an_introduction_is_moved_by_its_two_sides_alone(town):
    town.asks("Zenobia", "Oak")
    key = town.introduction("Oak", "Zenobia").pk
    assert statuses(town, "get", "introduction", key) == [200, 404, 200, 404, 200, 404, 302]
    assert statuses(town, "post", "accept", key)[1:2] + statuses(town, "post", "accept", key)[3:] == [404, 404, 403, 404, 401]
    assert statuses(town, "get", "decline", key) == [200, 404, 200, 404, 403, 404, 302]
    assert statuses(town, "get", "appoint", key) == [200, 404, 200, 404, 403, 404, 302]


@pytest.mark.parametrize("name", ["vacancy", "our-vacancy", "who-fits", "change-vacancy", "close-vacancy", "introduction", "decline", "appoint"])
def test_what_there_is_not_is_not_found(town, name):
    for account in (town.leads["Oak"], town.people["Zenobia"], town.staff):
        assert browser(account).get(reverse(f"careers:{name}", args=[uuid.uuid4()])).status_code == 404


def test_the_whole_way_by_pages_with_every_click_twice():
    town = make_town(visibility="nobody")
    alumnus, school = browser(make_account("alumnus", strong=False, name="Nora New")), browser(town.leads["Oak"])
    assert "You have no career profile yet" in words(alumnus.get(reverse("careers:my-profile")))
    assert [alumnus.post(reverse("careers:write-profile"), PROFILE_FORM).status_code for _ in range(2)] == [302, 409]
    assert school.post(reverse("careers:write-vacancy", args=[town.schools["Oak"].urn]), VACANCY_FORM).status_code == 302
    vacancy = Vacancy.objects.get(state="draft")
    assert [school.post(reverse("careers:open-vacancy", args=[vacancy.pk])).status_code for _ in range(2)] == [302, 302]
    listed = words(alumnus.get(reverse("careers:vacancies")))
    assert "Deputy head 100 of 100 points" in listed
    assert "You look for this role: Special educational needs co-ordinator (SENCO)." in listed
    fits = words(school.get(reverse("careers:who-fits", args=[vacancy.pk])))
    assert ("100 of 100 points" in fits, "Nora" in fits, "No protected characteristic" in fits) == (True, False, True)
    key = handle(vacancy.pk, CareerProfile.objects.get(person__full_name="Nora New").person_id)
    asked = [school.post(reverse("careers:ask-alumnus", args=[vacancy.pk, key])).status_code for _ in range(2)]
    introduction = Introduction.objects.get()
    page = reverse("careers:introduction", args=[introduction.pk])
    assert (asked, "The school asks to be introduced" in words(alumnus.get(page))) == ([302, 302], True)
    assert [alumnus.post(f"{page}accept/").status_code for _ in range(2)] == [302, 302]
    assert "Head of Oak" in words(alumnus.get(page))
    assert "Nora New" in words(school.get(page))
    assert [school.post(f"{page}talking/").status_code for _ in range(2)] == [302, 302]
    assert [school.post(f"{page}appointed/", APPOINT_FORM).status_code for _ in range(2)] == [302, 302]
    introduction.refresh_from_db()
    assert (introduction.state, Appointment.objects.count(), Vacancy.objects.get(pk=vacancy.pk).outcome) == ("appointed", 1, "filled-by-alumnus")
    assert "You are appointed" in words(alumnus.get(page))
    assert Letter.objects.filter(kind__startswith="careers.").count() == 6


def test_an_alumnus_asks_twice_by_one_click_too_many(town):
    client = browser(town.people["Zenobia"])
    address = reverse("careers:ask", args=[town.posts["Elm"].pk])
    assert [client.post(address).status_code for _ in range(3)] == [302, 302, 302]
    assert Introduction.objects.count() == 1


def test_staff_suggest_once_and_read_names_and_each_look_is_in_the_audit(town):
    client = browser(town.staff)
    page = words(client.get(reverse("careers:who-fits", args=[town.posts["Oak"].pk])))
    assert [name for name in ("Zenobia Quill", "Xerxes Pond", "Yolanda Fife") if name not in page] == []
    looks = Event.objects.filter(kind=Event.SEEN, action="careers.see-fitting").values_list("subject_id", flat=True)
    assert set(looks) == {town.key(name) for name in town.people}
    address = reverse("careers:suggest", args=[town.posts["Oak"].pk, handle(town.posts["Oak"].pk, town.key("Zenobia"))])
    assert [client.post(address).status_code for _ in range(2)] == [302, 302]
    assert Introduction.objects.get().suggested_by == town.staff.person_id
    board = words(client.get(reverse("careers:board")))
    assert [part for part in ("alumni with a profile 3 of 3; 0 shown to nobody", "open vacancies 3", "Suggested 1") if part not in board] == []


def test_a_stale_profile_and_a_stale_vacancy_show_both_and_can_be_saved_on_top(town):
    client = browser(town.people["Zenobia"])
    address = reverse("careers:write-profile")
    stale = client.post(address, {**PROFILE_FORM, "revision": "7"})
    assert (stale.status_code, 'name="revision" value="0"' in stale.content.decode()) == (409, True)
    assert client.post(address, {**PROFILE_FORM, "revision": "0"}).status_code == 302
    school, change = browser(town.leads["Oak"]), reverse("careers:change-vacancy", args=[town.posts["Oak"].pk])
    revision = str(town.vacancy("Oak").revision)
    assert [school.post(change, {**VACANCY_FORM, "revision": revision}).status_code for _ in range(2)] == [302, 409]
    assert school.post(change, {**VACANCY_FORM, "revision": ""}).status_code == 409


def test_a_closing_day_after_the_start_is_refused_beside_its_field(town):
    client = browser(town.leads["Oak"])
    page = client.post(reverse("careers:write-vacancy", args=[town.schools["Oak"].urn]), {**VACANCY_FORM, "closes_on_year": "2028"})
    assert (page.status_code, "The closing day must not be after the start" in words(page)) == (422, True)


def test_my_record_holds_the_profile_and_the_introductions_with_who_can_see_them(town):
    commands.hide_from(by=town.by("Zenobia"), school=town.schools["Oak"])
    town.asks("Zenobia", "Elm")
    found = {one.title: (dict(one.rows), one.who_can_see) for one in about(town.people["Zenobia"].person)}
    profile, seen = found["Career profile"]
    assert (profile["Looks for"], seen) == ("I want to lead inclusion", "the school that offers the vacancy, or careers staff")
    assert found["Schools that you hide from"] == ({"Oak High School": "Greenwood Trust"}, "nobody else")
    introduction, _ = found["Introduction for Assistant head at Elm"]
    assert (introduction["Where it stands"], introduction["School"]) == (
        "Asked for", "Elm High School",
    )  # fmt: skip


def test_erasure_takes_the_profile_and_leaves_codes(town):
    town.talking("Oak", "Zenobia")
    commands.hide_from(by=town.by("Zenobia"), school=town.schools["Elm"])
    person = town.people["Zenobia"].person
    assert in_the_way(person) == ["There is an introduction under way. Decline it first, from its own page; then this can go on."]
    commands.appoint(by=town.by("Oak"), introduction=town.introduction("Oak", "Zenobia"), starts_on=START)
    assert in_the_way(person) == []
    erase_person(person)
    assert (CareerProfile.objects.filter(person=person).count(), HiddenSchool.objects.count(), Appointment.objects.count()) == (0, 0, 1)
    for account in (town.leads["Oak"], town.staff):
        client = browser(account)
        for name, key in (("our-vacancy", town.posts["Oak"].pk), ("introduction", Introduction.objects.get(state="appointed").pk)):
            page = client.get(reverse(f"careers:{name}", args=[key]))
            assert (page.status_code, "Zenobia" in words(page), "has been erased" in words(page)) == (200, False, True)


def test_each_finds_their_places_at_the_top(town):
    def labels(name):
        return [link.label for link in places(town.by(name), "/")]

    assert [one for one in labels("Zenobia") if one in {"Vacancies", "My profile", "Our vacancies", "Careers"}] == ["Vacancies", "My profile"]
    assert [one for one in labels("Oak") if one in {"Vacancies", "My profile", "Our vacancies", "Careers"}] == ["Our vacancies"]
    assert [one for one in labels("staff") if one in {"Vacancies", "My profile", "Our vacancies", "Careers"}] == ["Careers"]


def mutated(chance, values):
    data = dict(values)
    for name in chance.sample(sorted({*PROFILE_FORM, *VACANCY_FORM, "reason", "outcome", "q", "urn", "starts_on", "closes_on"}), 6):
        data[name] = chance.choice(ODD).encode("utf-8", "replace").decode()
    for name in chance.sample(sorted(data), 2):
        data[name] = chance.choice([[data[name] if isinstance(data[name], str) else "x", "x"], SimpleUploadedFile("a.txt", b"\0\xff"), []])
    for name in chance.sample(sorted(data), 2):
        del data[name]
    return data


@pytest.mark.parametrize("seed", range(6))
def test_mutated_forms_are_answered_and_never_an_error_of_ours(town, seed):
    chance = random.Random(seed)
    town.talking("Oak", "Zenobia")
    town.asks("Xerxes", "Oak")
    talking, asked = (reverse("careers:introduction", args=[town.introduction("Oak", name).pk]) for name in ("Zenobia", "Xerxes"))
    school, alumnus, staff = browser(town.leads["Oak"]), browser(town.people["Zenobia"]), browser(town.staff)
    offered = reverse("careers:our-vacancy", args=[town.posts["Oak"].pk])
    mine = reverse("careers:my-profile")
    pages = [
        (alumnus, f"{mine}change/", {**PROFILE_FORM, "revision": "0"}), (alumnus, f"{mine}hidden/", {"q": "oak"}),
        (alumnus, f"{mine}hidden/add/", {"urn": str(town.schools["Elm"].urn)}), (alumnus, f"{mine}hidden/remove/", {"urn": "1"}),
        (alumnus, f"{mine}hidden/add/", {"urn": "9" * 400}), (alumnus, reverse("careers:ask", args=[town.posts["Ash"].pk]), {}),
        (school, reverse("careers:write-vacancy", args=[town.schools["Oak"].urn]), VACANCY_FORM), (school, f"{offered}change/", VACANCY_FORM),
        (school, f"{offered}open/", {}), (school, f"{asked}decline/", {"reason": "terms"}), (school, f"{asked}accept/", {}),
        (school, f"{talking}appointed/", APPOINT_FORM), (alumnus, f"{talking}appointed/", APPOINT_FORM), (staff, f"{offered}close/", {"outcome": "not-filled"}),
        (school, f"{offered}close/", {"outcome": "filled-by-alumnus"}), (alumnus, f"{talking}decline/", {"reason": "post-filled"}),
    ]  # fmt: skip
    for client, address, values in chance.sample(pages, len(pages)):
        response = client.post(address, mutated(chance, values))
        assert response.status_code in {200, 302, 404, 409, 422}, (address, response.status_code)
    for vacancy in Vacancy.objects.all():
        assert vacancy.closes_on <= vacancy.starts_on
    assert Appointment.objects.count() == Introduction.objects.filter(state="appointed").count()


def test_addresses_of_nonsense_are_not_found(town):
    client = browser(town.leads["Oak"])
    assert client.get(reverse("careers:write-vacancy", args=[10**25])).status_code == 404
    assert client.get(reverse("careers:write-vacancy", args=[town.schools["Elm"].urn])).status_code == 404
    assert browser(town.people["Zenobia"]).post(reverse("careers:hide"), {"urn": "999999999"}).status_code == 404
