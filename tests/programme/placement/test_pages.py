"""The pages of placement: who reaches what, what bad input gets, and what a double click does."""

import re
import uuid
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from difference.foundations.audit.models import Event
from difference.foundations.people.holdings import about
from difference.programme.placement.commands import hosting
from difference.programme.placement.models import CandidateRanking, HostRanking, Interest, MatchingRun, Placement, Post
from difference.programme.placement.queries import waiting
from tests.making import make_account
from tests.programme.placement.market import MATCHING_DAY, RANKING, STAFF, make_town, now_is, ranked_town

pytestmark = pytest.mark.django_db


def browser(account):
    client = Client()
    client.force_login(account)
    client.account = account
    return client


def words(response):
    return " ".join(unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)).split())


@pytest.fixture
def town():
    return ranked_town()


@pytest.fixture
def published(town):
    town.publish(town.run())
    return town


def statuses(town, method, name, *arguments, **data):
    """The status that each kind of person gets: the school's lead, another's, the candidate, another, staff, other staff, the public."""
    address = reverse(f"placement:{name}", args=arguments)
    people = [town.leads["q"], town.leads["p"], town.people["a"], town.people["d"], town.staff, make_account(("staff", "recruitment"))]
    with now_is(MATCHING_DAY):
        return [getattr(client, method)(address, data).status_code for client in (*map(browser, people), Client())]


def test_a_page_of_a_school_is_not_found_by_other_schools_and_refused_to_staff(town):
    key = town.posts["q"].pk
    for name in ("post", "candidates"):
        assert statuses(town, "get", name, key) == [200, 404, 404, 404, 403, 404, 302]
    for name in ("submit-post", "confirm-post", "change-post"):
        assert statuses(town, "post", name, key)[1:] == [404, 404, 404, 403, 404, 401]


def test_the_pages_of_staff_are_not_found_by_anybody_else(published):
    run, placement = MatchingRun.objects.get(), published.placement("a")
    for name, argument in (("board", published.cohort.pk), ("matching", published.cohort.pk), ("run", run.pk)):
        assert statuses(published, "get", name, argument) == [404, 404, 404, 404, 200, 404, 302]
    assert statuses(published, "get", "review", published.posts["q"].pk) == [403, 404, 404, 404, 200, 404, 302]
    assert statuses(published, "get", "handle", placement.pk) == [403, 404, 403, 404, 200, 404, 302]
    assert statuses(published, "post", "confirm", placement.pk) == [403, 404, 403, 404, 409, 404, 401]
    assert statuses(published, "get", "cohorts") == [403, 403, 403, 403, 200, 403, 302]
    assert statuses(published, "get", "our-posts") == [200, 200, 403, 403, 403, 403, 302]


def test_a_match_is_answered_by_its_two_sides_alone(published):
    key = published.placement("a").pk
    assert statuses(published, "get", "placement", key) == [200, 404, 200, 404, 403, 404, 302]
    assert statuses(published, "post", "accept-match", key) == [302, 404, 302, 404, 403, 404, 401]
    assert published.placement("a").state == "accepted"


@pytest.mark.parametrize("name", ["post", "candidates", "placement", "handle", "board", "run", "rank-posts", "review", "matching"])
def test_what_there_is_not_is_not_found(town, name):
    for account in (town.leads["p"], town.people["a"], town.staff):
        assert browser(account).get(reverse(f"placement:{name}", args=[uuid.uuid4()])).status_code == 404


def test_a_member_of_staff_who_opens_a_placement_is_in_the_audit(published):
    browser(published.staff).get(reverse("placement:handle", args=[published.placement("a").pk]))
    browser(published.leads["q"]).get(reverse("placement:placement", args=[published.placement("a").pk]))
    browser(published.people["a"]).get(reverse("placement:placement", args=[published.placement("a").pk]))
    looks = Event.objects.filter(kind=Event.SEEN, subject_id=published.people["a"].person_id, object_type="placement.placement")
    assert sorted(looks.values_list("action", flat=True)) == ["placement.see-board", "placement.see-own"]


