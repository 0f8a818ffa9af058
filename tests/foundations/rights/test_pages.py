"""The pages about data rights: who reaches them, what they say, and that posting twice does a thing once."""

import pytest
from django.urls import reverse

from difference.foundations import clock
from difference.foundations.audit.models import Event
from difference.foundations.people.models import Person
from difference.foundations.people.queries import actor_for
from difference.foundations.rights import commands
from difference.foundations.rights.models import Hold, Request
from tests.making import make_account

pytestmark = pytest.mark.django_db
OFFICER = "data_protection_officer"


def words(response):
    return response.content.decode()


def asked(kind="erasure", **more):
    account = make_account("candidate", name="Amara Osei")
    return commands.ask(by=actor_for(account), person=account.person, kind=kind, **more)


def test_anybody_reads_how_long_we_keep_what(client):
    response = client.get("/how-long-we-keep-what/")
    assert (response.status_code, "Letters that we sent you" in words(response), "Limitation Act" in words(response)) == (200, True, True)
    assert "/how-long-we-keep-what/" in words(client.get("/privacy/"))


def test_somebody_makes_a_copy_from_their_record_and_downloads_it(sign_in):
    client = sign_in("candidate")
    assert reverse("rights:mine") in words(client.get("/people/record/"))
    assert client.post(reverse("rights:copy")).status_code == 302
    page = words(client.get(reverse("rights:mine")))
    link = reverse("documents:download", args=[Request.objects.get().document_id])
    assert link in page
    response = client.get(link)
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    assert client.post(reverse("rights:copy")).status_code == 409


def test_somebody_sees_what_would_go_and_stay_and_asks_to_be_erased_once(sign_in):
    client = sign_in("candidate")
    page = words(client.get(reverse("rights:erase-me")))
    assert ("What would go" in page, "random key" in page) == (True, True)
    assert client.post(reverse("rights:erase-me")).status_code == 422
    assert [client.post(reverse("rights:erase-me"), {"sure": "on"}).status_code for _ in range(2)] == [302, 409]
    assert Request.objects.get().kind == "erasure"
    page = words(client.get(reverse("rights:mine")))
    assert "23 December 2026" in page


def test_somebody_objects_in_their_own_words(sign_in):
    client = sign_in("candidate")
    assert client.post(reverse("rights:ask"), {"kind": "objection"}).status_code == 422
    assert client.post(reverse("rights:ask"), {"kind": "objection", "words": "<b>No letters</b>"}).status_code == 302
    assert "&lt;b&gt;No letters&lt;/b&gt;" in words(client.get(reverse("rights:mine")))


def test_a_request_is_not_there_for_others_and_not_theirs_to_decide_for_its_own_person(sign_in):
    request, mine = asked(), sign_in("candidate")
    own = commands.ask(by=actor_for(mine.account), person=mine.account.person, kind="erasure")
    for route in ("request", "refuse", "answer", "extend"):
        assert mine.get(reverse(f"rights:{route}", args=[request.pk])).status_code == 404
        assert mine.get(reverse(f"rights:{route}", args=[own.pk])).status_code == 403
    for route in ("erase", "prepare", "take-back"):
        assert mine.post(reverse(f"rights:{route}", args=[request.pk])).status_code == 404
    assert mine.post(reverse("rights:erase", args=[own.pk])).status_code == 403
    assert Person.objects.exclude(erased_at=None).count() == 0


@pytest.mark.parametrize("who", ["candidate", "administrator", ("staff", "recruitment")])
def test_the_register_and_the_holds_are_for_the_officer(sign_in, who):
    client = sign_in(who)
    account = make_account("candidate")
    assert [client.get(reverse(f"rights:{route}")).status_code for route in ("requests", "register", "holds")] == [403, 403, 403]
    assert client.get(reverse("rights:place-hold", args=[account.person_id])).status_code in {403, 404}


