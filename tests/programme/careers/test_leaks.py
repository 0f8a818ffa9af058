"""Who hides from a school is nowhere for it: not by its number, its trust, its successor, a count, a letter or a page; and nobody has a name before both agree."""

import re
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from difference.errors import NotFound, NotNow
from difference.foundations.access.actions import allows
from difference.foundations.actors import system
from difference.foundations.mail.models import Letter
from difference.foundations.people.commands import grant
from difference.foundations.people.queries import actor_for
from difference.foundations.schools.models import Trust
from difference.programme.careers import commands
from difference.programme.careers.handles import handle, label
from difference.programme.careers.models import HiddenSchool, Introduction
from difference.programme.careers.queries import hiding, introductions, ranking, vacancies, waiting
from difference.programme.recruitment.queries.naming import schools_in
from tests.making import make_account
from tests.programme.careers.town import START, make_alumnus, make_lead, make_school, make_town

pytestmark = pytest.mark.django_db
NAMED = ("Zenobia", "Quill", "zenobia@alumni.example")


@pytest.fixture
def town():
    return make_town()


def browser(account):
    client = Client()
    client.force_login(account)
    return client


def words(response):
    return " ".join(unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)).split())


def hide(town, person, school):
    return commands.hide_from(by=town.by(person), school=town.schools[school])


def listed(town, school):
    return sorted(one.profile.person.full_name.split()[0] for one in ranking.for_vacancy(town.by(school), town.vacancy(school)))


def test_a_named_school_and_every_school_of_its_trust_never_see_whoever_hides(town):
    assert listed(town, "Oak") == ["Xerxes", "Yolanda", "Zenobia"]
    hide(town, "Zenobia", "Oak")
    assert {school: listed(town, school) for school in town.schools} == {
        "Oak": ["Xerxes", "Yolanda"], "Ash": ["Xerxes", "Yolanda"], "Elm": ["Xerxes", "Yolanda", "Zenobia"],
    }  # fmt: skip
    for school in ("Oak", "Ash"):
        with pytest.raises(NotFound):
            town.asks(school, school, "Zenobia")
        with pytest.raises(NotFound):
            town.suggests(school, "Zenobia")
        with pytest.raises(NotNow, match="You hide"):
            town.asks("Zenobia", school)
    found, left_out = ranking.for_alumnus(town.by("Zenobia"))
    assert ([one.school.name for one in found], left_out) == (["Elm High School"], 2)


def test_a_school_without_a_trust_stands_for_itself_alone(town):
    hide(town, "Zenobia", "Elm")
    assert {school: "Zenobia" in listed(town, school) for school in town.schools} == {"Oak": True, "Ash": True, "Elm": False}


@pytest.mark.parametrize("named", ["old", "new"])
def test_hiding_holds_for_the_school_before_and_the_school_after(town, named):
    new = make_school("New Academy")
    town.schools["Elm"].successor = new
    town.schools["Elm"].save()
    commands.hide_from(by=town.by("Zenobia"), school=new if named == "new" else town.schools["Elm"])
    assert "Zenobia" not in listed(town, "Elm")
    head = actor_for(make_lead(new))
    assert "Zenobia Quill" not in [one.profile.person.full_name for one in ranking.for_vacancy(head, town.vacancy("Elm"))]


def test_hiding_from_a_school_that_joined_a_trust_under_a_new_number_holds_for_that_trust(town):
    old = make_school("Old School", is_open=False, status="Closed", successor=make_school("Its Academy", trust=Trust.objects.get()))
    commands.hide_from(by=town.by("Zenobia"), school=old)
    assert {school: "Zenobia" in listed(town, school) for school in town.schools} == {"Oak": False, "Ash": False, "Elm": True}


def test_somebody_who_reads_for_two_schools_reads_nobody_who_hides_from_one_of_them(town):
    grant(by=system("tests"), person=town.leads["Elm"].person, role="vacancy_school", scope="organisation", scope_id=str(town.schools["Oak"].urn))
    town.asks("Zenobia", "Elm")
    Letter.objects.all().delete()
    hide(town, "Zenobia", "Ash")
    assert "Zenobia" not in listed(town, "Elm")
    assert introductions.of_school(town.by("Elm")) == []
    commands.decline(by=town.by("Zenobia"), introduction=town.introduction("Elm", "Zenobia"), reason="terms")
    assert Letter.objects.count() == 0


