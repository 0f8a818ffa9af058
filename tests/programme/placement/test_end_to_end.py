"""A small cohort from rankings with ties to placements that start: through commands, and checked against trying everything."""

import itertools

import pytest
import time_machine

from difference.errors import NotAllowed, NotNow
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.models import Grant
from difference.foundations.people.queries import actor_for
from difference.programme.placement.commands import matching, placing, publishing
from difference.programme.placement.guards import can_start
from difference.programme.placement.models import ChecklistItem, MatchingRun, Placement, Post
from difference.programme.placement.queries import instances, placements, rankings, runs
from difference.programme.recruitment.models import SaferCheck
from difference.programme.recruitment.queries import places
from tests.making import make_actor
from tests.programme.placement.market import ENDS, MATCHING_DAY, STAFF, STARTS, do_every_check, make_town, now_is, ranked_town

pytestmark = pytest.mark.django_db


def stable_matchings(instance):
    """Every stable matching of an instance by trying all: shares nothing with the product's code but the format."""
    wanted = {one["id"]: one["preferences"] for one in instance["candidates"]}
    seats = {post["id"]: post["seats"] for post in instance["posts"]}
    classes = {post["id"]: {key: place for place, tied in enumerate(post["ranking"]) for key in tied} for post in instance["posts"]}
    choices = [[*(post for post in wanted[one] if one in classes[post]), None] for one in wanted]

    def prefers(one, post, held):
        return held is None or wanted[one].index(post) < wanted[one].index(held)

    def blocks(one, post, held):
        holders = [other for other, its in held.items() if its == post]
        return prefers(one, post, held[one]) and (len(holders) < seats[post] or any(classes[post][other] > classes[post][one] for other in holders))

    for combination in itertools.product(*choices):
        held = dict(zip(wanted, combination, strict=True))
        if any(sum(its == post for its in held.values()) > seats[post] for post in seats):
            continue
        if not any(blocks(one, post, held) for one in wanted for post in wanted[one] if one in classes[post] and post != held[one]):
            yield held


def test_the_published_result_is_one_of_the_stable_ones_and_the_best_for_each_candidate_given_the_lottery():
    town = ranked_town()
    run = town.run()
    assert (run.state, run.certificate["stable"], len(run.seed), run.rule) == ("verified", True, 32, "candidate_optimal")
    assert runs.matched(run) in list(stable_matchings(run.instance))
    given = town.result(run)
    # b and c share the first class of p; a falls to q, which wants a most; whoever of b and c loses the lottery for p has no post.
    assert given == {"a": "q", "b": "p", "c": None, "d": None, "e": None} or given == {"a": "q", "b": None, "c": "p", "d": None, "e": None}


def test_the_same_inputs_and_seed_give_the_same_result_and_another_order_of_rows_too():
    from difference.methods.matching import as_document, from_document, match

    run = ranked_town().run()
    turned = {part: list(reversed(rows)) for part, rows in run.instance.items()}
    market = from_document(turned)
    again = as_document(market, match(market, run.rule, run.seed), run.instance_sha256)
    assert again["matches"] == runs.matched(run)


def test_the_inputs_hold_keys_and_no_names():
    town = ranked_town()
    run = town.run()
    kept = str(run.instance) + str(run.result) + str(run.certificate)
    assert [name for name in ("Amara", "Bela", "Oak", "Post p", "Leeds") if name in kept] == []