def test_numbers_that_make_no_order_are_refused_beside_their_boxes_and_nothing_is_kept():
    town = make_town()
    address = reverse("placement:rank-posts", args=[town.cohort.pk])
    boxes = {name: str(post.pk) for name, post in town.posts.items()}
    with now_is(RANKING):
        client = browser(town.people["a"])
        assert client.get(address).status_code == 200
        page = client.post(address, {"revision": "-1", boxes["p"]: "1", boxes["q"]: "1"})
        assert (page.status_code, f'id="id_{boxes["p"]}-error"' in page.content.decode(), CandidateRanking.objects.count()) == (422, True, 0)
        assert [client.post(address, {"revision": revision, boxes["p"]: "1"}).status_code for revision in ("", "x", "1" * 500)] == [422, 422, 409]
        sent = {"revision": "-1", boxes["p"]: "2", boxes["q"]: "1"}
        assert [client.post(address, sent).status_code for _ in range(2)] == [302, 409]
        assert client.post(address, {**sent, "revision": "1" * 500}).status_code == 409
        again = client.post(address, {**sent, boxes["q"]: "", boxes["p"]: "1"})
    assert (again.status_code, "1. Post q, Ash School; 2. Post p, Oak School" in words(again)) == (409, True)
    assert 'name="revision" value="0"' in again.content.decode()
    assert CandidateRanking.objects.get().posts == [boxes["q"], boxes["p"]]


def test_a_school_ranks_by_form_and_a_missing_class_is_told_beside_the_person():
    town = make_town()
    with now_is(RANKING):
        town.wants("a", "p")
        town.wants("b", "p")
        client, address = browser(town.leads["p"]), reverse("placement:candidates", args=[town.posts["p"].pk])
        first, second = (town.met("p", name).candidacy for name in "ab")
        page = client.post(address, {"revision": "-1", str(first.pk): "1"})
        assert (page.status_code, f"Choose a class for {second}, or say why you would not appoint them" in words(page)) == (422, True)
        wrong = ("9", "no", "no:", "no:after-interview", "no:faith")
        assert [client.post(address, {"revision": "-1", str(first.pk): "1", str(second.pk): one}).status_code for one in wrong] == [422] * 5
        assert client.post(address, {"revision": "-1", str(first.pk): "1", str(second.pk): "no:experience"}).status_code == 302
    second.refresh_from_db()
    assert (HostRanking.objects.get().not_wanted, second.not_wanted_because) == ([str(second.person_id)], "experience")


def test_a_double_click_does_each_thing_once(town):
    run = town.run()
    with now_is(MATCHING_DAY):
        second, staff = browser(town.second), browser(town.staff)
        publish = reverse("placement:publish", args=[run.pk])
        assert (staff.post(publish).status_code, Placement.objects.count()) == (403, 0)
        assert [second.post(publish).status_code for _ in range(2)] == [302, 302]
        key = town.placement("a").pk
        for account in (town.people["a"], town.leads["q"]):
            client = browser(account)
            assert [client.post(reverse("placement:accept-match", args=[key])).status_code for _ in range(2)] == [302, 302]
        assert [staff.post(reverse("placement:confirm", args=[key])).status_code for _ in range(2)] == [302, 302]
        tick = reverse("placement:tick", args=[key, "contract"])
        assert [staff.post(tick).status_code for _ in range(2)] == [302, 409]
        assert staff.post(reverse("placement:tick", args=[key, "safer-recruitment"])).status_code == 404
        assert staff.post(reverse("placement:tick", args=[key, "nonsense"])).status_code == 404
        assert staff.post(reverse("placement:start", args=[key])).status_code == 409
    assert (Placement.objects.count(), Post.objects.get(pk=town.posts["q"].pk).state) == (2, "filled")


def test_the_page_of_a_run_says_who_has_what_and_its_documents_hold_no_names(town):
    run = town.run()
    staff = browser(town.staff)
    page = words(staff.get(reverse("placement:run", args=[run.pk])))
    there = (
        "Amara Post Post q School Ash School How far Unknown: the register of schools that is loaded has no coordinates Rank they gave it 2 Posts they ranked 2",
        run.seed,
        run.instance_sha256,
        "rural hospitals theorem",
        "You ran this matching. Somebody else has to publish it",
    )
    assert [one for one in there if one not in page] == []
    for name in ("instance", "result", "certificate"):
        document = staff.get(reverse("placement:document", args=[run.pk, name]))
        assert (document.status_code, document.json()) == (200, getattr(run, name))
    assert staff.get(reverse("placement:document", args=[run.pk, "seed"])).status_code == 404