def test_what_was_asked_for_ends_without_a_word_when_somebody_hides(town):
    town.asks("Zenobia", "Oak")
    town.asks("Ash", "Ash", "Zenobia")
    keys = [town.introduction(school, "Zenobia").pk for school in ("Oak", "Ash")]
    Letter.objects.all().delete()
    hide(town, "Zenobia", "Oak")
    assert set(Introduction.objects.values_list("state", "reason", "declined_side")) == {("declined", "not-shown", "person")}
    assert Letter.objects.count() == 0
    for school, key in zip(("Oak", "Ash"), keys, strict=True):
        assert introductions.to_vacancy(town.by(school), town.vacancy(school)) == []
        assert [what for what, _, _ in waiting.waiting_for(town.by(school))] == []
        client = browser(town.leads[school])
        for name in ("introduction", "accept", "interview", "appoint", "decline", "take-up"):
            address = reverse(f"careers:{name}", args=[key])
            assert (client.get(address).status_code, client.post(address).status_code) in {(404, 404), (405, 404), (404, 405)}


def test_pages_of_a_hidden_from_school_hold_no_trace_in_word_or_number(town):
    """The same pages with and without the person: nothing may differ once they hide."""
    key = handle(town.posts["Ash"].pk, town.key("Zenobia"))
    names = (("our-vacancies", []), ("our-vacancy", [town.posts["Ash"].pk]), ("who-fits", [town.posts["Ash"].pk]))

    def pages():
        client = browser(town.leads["Ash"])
        return [words(client.get(reverse(f"careers:{name}", args=arguments))) for name, arguments in names]

    before = pages()
    assert "3 alumni who fit let schools see them" in before[1]
    assert label(town.posts["Ash"].pk, town.key("Zenobia")) in before[2]
    town.asks("Ash", "Ash", "Zenobia")
    hide(town, "Zenobia", "Oak")
    hidden = pages()
    assert "2 alumni who fit let schools see them" in hidden[1]
    for profile in ("Zenobia",):
        town.profile(profile).delete()
        Introduction.objects.all().delete()
    assert pages() == hidden
    assert browser(town.leads["Ash"]).post(reverse("careers:ask-alumnus", args=[town.posts["Ash"].pk, key])).status_code == 404


def test_a_past_appointment_at_a_school_that_is_hidden_from_later_is_gone_for_it(town):
    town.talking("Oak", "Zenobia")
    commands.appoint(by=town.by("Oak"), introduction=town.introduction("Oak", "Zenobia"), starts_on=START)
    hide(town, "Zenobia", "Oak")
    page = words(browser(town.leads["Oak"]).get(reverse("careers:our-vacancy", args=[town.posts["Oak"].pk])))
    assert ("Filled by an alumnus" in page, [word for word in NAMED if word in page]) == (True, [])


def test_nobody_hides_from_a_school_that_knows_them_before_they_decline(town):
    town.introduced("Oak", "Zenobia")
    with pytest.raises(NotNow, match="Decline that introduction first"):
        hide(town, "Zenobia", "Ash")
    assert HiddenSchool.objects.count() == 0
    commands.decline(by=town.by("Zenobia"), introduction=town.introduction("Oak", "Zenobia"), reason="terms")
    hide(town, "Zenobia", "Ash")
    assert introductions.of_school(town.by("Oak")) == []


def test_naming_and_taking_off_twice_changes_nothing(town):
    for _ in range(2):
        hide(town, "Zenobia", "Oak")
    assert HiddenSchool.objects.count() == 1
    for _ in range(2):
        commands.show_again(by=town.by("Zenobia"), school=town.schools["Oak"])
    assert "Zenobia" in listed(town, "Oak")


def test_before_both_agree_a_school_reads_no_name_address_or_school(town):
    make_school("Alderley High School")
    told = "Zenobia led at Alderley High School. Write to zenobia@alumni.example or 07700 900123. Ms Quill raised attendance."
    commands.write_profile(by=town.by("Zenobia"), values={**VALUES, "headline": "Zenobia Quill, inclusion", "led": told}, revision=0)
    town.asks("Zenobia", "Oak")
    key = town.introduction("Oak", "Zenobia").pk
    client = browser(town.leads["Oak"])
    secrets = (*NAMED, "Alderley", "07700", str(town.key("Zenobia")), str(town.profile("Zenobia").pk))
    addresses = [reverse("careers:who-fits", args=[town.posts["Oak"].pk]), reverse("careers:our-vacancies"), reverse("careers:introduction", args=[key]),
                 reverse("careers:our-vacancy", args=[town.posts["Oak"].pk]), reverse("careers:decline", args=[key]), reverse("home")]  # fmt: skip
    for address in addresses:
        response = client.get(address)
        assert (response.status_code, [one for one in secrets if one in response.content.decode()]) == (200, []), address
    assert "[name] led at [school]. Write to [e-mail address] or [phone number]." in words(client.get(addresses[2]))
    client.post(reverse("careers:accept", args=[key]))
    page = words(client.get(addresses[2]))
    assert [one for one in ("Zenobia Quill", "zenobia@alumni.example", "Alderley High School") if one not in page] == []
    commands.decline(by=town.by("Zenobia"), introduction=town.introduction("Oak", "Zenobia"), reason="terms")
    for address in addresses[1:4]:
        assert [one for one in secrets if one in client.get(address).content.decode()] == [], address


