"""What a post asks for is a hard rule; a school takes no more people than it said; and it is asked whether a post still stands."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.programme.placement import requirements
from difference.programme.placement.commands import hosting, posts, ranking
from difference.programme.placement.models import CandidateRanking, Interest, Post
from difference.programme.placement.queries import posts as offered
from difference.programme.placement.queries import rankings
from difference.programme.placement.tasks import ask_after_posts
from difference.programme.recruitment.models import Application
from tests.programme.placement.market import POST, RANKING, make_candidate, make_cohort, make_lead, make_post, make_school, make_town, now_is
from tests.programme.placement.test_pages import browser, words

pytestmark = pytest.mark.django_db
KNOWN = {
    "responsibility": "pastoral", "responsibility_months": 18, "mainstream_years": Decimal("4.5"), "subjects": "Maths, some drama",
}  # fmt: skip


@pytest.fixture
def school():
    return make_school("Oak School")


@pytest.fixture
def lead(school):
    return actor_for(make_lead(school))


@pytest.mark.parametrize(
    ("key", "told", "because"),
    [
        ("led-pastoral", {"responsibility": "subject"}, "the responsibility that you told us of is: A subject or department"),
        ("led-pastoral", {"responsibility": ""}, "the responsibility that you told us of is: none"),
        ("held-a-year", {"responsibility_months": 11}, "you told us of 11 months"),
        ("held-a-year", {"responsibility_months": None}, "you told us of 0 months"),
        ("taught-five-years", {"mainstream_years": Decimal("4.5")}, "you told us of 4.5 years"),
        ("taught-five-years", {"mainstream_years": Decimal("1.0")}, "you told us of 1 year"),
        ("teaches-maths", {"subjects": "Drama, aftermaths"}, "you told us that you teach: Drama, aftermaths"),
        ("teaches-maths", {"subjects": ""}, "you told us that you teach: nothing yet"),
    ],
)
def test_whoever_does_not_meet_what_a_post_asks_for_is_told_what_and_what_they_told_us(key, told, because):
    cohort = make_cohort()
    known = {
        name: rankings.chooser(actor_for(make_candidate(cohort, name, **values)), cohort.pk).known
        for name, values in (("a", KNOWN | told), ("b", KNOWN))
    }
    title = requirements.known_requirements()[key].title
    assert requirements.objections([key], known["a"]) == [f"It asks for this: {title[0].lower()}{title[1:]}; {because}."]
    fits = key != "taught-five-years"
    assert (requirements.objections([key], known["b"]) == []) is fits


def test_a_post_is_ranked_only_by_whoever_meets_what_it_asks_for(sign_in):
    town = make_town()
    Post.objects.filter(pk=town.posts["p"].pk).update(requirements=["led-send"])
    Application.objects.filter(person=town.people["b"].person_id).update(responsibility="send")
    with now_is(RANKING):
        with pytest.raises(BadInput, match="It asks for this: has led special educational needs"):
            town.wants("a", "q", "p")
        town.wants("b", "q", "p")
    assert [one.person_id for one in CandidateRanking.objects.all()] == [town.people["b"].person_id]
    chooser = rankings.chooser(town.by("a"), town.cohort.pk)
    assert [[post.title for post in part] for part in (rankings.eligible_for(chooser)[0], [post for post, _ in rankings.eligible_for(chooser)[1]])] == [
        ["Post q", "Post r"], ["Post p"],
    ]  # fmt: skip


def test_a_requirement_that_has_ended_is_kept_by_posts_that_ask_for_it_and_not_offered_to_new_ones(school, lead, monkeypatch):
    known = requirements.known_requirements()
    ended = {**known, "led-send": requirements.Requirement("led-send", "Old", dt.date(2026, 1, 1), dt.date(2027, 1, 1), frozenset({"send"}))}
    monkeypatch.setattr(requirements, "known_requirements", lambda: ended)
    with now_is(RANKING):
        assert "led-send" not in {one.key for one in requirements.in_force()}
        with pytest.raises(BadInput) as refused:
            posts.write_post(by=lead, hosting=offered.Hosting(make_cohort(), school), values={**POST, "requirements": ["led-send"]})
    assert list(refused.value.fields) == ["requirements"]
    assert requirements.titles(["led-send"]) == ["Old"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phase", ""), ("phase", "nursery"), ("requirements", ["everything"]), ("mentor", "x" * 201), ("adjustments", "x" * 1001),
        ("starts_on", dt.date(2027, 1, 1)), ("starts_on", dt.date(2029, 9, 1)),
    ],
)  # fmt: skip
def test_what_is_new_of_a_post_is_refused_beside_its_field(school, lead, field, value):
    with now_is(RANKING), pytest.raises(BadInput) as refused:
        posts.write_post(by=lead, hosting=offered.Hosting(make_cohort(), school), values={**POST, field: value})
    assert (list(refused.value.fields), Post.objects.count()) == ([field], 0)


def test_a_school_takes_no_more_people_than_it_said_over_all_its_posts(school, lead):
    cohort = make_cohort()
    view = offered.Hosting(cohort, school)
    with now_is(RANKING):
        hosting.state_interest(by=lead, hosting=view, answer="yes", most_people=3)
        first, second = (posts.write_post(by=lead, hosting=view, values={**POST, "title": title, "seats": 2}) for title in "ab")
        posts.submit_post(by=lead, post=first)
        with pytest.raises(BadInput, match="You said that your school takes 3 at most, and your other posts are for 2 already"):
            posts.submit_post(by=lead, post=second)
        posts.change_post(by=lead, post=second, revision=second.revision, values={**POST, "title": "b", "seats": 1})
        posts.submit_post(by=lead, post=second)
        with pytest.raises(BadInput, match="takes 3 at most, and"):
            make_post(cohort, school, make_lead(school))
    assert sorted((one.title, one.seats, one.state) for one in Post.objects.all()) == [
        ("Assistant head", 1, "draft"), ("a", 2, "submitted"), ("b", 1, "submitted"),
    ]  # fmt: skip


def test_a_number_of_people_is_no_part_of_a_no_and_must_be_one(school, lead):
    view = offered.Hosting(make_cohort(), school)
    with now_is(RANKING):
        for most in (0, 51):
            with pytest.raises(BadInput) as refused:
                hosting.state_interest(by=lead, hosting=view, answer="yes", most_people=most)
            assert list(refused.value.fields) == ["most_people"]
    assert Interest.objects.count() == 0


def test_a_school_is_asked_once_a_month_whether_a_post_still_stands_until_it_says_so(school, lead):
    with now_is(RANKING - dt.timedelta(days=31)):
        post = make_post(make_cohort(), school, make_lead(school))
    with now_is(RANKING):
        assert (ask_after_posts.call(), ask_after_posts.call()) == (1, 0)
        letters = list(Letter.objects.filter(kind="placement.post_asked").values_list("subject", flat=True))
        assert letters == ["Does your post still stand?"] * 2  # both leads
        post.refresh_from_db()
        posts.confirm_post(by=lead, post=post)
        assert ask_after_posts.call() == 0
    assert [one.fields for one in Event.objects.filter(action="placement.ask-after-post")] == [["asked_at"]]


def test_an_order_made_before_a_requirement_is_known_to_fail_is_not_saved_by_half(school, lead):
    cohort = make_cohort()
    with now_is(RANKING):
        plain = make_post(cohort, school, make_lead(school), make_town(name="2029").staff)
        strict = make_post(cohort, school, make_lead(school), make_town(name="2030").staff, title="Strict", requirements=["led-senior"])
        by = actor_for(make_candidate(cohort, "Amara", **KNOWN))
        with pytest.raises(BadInput) as refused:
            ranking.rank_posts(by=by, chooser=rankings.chooser(by, cohort.pk), posts=[plain.pk, strict.pk])
    assert refused.value.fields["posts"] == [
        "It asks for this: has been in senior leadership; the responsibility that you told us of is: Pastoral care, behaviour or inclusion."
    ]
    assert CandidateRanking.objects.count() == 0


def test_a_post_that_is_too_many_says_so_on_its_own_page_and_is_not_sent(school):
    account, cohort = make_lead(school), make_cohort()
    by, view = actor_for(account), offered.Hosting(cohort, school)
    with now_is(RANKING):
        hosting.state_interest(by=by, hosting=view, answer="yes", most_people=1)
        post = posts.write_post(by=by, hosting=view, values={**POST, "seats": 2})
        page = browser(account).post(reverse("placement:submit-post", args=[post.pk]))
    assert (page.status_code, Post.objects.get().state) == (422, "draft")
    assert "You said that your school takes 1 at most. Lower the number of people" in words(page)