def test_from_publication_to_the_start_of_a_placement(monkeypatch):
    town = ranked_town()
    run = town.run()
    Letter.objects.all().delete()
    assert (town.publish(run), Placement.objects.count(), Placement.objects.filter(state="proposed").count()) == (2, 2, 2)
    kinds = sorted(Letter.objects.values_list("kind", flat=True))
    assert kinds == ["placement.matched"] * 2 + ["placement.not_matched"] * 3 + ["placement.somebody_matched"] * 2
    to_schools = Letter.objects.filter(kind="placement.somebody_matched")
    assert [name for letter in to_schools for name in ("Amara", "Bela", "Cleo") if name in letter.text + letter.subject] == []
    assert Event.objects.filter(action="placement.publish", object_type="placement.placement").count() == 2
    placement = town.accept("a")
    assert placement.state == "accepted"
    assert town.confirm("a").state == "confirmed"
    assert Post.objects.get(pk=town.posts["q"].pk).state == "filled"
    with now_is(MATCHING_DAY):
        town.tick_all("a")
        with pytest.raises(NotNow, match=r"Safer-recruitment checks complete.*start on Wednesday 1 September 2027"):
            placing.start_placement(by=actor_for(town.staff), placement=town.placement("a"))
    monkeypatch.setattr(places, "checks_missing", lambda *_: [])
    with now_is(MATCHING_DAY), pytest.raises(NotNow, match=r"^Placements of this cohort start on"):
        placing.start_placement(by=actor_for(town.staff), placement=town.placement("a"))
    with now_is(STARTS):
        started = placing.start_placement(by=actor_for(town.staff), placement=town.placement("a"))
        held = Grant.objects.get(person=town.people["a"].person, role="participant")
        assert (started.state, held.scope, held.scope_id, started.started_on.isoformat()) == ("started", "placement", str(started.pk), "2027-09-01")
        with pytest.raises(NotNow, match="two years of this cohort end"):
            placing.complete_placement(by=actor_for(town.staff), placement=town.placement("a"))
    with now_is(ENDS):
        assert placing.complete_placement(by=make_actor(STAFF), placement=town.placement("a")).state == "completed"


def test_nobody_handles_their_own_placement(sign_in):
    town = ranked_town()
    town.publish(town.run())
    town.accept("a")
    browser = sign_in(STAFF)
    placement = Placement.objects.get(state="accepted")
    Placement.objects.filter(pk=placement.pk).update(person=browser.account.person)
    with now_is(MATCHING_DAY, browser):
        page = browser.get(f"/placement/placements/{placement.pk}/").content.decode()
        posted = [
            browser.post(f"/placement/placements/{placement.pk}/{what}/").status_code for what in ("confirm", "start", "end", "items/contract/tick")
        ]
    assert (posted, "Note as done" in page, "Confirm the placement" in page) == ([403] * 4, False, False)
    assert (Placement.objects.get(pk=placement.pk).state, placement.checklist.count()) == ("accepted", 0)


def test_a_post_with_two_seats_is_filled_when_both_are_confirmed():
    town = make_town()
    Post.objects.filter(pk=town.posts["p"].pk).update(seats=2)
    with now_is(town.cohort.ranking_opens_at):
        town.wants("a", "p")
        town.wants("b", "p")
        town.takes("p", a="1", b="1")
    town.publish(town.run())
    for name, state in (("a", "ranked"), ("b", "filled")):
        town.accept(name)
        town.confirm(name)
        assert Post.objects.get(pk=town.posts["p"].pk).state == state


def test_ending_early_ends_the_grant_and_tells_both(monkeypatch):
    monkeypatch.setattr(places, "checks_missing", lambda *_: [])
    town = ranked_town()
    town.publish(town.run())
    town.accept("a")
    town.confirm("a")
    with now_is(STARTS):
        assert ChecklistItem.objects.count() == 0
        placement = town.placement("a")
        for key in ("contract", "induction", "line-manager"):
            placing.tick(by=actor_for(town.staff), placement=placement, key=key)
        placing.start_placement(by=actor_for(town.staff), placement=town.placement("a"))
        Letter.objects.all().delete()
        ended = placing.end_placement(by=actor_for(town.staff), placement=town.placement("a"), reason="resigned")
    grant = Grant.objects.get(person=town.people["a"].person, role="participant")
    assert (ended.state, ended.reason, ended.ended_on.isoformat(), grant.ended_at) == ("ended_early", "resigned", "2027-09-01", STARTS)
    assert sorted(Letter.objects.values_list("kind", flat=True)) == ["placement.ended", "placement.ended_to_school"]


