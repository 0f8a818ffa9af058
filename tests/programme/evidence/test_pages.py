"""The pages of projects: who reaches what, what bad input gets, what a double click does, what waits."""

import random
import re
import uuid
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from difference.errors import NotNow
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.holdings import about
from difference.foundations.rights import commands as rights
from difference.programme.evidence import commands
from difference.programme.evidence.models import Dataset, Estimate, Project
from difference.programme.evidence.queries import waiting
from difference.programme.placement.queries.reach import schools_led
from tests.making import make_account, make_actor
from tests.programme.evidence.making import (
    MEASURED_ON,
    NUMBERS,
    PLAN,
    STAFF,
    afresh,
    analysed,
    as_form,
    browser,
    by,
    leave,
    make_author,
    make_lead,
    make_school,
    now_is,
    plan,
    recorded,
    registered,
    reported,
)

pytestmark = pytest.mark.django_db


def words(response):
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(text).split())


def address(name, *arguments):
    return reverse(f"evidence:{name}", args=[getattr(one, "pk", one) for one in arguments])


def statuses(method, where, author, lead, data=None):
    """What each gets: the author, the school's lead, evidence staff, other staff, another participant, another lead, the public."""
    people = [author, lead, make_account(STAFF), make_account(("staff", "training")), make_author(), make_lead(make_school())]
    return [getattr(client, method)(where, data or {}).status_code for client in (*map(browser, people), Client())]


def test_a_project_is_its_authors_its_schools_and_evidence_staffs_and_nobody_elses():
    school = make_school()
    author, lead = make_author(), make_lead(school)
    project = registered(author, school)
    assert statuses("get", address("project", project), author, lead) == [200, 200, 200, 404, 404, 404, 302]
    assert statuses("get", address("protocol", project), author, lead) == [200, 200, 200, 404, 404, 404, 302]
    for name in ("change", "register", "record"):
        assert statuses("post", address(name, project), author, lead)[1:] == [403, 403, 404, 404, 404, 401]
    assert statuses("post", address("analyse", project), author, lead) == [409, 403, 409, 404, 404, 404, 401]
    assert statuses("get", address("abandon", project), author, lead) == [200, 403, 200, 404, 404, 404, 302]
    for name in ("report", "send-back"):
        assert statuses("post", address(name, project), author, lead)[:2] == [403, 403]


def test_the_lists_open_for_those_whom_they_are_for():
    school = make_school()
    author, lead = make_author(), make_lead(school)
    assert statuses("get", address("my-projects"), author, lead) == [200, 403, 403, 403, 200, 403, 302]
    assert statuses("get", address("new"), author, lead) == [200, 403, 403, 403, 200, 403, 302]
    assert statuses("get", address("school-projects"), author, lead) == [403, 200, 403, 403, 403, 200, 302]
    assert statuses("get", address("board"), author, lead) == [403, 403, 200, 403, 403, 403, 302]


def test_staff_of_one_cohort_see_its_projects_alone():
    project = plan(make_author())
    narrow = make_account(("staff", "evidence", "cohort", str(uuid.uuid4())))
    assert browser(narrow).get(address("project", project)).status_code == 404
    assert PLAN["title"] not in words(browser(narrow).get(address("board")))


def test_a_lead_of_the_school_that_followed_sees_its_projects():
    old, new = make_school(is_open=True), make_school()
    author, lead = make_author(), make_lead(new)
    project = plan(author, old)
    assert browser(lead).get(address("project", project)).status_code == 404
    old.successor = new
    old.save()
    assert browser(lead).get(address("project", project)).status_code == 200
    assert PLAN["title"] in words(browser(lead).get(address("school-projects")))
    assert (schools_led(by(lead)), schools_led(by(author))) == ({old.pk, new.pk}, frozenset())


def test_what_somebody_else_reads_of_a_project_is_in_the_audit():
    school = make_school()
    author, lead = make_author(), make_lead(school)
    project = plan(author, school)
    for account in (author, lead, make_account(STAFF)):
        browser(account).get(address("project", project))
    looks = Event.objects.filter(kind=Event.SEEN, subject_id=author.person_id).values_list("action", flat=True)
    assert list(looks) == ["evidence.see-project"] * 2


