"""What everybody sees: effects together with their interval, verdicts, counts; and never a person, a person's words or a small number."""

import csv
import io
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from difference.foundations.rights import commands as rights
from difference.methods.synthesis import meta_analysis
from difference.programme.evidence import commands, published
from difference.programme.evidence.models import Estimate, Project
from tests.making import make_account, make_actor
from tests.programme.evidence.making import (
    MEASURED_ON,
    NUMBERS,
    PLAN,
    STAFF,
    afresh,
    analysed,
    by,
    leave,
    make_author,
    make_school,
    now_is,
    plan,
    recorded,
    registered,
    reported,
)

pytestmark = pytest.mark.django_db
GROUPS = ({"m1": 80}, {"m1": 78, "n1": 12, "n2": 31}, {"m1": 76, "sd1": 9, "sd2": 10})


def words(response):
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(text).split())


def get(name, *arguments):
    return Client().get(reverse(f"evidence:{name}", args=arguments))


def rows_of(response):
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def three_reported(**values):
    staff = make_account(STAFF)
    return [reported(make_author(), staff, numbers=numbers, **values) for numbers in GROUPS]


def test_without_projects_every_practice_has_too_few_to_tell_and_the_page_says_what_will_be_here():
    page = words(get("index"))
    assert "Of 9 practices, 9 have too few projects to tell" in page
    assert page.count("Too few to tell") == 9 + 1 * page.count("“Too few to tell” is not")
    assert "A practice stands here once a first project on it is reported." in page
    assert "No figures yet" in words(get("practice", "key-adult"))


def test_three_projects_are_put_together_by_the_methods_and_get_their_verdict():
    three_reported()
    effects = [(one.estimate, one.se**2) for one in Estimate.objects.all()]
    wanted = meta_analysis([effect for effect, _ in effects], [variance for _, variance in effects], "REML", "adhoc")
    found = published.practice("key-adult")
    assert (found.reported, found.together.effect, found.together.low, found.together.high) == (
        3, round(wanted.estimate, 2), round(wanted.low, 2), round(wanted.high, 2),
    )  # fmt: skip
    page = words(get("practice", "key-adult"))
    assert f"{found.together.low:.2f} to {found.together.high:.2f}".replace("-", "−") in page
    assert found.verdict.title in page
    assert "All together" in page


def test_two_projects_however_good_are_too_few_to_tell():
    staff = make_account(STAFF)
    for _ in range(2):
        reported(make_author(), staff, numbers={"m1": 95, "sd1": 4, "m2": 50, "sd2": 4})
    found = published.practice("key-adult")
    assert (found.verdict.title, found.reported, found.together.effect > 3, found.together.low > 0) == ("Too few to tell", 2, True, True)


def test_one_project_shows_its_own_effect():
    reported(make_author(), make_account(STAFF))
    found, own = published.practice("key-adult"), Estimate.objects.get()
    assert (found.together.effect, found.together.low, found.together.high) == (round(own.estimate, 2), round(own.low, 2), round(own.high, 2))


def test_only_reported_projects_count_and_all_others_are_counted_where_they_stand():
    author, staff = make_author(), make_account(STAFF)
    plan(author)
    registered(author)
    recorded(author)
    analysed(author)
    for made in (plan(author), registered(author), analysed(author)):
        commands.abandon(by=by(staff), project=afresh(made, staff), reason="no-effect-seen")
    found = published.practice("key-adult")
    assert (found.reported, found.together, found.under_way, found.abandoned, found.abandoned_before_registering) == (0, None, 3, 3, 1)
    assert "Projects abandoned 3 1 of them before its protocol was registered" in words(get("practice", "key-adult"))


def test_a_sent_back_project_counts_again_only_once_it_is_reported():
    author, staff = make_author(), make_account(STAFF)
    made = analysed(author)
    with now_is(MEASURED_ON):
        commands.send_back(by=by(staff), project=afresh(made, staff), reason="numbers")
        commands.record_data(by=by(author), project=afresh(made, author), **{**NUMBERS, "m1": 71})
        commands.analyse(by=by(author), project=afresh(made, author))
        assert published.practice("key-adult").reported == 0
        commands.report(by=by(staff), project=afresh(made, staff))
    found = published.practice("key-adult")
    assert (found.reported, found.together.effect) == (1, round(afresh(made, author).present_data().estimate.estimate, 2))


