"""Assessors read what was done and not who did it: nothing that names the candidate reaches their pages, letters, the audit or logs."""

import json
import logging
import re

import pytest
from django.core import serializers

from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.schools.models import LocalAuthority, School
from difference.programme.recruitment import masked, school_names
from difference.programme.recruitment.models import CompetencyAnswer
from tests.making import make_actor
from tests.programme.recruitment.making import full, give, make_application, make_cohort, make_round, name_referee, score

pytestmark = pytest.mark.django_db


STAFF = ("staff", "recruitment")
# Every word by which somebody could be known. None of them may reach an assessor.
SECRETS = [
    "Zebedee", "Quillfeather", "Zeb", "quillfeather@mail.example", "07700", "900123", "Wetherhold", "LS99", "Thornbridge", "Hollowbrook",
    "Ottoline", "Prendergast", "ottoline@head.example", "Questions-in-writing", "Kestrel Vale",
]  # fmt: skip
TEXT = (
    "I am Zebedee Quillfeather (Zeb, Z. Quillfeather; quillfeather@mail.example, 07700 900123) and teach at Thornbridge High School. "
    "THORNBRIDGE is large. Before that I taught at Hollowbrook Grove Academy. Ms Prendergast, my head, said: “Zeb’s class is calm.” "
    "At Kestrel Vale we met."
)


def make_school(urn, name, key):
    authority, _ = LocalAuthority.objects.get_or_create(code="383", name="Leeds")
    return School.objects.create(
        urn=urn, name=name, sector="mainstream", type_name="Academy", status="Open", is_open=True, authority=authority,
        name_key=f" {key}", search_key=f" {key}",
    )  # fmt: skip


@pytest.fixture
def application():
    make_school(100001, "Hollowbrook Grove Academy", "hollowbrook grove academy")
    make_school(100002, "Kestrel Vale School", "kestrel vale school")
    made = make_application(
        make_cohort(), name="Zebedee Quillfeather", email="quillfeather@mail.example", phone="07700 900123", town="Wetherhold", postcode="LS99 1ZZ",
        present_school="Thornbridge High School", present_role="Head of maths at Thornbridge", subjects="Maths with Zeb", experience=TEXT,
        responsibility="subject", responsibility_months=18, responsibility_text=TEXT, preferred_regions=["Wetherhold"], adjustments_needed=True,
        adjustments="Questions-in-writing",
    )  # fmt: skip
    made.person.known_as = "Zeb"
    made.person.save()
    CompetencyAnswer.objects.filter(application=made).update(text=TEXT)
    name_referee(made, "Ottoline Prendergast", "ottoline@head.example", organisation="Thornbridge High School")
    return made


def leaked(words):
    # Short ones as whole words: tokens on a page are random letters.
    return [
        secret
        for secret in SECRETS
        if re.search(rf"(?<![a-z0-9]){re.escape(secret)}(?![a-z0-9])" if len(secret) < 7 else re.escape(secret), words, re.IGNORECASE)
    ]


def test_the_masked_view_keeps_what_was_done_and_drops_who_did_it(application):
    seen = masked.view(application.pk)
    assert leaked(str(seen)) == []
    assert dict(seen.facts) == {
        "Years of teaching in mainstream schools": "4", "What they teach": "Maths with [name]", "Their job": "Head of maths at [school]",
        "Responsibility held": "A subject or department", "Months that they have held it": "18",
    }  # fmt: skip
    assert seen.answers["motivation"] == (
        "I am [name] ([name], [name]; [e-mail address], [phone number]) and teach at [school]. [school] is large. "
        "Before that I taught at [school]. [name], my head, said: “[name]’s class is calm.” At [school] we met."
    )