def test_a_project_is_planned_registered_recorded_analysed_and_reported_by_form_and_double_clicks_change_nothing():
    author, staff, school = make_author(), make_account(STAFF), make_school()
    client = browser(author)
    page = client.get(address("new")).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page).group(1)
    sent = {**as_form(PLAN), "school": str(school.pk), "key": key}
    assert [client.post(address("new"), sent).status_code for _ in range(2)] == [302, 302]
    project = Project.objects.get()
    assert client.post(address("register", project), {}).status_code == 422
    assert [client.post(address("register", project), {"nobody_named": "on"}).status_code for _ in range(2)] == [302, 302]
    with now_is(MEASURED_ON):
        client, checker = browser(author), browser(staff)
        revision = Project.objects.get().revision
        numbers = {**as_form(NUMBERS), "revision": str(revision)}
        assert [client.post(address("record", project), numbers).status_code for _ in range(2)] == [302, 409]
        assert [client.post(address("analyse", project)).status_code for _ in range(2)] == [302, 302]
        assert [checker.post(address("report", project)).status_code for _ in range(2)] == [302, 302]
        assert "Reported" in words(client.get(address("project", project)))
    assert (Project.objects.get().state, Dataset.objects.count(), Estimate.objects.count(), Letter.objects.count()) == ("reported", 1, 1, 2)


def test_a_frozen_protocol_is_changed_by_no_post():
    author, staff = make_author(), make_account(STAFF)
    project = registered(author)
    before = Project.objects.values("protocol", "protocol_sha256", "registered_at", "title", "what", "who", "practice", "outcome").get()
    evil = {
        **as_form({**PLAN, "title": "Other", "practice": "outreach"}), "school": str(project.school_id), "key": str(project.pk),
        "revision": str(project.revision), "protocol": "{}", "protocol_sha256": "x", "nobody_named": "on", "reason": "other", **as_form(NUMBERS),
    }  # fmt: skip
    refused = browser(author).post(address("change", project), evil)
    assert (refused.status_code, "cannot be changed any more" in words(refused)) == (409, True)
    for account in (author, staff):
        for name in ("new", "change", "register", "record", "analyse", "report", "send-back", "abandon"):
            with now_is(MEASURED_ON):
                browser(account).post(address(name, *([] if name == "new" else [project])), evil)
    kept = (
        Project.objects.filter(pk=project.pk)
        .values("protocol", "protocol_sha256", "registered_at", "title", "what", "who", "practice", "outcome")
        .get()
    )
    assert kept == before


def test_two_tabs_with_the_same_plan_show_yours_and_what_is_there():
    author = make_author()
    project = plan(author)
    client = browser(author)
    sent = {**as_form(PLAN), "school": str(project.school_id), "key": str(project.pk), "revision": "0"}
    assert client.post(address("change", project), {**sent, "title": "First"}).status_code == 302
    again = client.post(address("change", project), {**sent, "title": "Second"})
    assert (again.status_code, bool(re.search("Second .{0,40}First", words(again))), 'name="revision" value="1"' in again.content.decode()) == (
        409,
        True,
        True,
    )


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_kept():
    author = make_author()
    client = browser(author)
    sent = {**as_form(PLAN), "school": "424242", "key": str(uuid.uuid4()), "what": "Ring 07700 900123"}
    page = client.post(address("new"), {**sent, "school": "424242"})
    assert (page.status_code, 'id="id_what-error"' in page.content.decode()) == (422, True)
    page = client.post(address("new"), {**sent, "what": "x"})
    assert (page.status_code, 'id="id_school-error"' in page.content.decode(), Project.objects.count()) == (422, True, 0)
    project = registered(author)
    with now_is(MEASURED_ON):
        page = browser(author).post(address("record", project), {**as_form({**NUMBERS, "m1": 400}), "revision": str(project.revision)})
    assert (page.status_code, 'id="id_m1-error"' in page.content.decode(), Dataset.objects.count()) == (422, True, 0)


ODD = [
    "",
    " ",
    "\0",
    "a\0b",
    "x" * 20_000,
    "-1",
    "9" * 400,
    "1e999",
    "NaN",
    "∞",
    "٣",
    "²",
    "null",
    "<script>",
    "🙂" * 300,
    "true",
    "[]",
    "2026-02-30",
]
FIELDS = [*as_form(PLAN), *as_form(NUMBERS), "school", "key", "revision", "reason", "nobody_named"]


def mutated(chance, values):
    data = dict(values)
    for name in chance.sample(FIELDS, 5):
        data[name] = chance.choice(ODD)
    for name in chance.sample(sorted(data), 2):
        data[name] = chance.choice([[data[name], "x"], SimpleUploadedFile("a.txt", b"\0\xff"), []])
    for name in chance.sample(sorted(data), 2):
        del data[name]
    return data


