"""The seed of a lottery is drawn before anybody's order is final; its fingerprint is shown then, and the seed once the matching is published."""

import datetime as dt
import hashlib

import pytest
from django.urls import reverse

from difference.errors import NotAllowed, NotNow
from difference.foundations.audit.models import Event
from difference.foundations.people.queries import actor_for
from difference.programme.placement.commands import drawing, matching
from difference.programme.placement.models import Lottery, MatchingRun
from difference.programme.placement.queries import lotteries, runs
from difference.programme.placement.tasks import draw_lotteries
from tests.programme.placement.market import MATCHING_DAY, RANKING, RANKING_CLOSED, make_town, now_is, ranked_town
from tests.programme.placement.test_pages import browser, words

pytestmark = pytest.mark.django_db


def test_the_system_draws_once_as_soon_as_candidates_can_rank():
    town = make_town()
    with now_is(town.cohort.ranking_opens_at - dt.timedelta(seconds=1)):
        assert draw_lotteries.call() == 0
    with now_is(RANKING):
        assert (draw_lotteries.call(), draw_lotteries.call()) == (1, 0)
    with now_is(RANKING_CLOSED):
        assert draw_lotteries.call() == 0
    lottery = Lottery.objects.get()
    assert (lottery.cohort_id, lottery.number, lottery.drawn_at, len(lottery.seed)) == (town.cohort.pk, 1, RANKING, 32)
    assert lottery.fingerprint == hashlib.sha256(lottery.seed.encode()).hexdigest()
    assert [one.fields for one in Event.objects.filter(action="placement.draw-lottery", kind=Event.DONE)] == [["fingerprint", "seed"]]


def test_every_run_before_publication_has_the_same_seed_and_the_one_after_it_another():
    town = ranked_town()
    with now_is(RANKING):
        draw_lotteries.call()
    first, second = town.run(), town.run()
    assert (first.seed, second.seed) == (Lottery.objects.get().seed,) * 2
    town.publish(second)
    for name, post in town.result(second).items():
        if post:
            town.accept(name)
    with now_is(MATCHING_DAY):
        matching.close_run(by=actor_for(town.staff), run=runs.find(actor_for(town.staff), second.pk))
        again = drawing.draw_lottery(by=actor_for(town.staff), cohort=town.cohort)
    assert (again.number, again.seed != second.seed) == (2, True)


def test_a_seed_cannot_be_drawn_again():
    town = make_town()
    first = drawing.draw_lottery(by=actor_for(town.staff), cohort=town.cohort)
    with pytest.raises(NotNow, match="drawn already"):
        drawing.draw_lottery(by=actor_for(town.staff), cohort=town.cohort)
    assert list(Lottery.objects.values_list("seed", flat=True)) == [first.seed]


def test_whoever_is_no_placement_staff_draws_nothing():
    town = make_town()
    for name in ("a", "p"):
        with pytest.raises(NotAllowed):
            drawing.draw_lottery(by=town.by(name), cohort=town.cohort)
    assert Lottery.objects.count() == 0


def test_the_fingerprint_is_on_the_pages_of_both_sides_and_the_seed_only_after_publication():
    town = ranked_town()
    with now_is(RANKING):
        draw_lotteries.call()
        seed, fingerprint = Lottery.objects.values_list("seed", "fingerprint").get()
        pages = [
            browser(town.people["a"]).get(reverse("placement:rank-posts", args=[town.cohort.pk])),
            browser(town.leads["p"]).get(reverse("placement:candidates", args=[town.posts["p"].pk])),
            browser(town.staff).get(reverse("placement:matching", args=[town.cohort.pk])),
        ]
        assert [(fingerprint in words(page), "before ranking closed" in words(page), seed in words(page)) for page in pages] == [
            (True, True, False)
        ] * 3
    town.publish(town.run())
    with now_is(MATCHING_DAY):
        told = words(browser(town.people["a"]).get(reverse("placement:my-posts")))
    assert seed in told
    assert fingerprint in told


def test_a_seed_that_was_drawn_on_matching_day_does_not_claim_to_be_older():
    town = ranked_town()
    run = town.run()
    assert [(one.before_ranking_closed, one.seed) for one in lotteries.committed(town.cohort)] == [(False, "")]
    assert MatchingRun.objects.get().seed == run.seed == Lottery.objects.get().seed
