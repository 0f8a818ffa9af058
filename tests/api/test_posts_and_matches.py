"""Posts by the API, as anybody may read them; and what a matching gave somebody, to themself alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from difference.methods.matching import check_certificate
from difference.programme.placement.models import ColdSpotChoice, Post
from difference.programme.placement.queries import rankings, runs
from tests.programme.candidates import make_cohort
from tests.programme.placement.market import MATCHING_DAY, RANKING, make_lead, make_post, make_school, make_town, now_is, ranked_town

pytestmark = pytest.mark.django_db
BEFORE = dt.datetime(2027, 2, 10, 10, tzinfo=dt.UTC)


def asked(ask, given=None, at=RANKING):
    with now_is(at):
        return ask("/posts", given)


def titles(answer):
    return [item["title"] for item in answer[1]["items"]]


def test_a_post_is_what_its_school_says_of_it_and_names_nobody(ask):
    town = make_town()
    post, school = town.posts["p"], town.posts["p"].school
    Post.objects.exclude(pk=post.pk).update(state="withdrawn")
    Post.objects.update(mentor="Zebedee Quartermain, weekly", adjustments="A quiet room", requirements=["led-send", "held-a-year"])
    ColdSpotChoice.objects.create(cohort=town.cohort, authority_id="383", cold=True, reason="Nobody leads there.", chosen_by=town.staff.person_id)
    status, answer = asked(ask)
    assert (status, answer["next"], answer["source"]["licence"]) == (200, None, None)
    assert answer["items"] == [{
        "id": str(post.pk), "cohort": {"id": str(town.cohort.pk), "name": town.cohort.name}, "school": {"urn": school.urn, "name": "Oak School"},
        "authority": {"code": "383", "name": "Leeds"}, "region": {"slug": "yorkshire", "name": "Yorkshire and the Humber"}, "title": "Post p",
        "responsibilities": "Leads teaching.\nAnd behaviour.", "seats": 1, "salary": "L3 to L7", "days": "Full time", "phase": "secondary",
        "starts_on": town.cohort.starts_on.isoformat(),
        "requirements": ["Has led special educational needs", "Has held a responsibility for at least a year"],
        "cold_spot": {"cold": True, "because": "The programme added it for this cohort: Nobody leads there."},
        "confirmed_on": "2027-03-10", "offered_until": "2027-07-08",
    }]  # fmt: skip


@pytest.mark.parametrize("state", ["draft", "submitted", "filled", "withdrawn", "expired"])
def test_a_post_that_cannot_be_ranked_is_not_on_the_list(ask, state):
    town = make_town()
    Post.objects.filter(pk=town.posts["p"].pk).update(state=state)
    Post.objects.filter(pk=town.posts["q"].pk).update(state="ranked")
    assert sorted(titles(asked(ask))) == ["Post q", "Post r"]


def test_posts_are_told_once_ranking_opens_and_until_the_cohort_is_over(ask):
    town = make_town()
    opens, ends = town.cohort.ranking_opens_at, dt.datetime.combine(town.cohort.ends_on, dt.time(12), tzinfo=dt.UTC)
    moments = [opens - dt.timedelta(minutes=1), opens, MATCHING_DAY, ends - dt.timedelta(days=1), ends]
    assert [len(titles(asked(ask, at=at))) for at in moments] == [0, 3, 3, 3, 0]


def test_filters_narrow_the_list_and_pages_follow_each_other(ask):
    town, other = make_town(), make_cohort(name="Another", host_policy="any_open")
    school = make_school("Fir School")
    with now_is(RANKING):
        make_post(other, school, make_lead(school), town.staff, title="Elsewhere")
    assert titles(asked(ask, {"cohort": other.pk})) == ["Elsewhere"]
    assert len(titles(asked(ask, {"region": "yorkshire", "authority": "383"}))) == 4
    read, cursor = [], None
    while True:
        answer = asked(ask, {"limit": 2, "cohort": town.cohort.pk} | ({"cursor": cursor} if cursor else {}))
        read += titles(answer)
        cursor = answer[1]["next"]
        if cursor is None:
            break
    assert sorted(read) == ["Post p", "Post q", "Post r"]
    wrong = asked(ask, {"cohort": "00000000-0000-4000-8000-000000000007", "region": "nowhere", "authority": "\0"})
    assert (wrong[0], sorted(wrong[1]["error"]["fields"])) == (422, ["authority", "cohort", "region"])


def own(account, method="get"):
    client = Client()
    if account is not None:
        client.force_login(account)
    return getattr(client, method)("/api/v1/my/matches")


@pytest.fixture
def published():
    town = ranked_town()
    town.publish(town.run())
    return town


def test_an_outcome_is_told_to_whose_it_is_as_the_page_tells_it(published):
    town = published
    with now_is(MATCHING_DAY):
        answer, page = own(town.people["a"]), Client()
        page.force_login(town.people["a"])
        shown = page.get("/placement/my-posts/").content.decode()
    found = runs.outcome_of(rankings.chooser(town.by("a"), town.cohort.pk))
    post = found.post
    told = answer.json()
    assert check_certificate(told["items"][0].pop("certificate")).holds
    assert told == {"next": None, "items": [{
        "cohort": {"id": str(town.cohort.pk), "name": town.cohort.name}, "outcome": "matched", "rank": 2, "rule": "Best for candidates",
        "post": {"id": str(post.pk), "title": "Post q", "school": {"urn": post.school_id, "name": "Ash School"}},
        "guarantee": found.guarantee, "reasons": list(found.reasons), "by_hand": [],
    }]}  # fmt: skip
    assert (len(found.reasons), found.reasons[0] in shown) == (1, True)
    assert [name for name in ("Bela", "Cleo", "Dewi", "Esme", "Amara") if name in answer.content.decode()] == []
    assert "Access-Control-Allow-Origin" not in answer
    assert answer["Cache-Control"] == "private, no-store"
    assert own(town.people["d"]).json()["items"][0]["outcome"] == "not-matched"


def test_nothing_is_told_before_a_matching_is_published():
    town = ranked_town()
    town.run()
    (item,) = own(town.people["a"]).json()["items"]
    assert (item["outcome"], item["post"], item["rank"], item["reasons"], item["certificate"]) == ("not-published", None, None, [], None)


def test_only_whoever_has_signed_in_is_answered_and_only_of_their_own_cohorts(published):
    make_cohort(name="Another")
    assert [item["cohort"]["id"] for item in own(published.people["a"]).json()["items"]] == [str(published.cohort.pk)]
    for account in (published.staff, published.leads["q"]):
        assert own(account).json() == {"items": [], "next": None}
    refused = own(None)
    assert (refused.status_code, refused.json()["error"]["code"]) == (401, "not-signed-in")
    assert own(published.people["a"], method="post").status_code == 405
