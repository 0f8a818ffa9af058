"""Interest and posts: what a school says, what staff approve by the cohort's policy, and what the register's changes do."""

import datetime as dt

import pytest

from difference.errors import BadInput, Conflict, NotAllowed, NotFound, NotNow
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.foundations.schools.models import School
from difference.programme.placement import hosts
from difference.programme.placement.commands import hosting, posts
from difference.programme.placement.models import Interest, Post
from difference.programme.placement.places import verdict, weakness
from difference.programme.placement.queries import board
from difference.programme.placement.queries import posts as offered
from difference.programme.placement.tasks import let_posts_expire
from tests.making import make_account, make_actor
from tests.programme.placement.market import (
    POST,
    RANKING,
    RANKING_CLOSED,
    STAFF,
    make_cohort,
    make_lead,
    make_post,
    make_school,
    make_town,
    now_is,
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make_school("Oak School")


@pytest.fixture
def lead(school):
    return actor_for(make_lead(school))


def test_interest_can_be_changed_and_a_stale_answer_shows_both(school, lead):
    view = offered.Hosting(make_cohort(), school)
    hosting.state_interest(by=lead, hosting=view, answer="yes")
    hosting.state_interest(by=lead, hosting=view, answer="no", reason="no-money", revision=0)
    with pytest.raises(Conflict) as stale:
        hosting.state_interest(by=lead, hosting=view, answer="maybe", revision=0)
    with pytest.raises(Conflict):
        hosting.state_interest(by=lead, hosting=view, answer="maybe")
    assert stale.value.differences == (("Your answer", "Maybe", "No: We cannot pay for one this year"),)
    assert [(one.answer, one.reason, one.revision) for one in Interest.objects.all()] == [("no", "no-money", 1)]


@pytest.mark.parametrize(
    ("answer", "reason", "field"),
    [("perhaps", "", "answer"), ("", "", "answer"), ("no", "", "reason"), ("no", "bored", "reason"), ("yes", "other", "reason")],
)
def test_an_answer_that_makes_no_sense_is_refused_beside_its_field(school, lead, answer, reason, field):
    with pytest.raises(BadInput) as refused:
        hosting.state_interest(by=lead, hosting=offered.Hosting(make_cohort(), school), answer=answer, reason=reason)
    assert (list(refused.value.fields), Interest.objects.count()) == ([field], 0)


def test_nobody_answers_for_another_school(school, lead):
    other = make_school("Ash School")
    cohort = make_cohort()
    with pytest.raises(NotAllowed):
        hosting.state_interest(by=lead, hosting=offered.Hosting(cohort, other), answer="yes")
    with pytest.raises(NotFound):
        offered.hosting(lead, cohort.pk, other.urn)
    with pytest.raises(NotFound):
        offered.hosting(lead, cohort.pk, 10**30)


@pytest.mark.parametrize("scope_id", ["demo", "", "١٢٣", "9" * 40, "-1", "990001 "])
def test_a_grant_that_names_no_school_reaches_none(scope_id):
    from difference.foundations.actors import Actor, Held

    assert hosts.reached(Actor(kind="person", grants=(Held("host_lead", "", "organisation", scope_id),))) == frozenset()


def test_posts_follow_a_school_to_its_successor_and_so_does_an_old_grant(school, lead):
    cohort = make_cohort()
    with now_is(RANKING):
        made = posts.write_post(by=lead, hosting=offered.Hosting(cohort, school), values=POST)
    academy = make_school("Oak Academy")
    School.objects.filter(pk=school.pk).update(successor=academy, is_open=False)
    later = make_actor(("host_lead", "", "organisation", str(academy.urn)))
    stranger = make_actor(("host_lead", "", "organisation", str(make_school().urn)))
    assert [one.urn for one in hosts.present(lead)] == [academy.urn]
    assert [[one.pk for one in offered.own(actor)] for actor in (lead, later, stranger)] == [[made.pk], [made.pk], []]
    assert verdict(cohort, offered.school_today(offered.find(lead, made.pk))).allowed is True


@pytest.mark.parametrize(
    ("policy", "grade", "allowed"),
    [
        ("good_or_outstanding", "Good", True), ("good_or_outstanding", "Outstanding", True), ("good_or_outstanding", "Requires improvement", False),
        ("good_or_outstanding", "", None), ("any_open", "", True), ("any_open", "Inadequate", True), ("where_weakest", "Inadequate", True),
    ],
)  # fmt: skip
def test_the_cohorts_policy_decides_and_says_unknown_where_the_register_is_silent(policy, grade, allowed):
    assert verdict(make_cohort(host_policy=policy), make_school(ofsted_grade=grade)).allowed is allowed


@pytest.mark.parametrize("fields", [{"is_open": False, "status": "Closed"}, {"sector": "mainstream"}])
def test_a_closed_school_or_one_of_another_sector_is_never_placed_in(fields):
    assert verdict(make_cohort(host_policy="any_open"), make_school(**fields)).allowed is False


def test_a_post_is_approved_only_as_the_policy_allows():
    cohort, staff = make_cohort(host_policy="good_or_outstanding"), make_account(STAFF)
    weak, silent = make_school(ofsted_grade="Inadequate"), make_school(ofsted_grade="")
    leads = {one.urn: make_lead(one) for one in (weak, silent)}
    with now_is(RANKING):
        refused, unknown = (make_post(cohort, one, leads[one.urn]) for one in (weak, silent))
        with pytest.raises(NotNow, match="policy does not allow it"):
            posts.approve_post(by=actor_for(staff), post=refused)
        with pytest.raises(BadInput) as asked:
            posts.approve_post(by=actor_for(staff), post=unknown)
        posts.approve_post(by=actor_for(staff), post=unknown, grade_unknown_accepted=True)
        posts.send_back_post(by=actor_for(staff), post=refused, reason="host-policy")
    assert list(asked.value.fields) == ["grade_unknown_accepted"]
    assert Event.objects.filter(action="placement.approve-post", reason="grade-unknown", object_id=str(unknown.pk)).count() == 1
    assert [Post.objects.get(pk=one.pk).state for one in (refused, unknown)] == ["draft", "approved"]
    assert set(Letter.objects.values_list("kind", flat=True)) == {"placement.post_approved", "placement.post_sent_back"}


def test_the_weakest_schools_stand_first_and_the_unknown_last():
    grades = ["Good", "", "Inadequate", "Requires improvement", "Outstanding"]
    found = sorted((make_school(ofsted_grade=grade) for grade in grades), key=weakness)
    assert [one.ofsted_grade for one in found] == ["Inadequate", "Requires improvement", "Good", "Outstanding", ""]


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", " "), ("title", "x" * 121), ("salary", ""), ("seats", 0), ("seats", 11), ("seats", "2"), ("responsibilities", "\x00")],
)
def test_a_post_that_says_too_little_or_too_much_is_refused_beside_its_field(school, lead, field, value):
    with now_is(RANKING), pytest.raises(BadInput) as refused:
        posts.write_post(by=lead, hosting=offered.Hosting(make_cohort(), school), values={**POST, field: value})
    assert (list(refused.value.fields), Post.objects.count()) == ([field], 0)


