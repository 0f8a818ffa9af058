"""Candidates rank posts strictly, schools rank candidates in classes: what is kept, what is refused, and until when."""

import datetime as dt
import uuid

import pytest

from difference.errors import BadInput, Conflict, NotAllowed, NotFound, NotNow
from difference.foundations.audit.models import Event
from difference.programme.placement.commands import ranking
from difference.programme.placement.forms.ranking import RankPostsForm
from difference.programme.placement.models import Candidacy, CandidateRanking, HostRanking, Post
from difference.programme.placement.queries import instances, rankings
from difference.programme.recruitment.models import Application
from tests.making import make_actor
from tests.programme.placement.market import MATCHING_DAY, RANKING, RANKING_CLOSED, make_candidate, make_cohort, make_town, now_is

pytestmark = pytest.mark.django_db
MOMENT = dt.timedelta(seconds=1)


@pytest.fixture
def town():
    return make_town()


def test_a_candidate_changes_their_order_until_the_very_second_at_which_ranking_closes(town):
    for moment, words in ((town.cohort.ranking_opens_at - MOMENT, "opens on"), (RANKING_CLOSED, "closed on")):
        with now_is(moment), pytest.raises(NotNow, match=words):
            town.wants("a", "p")
    with now_is(town.cohort.ranking_opens_at):
        town.wants("a", "p", "q")
    with now_is(RANKING_CLOSED - MOMENT):
        town.wants("a", "q", revision=0)
    kept = CandidateRanking.objects.get()
    assert (kept.posts, kept.revision, kept.saved_at) == ([str(town.posts["q"].pk)], 1, RANKING_CLOSED - MOMENT)
    events = Event.objects.filter(action="placement.rank-posts", kind=Event.DONE)
    assert [(one.actor_id, one.subject_id, one.fields) for one in events] == [(town.people["a"].person_id, town.people["a"].person_id, ["posts"])] * 2


def test_a_stale_order_shows_both_and_keeps_the_first(town):
    with now_is(RANKING):
        town.wants("a", "p", "q")
        for revision in (ranking.NEW, 5):
            with pytest.raises(Conflict) as stale:
                town.wants("a", "q", revision=revision)
            assert stale.value.differences == (("Your order", "1. Post q, Ash School", "1. Post p, Oak School; 2. Post q, Ash School"),)
    assert CandidateRanking.objects.get().posts == [str(town.posts["p"].pk), str(town.posts["q"].pk)]


def test_an_order_with_a_post_twice_or_one_that_is_not_open_to_them_is_refused(town):
    by, elsewhere = town.by("a"), make_town(name="2028")
    chooser = rankings.chooser(by, town.cohort.pk)
    Post.objects.filter(pk=town.posts["r"].pk).update(state="withdrawn")
    key = town.posts["p"].pk
    with now_is(RANKING):
        for posts in ([key, key], [town.posts["r"].pk], [elsewhere.posts["p"].pk], [uuid.uuid4()]):
            with pytest.raises(BadInput):
                ranking.rank_posts(by=by, chooser=chooser, posts=posts)
    assert CandidateRanking.objects.count() == 0


def test_whoever_has_no_place_ranks_nothing(town):
    outsider = make_actor("candidate")
    Application.objects.create(cohort=town.cohort, person_id=outsider.person_id, state="offered")
    for actor, cohort in ((outsider, town.cohort), (town.by("a"), make_cohort(name="2028"))):
        with pytest.raises(NotFound):
            rankings.chooser(actor, cohort.pk)
    with now_is(RANKING), pytest.raises(NotAllowed):
        ranking.rank_posts(by=town.by("b"), chooser=rankings.chooser(town.by("a"), town.cohort.pk), posts=[])


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        (("1", "1", ""), {"p": "1 stands at more than one post", "q": "1 stands at more than one post"}),
        (("1", "3", ""), {"q": "Your numbers go up to 3, but no post has 2"}),
        (("2", "3", ""), {"q": "Your numbers go up to 3, but no post has 1"}),
        (("3", "", ""), {"p": "Your numbers go up to 3, but no post has 1 and 2"}),
        (("0", "", ""), {"p": "Enter a whole number from 1 to 3"}),
        (("4", "", ""), {"p": "Enter a whole number from 1 to 3"}),
        (("best", "1.5", ""), {"p": "Enter a whole number from 1 to 3", "q": "Enter a whole number from 1 to 3"}),
        (("", "", ""), {}),
        (("2", "1", "3"), {}),
    ],
)
def test_numbers_that_do_not_make_an_order_are_explained_beside_their_boxes(town, numbers, wrong):
    posts = [town.posts[name] for name in "pqr"]
    form = RankPostsForm({"revision": "-1", **{str(post.pk): number for post, number in zip(posts, numbers, strict=True)}}, posts=posts)
    names = {str(post.pk): name for name, post in town.posts.items()}
    found = {names[key]: sentences[0] for key, sentences in form.errors.items()}
    assert (found.keys(), [name for name in wrong if not found[name].startswith(wrong[name])]) == (wrong.keys(), [])


