"""Each impossible state of placement, planted past every command, is found, and leads to the page where it is mended."""

import pytest

from difference.foundations.operations import doctor
from difference.foundations.people.models import Grant, Person
from difference.foundations.people.queries import actor_for
from difference.programme.placement import doctor as ours
from difference.programme.placement.commands import placing
from difference.programme.placement.models import MatchingRun, Placement, Post
from difference.programme.recruitment.models import Application
from tests.programme.placement.market import ENDS, STAFF, STARTS, do_every_check, now_is, ranked_town

pytestmark = pytest.mark.django_db

NAMES = {
    "posts filled by nobody", "posts held by more people than they have seats", "posts that are gone and that somebody holds",
    "matchings published without all of their placements", "placements of people without a place",
    "placements accepted by one side, or by both and not moved on", "placements that started on no day, or ended on none",
    "people who ranked a post and have no number there",
    "participants without their grant, and grants without their placement",
}  # fmt: skip


def found():
    return {(name, finding.href) for name, finding in doctor.findings() if name in NAMES}


@pytest.fixture
def town():
    """Two matches published; the first accepted by both sides, confirmed, and started."""
    made = ranked_town()
    made.publish(made.run())
    made.accept("a")
    made.confirm("a")
    with now_is(STARTS):
        do_every_check(made.people["a"].person)
    return made


@pytest.fixture
def started(town):
    with now_is(STARTS):
        town.tick_all("a")
        placing.start_placement(by=actor_for(town.staff), placement=town.placement("a"))
    return town


def pages(town, name="a"):
    placement = town.placement(name)
    return f"/placement/placements/{placement.pk}/", f"/placement/review/{placement.post_id}/"


def test_what_commands_do_is_never_amiss(started):
    assert (set(doctor.names()) >= NAMES, found()) == (True, set())
    with now_is(STARTS):
        placing.end_placement(by=actor_for(started.staff), placement=started.placement("a"), reason="resigned")
        assert found() == set()
    with now_is(ENDS):
        assert found() == set()


def test_a_post_filled_by_nobody(town):
    post = town.placement("b").post if town.result(MatchingRun.objects.get())["b"] else town.placement("c").post
    Post.objects.filter(pk=post.pk).update(state="filled")
    assert found() == {("posts filled by nobody", f"/placement/review/{post.pk}/")}


def test_two_people_in_one_seat(town):
    Placement.objects.update(post=town.placement("a").post)
    assert ("posts held by more people than they have seats", f"/placement/cohorts/{town.cohort.pk}/") in found()


@pytest.mark.parametrize("state", ["withdrawn", "expired"])
def test_a_post_that_is_gone_and_that_somebody_holds(town, state):
    Post.objects.filter(pk=town.placement("a").post_id).update(state=state)
    assert found() == {("posts that are gone and that somebody holds", pages(town)[1])}


def test_a_matching_published_in_part(town):
    run = MatchingRun.objects.get()
    lost = Placement.objects.filter(state="proposed").get()
    lost.delete()
    assert found() == {("matchings published without all of their placements", f"/placement/runs/{run.pk}/")}
    # Somebody who has been erased since is no sign of it.
    Person.objects.filter(pk=lost.person_id).update(erased_at=run.published_at)
    assert found() == set()


def test_somebody_placed_who_has_no_place(town):
    Application.objects.filter(person=town.people["a"].person).update(state="withdrawn")
    assert found() == {("placements of people without a place", pages(town)[0])}


def test_a_match_that_one_side_or_both_have_accepted(town):
    Placement.objects.filter(pk=town.placement("a").pk).update(person_accepted_at=None)
    assert found() == {("placements accepted by one side, or by both and not moved on", pages(town)[0])}
    proposed = Placement.objects.get(state="proposed")
    Placement.objects.filter(pk=town.placement("a").pk).update(person_accepted_at=proposed.proposed_at)
    both = {"person_accepted_at": proposed.proposed_at, "host_accepted_at": proposed.proposed_at, "host_accepted_by": town.staff.person_id}
    Placement.objects.filter(pk=proposed.pk).update(**both)
    assert found() == {("placements accepted by one side, or by both and not moved on", f"/placement/placements/{proposed.pk}/")}


def test_a_placement_that_started_on_no_day(started):
    Placement.objects.filter(state="started").update(started_on=None)
    with now_is(STARTS):
        assert found() == {("placements that started on no day, or ended on none", pages(started)[0])}


def test_a_participant_without_their_grant_and_a_grant_without_its_placement(started):
    name = "participants without their grant, and grants without their placement"
    with now_is(STARTS):
        held = Grant.objects.filter(role="participant")
        row = held.values().get()
        held.delete()
        assert found() == {(name, pages(started)[0])}
        Grant.objects.create(**row)
        Placement.objects.filter(state="started").update(state="ended_early", ended_on=STARTS.date())
        assert found() == {(name, pages(started)[0])}


def test_each_finding_leads_to_a_page_that_opens_for_placement_staff(town, sign_in):
    Post.objects.filter(pk=town.placement("a").post_id).update(state="withdrawn")
    Placement.objects.filter(state="proposed").delete()
    browser = sign_in(STAFF)
    assert [browser.get(href).status_code for _, href in sorted(found())] == [200, 200]


def test_its_names_are_those_that_are_registered():
    assert {name for name, check in doctor._checks.items() if check.__module__ == ours.__name__} == NAMES