def test_a_candidate_reads_why_on_their_page_and_nobody_elses_name(published):
    page = words(browser(published.people["a"]).get(reverse("placement:my-posts")))
    assert "“Post p” at Oak School ranked you in class 2; its seats were filled by classes up to 1." in page
    assert [name for name in ("Bela", "Cleo", "Dewi", "Esme") if name in page] == []


def test_a_stale_answer_about_hosting_shows_both_and_can_be_saved_on_top():
    town = make_town()
    lead, school = town.leads["p"], town.posts["p"].school
    address = reverse("placement:interest", args=[town.cohort.pk, school.urn])
    with now_is(RANKING):
        client = browser(lead)
        client.post(address, {"revision": hosting.NEW, "answer": "yes"})
        stale = client.post(address, {"revision": hosting.NEW, "answer": "no", "reason": "other"})
        assert (stale.status_code, 'name="revision" value="0"' in stale.content.decode()) == (409, True)
        assert client.post(address, {"revision": 0, "answer": "no", "reason": "other"}).status_code == 302
        assert client.post(address, {"revision": 0, "answer": "no"}).status_code == 422
    assert [(one.answer, one.reason) for one in Interest.objects.all()] == [("no", "other")]


def test_what_waits_is_said_to_whoever_has_to_do_it(town):
    said = lambda name: [what for what, _, _ in waiting.waiting_for(town.by(name))]  # noqa: E731
    staff = lambda account: [what for what, _, _ in waiting.waiting_for(browser_actor(account))]  # noqa: E731
    with now_is(RANKING):
        assert said("p") == ["Say whether Oak School wants to host in cohort 2027"]
        town.wants("d", "p", "q", revision=0)
        assert said("q") == ["Say whether Ash School wants to host in cohort 2027", "A candidate for “Post q” is in no class"]
    run = town.run()
    with now_is(MATCHING_DAY):
        assert (staff(town.staff), staff(town.second)) == ([], ["A matching waits for a second person to publish it"])
        town.publish(run)
        assert (said("a"), said("q")) == (["Answer your match to Post q"], ["Answer the match to your post “Post q”"])
        town.accept("a")
        assert staff(town.staff) == ["A placement waits to be confirmed"]


def browser_actor(account):
    from difference.foundations.people.queries import actor_for

    return actor_for(account)


def test_my_record_holds_the_order_and_the_placement_with_who_can_see_them(published):
    found = {one.title: (list(one.rows), one.who_can_see) for one in about(published.people["a"].person)}
    order, seen = found["The order in which you put posts, cohort 2027"]
    assert (order[:2], seen) == ([("1", "Post p, Oak School"), ("2", "Post q, Ash School")], "placement staff")
    placement, _ = found["Placement at Ash School"]
    assert placement[:3] == [("Post", "Post q"), ("School", "Ash School"), ("Where it stands", "You have been matched")]


def test_a_page_of_forms_sent_nonsense_answers_with_a_sentence_and_never_breaks(town):
    nonsense = {
        "revision": "²",
        "title": "\x00" * 10,
        "seats": "1e9",
        "answer": ["yes", "no"],
        "reason": "\ud800".encode("utf-8", "replace").decode(),
        "salary": "x" * 9999,
    }
    client = browser(town.leads["p"])
    school = town.posts["p"].school
    with now_is(RANKING):
        client = browser(town.leads["p"])
        for name, arguments in (
            ("interest", [town.cohort.pk, school.urn]), ("write-post", [town.cohort.pk, school.urn]), ("candidates", [town.posts["p"].pk]),
        ):  # fmt: skip
            assert client.post(reverse(f"placement:{name}", args=arguments), nonsense).status_code == 422
        assert client.post(reverse("placement:interest", args=[town.cohort.pk, 10**25]), nonsense).status_code == 404
        staff = browser(make_account(STAFF))
        for name in ("approve-post", "send-back-post"):
            assert staff.post(reverse(f"placement:{name}", args=[town.posts["p"].pk]), nonsense).status_code in {409, 422}
