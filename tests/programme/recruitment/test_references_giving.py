"""The referee’s pages: what the link opens, saving and coming back, sending once, and everything that comes wrong or late."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from difference.errors import NotAllowed, NotSignedIn
from difference.foundations import clock
from difference.foundations.actors import ANYONE, LINK, Actor
from difference.foundations.mail.models import Letter
from difference.foundations.people.models import Attempts
from difference.programme.recruitment.commands import referee as commands
from difference.programme.recruitment.commands.references import request_reference
from difference.programme.recruitment.models import Reference, Testimony
from difference.programme.recruitment.queries import references as queries
from tests.making import make_actor
from tests.programme.candidates import make_cohort
from tests.programme.recruitment.referees import SECRET, as_sent, browser_with, first_of, make_candidate, page, second_of, write_and_send

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return make_candidate()


@pytest.fixture
def path(application):
    return request_reference(by=make_actor(("staff", "recruitment")), reference=first_of(application))


@pytest.fixture
def reference(application, path):
    return first_of(application)


def kept(reference):
    return Testimony.objects.get(reference=reference)


def test_the_token_leaves_the_address_at_once_and_opening_uses_nothing_up(path, reference):
    for _ in range(3):
        response = Client().get(path)
        assert (response.status_code, response["Location"]) == (302, page(reference))
    assert Client().head(path).status_code == 302
    assert browser_with(path).get(page(reference)).status_code == 200


def test_without_the_link_there_is_nothing(reference):
    for name in ("give-reference", "send-reference", "decline-reference"):
        assert Client().get(page(reference, name)).status_code == 404
        assert Client().post(page(reference, name), as_sent()).status_code == 404
    assert Client().get("/recruitment/reference/link/made-up/").status_code == 404


def test_a_link_opens_its_own_reference_alone(application, path):
    other = second_of(application)
    request_reference(by=make_actor(("staff", "recruitment")), reference=other)
    assert browser_with(path).get(page(other)).status_code == 404


def test_two_references_in_one_browser_stay_apart(path, reference):
    other = first_of(make_candidate(make_cohort(name="2028"), name="Ben Hale"))
    browser = browser_with(path)
    browser.get(request_reference(by=make_actor(("staff", "recruitment")), reference=other))
    browser.post(page(reference), as_sent(do="later", strengths="About Amara."))
    browser.post(page(other), as_sent(do="later", strengths="About Ben."))
    assert (kept(reference).strengths, kept(other).strengths) == ("About Amara.", "About Ben.")


def test_it_is_saved_unfinished_and_come_back_to_by_the_same_link(path, reference):
    browser_with(path).post(page(reference), {"revision": 0, "do": "later", "strengths": "They are calm."})
    assert "They are calm." in browser_with(path).get(page(reference)).content.decode()
    assert first_of(reference.application).state == "requested"


def test_what_is_missing_is_said_and_what_was_written_is_saved(path, reference):
    browser = browser_with(path)
    response = browser.post(page(reference), as_sent(job="", concern=True, leaving=""))
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["concern_text", "job", "leaving"]
    assert kept(reference).known == "As their head, since September 2021"
    assert browser.post(page(reference), as_sent(revision=kept(reference).revision)).status_code == 302


def test_a_colleague_need_not_know_about_the_post(path, reference):
    response = browser_with(path).post(page(reference), as_sent(capacity="colleague", post="", post_from="", leaving=""))
    assert (response.status_code, response["Location"]) == (302, page(reference, "send-reference"))


def test_it_is_sent_once_however_often_it_is_clicked(path, reference):
    browser = browser_with(path)
    browser.post(page(reference), as_sent())
    sending = {"revision": 1, "true_and_fair": "on"}
    answers = [browser.post(page(reference, "send-reference"), sending) for _ in range(3)]
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, page(reference))] * 3
    assert "has been sent" in browser.get(page(reference)).content.decode()
    assert Letter.objects.filter(kind="recruitment.reference_thanks").count() == 1
    assert "They lead Year 9" not in browser.get(page(reference)).content.decode()


def test_nothing_is_sent_without_the_declaration_or_unfinished(path, reference):
    browser = browser_with(path)
    assert browser.post(page(reference, "send-reference"), {"revision": 0, "true_and_fair": "on"}).status_code == 422
    browser.post(page(reference), as_sent())
    assert browser.post(page(reference, "send-reference"), {"revision": 1}).status_code == 422
    assert first_of(reference.application).state == "requested"


def test_what_changed_in_another_window_is_looked_at_again_before_it_goes(path, reference):
    browser = browser_with(path)
    browser.post(page(reference), as_sent())
    browser.post(page(reference), as_sent(revision=1, strengths="Changed my mind."))
    response = browser.post(page(reference, "send-reference"), {"revision": 1, "true_and_fair": "on"})
    assert (response.status_code, "Changed my mind." in response.content.decode()) == (409, True)
    assert browser.post(page(reference, "send-reference"), {"revision": 2, "true_and_fair": "on"}).status_code == 302


def test_two_windows_lose_nothing(path, reference):
    browser = browser_with(path)
    browser.post(page(reference), as_sent(do="later", strengths="From the first window."))
    response = browser.post(page(reference), as_sent(do="later", strengths="From the second window."))
    body = response.content.decode()
    assert (response.status_code, "From the first window." in body, "From the second window." in body) == (409, True, True)
    assert response.context["differences"] == [("How do they teach, lead and work with others?", "From the second window.", "From the first window.")]
    again = response.context["form"]["revision"].value()
    assert browser.post(page(reference), as_sent(revision=again, do="later", strengths="From the second window.")).status_code == 302
    assert kept(reference).strengths == "From the second window."


def test_the_same_saved_twice_is_one(path, reference):
    browser = browser_with(path)
    assert [browser.post(page(reference), as_sent(do="later")).status_code for _ in range(2)] == [302, 302]
    assert kept(reference).revision == 1


@pytest.mark.parametrize(
    "change",
    [{"strengths": "x" * 100_000}, {"strengths": "a\0b"}, {"job": "y" * 201}, {"capacity": "king"}, {"concern": "perhaps"}, {"revision": "one"}, {"revision": -1}],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_beside_the_field_and_stays_in_the_form(path, reference, change):
    response = browser_with(path).post(page(reference), as_sent(do="later", known="Kept on the page", **change))
    assert (response.status_code, "Kept on the page" in response.content.decode()) == (422, True)
    assert kept(reference).revision == 0


def test_a_very_long_answer_is_all_still_there(path, reference):
    response = browser_with(path).post(page(reference), as_sent(do="later", strengths="word " * 20_000))
    assert (response.status_code, response.content.decode().count("word ") >= 20_000) == (422, True)


def test_too_many_words_are_saved_and_cannot_be_sent(path, reference):
    response = browser_with(path).post(page(reference), as_sent(strengths="word " * 401))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["strengths"])
    assert len(kept(reference).strengths.split()) == 401


def test_a_link_that_has_run_out_says_so_and_gives_back_what_was_typed(path, reference):
    browser = browser_with(path)
    with time_machine.travel(clock.now() + dt.timedelta(days=21), tick=False):
        browser.get(path)
        assert queries.has_run_out(first_of(reference.application))
        response = browser.post(page(reference), as_sent(strengths="Typed for an hour."))
        body = response.content.decode()
        assert (response.status_code, "Typed for an hour." in body, "ran out" in body) == (410, True, True)
    assert kept(reference).revision == 0


@pytest.mark.parametrize("state", ["withdrawn", "unsuccessful", "declined", "lapsed"])
def test_nothing_is_taken_once_it_is_not_needed(path, reference, state):
    type(reference.application).objects.filter(pk=reference.application_id).update(state=state)
    browser = browser_with(path)
    assert [browser.get(page(reference)).status_code, browser.post(page(reference), as_sent()).status_code] == [410, 410]
    assert browser.post(page(reference, "decline-reference"), {"reason": "no-time"}).status_code == 410


def test_after_sending_nothing_changes_and_what_was_typed_is_given_back(path, reference):
    browser = write_and_send(reference, path)
    response = browser.post(page(reference), as_sent(revision=1, strengths="Second thoughts."))
    assert (response.status_code, "Second thoughts." in response.content.decode()) == (409, True)
    assert kept(reference).strengths == "They lead Year 9 with great calm."


def test_a_referee_may_rather_not_and_what_they_saved_goes(path, reference):
    browser = browser_with(path)
    browser.post(page(reference), as_sent(do="later"))
    assert [browser.post(page(reference, "decline-reference"), {"reason": "too-close"}).status_code for _ in range(2)] == [302, 302]
    present = first_of(reference.application)
    assert (present.state, present.decline_reason, Testimony.objects.exists()) == ("declined", "too-close", False)
    assert "Thank you for telling us" in browser.get(page(reference)).content.decode()
    assert queries.for_candidate(reference.application)[0] == ("First referee, Jo Marsh", "Asked")


def test_rather_not_needs_a_reason_of_the_list(path, reference):
    assert browser_with(path).post(page(reference, "decline-reference"), {"reason": "because"}).status_code == 422
    assert first_of(reference.application).state == "requested"


def test_the_candidate_cannot_write_their_own(path, reference):
    browser = Client()
    browser.force_login(reference.application.person.account)
    browser.get(path)
    assert browser.get(page(reference)).status_code == 403
    assert browser.post(page(reference), as_sent()).status_code == 403


@pytest.mark.parametrize("by", [ANYONE, Actor(kind=LINK, label="reference of another"), Actor(kind=LINK)])
def test_a_command_wants_the_very_link(reference, by):
    with pytest.raises((NotAllowed, NotSignedIn)):
        commands.save_testimony(by=by, reference=reference, revision=0, values={"job": "Head"})


def test_a_concern_is_made_known_to_safer_recruitment_without_a_word_of_it(path, reference):
    lead = make_actor(("staff", "safer_recruitment"))
    write_and_send(reference, path, concern=True, concern_text=SECRET)
    told = Letter.objects.filter(kind="recruitment.reference_worry")
    assert [letter.person_id for letter in told] == [lead.person_id]
    assert all(word not in letter.text + letter.subject for letter in told for word in ("hurt", "Amara", "Osei", "Jo Marsh"))


def test_where_there_is_no_safer_recruitment_recruitment_is_told(path, reference):
    write_and_send(reference, path, suitable=False, unsuitable_because="They lose their temper.")
    assert Letter.objects.filter(kind="recruitment.reference_worry").count() == 1


def test_two_database_rows_at_most_and_no_token_anywhere(path, reference):
    browser = browser_with(path)
    token = path.rstrip("/").rpartition("/")[2]
    assert token not in str(dict(browser.session))
    assert Reference.objects.filter(application=reference.application).count() == 2


def test_tries_are_counted_by_address(path, reference):
    browser_with(path).post(page(reference), as_sent(do="later"))
    assert Attempts.objects.exists()