VALUES = {
    "headline": "Inclusion", "roles": ["assistant-head-inclusion"], "regions": ["yorkshire"], "phases": [], "patterns": [], "experience": "", "led": "",
    "visibility": "fitting",
}  # fmt: skip


def test_what_an_alumnus_is_called_differs_at_each_vacancy(town):
    labels = {label(town.posts[school].pk, town.key("Zenobia")) for school in town.schools}
    assert len(labels) == 3


@pytest.mark.parametrize(("visibility", "staff", "schools"), [("nobody", False, False), ("staff", True, False), ("fitting", True, True)])
def test_a_profile_is_seen_by_those_whom_its_owner_chose(town, visibility, staff, schools):
    commands.write_profile(by=town.by("Zenobia"), values={**VALUES, "visibility": visibility}, revision=0)
    assert "Zenobia" in listed(town, "Oak") if schools else "Zenobia" not in listed(town, "Oak")
    shown = [one.profile.person.full_name for one in ranking.for_vacancy(town.by("staff"), town.vacancy("Oak"))]
    assert ("Zenobia Quill" in shown) is staff


def test_who_changes_their_mind_about_being_seen_is_unseen_though_a_school_has_asked(town):
    town.asks("Oak", "Oak", "Zenobia")
    commands.write_profile(by=town.by("Zenobia"), values={**VALUES, "visibility": "nobody", "led": "A telling thing"}, revision=0)
    assert introductions.visible_to(town.by("staff")).count() == 0
    page = words(browser(town.leads["Oak"]).get(reverse("careers:introduction", args=[town.introduction("Oak", "Zenobia").pk])))
    assert ("Their profile is not shown to you now" in page, "A telling thing" in page) == (True, False)


def test_whoever_is_no_alumnus_any_more_is_on_no_list(town):
    account = town.people["Zenobia"]
    from difference.foundations.people.commands import end_grant

    end_grant(by=system("tests"), grant=account.person.grants.get(), reason="moved")
    assert "Zenobia" not in listed(town, "Oak")
    assert allows(actor_for(account), "careers.write-profile") is False


def test_nobody_is_introduced_to_the_school_that_they_speak_for(town):
    both = make_alumnus("Bertha Both")
    grant(by=system("tests"), person=both.person, role="vacancy_school", scope="organisation", scope_id=str(town.schools["Oak"].urn))
    by = actor_for(both)
    assert both.person_id in hiding.kept_from(town.schools["Oak"])
    assert "Bertha" not in listed(town, "Oak")
    assert "Oak High School" not in [one.school.name for one in ranking.for_alumnus(by)[0]]
    with pytest.raises(NotNow):
        commands.request(by=by, vacancy=town.vacancy("Oak"), person_id=both.person_id)


def test_other_people_see_nothing_of_it(town):
    town.introduced("Oak", "Zenobia")
    key = town.introduction("Oak", "Zenobia").pk
    others = [
        town.leads["Elm"],
        town.people["Xerxes"],
        make_account(("staff", "placement")),
        make_account("candidate"),
        make_account("administrator"),
    ]
    for account in others:
        client = browser(account)
        assert client.get(reverse("careers:introduction", args=[key])).status_code == 404
        assert client.post(reverse("careers:accept", args=[key])).status_code == 404
        assert client.get(reverse("careers:who-fits", args=[town.posts["Oak"].pk])).status_code in {403, 404}
    assert vacancies.visible_to(actor_for(others[2])).count() == 0


def test_the_page_says_where_the_register_knows_no_trust(town):
    client = browser(town.people["Zenobia"])
    for school in ("Oak", "Elm"):
        assert client.post(reverse("careers:hide"), {"urn": town.schools[school].urn}).status_code == 302
    page = words(client.get(reverse("careers:hidden")))
    assert "You hide from every school of Greenwood Trust." in page
    assert "The register does not name this school’s trust, so name its other schools one by one." in page
    found = words(client.post(reverse("careers:hidden"), {"q": "ash high"}))
    assert ("Ash High School" in found, "Hide from this school" in found) == (True, True)


def test_a_suggestion_from_before_is_not_agreed_to_after_hiding(town):
    town.asks("Oak", "Oak", "Zenobia")
    stale = town.introduction("Oak", "Zenobia")
    HiddenSchool.objects.create(person_id=town.key("Zenobia"), school=town.schools["Ash"])
    with time_machine.travel("2026-11-24T10:00:00+00:00", tick=False), pytest.raises(NotNow, match="You hide"):
        commands.accept(by=town.by("Zenobia"), introduction=stale)


def test_schools_that_a_text_names_are_found_for_masking():
    make_school("Alderley High School")
    assert schools_in("I led Year 9 at Alderley High School, then left.") == ["Alderley High School"]
    assert schools_in("") == []