def test_nothing_of_it_reaches_an_assessors_pages_letters_audit_or_logs(application, sign_in, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    staff, client = make_actor(STAFF), sign_in("assessor")
    round_ = make_round(application.cohort)
    [one] = give(staff, round_, application, client.account)
    at = f"/recruitment/assessing/{one.pk}/"
    before = Letter.objects.exclude(kind="recruitment.to_read").count()
    pages = [client.get("/recruitment/assessing/"), client.get(f"{at}declare/"), client.post(f"{at}declare/", {"kind": "none"})]
    pages += [client.get(at), client.get(f"{at}recognise/")]
    given = {f"score_{key}": value for key, (value, _) in full().items()} | {f"reason_{key}": reason for key, (_, reason) in full().items()}
    pages.append(client.post(at, {"revision": 0, "score_motivation": "9"}))
    pages.append(client.post(at, {"revision": 0, **given}))
    pages.append(client.post(at, {"revision": 0, **given, "reason_motivation": "stale"}))
    pages.append(client.post(at, {"revision": 1, **given, "send": "1"}))
    pages += [client.get(at), client.get("/recruitment/assessing/"), client.get("/home/"), client.get("/recruitment/selection/")]
    assert [page.status_code for page in pages] == [200, 200, 302, 200, 200, 422, 302, 409, 302, 200, 200, 200, 403]
    assert leaked(" ".join(page.content.decode() + str(page.headers) for page in pages)) == []
    letters = Letter.objects.filter(kind="recruitment.to_read")
    assert (letters.count(), before, leaked(serializers.serialize("json", letters))) == (1, 0, [])
    assert leaked(json.dumps(list(Event.objects.values()), default=str)) == []
    ours = "".join(record.getMessage() for record in caplog.records if record.name.startswith("difference"))
    assert leaked(ours + "".join(capfd.readouterr())) == []


def test_that_an_assessor_read_it_stands_in_the_audit_about_the_candidate(application, sign_in):
    client = sign_in("assessor")
    [one] = give(make_actor(STAFF), make_round(application.cohort), application, client.account)
    client.post(f"/recruitment/assessing/{one.pk}/declare/", {"kind": "none"})
    client.get(f"/recruitment/assessing/{one.pk}/")
    seen = Event.objects.filter(kind="seen", action="recruitment.read-masked")
    assert [(event.actor_id, event.subject_id) for event in seen] == [(client.account.person_id, application.person_id)]


def test_an_assessor_reaches_no_other_page_about_the_candidate(application, sign_in):
    client = sign_in("assessor")
    round_ = make_round(application.cohort)
    [one] = give(make_actor(STAFF), round_, application, client.account)
    score(one, client.account)
    key, cohort = application.pk, application.cohort_id
    pages = [
        f"/recruitment/candidates/{key}/", f"/recruitment/candidates/{key}/adjustments/", f"/recruitment/cohorts/{cohort}/", f"/recruitment/applications/{key}/",
        f"/recruitment/selection/rounds/{round_.pk}/", f"/recruitment/selection/rounds/{round_.pk}/applications/{key}/", f"/recruitment/selection/applications/{key}/propose/",
        f"/recruitment/selection/cohorts/{cohort}/", f"/recruitment/selection/cohorts/{cohort}/deciding/", f"/recruitment/selection/cohorts/{cohort}/pending/",
        f"/recruitment/selection/cohorts/{cohort}/places/", f"/recruitment/selection/cohorts/{cohort}/publish/", f"/recruitment/applications/{key}/decision/",
        f"/recruitment/applications/{key}/offer/", "/people/accounts/?q=Zebedee",
    ]  # fmt: skip
    found = [client.get(page) for page in pages]
    assert [(page, response.status_code) for page, response in zip(pages, found, strict=True) if response.status_code not in {403, 404}] == []
    assert leaked(" ".join(response.content.decode() for response in found)) == []


def test_names_that_hold_no_letters_or_odd_marks_break_nothing():
    made = make_application(make_cohort(), name="12345", present_school="---", experience="12345 at --- [name]")
    assert dict(masked.view(made.pk).texts)["Experience"] == "12345 at --- [name]"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I taught at Oak Hill School for a year.", ["Oak Hill School"]),
        ("I taught at oak hill school for a year.", ["Oak Hill School"]),
        ("Then Oak Hill, where I led maths.", ["Oak Hill School"]),
        ("I moved to The Bridge Academy.", ["The Bridge Academy"]),
        ("We built the bridge. Oak is a wood, and Hill a name.", []),
        ("Impact matters. The impact was large.", []),
        ("I led a team at Impact in Leeds.", ["Impact"]),
        ("", []),
        ("School. " * 50, []),
    ],
)
def test_schools_of_the_register_are_found_in_a_text(text, found):
    make_school(100001, "Oak Hill School", "oak hill school")
    make_school(100002, "The Bridge Academy", "the bridge academy")
    make_school(100003, "Impact", "impact")
    assert school_names.in_text(text) == found


def test_masking_asks_the_database_a_handful_of_times(application, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        masked.view(application.pk)


def test_the_longest_text_is_looked_up_in_few_questions(django_assert_max_num_queries):
    words = " ".join(f"Led Year {number} at Some Place Primary, where Anna Smith helped." for number in range(300))
    made = make_application(make_cohort(), experience=words)
    with django_assert_max_num_queries(15):
        assert dict(masked.view(made.pk).texts)["Experience"] == words