def test_a_school_ranks_in_classes_with_ties_and_says_whom_it_would_not_appoint(town):
    with now_is(RANKING):
        for name in "abcd":
            town.wants(name, "p")
        town.takes("p", a="3", b="1", c="3", d="no")
    kept, keys = HostRanking.objects.get(), {name: str(one.person_id) for name, one in town.people.items()}
    assert (kept.classes, kept.not_wanted) == ([[keys["b"]], sorted([keys["a"], keys["c"]])], [keys["d"]])
    assert Post.objects.get(pk=town.posts["p"].pk).state == "ranked"


def test_schools_rank_until_matching_day_begins_so_that_they_see_whoever_came_last(town):
    with now_is(RANKING):
        town.wants("a", "p")
        town.takes("p", a="1")
    with now_is(RANKING_CLOSED - MOMENT):
        town.wants("b", "p")
    post = town.post("p")
    assert rankings.unranked([post]) == {post.pk: 1}
    closes = dt.datetime(2027, 4, 13, 23, tzinfo=dt.UTC)
    with now_is(closes - MOMENT):
        town.takes("p", a="1", b="1", revision=0)
    assert rankings.unranked([post]) == {}
    with now_is(closes), pytest.raises(NotNow, match="closed on Wednesday 14 April 2027, midnight"):
        town.takes("p", a="2", b="1", revision=1)


@pytest.mark.parametrize("answer", ["", "0", "3", "-1", "¹", "yes", "1.0"])
def test_a_class_that_there_is_not_is_refused_beside_the_person(town, answer):
    with now_is(RANKING):
        town.wants("a", "p")
        town.wants("b", "p")
        with pytest.raises(BadInput) as refused:
            town.takes("p", a="1", b=answer)
    assert (list(refused.value.fields), HostRanking.objects.count()) == ([str(town.people["b"].person_id)], 0)


def test_a_school_ranks_neither_those_who_did_not_rank_it_nor_for_another_school(town):
    with now_is(RANKING):
        town.wants("a", "p")
        with pytest.raises(BadInput, match="Load it again"):
            town.takes("p", a="1", b="1")
        with pytest.raises(NotAllowed):
            ranking.rank_candidates(by=town.by("q"), post=town.post("p"), given={town.people["a"].person_id: "1"})
        with pytest.raises(NotAllowed):
            ranking.rank_candidates(by=town.by("a"), post=town.post("p"), given={town.people["a"].person_id: "1"})


def test_a_stale_ranking_of_a_school_shows_who_differs(town):
    with now_is(RANKING):
        town.wants("a", "p")
        town.wants("b", "p")
        town.takes("p", a="1", b="no")
        with pytest.raises(Conflict) as stale:
            town.takes("p", a="1", b="2")
    called = str(town.met("p", "b").candidacy)
    assert stale.value.differences == ((called, "2", "We would not appoint them: They have not yet led what this post leads"),)


def test_whom_a_school_would_not_appoint_it_says_why_and_the_reason_goes_when_it_thinks_better_of_it(town):
    with now_is(RANKING):
        town.wants("a", "p")
        town.wants("b", "p")
        for reason in ("", "ethnicity", "after-interview"):
            given = {town.people["a"].person_id: "1", town.people["b"].person_id: "no"}
            with pytest.raises(BadInput) as refused:
                ranking.rank_candidates(by=town.by("p"), post=town.post("p"), given=given, because={town.people["b"].person_id: reason})
            assert list(refused.value.fields) == [str(town.people["b"].person_id)]
        assert HostRanking.objects.count() == 0
        town.takes("p", a="1", b="no:conflict")
        kept = {one.person_id: one.not_wanted_because for one in Candidacy.objects.filter(post=town.posts["p"])}
        assert kept == {town.people["a"].person_id: "", town.people["b"].person_id: "conflict"}
        town.takes("p", a="1", b="2", revision=0)
    assert set(Candidacy.objects.values_list("not_wanted_because", flat=True)) == {""}


def test_whoever_no_longer_has_a_place_or_holds_a_post_is_not_in_the_market(town):
    with now_is(RANKING):
        town.wants("a", "p")
        town.takes("p", a="1")
    Application.objects.filter(person=town.people["a"].person).update(state="withdrawn")
    make_candidate(town.cohort, "Late")
    with now_is(MATCHING_DAY):
        market = instances.frozen(town.cohort).instance
    assert str(town.people["a"].person_id) not in str(market)
    assert (len(market["candidates"]), len(market["posts"])) == (5, 3)
