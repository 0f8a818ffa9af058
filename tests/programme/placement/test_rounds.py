"""Later rounds: those without a post rank again, with what is free or has come since, and a lottery and a matching of their own follow."""

import datetime as dt

import pytest
from django.urls import reverse

from difference.errors import BadInput, NotAllowed, NotNow
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.commands import answering, matching
from difference.programme.placement.commands.rounds import open_round
from difference.programme.placement.models import Lottery
from difference.programme.placement.queries import lotteries, rankings, runs, waiting
from difference.programme.placement.tasks import draw_lotteries
from tests.programme.placement.market import MATCHING_DAY, STARTS, make_post, now_is, ranked_town
from tests.programme.placement.test_pages import browser, words

pytestmark = pytest.mark.django_db
DATES = {"opens_on": dt.date(2027, 5, 4), "closes_on": dt.date(2027, 5, 14), "matching_on": dt.date(2027, 5, 17)}
AGAIN = dt.datetime(2027, 5, 5, 10, tzinfo=dt.UTC)
SECOND_DAY = dt.datetime(2027, 5, 17, 9, tzinfo=dt.UTC)


def after_the_first():
    """The first matching is published, answered and closed: of the posts p and q, one match was declined."""
    town = ranked_town()
    run = town.run()
    town.publish(run)
    placed = {name: post for name, post in town.result(run).items() if post}
    declined, *kept = sorted(placed)
    with now_is(MATCHING_DAY):
        answering.decline_match(by=town.by(declined), placement=town.placement(declined), reason="too-far")
        for name in kept:
            town.accept(name)
        matching.close_run(by=actor_for(town.staff), run=runs.find(actor_for(town.staff), run.pk))
    return town, declined, kept, placed[declined]


def reopened(town, **dates):
    with now_is(MATCHING_DAY):
        open_round(by=actor_for(town.staff), cohort=town.cohort, **{**DATES, **dates})
    town.cohort = Cohort.objects.get(pk=town.cohort.pk)


def test_those_without_a_post_rank_again_with_a_post_that_came_late_and_are_matched_to_it():
    town, declined, kept, _ = after_the_first()
    reopened(town)
    with now_is(AGAIN):
        assert draw_lotteries.call() == 1
        town.posts["late"] = make_post(town.cohort, town.posts["p"].school, town.leads["p"], town.staff, title="Head of care")
        town.leads["late"] = town.leads["p"]
        town.wants(declined, "late", revision=0)
        with pytest.raises(NotNow, match="You have a post"):
            town.wants(kept[0], "late", revision=0)
        assert [one.person_id for one in rankings.applicants(town.post("late"))] == [town.people[declined].person_id]
        town.takes("late", **{declined: "1"})
    with now_is(SECOND_DAY):
        run = matching.run_matching(by=actor_for(town.staff), cohort=town.cohort)
    assert (run.state, town.result(run)[declined], set(town.result(run)) & set(kept)) == ("verified", "late", set())
    assert (run.seed, Lottery.objects.count()) == (Lottery.objects.get(number=2).seed, 2)


def test_everybody_without_a_post_and_every_school_with_a_free_seat_is_told_and_nobody_else():
    town, declined, kept, freed = after_the_first()
    Letter.objects.all().delete()
    reopened(town)
    told = {
        kind: set(Letter.objects.filter(kind=f"placement.{kind}").values_list("person_id", flat=True))
        for kind in ("round_opened", "round_opened_to_school")
    }
    without = {account.person_id for name, account in town.people.items() if name not in kept}
    assert told == {"round_opened": without, "round_opened_to_school": {town.leads[freed].person_id, town.leads["r"].person_id}}
    assert town.people[declined].person_id in without


def test_what_waits_in_a_later_round_is_asked_of_those_without_a_post_though_an_order_of_theirs_stands():
    town, declined, kept, _ = after_the_first()
    reopened(town)
    with now_is(AGAIN):
        asked = {name: [what for what, _, _ in waiting.of_candidate(town.by(name)) if "in order" in what] for name in (declined, kept[0])}
    assert {name: len(found) for name, found in asked.items()} == {declined: 1, kept[0]: 0}


def test_posts_whose_seats_are_taken_cannot_be_ranked_again():
    town, declined, _, freed = after_the_first()
    reopened(town)
    can, cannot = rankings.eligible_for(rankings.chooser(town.by(declined), town.cohort.pk))
    assert ({town.name_of(post.pk) for post in can}, cannot) == ({freed, "r"}, [])


def test_the_first_lottery_still_says_that_it_was_drawn_before_its_own_ranking_closed():
    town, *_ = after_the_first()
    first = Lottery.objects.get()
    reopened(town)
    assert (first.ranking_closes_at < town.cohort.ranking_closes_at, [one.before_ranking_closed for one in lotteries.committed(town.cohort)]) == (
        True, [first.drawn_at < first.ranking_closes_at],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("dates", "field"),
    [
        ({"opens_on": dt.date(2027, 4, 1)}, "opens_on"),
        ({"closes_on": dt.date(2027, 5, 3)}, "closes_on"),
        ({"matching_on": dt.date(2027, 5, 13)}, "matching_on"),
        ({"matching_on": dt.date(2027, 9, 2)}, "matching_on"),
    ],
)
def test_dates_out_of_order_are_refused_beside_their_field_and_nothing_moves(dates, field):
    town, *_ = after_the_first()
    with pytest.raises(BadInput) as refused:
        reopened(town, **dates)
    assert (list(refused.value.fields), Cohort.objects.get(pk=town.cohort.pk).ranking_closes_at) == ([field], town.cohort.ranking_closes_at)


def test_no_round_opens_before_the_first_is_over_nor_once_placements_start():
    town = ranked_town()
    by = actor_for(town.staff)
    with now_is(MATCHING_DAY), pytest.raises(NotNow, match="has not been published"):
        open_round(by=by, cohort=town.cohort, **DATES)
    run = town.run()
    town.publish(run)
    with now_is(MATCHING_DAY), pytest.raises(NotNow, match="Close it first"):
        open_round(by=by, cohort=town.cohort, **DATES)
    with now_is(STARTS), pytest.raises(NotNow, match="by transfer"):
        open_round(by=by, cohort=town.cohort, **DATES)


def test_a_school_opens_no_round():
    town, *_ = after_the_first()
    with now_is(MATCHING_DAY), pytest.raises(NotAllowed):
        open_round(by=town.by("p"), cohort=town.cohort, **DATES)


def test_by_form_a_round_is_opened_and_a_second_click_finds_ranking_open():
    town, *_ = after_the_first()
    path = reverse("placement:another-round", args=[town.cohort.pk])
    given = {f"{name}_{part}": getattr(day, part) for name, day in DATES.items() for part in ("day", "month", "year")}
    with now_is(MATCHING_DAY):
        staff = browser(town.staff)
        assert "Open ranking once more" in words(staff.get(reverse("placement:matching", args=[town.cohort.pk])))
        assert (staff.post(path, {}).status_code, staff.post(path, given).status_code, staff.post(path, given).status_code) == (422, 302, 409)
        assert "Both sides can still rank" in words(staff.get(path))
