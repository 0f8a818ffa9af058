"""How placement went, over the years: counted from what stands, for placement staff alone."""

import pytest
from django.urls import reverse

from difference.foundations.people.queries import actor_for
from difference.programme.placement.commands import answering, placing
from difference.programme.placement.commands.cold_spots import choose_cold_spot
from difference.programme.placement.models import Post
from difference.programme.placement.queries import years
from difference.programme.placement.queries.years import Seats
from tests.making import make_actor
from tests.programme.placement.market import MATCHING_DAY, STAFF, make_town, now_is, ranked_town
from tests.programme.placement.test_pages import browser, words

pytestmark = pytest.mark.django_db


def placed_town():
    """Two are matched: the placement of one is confirmed, the school declines the other."""
    town = ranked_town()
    run = town.run()
    town.publish(run)
    first, second = (name for name, post in town.result(run).items() if post)
    town.accept(first)
    with now_is(MATCHING_DAY):
        placing.confirm_placement(by=actor_for(town.staff), placement=town.placement(first))
        other = town.placement(second)
        answering.decline_match(by=town.by(town.name_of(other.post_id)), placement=other, reason="terms")
    return town, run, first


def test_seats_ranks_days_and_reasons_are_those_of_what_happened():
    town, run, first = placed_town()
    choose_cold_spot(by=actor_for(town.staff), cohort=town.cohort, authority="383", cold=True, reason="Nobody leads there.")
    (year,) = years.years(actor_for(town.staff))
    offered = sum(Post.objects.values_list("seats", flat=True))
    given = {row["id"]: row["preferences"] for row in run.instance["candidates"]}
    ranks = [given[person].index(post) + 1 for person, post in run.result["matches"].items() if post]
    assert (year.seats, year.in_cold_spots, dict(year.regions)) == (
        Seats(offered, 1),
        Seats(offered, 1),
        {"Yorkshire and the Humber": Seats(offered, 1)},
    )
    assert (sorted(year.ranks), year.unplaced) == (sorted(ranks), len(given) - 2)
    assert year.mean_rank == sum(ranks) / 2
    assert year.first_choices == ranks.count(1)
    placement = town.placement(first)
    assert year.days == ((placement.host_accepted_at - Post.objects.get(pk=placement.post_id).approved_at).days,)
    assert (dict(year.declined), dict(year.ended)) == ({("school", "terms"): 1}, {})


def test_a_cohort_without_an_approved_post_and_one_of_others_are_left_out():
    town, _, _ = placed_town()
    make_town(name="2030")
    Post.objects.filter(cohort__name="2030").update(state="submitted", approved_at=None, approved_by=None)
    assert [year.cohort.name for year in years.years(actor_for(town.staff))] == [town.cohort.name]
    assert years.years(make_actor((*STAFF, "cohort", str(Post.objects.filter(cohort__name="2030")[0].cohort_id)))) == []


def test_the_page_says_it_in_words_and_is_refused_to_schools_and_candidates():
    town, _, _ = placed_town()
    with now_is(MATCHING_DAY):
        path = reverse("placement:years")
        page = words(browser(town.staff).get(path))
        assert "Declined by the school: the pay or the contract does not work" in page
        assert "1 of 3" in page
        assert [browser(account).get(path).status_code for account in (town.people["a"], town.leads["p"])] == [403, 403]


def test_before_anything_is_approved_the_page_says_so():
    town = make_town()
    Post.objects.update(state="submitted", approved_at=None, approved_by=None)
    assert "Nothing to count yet" in words(browser(town.staff).get(reverse("placement:years")))
