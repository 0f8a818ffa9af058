"""An assessor declares first, saves drafts, sends once and in time; a conflict hides the application from then on."""

import pytest

from difference.errors import NotAllowed, NotNow
from difference.foundations.people.queries import actor_for
from difference.programme.recruitment.commands import selection_scores as commands
from difference.programme.recruitment.models import Application, Assessment, Conflict, Score
from difference.programme.recruitment.queries import assessing
from tests.making import make_account, make_actor
from tests.programme.candidates import now_is
from tests.programme.recruitment.making import KEYS, full, give, make_application, make_cohort, make_round, score

pytestmark = pytest.mark.django_db


STAFF = ("staff", "recruitment")


@pytest.fixture
def staff():
    return make_actor(STAFF)


@pytest.fixture
def client(sign_in):
    return sign_in("assessor")


@pytest.fixture
def mine(staff, client):
    cohort = make_cohort()
    return give(staff, make_round(cohort), make_application(cohort), client.account)[0]


def at(assessment, more=""):
    return f"/recruitment/assessing/{assessment.pk}/{more}"


def as_form(given=None, revision=0, **more):
    given = given or full()
    scores = {f"score_{key}": value for key, (value, _) in given.items() if value}
    return {"revision": revision, **scores, **{f"reason_{key}": reason for key, (_, reason) in given.items()}, **more}


def declared(client, assessment):
    client.post(at(assessment, "declare/"), {"kind": "none"})
    return assessment


def kept(assessment):
    return {score.criterion: (score.value, score.reason) for score in Score.objects.filter(assessment=assessment)}


def test_the_queue_says_how_many_by_when(client, staff, mine):
    give(staff, mine.round, make_application(mine.round.cohort), client.account)
    page = client.get("/recruitment/assessing/").content.decode()
    assert '<h1 class="govuk-heading-xl">2 to read by Thursday 3 December 2026, 10am</h1>' in page


def test_of_two_rounds_the_queue_counts_the_one_that_closes_first(client, staff, mine):
    later = make_round(mine.round.cohort, name="Second reading", days=20)
    give(staff, later, mine.application, client.account)
    give(staff, later, make_application(mine.round.cohort), client.account)
    page = client.get("/recruitment/assessing/").content.decode()
    assert ("1 to read by Thursday 3 December 2026, 10am" in page, page.count("Not begun")) == (True, 3)


def test_not_a_word_is_read_before_a_declaration(client, mine):
    assert client.get(at(mine))["Location"] == at(mine, "declare/")
    assert client.post(at(mine), as_form(send="1"))["Location"] == at(mine, "declare/")
    with pytest.raises(NotNow):
        assessing.text_of(actor_for(client.account), assessing.one(actor_for(client.account), mine.pk))
    with pytest.raises(NotNow):
        commands.send_scores(by=actor_for(client.account), assessment=mine, revision=0, given=full())
    assert client.post(at(mine, "declare/"), {}).status_code == 422
    assert client.post(at(mine, "declare/"), {"kind": "perhaps"}).status_code == 422
    assert client.post(at(mine, "declare/"), {"kind": "none"})["Location"] == at(mine)
    assert client.get(at(mine)).status_code == 200


def test_a_declared_conflict_hides_it_from_then_on_and_tells_staff(client, mine):
    assert client.post(at(mine, "declare/"), {"kind": "colleague"})["Location"] == "/recruitment/assessing/"
    conflict = Conflict.objects.get()
    assert (conflict.application_id, conflict.assessor_id, conflict.kind) == (mine.application_id, client.account.person_id, "colleague")
    assert [client.get(at(mine, more)).status_code for more in ("", "declare/", "recognise/")] == [404, 404, 404]
    assert not Assessment.objects.exists()


def test_a_conflict_seen_while_reading_takes_the_scores_with_it(client, mine):
    declared(client, mine)
    client.post(at(mine), as_form())
    assert client.post(at(mine, "recognise/"), {"kind": "taught-or-trained"}).status_code == 302
    assert (Score.objects.count(), Conflict.objects.count(), client.get(at(mine)).status_code) == (0, 1, 404)


def test_a_draft_is_kept_however_unfinished(client, mine):
    declared(client, mine)
    given = dict.fromkeys(KEYS, (None, "")) | {"motivation": (4, ""), "teaching": (None, "Only a thought so far")}
    assert client.post(at(mine), as_form(given)).status_code == 302
    assert kept(mine) == {"motivation": (4, ""), "teaching": (None, "Only a thought so far")}
    page = client.get(at(mine))
    assert (page.context["form"]["score_motivation"].value(), page.context["form"]["reason_teaching"].value()) == ("4", "Only a thought so far")
    # What is taken out again is gone.
    client.post(at(mine), as_form(dict.fromkeys(KEYS, (None, "")), revision=1))
    assert kept(mine) == {}


def test_a_stale_draft_shows_yours_and_the_present_one(client, mine):
    declared(client, mine)
    client.post(at(mine), as_form(full(3)))
    response = client.post(at(mine), as_form(full(3, motivation=5)))
    page = response.content.decode()
    assert (response.status_code, "Motivation: score" in page, kept(mine)["motivation"][0]) == (409, True, 3)