def test_posts_do_not_come_in_once_candidates_have_ranked(school, lead):
    cohort = make_cohort()
    with now_is(RANKING):
        draft = posts.write_post(by=lead, hosting=offered.Hosting(cohort, school), values=POST)
        sent = make_post(cohort, school, make_lead(school))
    with now_is(RANKING_CLOSED):
        for attempt in (
            lambda: posts.submit_post(by=lead, post=draft),
            lambda: posts.approve_post(by=make_actor(STAFF), post=sent),
            lambda: posts.write_post(by=lead, hosting=offered.Hosting(cohort, school), values=POST),
        ):
            with pytest.raises(NotNow, match="closed on Wednesday 31 March 2027, 5pm"):
                attempt()


def test_a_post_is_changed_before_it_is_sent_and_a_stale_change_shows_both(school, lead):
    with now_is(RANKING):
        post = posts.write_post(by=lead, hosting=offered.Hosting(make_cohort(), school), values=POST)
        first, second = (offered.find(lead, post.pk) for _ in range(2))
        posts.change_post(by=lead, post=first, revision=0, values={**POST, "title": "Deputy head"})
        with pytest.raises(Conflict) as stale:
            posts.change_post(by=lead, post=second, revision=0, values={**POST, "title": "Head of year"})
        posts.submit_post(by=lead, post=first)
        with pytest.raises(NotNow):
            posts.change_post(by=lead, post=offered.find(lead, post.pk), revision=2, values=POST)
    assert stale.value.differences == (("title of the post", "Head of year", "Deputy head"),)


def test_whoever_ranked_a_post_is_told_when_it_is_withdrawn_while_they_can_still_change():
    town = make_town()
    with now_is(RANKING):
        town.wants("a", "p", "q")
        town.wants("b", "q")
        Letter.objects.all().delete()
        posts.withdraw_post(by=town.by("p"), post=town.post("p"))
    assert list(Letter.objects.values_list("kind", "person_id")) == [("placement.not_offered", town.people["a"].person_id)]


def test_a_post_that_nobody_confirms_expires_and_one_that_was_confirmed_does_not():
    town = make_town()
    late = RANKING + dt.timedelta(days=120)
    with now_is(RANKING + dt.timedelta(days=60)):
        posts.confirm_post(by=town.by("q"), post=town.post("q"))
    with now_is(late - dt.timedelta(seconds=1)):
        assert let_posts_expire.call() == 0
    with now_is(late):
        assert (let_posts_expire.call(), let_posts_expire.call()) == (2, 0)
    assert {name: Post.objects.get(pk=post.pk).state for name, post in town.posts.items()} == {"p": "expired", "q": "approved", "r": "expired"}


def test_staff_see_drafts_of_no_school_and_posts_of_their_cohorts_alone(school, lead):
    cohort = make_cohort()
    elsewhere = make_cohort(name="2028")
    with now_is(RANKING):
        draft = posts.write_post(by=lead, hosting=offered.Hosting(cohort, school), values=POST)
        sent = make_post(cohort, school, make_lead(school))
    everywhere, here, there = (
        make_actor(STAFF), make_actor((*STAFF, "cohort", str(cohort.pk))), make_actor((*STAFF, "cohort", str(elsewhere.pk)))
    )  # fmt: skip
    assert [[one.pk for one in offered.visible_to(actor)] for actor in (everywhere, here, there)] == [[sent.pk], [sent.pk], []]
    assert draft.pk in {one.pk for one in offered.visible_to(lead)}
    assert board.board(there, elsewhere).posts == ()