def test_the_officer_decides_and_the_look_is_in_the_audit(sign_in):
    request, officer = asked(), sign_in(OFFICER)
    assert "Amara Osei" in words(officer.get(reverse("rights:requests")))
    page = words(officer.get(reverse("rights:request", args=[request.pk])))
    assert all(part in page for part in ("What would go", "Erase them", "Place a hold"))
    assert Event.objects.filter(kind=Event.SEEN, action="rights.see-request", subject_id=request.person_id).count() == 1
    assert [officer.post(reverse("rights:erase", args=[request.pk])).status_code for _ in range(2)] == [302, 409]
    page = words(officer.get(reverse("rights:requests")))
    assert ("Amara Osei" in page, "Somebody who has been erased" in page) == (False, True)


def test_the_officer_places_and_lifts_a_hold_and_the_person_sees_nothing_of_it(sign_in):
    officer, mine = sign_in(OFFICER), sign_in("candidate")
    found = officer.post(reverse("rights:holds"), {"address": mine.account.email})
    assert found["Location"] == reverse("rights:place-hold", args=[mine.account.person_id])
    assert officer.post(reverse("rights:holds"), {"address": "nobody@tests.example"}).status_code == 422
    values = {"kind": "legal", "reason": "claim", "review_on_day": "1", "review_on_month": "5", "review_on_year": "2027"}
    assert officer.post(found["Location"], {**values, "review_on_year": "2020"}).status_code == 422
    assert [officer.post(found["Location"], values).status_code for _ in range(2)] == [302, 422]
    own = commands.ask(by=actor_for(mine.account), person=mine.account.person, kind="erasure")
    for page in ("/people/record/", reverse("rights:mine"), reverse("rights:erase-me")):
        assert "hold stands" not in words(mine.get(page)).lower()
        assert "place a hold" not in words(mine.get(page)).lower()
    assert "A hold stands" in words(officer.get(reverse("rights:request", args=[own.pk])))
    assert officer.post(reverse("rights:erase", args=[own.pk])).status_code == 409
    lift = reverse("rights:lift-hold", args=[Hold.objects.get().pk])
    assert [officer.post(lift, {"reason": "ended"}).status_code for _ in range(2)] == [302, 409]


def test_the_officer_writes_a_request_down_and_closes_it(sign_in):
    officer = sign_in(OFFICER)
    values = {
        "kind": "rectification", "who": "A referee", "reach": "0113", "words": "My school is wrong.", "how_checked": "line-manager",
        "received_on_day": "31", "received_on_month": "10", "received_on_year": "2026",
    }  # fmt: skip
    assert officer.post(reverse("rights:register"), {**values, "address": "nobody@tests.example"}).status_code == 422
    assert officer.post(reverse("rights:register"), {**values, "received_on_year": "2027"}).status_code == 422
    assert officer.post(reverse("rights:register"), values).status_code == 302
    made = Request.objects.get()
    assert f"{made.due_on:%-d %B %Y}" == "30 November 2026"
    answer = reverse("rights:answer", args=[made.pk])
    assert officer.post(answer, {"reason": "erased"}).status_code == 422
    assert [officer.post(answer, {"reason": "put-right"}).status_code for _ in range(2)] == [302, 409]


def test_an_officer_finds_their_own_request_but_nothing_to_decide_it_with(sign_in):
    officer = sign_in(OFFICER)
    own = commands.ask(by=actor_for(officer.account), person=officer.account.person, kind="erasure")
    page = words(officer.get(reverse("rights:request", args=[own.pk])))
    assert ("Another data protection officer decides" in page, "Erase them" in page) == (True, False)
    assert officer.post(reverse("rights:erase", args=[own.pk])).status_code == 403


def test_what_is_past_its_time_is_counted_on_the_officers_page(sign_in):
    from difference.foundations.people.models import Attempts

    Attempts.objects.create(key="x", started_at=clock.now().replace(year=2025), count=1)
    page = words(sign_in(OFFICER).get(reverse("rights:requests")))
    assert "Attempts to sign in" in page