def test_scores_are_sent_whole_or_refused_beside_the_field_with_nothing_lost(client, mine):
    declared(client, mine)
    given = full() | {"motivation": (None, "Half a thought"), "teaching": (2, "   ")}
    response = client.post(at(mine), as_form(given, send="1"))
    form = response.context["form"]
    assert (response.status_code, dict(form.errors)) == (
        422,
        {"score_motivation": ["Give a score for motivation."], "reason_teaching": ["Give your reason for the score for outstanding teaching."]},
    )
    assert form["reason_motivation"].value() == "Half a thought"
    assert Assessment.objects.get().submitted_at is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"score_motivation": "6"},
        {"score_motivation": "0"},
        {"score_motivation": "five"},
        {"reason_motivation": "x" * 2001},
        {"revision": "x"},
        {"revision": "-1"},
        {"revision": "9" * 30},
    ],
)
def test_bad_input_is_refused_and_changes_nothing(client, mine, wrong):
    declared(client, mine)
    assert client.post(at(mine), {**as_form(send="1"), **wrong}).status_code in {409, 422}
    assert (kept(mine), Assessment.objects.get().submitted_at) == ({}, None)


def test_scores_are_sent_once_and_a_double_click_changes_nothing(client, mine):
    declared(client, mine)
    first, second = (client.post(at(mine), as_form(full(4), send="1")) for _ in range(2))
    assert [first.status_code, second.status_code] == [302, 302]
    other = client.post(at(mine), as_form(full(5), revision=2, send="1"))
    page = other.content.decode()
    assert (other.status_code, "You have sent your scores for this application already." in page, {value for value, _ in kept(mine).values()}) == (
        409,
        True,
        {4},
    )
    assert client.post(at(mine), as_form(full(1), revision=1)).status_code == 409


def test_after_sending_comes_the_next_one(client, staff, mine):
    [other] = give(staff, mine.round, make_application(mine.round.cohort), client.account)
    declared(client, mine)
    assert client.post(at(mine), as_form(send="1"))["Location"] == at(other, "declare/")


def test_what_comes_too_late_is_refused_with_a_sentence_and_shown_again(client, mine):
    declared(client, mine)
    client.post(at(mine), as_form(full(2)))
    with now_is(mine.round.closes_at):
        client.force_login(client.account)
        response = client.post(at(mine), as_form(full(5), revision=1, send="1"))
        page = response.content.decode()
        assert (response.status_code, "This round closed on Thursday 3 December 2026, 10am." in page, "Because of motivation" in page) == (
            409,
            True,
            True,
        )
        assert "What I did about" not in page
        seen = client.get(at(mine))
        assert (seen.status_code, "Your draft, which was not sent" in seen.content.decode()) == (200, True)
        with pytest.raises(NotNow):
            assessing.text_of(actor_for(client.account), assessing.one(actor_for(client.account), mine.pk))
    assert (Assessment.objects.get().submitted_at, kept(mine)["motivation"][0]) == (None, 2)


def test_before_a_round_opens_there_is_nothing(client, staff):
    cohort = make_cohort()
    [one] = give(staff, make_round(cohort, begins=2), make_application(cohort), client.account)
    assert client.get(at(one)).status_code == 404
    page = client.get("/recruitment/assessing/").content.decode()
    assert ("Your next round is to come" in page, "Wednesday 25 November 2026, 10am" in page) == (True, True)


def test_a_withdrawn_application_is_out_of_the_queue_and_takes_no_scores(client, mine):
    declared(client, mine)
    Application.objects.update(state="withdrawn")
    response = client.post(at(mine), as_form(send="1"))
    assert (response.status_code, "no longer to be scored" in response.content.decode(), Score.objects.count()) == (409, True, 0)
    assert assessing.queue(actor_for(client.account)) == []


def test_nobody_reaches_what_others_were_given(client, staff, mine, sign_in):
    others = [sign_in("assessor"), sign_in(STAFF), sign_in("candidate")]
    assert [one.get(at(mine)).status_code for one in others] == [404, 404, 404]
    assert [one.post(at(mine), as_form(send="1")).status_code for one in others] == [404, 404, 404]
    assert sign_in("candidate").get("/recruitment/assessing/").status_code == 403
    with pytest.raises(NotAllowed):
        commands.save_scores(by=actor_for(others[0].account), assessment=mine, revision=0, given=full())


def test_whoever_is_no_assessor_any_more_cannot_go_on(client, mine):
    declared(client, mine)
    client.account.person.grants.all().delete()
    assert [client.get(at(mine)).status_code, client.get("/recruitment/assessing/").status_code] == [404, 403]


def test_nothing_of_other_assessors_scores_is_seen(client, staff, mine):
    other = make_account("assessor", name="Xanthippe Other")
    [theirs] = give(staff, mine.round, mine.application, other)
    score(theirs, other, dict.fromkeys(KEYS, (5, "xanthippes-reason")))
    declared(client, mine)
    before = client.get(at(mine)).content.decode()
    client.post(at(mine), as_form(send="1"))
    after = client.get(at(mine)).content.decode() + client.get("/recruitment/assessing/").content.decode()
    assert [word for word in ("xanthippes-reason", "Xanthippe") if word in before + after] == []