def test_whoever_ran_it_does_not_publish_it_and_a_double_click_publishes_once():
    town = ranked_town()
    run = town.run()
    with now_is(MATCHING_DAY):
        with pytest.raises(NotAllowed, match=r"You ran this matching\. Somebody else has to publish it"):
            publishing.publish(by=actor_for(town.staff), run=run)
        first, second = (runs.find(actor_for(town.second), run.pk) for _ in range(2))
        publishing.publish(by=actor_for(town.second), run=first)
        with pytest.raises(NotNow):
            publishing.publish(by=actor_for(town.second), run=second)
    letters = Letter.objects.filter(kind__in=("placement.matched", "placement.somebody_matched", "placement.not_matched")).count()
    assert (Placement.objects.count(), letters) == (2, 7)


@pytest.mark.parametrize("broken", ["placements", "last letter", "audit"])
def test_publishing_that_breaks_off_leaves_nothing(monkeypatch, broken):
    town = ranked_town()
    run = town.run()
    before = (Letter.objects.count(), Event.objects.count())
    calls = itertools.count(1)

    def fail(*_, **__):
        raise RuntimeError("power cut")

    def fail_at_last(*args, **kwargs):
        return fail() if next(calls) == 7 else None

    if broken == "placements":
        monkeypatch.setattr(type(Placement.objects.all()), "bulk_create", fail)
    elif broken == "audit":
        monkeypatch.setattr(publishing, "record", fail)
    else:
        monkeypatch.setattr(publishing.letters, "to_person", fail_at_last)
        monkeypatch.setattr(publishing.letters, "to_school", fail_at_last)
    with pytest.raises(RuntimeError):
        town.publish(run)
    present = MatchingRun.objects.get(pk=run.pk)
    after = (Letter.objects.count(), Event.objects.count())
    assert (present.state, present.published_by, Placement.objects.count(), after) == ("verified", None, 0, before)


def test_inputs_that_no_longer_stand_are_not_published():
    from difference.programme.placement.commands import posts

    town = ranked_town()
    run = town.run()
    with now_is(MATCHING_DAY):
        posts.withdraw_post(by=town.by("q"), post=town.post("q"))
    with pytest.raises(NotNow, match=r"Since this matching was run, a post has been withdrawn or is no longer open\. Run it again"):
        town.publish(run)
    assert Placement.objects.count() == 0
    again = town.run()
    assert (MatchingRun.objects.get(pk=run.pk).state, again.state, town.publish(again)) == ("superseded", "verified", 1)


def test_a_result_that_was_edited_by_hand_is_not_published():
    town = ranked_town()
    run = town.run()
    key = str(town.people["d"].person_id)
    edited = {**run.result, "matches": {**run.result["matches"], key: str(town.posts["r"].pk)}, "filled": run.result["filled"] + 1}
    MatchingRun.objects.filter(pk=run.pk).update(result=edited)
    with pytest.raises(NotNow, match="not the one that was verified"):
        town.publish(run)


def test_a_result_that_does_not_verify_stays_computed_with_its_certificate(monkeypatch):
    from difference.methods.matching import Matching

    town = ranked_town()

    def nobody(market, rule, seed):
        from difference.methods.matching import match as real

        found = real(market, rule, seed)
        return Matching(found.posts * 0 - 1, found.rule, found.seed, found.guarantee, found.lottery)

    monkeypatch.setattr(matching, "match", nobody)
    run = town.run()
    assert (run.state, run.certificate["stable"], len(run.certificate["blocking_pairs"]) > 0) == ("computed", False, True)
    with pytest.raises(NotNow):
        town.publish(run)


def test_the_matching_waits_until_both_sides_have_ranked():
    town = ranked_town()
    with now_is(town.cohort.ranking_closes_at), pytest.raises(NotNow, match="Schools rank until Wednesday 14 April 2027, midnight"):
        matching.run_matching(by=actor_for(town.staff), cohort=town.cohort)


