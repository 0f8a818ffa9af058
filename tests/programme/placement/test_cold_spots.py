"""Cold spots of a cohort: what the figures say, what staff add or lift with a reason, and what matching day makes of it."""

import types

import pytest
from django.urls import reverse

from difference.errors import BadInput, Conflict, NotAllowed
from difference.foundations.actors import ANYONE
from difference.foundations.audit.models import Event
from difference.foundations.people.queries import actor_for
from difference.programme.placement.commands import matching
from difference.programme.placement.commands.cold_spots import choose_cold_spot
from difference.programme.placement.models import ColdSpotChoice
from difference.programme.placement.queries import cold_spots, instances
from difference.sector.observatory import queries as observatory
from tests.programme.placement.market import MATCHING_DAY, RANKING, make_town, now_is, ranked_town
from tests.programme.placement.test_pages import browser, words

pytestmark = pytest.mark.django_db


def figures(monkeypatch, **by):
    """What the observatory would say of some authorities."""
    computed = {code: types.SimpleNamespace(probability=chance, marked=chance is not None and chance >= 0.5) for code, chance in by.items()}
    table = types.SimpleNamespace(by={code.removeprefix("la"): one for code, one in computed.items()})
    monkeypatch.setattr(observatory, "cold_spot_table", lambda actor: table)


def spot(town):
    return cold_spots.of_authority(ANYONE, town.cohort, "383")


@pytest.mark.parametrize(("chance", "cold", "says"), [(0.8, True, "is 80%"), (0.2, False, "is 20%"), (None, False, "cannot say")])
def test_without_a_word_of_staff_the_figures_decide_and_doubt_marks_nothing(monkeypatch, chance, cold, says):
    figures(monkeypatch, la383=chance)
    found = spot(make_town())
    assert (found.cold, says in found.because) == (cold, True)


def test_staff_add_lift_and_leave_it_to_the_figures_again_each_with_a_reason(monkeypatch):
    figures(monkeypatch, la383=0.8)
    town = make_town()
    by = actor_for(town.staff)
    choose_cold_spot(by=by, cohort=town.cohort, authority="383", cold=False, reason=" Two new schools open in September. ")
    assert (spot(town).cold, spot(town).because) == (False, "The programme lifted it for this cohort: Two new schools open in September.")
    with pytest.raises(Conflict):
        choose_cold_spot(by=by, cohort=town.cohort, authority="383", cold=True, reason="Too slow.")
    choose_cold_spot(by=by, cohort=town.cohort, authority="383", cold=None, reason="They open later.", revision=0)
    assert (spot(town).cold, ColdSpotChoice.objects.get().revision) == (True, 1)
    events = Event.objects.filter(action="placement.choose-cold-spots", kind=Event.DONE)
    assert [one.fields for one in events] == [["cold", "reason"]] * 2


@pytest.mark.parametrize(("authority", "reason", "field"), [("999", "Because.", "authority"), ("383", " ", "reason"), ("383", "x" * 301, "reason")])
def test_an_unknown_authority_and_a_missing_reason_are_refused(authority, reason, field):
    town = make_town()
    with pytest.raises(BadInput) as refused:
        choose_cold_spot(by=actor_for(town.staff), cohort=town.cohort, authority=authority, cold=True, reason=reason)
    assert (list(refused.value.fields), ColdSpotChoice.objects.count()) == ([field], 0)


def test_schools_and_candidates_do_not_choose_and_read_the_reason():
    town = make_town()
    choose_cold_spot(by=actor_for(town.staff), cohort=town.cohort, authority="383", cold=True, reason="No graded school within an hour.")
    for name in ("a", "p"):
        with pytest.raises(NotAllowed):
            choose_cold_spot(by=town.by(name), cohort=town.cohort, authority="383", cold=False, reason="We would rather not.", revision=0)
    with now_is(RANKING):
        for account, path in (
            (town.people["a"], reverse("placement:rank-posts", args=[town.cohort.pk])),
            (town.leads["p"], reverse("placement:post", args=[town.posts["p"].pk])),
            (town.staff, reverse("placement:review", args=[town.posts["p"].pk])),
        ):
            assert "The programme added it for this cohort: No graded school within an hour." in words(browser(account).get(path))


def test_by_form_a_stale_choice_shows_both_and_can_be_saved_on_top():
    town = make_town()
    path = reverse("placement:cold-spot", args=[town.cohort.pk, "383"])
    given = {"revision": "-1", "said": "add", "reason": "First."}
    with now_is(RANKING):
        staff = browser(town.staff)
        assert staff.post(path, given).status_code == 302
        late = staff.post(path, given | {"said": "lift", "reason": "Second."})
        assert (late.status_code, "First." in words(late), ColdSpotChoice.objects.get().reason) == (409, True, "First.")
        assert staff.post(path, given | {"revision": "0", "said": "lift", "reason": "Second."}).status_code == 302
        assert "Leeds" in words(staff.get(reverse("placement:cold-spots", args=[town.cohort.pk])))
        assert staff.post(path, {}).status_code == 422
    assert (ColdSpotChoice.objects.get().cold, ColdSpotChoice.objects.get().reason) == (False, "Second.")


def test_the_frozen_market_knows_cold_spots_and_a_change_of_them_makes_a_run_stale():
    town = ranked_town()
    assert {post["cold_spot"] for post in instances.frozen(town.cohort).instance["posts"]} == {False}
    run = town.run()
    choose_cold_spot(by=actor_for(town.staff), cohort=town.cohort, authority="383", cold=True, reason="Nobody leads there.")
    assert {post["cold_spot"] for post in instances.frozen(town.cohort).instance["posts"]} == {True}
    assert "what counts as a cold spot has changed" in instances.changed_since(run)


def test_every_rule_is_shown_beside_the_one_that_was_run():
    town = ranked_town()
    choose_cold_spot(by=actor_for(town.staff), cohort=town.cohort, authority="383", cold=True, reason="Nobody leads there.")
    with now_is(MATCHING_DAY):
        run = matching.run_matching(by=actor_for(town.staff), cohort=town.cohort, rule="cold_spots_first")
        assert (run.rule, run.state) == ("cold_spots_first", "verified")
        assert {one["rule"]: (one["filled"], one["cold_filled"]) for one in run.comparison} == dict.fromkeys(
            ("candidate_optimal", "post_optimal", "most_filled", "cold_spots_first"), (2, 2)
        )
        page = words(browser(town.staff).get(reverse("placement:run", args=[run.pk])))
        for rule in ("by_height", "post_optimal"):
            assert browser(town.staff).post(reverse("placement:run-matching", args=[town.cohort.pk]), {"rule": rule}).status_code == 422
            with pytest.raises(BadInput):
                matching.run_matching(by=actor_for(town.staff), cohort=town.cohort, rule=rule)
    for title in ("Best for candidates", "Best for schools", "As many as possible", "Cold spots first (this run)"):
        assert title in page
    assert "Every rule places as many people, and as many of them in cold spots" in page


def test_whoever_was_placed_by_another_rule_reads_what_that_one_promises():
    town = ranked_town()
    with now_is(MATCHING_DAY):
        run = matching.run_matching(by=actor_for(town.staff), cohort=town.cohort, rule="most_filled")
        town.publish(run)
        page = words(browser(town.people["a"]).get(reverse("placement:my-posts")))
    assert "The rule was “As many as possible”" in page
    assert "no other order of your posts would have got you a better one" not in page