@pytest.mark.parametrize("seed", range(12))
def test_mutated_forms_are_answered_and_never_an_error_of_ours(seed):
    chance = random.Random(seed)
    author, staff = make_author(), make_account(STAFF)
    whole = {
        **as_form(PLAN), **as_form(NUMBERS), "key": str(uuid.uuid4()), "school": str(make_school().pk), "revision": "0", "reason": "other",
        "nobody_named": "on",
    }  # fmt: skip
    made = [plan(author), registered(author), recorded(author), analysed(author)]
    pages = [(author, address("new"))]
    for project in made:
        pages += [(author, address(name, project)) for name in ("change", "register", "record", "analyse", "abandon")]
        pages += [(staff, address(name, project)) for name in ("report", "send-back", "analyse", "abandon")]
    for account, where in chance.sample(pages, len(pages)):
        with now_is(chance.choice([MEASURED_ON, MEASURED_ON.replace(year=2026, month=11, day=23)])):
            response = browser(account).post(where, mutated(chance, whole))
        assert response.status_code in {200, 302, 409, 422}, (where, response.status_code)


@pytest.mark.parametrize("name", ["project", "protocol", "change", "register", "record", "abandon"])
def test_what_there_is_not_is_not_found(name):
    for account in (make_author(), make_account(STAFF)):
        assert browser(account).get(address(name, uuid.uuid4())).status_code == 404


def test_a_plan_has_no_protocol_to_download():
    author = make_author()
    assert browser(author).get(address("protocol", plan(author))).status_code == 404


def test_the_downloaded_protocol_has_the_fingerprint_that_is_shown():
    import hashlib

    author = make_author()
    project = registered(author, what="Zwölf Wochen – “daily”.")
    response = browser(author).get(address("protocol", project))
    assert hashlib.sha256(response.content).hexdigest() == project.protocol_sha256
    assert project.protocol_sha256 in words(browser(author).get(address("project", project)))


def test_what_waits_is_the_next_step_and_for_staff_what_is_to_be_checked():
    author, staff = make_author(), make_account(STAFF)
    plan(author, title="One")
    late = registered(author, title="Two")
    recorded(author, title="Three")
    analysed(author, title="Four")
    assert {what for what, _, _ in waiting.waiting_for(by(author))} == {"Have the effect of “Three” computed", "Register the protocol of “One”"}  # fmt: skip
    with now_is(MEASURED_ON):
        assert "Record what “Two” measured" in [what for what, _, _ in waiting.waiting_for(by(author))]
        assert [what for what, _, _ in waiting.waiting_for(by(staff))] == ["A project waits to be checked"]
        assert "A project waits to be checked" in words(browser(staff).get(reverse("home")))
    assert late.state == "protocol_registered"


def test_the_author_of_a_project_is_not_asked_to_check_it():
    both = make_account("alumnus", STAFF)
    analysed(both)
    assert "A project waits to be checked" not in [what for what, _, _ in waiting.waiting_for(by(both))]
    assert "Somebody else has to check it" in words(browser(both).get(address("project", Project.objects.get())))


def test_my_record_shows_a_project_with_who_can_see_it():
    author = make_author()
    project = registered(author)
    held = next(holding for holding in about(author.person) if holding.title == f"Project: {PLAN['title']}")
    assert dict(held.rows)["Its fingerprint (SHA-256)"] == project.protocol_sha256
    assert "evidence staff" in held.who_can_see


def test_a_project_under_way_stands_in_the_way_of_an_erasure_until_it_is_abandoned():
    author = make_author()
    project = registered(author)
    leave(author)
    request = rights.ask(by=by(author), person=author.person, kind="erasure")
    officer = make_actor("data_protection_officer")
    with pytest.raises(NotNow):
        rights.erase(by=officer, request=request)
    commands.abandon(by=by(author), project=afresh(project, author), reason="other")
    rights.erase(by=officer, request=request)
    assert browser(make_account(STAFF)).get(address("project", project)).status_code == 200


def test_every_state_of_a_project_is_shown_to_each_who_may_see_it():
    school = make_school()
    author, staff, lead = make_author(), make_account(STAFF), make_lead(school)
    made = [plan(author, school), registered(author, school), recorded(author, school), analysed(author, school), reported(author, staff, school)]
    commands.abandon(by=by(author), project=registered(author, school), reason="other")
    for project in [*made, Project.objects.get(state="abandoned")]:
        for account in (author, staff, lead):
            assert browser(account).get(address("project", project)).status_code == 200
    assert words(browser(staff).get(address("board"))).count(PLAN["title"]) == 6
    assert words(browser(author).get(address("my-projects"))).count(PLAN["title"]) == 6