def test_no_matching_is_run_for_a_cohort_that_is_over():
    town = ranked_town()
    staff = actor_for(town.staff)
    with now_is(ENDS), pytest.raises(NotNow, match="Nobody is placed in it any more"):
        matching.run_matching(by=staff, cohort=town.cohort)


def test_a_candidate_reads_one_reason_for_each_post_that_they_preferred_and_nobody_elses_name():
    town = ranked_town()
    town.publish(town.run())
    outcome = runs.outcome_of(rankings.chooser(town.by("a"), town.cohort.pk))
    assert (outcome.post.title, outcome.rank, outcome.reasons) == (
        "Post q", 2, ("“Post p” at Oak School ranked you in class 2; its seats were filled by classes up to 1.",),
    )  # fmt: skip
    unplaced = runs.outcome_of(rankings.chooser(town.by("d"), town.cohort.pk))
    assert (unplaced.post, unplaced.reasons) == (None, ("“Post p” at Oak School did not rank you.",))


def test_a_declined_seat_is_free_for_another_run_once_all_is_answered():
    from difference.programme.placement.commands import answering

    town = ranked_town()
    first = town.run()
    town.publish(first)
    loser = next(name for name, post in town.result(first).items() if post == "p")
    other = {"b": "c", "c": "b"}[loser]
    with now_is(MATCHING_DAY):
        with pytest.raises(NotNow, match="2 matches still wait"):
            matching.close_run(by=actor_for(town.staff), run=runs.find(actor_for(town.staff), first.pk))
        answering.decline_match(by=town.by(loser), placement=town.placement(loser), reason="too-far")
    town.accept("a")
    with now_is(MATCHING_DAY):
        with pytest.raises(NotNow, match=r"is published\. Close it first"):
            matching.run_matching(by=actor_for(town.staff), cohort=town.cohort)
        matching.close_run(by=actor_for(town.staff), run=runs.find(actor_for(town.staff), first.pk))
    market = instances.frozen(town.cohort).instance
    assert {town.name_of(one["id"]) for one in market["candidates"]} == {"b", "c", "d", "e"}
    assert {town.name_of(post["id"]) for post in market["posts"]} == {"p", "r"}
    second = town.run()
    assert town.result(second)[loser] in {"p", None}
    assert (town.publish(second), {loser, other} >= {name for name, post in town.result(second).items() if post}) == (1, True)


def test_both_sides_can_see_the_match_and_nobody_else():
    town = ranked_town()
    town.publish(town.run())
    key = town.placement("a").pk
    seen = {name: any(one.pk == key for one in placements.visible_to(town.by(name))) for name in "abcdepqr"}
    assert seen == {"a": True, "b": False, "c": False, "d": False, "e": False, "p": False, "q": True, "r": False}


def test_the_demonstrations_calendar_lets_a_placement_start():
    town = ranked_town()
    town.publish(town.run())
    town.accept("a")
    town.confirm("a")
    with time_machine.travel(STARTS, tick=False):
        assert "Placements of this cohort start on" not in can_start(town.placement("a"))


def test_recruitments_own_record_of_the_checks_lets_a_placement_start():
    town = ranked_town()
    town.publish(town.run())
    town.accept("a")
    town.confirm("a")
    with now_is(STARTS):
        town.tick_all("a")
        assert can_start(town.placement("a")) == "Still missing: Safer-recruitment checks complete."
        do_every_check(town.people["a"].person)
        assert can_start(town.placement("a")) == ""
        SaferCheck.objects.filter(check_key="dbs").update(result="referred")
        with pytest.raises(NotNow, match="Safer-recruitment checks complete"):
            placing.start_placement(by=actor_for(town.staff), placement=town.placement("a"))
        SaferCheck.objects.filter(check_key="dbs").update(result="clear")
        assert placing.start_placement(by=actor_for(town.staff), placement=town.placement("a")).state == "started"
