"""Several at the same moment: one publication, one acceptance of both sides, one filled post; on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from difference.errors import DifferenceError
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.programme.placement.commands import answering, matching, placing, posts, publishing
from difference.programme.placement.models import MatchingRun, Placement, Post
from difference.programme.placement.queries import runs
from tests.making import make_account
from tests.programme.placement.market import MATCHING_DAY, STAFF, now_is, ranked_town

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each of these, each in a thread of its own, gave: results and refusals alike."""
    outcomes: list[object] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(place: int) -> None:
        start.wait()
        try:
            outcomes[place] = acts[place]()
        except DifferenceError as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_several_who_publish_at_once_publish_once():
    town = ranked_town()
    run = town.run()
    people = [actor_for(town.second), *(actor_for(make_account(STAFF)) for _ in range(3))]
    with now_is(MATCHING_DAY):
        acts = [lambda by=by: publishing.publish(by=by, run=runs.find(by, run.pk)) for by in people]
        outcomes = at_once(*acts)
    letters = Letter.objects.filter(kind__in=("placement.matched", "placement.somebody_matched", "placement.not_matched"))
    assert (outcomes.count(2), Placement.objects.count(), letters.count()) == (1, 2, 7)


def test_a_matching_that_is_run_again_while_it_is_published_is_published_or_superseded():
    for _ in range(3):
        town = ranked_town(name=f"cohort {MatchingRun.objects.count()}")
        run, by = town.run(), actor_for(town.second)
        with now_is(MATCHING_DAY):
            published, again = at_once(
                lambda run=run, by=by: publishing.publish(by=by, run=runs.find(by, run.pk)),
                lambda town=town: matching.run_matching(by=actor_for(town.staff), cohort=town.cohort),
            )
        state = MatchingRun.objects.get(pk=run.pk).state
        assert (isinstance(published, DifferenceError), isinstance(again, DifferenceError)) in {(True, False), (False, True)}
        assert state == ("superseded" if isinstance(published, DifferenceError) else "published")


def test_a_post_that_is_withdrawn_while_the_matching_is_published_is_one_or_the_other():
    for _ in range(3):
        town = ranked_town(name=f"cohort {MatchingRun.objects.count()}")
        run, by = town.run(), actor_for(town.second)
        with now_is(MATCHING_DAY):
            published, withdrawn = at_once(
                lambda run=run, by=by: publishing.publish(by=by, run=runs.find(by, run.pk)),
                lambda town=town: posts.withdraw_post(by=town.by("q"), post=town.post("q")),
            )
        state = Post.objects.get(pk=town.posts["q"].pk).state
        held = Placement.objects.filter(post=town.posts["q"].pk).count()
        assert (state, held) in {("ranked", 1), ("withdrawn", 0)}
        assert isinstance(published, DifferenceError) is (state == "withdrawn")
        assert isinstance(withdrawn, DifferenceError) is (state == "ranked")


def test_both_sides_that_accept_at_once_have_both_accepted():
    town = ranked_town()
    town.publish(town.run())
    with now_is(MATCHING_DAY):
        at_once(*(lambda name=name: answering.accept_match(by=town.by(name), placement=town.placement("a")) for name in ("a", "q")))
    found = town.placement("a")
    assert (found.state, bool(found.person_accepted_at), bool(found.host_accepted_at)) == ("accepted", True, True)


def test_a_placement_that_is_confirmed_several_times_at_once_is_confirmed_once():
    town = ranked_town()
    town.publish(town.run())
    town.accept("a")
    with now_is(MATCHING_DAY):
        outcomes = at_once(*[lambda: placing.confirm_placement(by=actor_for(town.staff), placement=town.placement("a"))] * 3)
    letters = Letter.objects.filter(kind__startswith="placement.confirmed").count()
    refused = sum(isinstance(one, DifferenceError) for one in outcomes)
    assert (refused <= 2, letters, Post.objects.get(pk=town.posts["q"].pk).state) == (True, 2, "filled")