@pytest.mark.parametrize(("number", "shown"), [(2, "fewer than 10"), (9, "fewer than 10"), (10, "10"), (12, "10"), (13, "15"), (48, "50")])
def test_numbers_of_pupils_are_never_small_and_always_rounded(number, shown):
    assert published.shown_count(number) == shown


def everything_public():
    """Every public page and file of evidence, and the start page."""
    found = [get("index"), get("practices-csv"), Client().get(reverse("start"))]
    for one in published.practices():
        found += [get("practice", one.practice.slug), get("projects-csv", one.practice.slug)]
    assert {response.status_code for response in found} == {200}
    return found


def test_no_name_no_words_no_school_no_mean_and_no_small_number_stands_on_any_public_page_or_file():
    staff = make_account(STAFF, name="Zacharias Staffname")
    school = make_school("Zqschool Academy", town="Zqtown")
    numbers = {"m1": 71.2345, "sd1": 13.5791, "n1": 7, "m2": 64.8642, "sd2": 12.2468, "n2": 23}
    told = {"title": "Zqtitle", "what": "Zqwhat with Zqpupil", "who": "Zqwho", "planned_pupils": 7301}
    author = make_author(name="Zqauthor Surname", email="zqmail@tests.example")
    made = [reported(author, staff, school, numbers, **told)]
    made += [act(author, school, **told) for act in (plan, registered)]
    made += [act(author, school, numbers, **told) for act in (recorded, analysed)]
    commands.abandon(by=by(author), project=made[1], reason="harm")
    secrets = ["zqschool", "zqtown", "zqtitle", "zqwhat", "zqpupil", "zqwho", "zqauthor", "surname", "zqmail", "zacharias", "staffname"]
    secrets += ["71.23", "13.57", "64.86", "12.24", "7301", str(author.person_id), str(staff.person_id), str(school.pk)]
    secrets += [str(project.pk) for project in made] + [project.protocol_sha256 for project in made[2:]]
    leaks = [
        (secret, response.request["PATH_INFO"])
        for response in everything_public()
        for secret in secrets
        if secret in response.content.decode().lower()
    ]
    assert leaks == []
    assert "fewer than 10" in words(get("practice", "key-adult"))
    assert [(row["pupils_who_took_part"], row["pupils_compared"]) for row in rows_of(get("projects-csv", "key-adult"))] == [("fewer than 10", "25")]


def test_the_downloads_hold_what_the_pages_show():
    made = three_reported()
    found = published.practice("key-adult")
    practices = {row["practice"]: row for row in rows_of(get("practices-csv"))}
    assert (len(practices), practices["key-adult"]["projects_reported"], practices["outreach"]["effect"]) == (9, "3", "")
    assert (float(practices["key-adult"]["effect"]), practices["key-adult"]["verdict"]) == (found.together.effect, found.verdict.title)
    projects = rows_of(get("projects-csv", "key-adult"))
    assert [float(row["effect"]) for row in projects] == [one.effect for one in found.projects]
    assert {row["protocol_sha256"] for row in projects} == {project.protocol_sha256 for project in made}
    assert {row["region"] for row in projects} == {"Yorkshire and the Humber"}


def test_a_practice_that_is_not_on_the_list_is_not_found():
    assert [get(name, "no-such-word").status_code for name in ("practice", "projects-csv")] == [404, 404]


def test_a_practice_whose_author_was_erased_keeps_its_effect():
    author, staff = make_author(), make_account(STAFF)
    reported(author, staff)
    before = published.practice("key-adult")
    leave(author)
    request = rights.ask(by=by(author), person=author.person, kind="erasure")
    rights.erase(by=make_actor("data_protection_officer"), request=request)
    assert published.practice("key-adult") == before
    found = afresh(Project.objects.get(), staff)
    assert (found.title, found.what, found.protocol, found.person.full_name) == ("", "", None, "")
    assert len(found.protocol_sha256) == 64


def test_the_start_page_leads_to_the_evidence_and_so_does_the_top_of_every_page():
    page = Client().get(reverse("start")).content.decode()
    assert page.count(f'href="{reverse("evidence:index")}"') == 2


def test_the_words_of_a_plan_are_those_of_its_author_inside():
    project = plan(make_author())
    assert (project.title, project.what) == (PLAN["title"], PLAN["what"])
