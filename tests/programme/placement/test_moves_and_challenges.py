"""A participant moves to another school, and their studies go with them; a school says that a placement is not theirs, and is answered."""

import datetime as dt

import pytest
from django.urls import reverse

from difference.errors import BadInput, NotAllowed, NotNow
from difference.foundations.actors import system
from difference.foundations.mail.models import Letter
from difference.foundations.people.models import Grant
from difference.foundations.people.queries import actor_for
from difference.programme.placement import doctor
from difference.programme.placement.commands import answering, moving, placing
from difference.programme.placement.commands.challenging import answer_challenge, challenge_placement
from difference.programme.placement.models import Challenge, Placement
from difference.programme.placement.queries import placed, placements, waiting
from difference.programme.training.commands.enrolling import fetch_enrolments
from difference.programme.training.models import Enrolment
from tests.making import make_account
from tests.programme.placement.market import STARTS, do_every_check, make_post, now_is, ranked_town
from tests.programme.placement.test_pages import browser, words

pytestmark = pytest.mark.django_db
LATER = STARTS + dt.timedelta(days=30)


@pytest.fixture
def town():
    """Amara's placement at one school runs; the third school offers a post for whoever has to move."""
    made = ranked_town()
    made.publish(made.run())
    made.accept("a")
    made.confirm("a")
    with now_is(STARTS):
        do_every_check(made.people["a"].person)
        made.tick_all("a")
        placing.start_placement(by=actor_for(made.staff), placement=made.placement("a"))
    with now_is(LATER):
        made.posts["new"] = make_post(made.cohort, made.posts["r"].school, made.leads["r"], made.staff, title="Head of care")
    made.leads["new"] = made.leads["r"]
    return made


def propose(town, reason="safeguarding", by=None, post="new"):
    return moving.propose_move(by=by or actor_for(town.staff), placement=town.placement("a"), post=town.post(post), reason=reason)


def test_the_present_placement_runs_until_the_new_one_starts_and_the_studies_go_along(town):
    old = town.placement("a")
    make_account(("coach", "", "placement", str(old.pk)))
    with now_is(LATER):
        fetch_enrolments(by=system("tests"))
        new = propose(town)
        assert (Placement.objects.get(pk=old.pk).state, [one.placement_id for one in placed.held()]) == ("started", [old.pk])
        answering.accept_match(by=town.by("a"), placement=new)
        answering.accept_match(by=town.by("new"), placement=placements.find(town.by("new"), new.pk))
        placing.confirm_placement(by=actor_for(town.staff), placement=placements.find(actor_for(town.staff), new.pk))
        town.tick_all("a")
        placing.start_placement(by=actor_for(town.staff), placement=placements.find(actor_for(town.staff), new.pk))
        assert (fetch_enrolments(by=system("tests")), fetch_enrolments(by=system("tests"))) == (1, 0)
    rows = Placement.objects.filter(person=old.person_id).order_by("proposed_at").values_list("state", "moving", "reason")
    assert list(rows) == [("transferred", False, "safeguarding"), ("started", False, "")]
    assert (Enrolment.objects.get().placement_id, [one.placement_id for one in placed.held()]) == (new.pk, [new.pk])
    reach = {role: set(Grant.objects.filter(role=role, ended_at=None).values_list("scope_id", flat=True)) for role in ("participant", "coach")}
    assert reach == {"participant": {str(new.pk)}, "coach": {str(new.pk)}}
    assert list(doctor.grants_apart()) + list(doctor.without_a_day()) + list(doctor.overfull()) == []


def test_declined_or_not_a_move_leaves_the_present_placement_as_it_was(town):
    with now_is(LATER):
        new = propose(town)
        with pytest.raises(NotNow, match="proposed already"):
            propose_again(town)
        answering.decline_match(by=town.by("new"), placement=placements.find(town.by("new"), new.pk), reason="not-suited")
        assert Placement.objects.exclude(pk=new.pk).get(person=town.people["a"].person_id).state == "started"
        assert propose_again(town).state == "proposed"


def propose_again(town):
    old = Placement.objects.get(person=town.people["a"].person_id, state="started")
    return moving.propose_move(by=actor_for(town.staff), placement=old, post=town.post("new"), reason="safeguarding")


def test_why_somebody_moves_is_told_to_them_and_to_no_school(town):
    with now_is(LATER):
        old = town.placement("a")
        new = propose(town)
        why = "They cannot stay where they are"
        path = reverse("placement:placement", args=[new.pk])
        seen = {name: words(browser(account).get(path)) for name, account in (("a", town.people["a"]), ("new", town.leads["new"]))}
        theirs = words(browser(town.leads[town.name_of(old.post_id)]).get(reverse("placement:placement", args=[old.pk])))
    letters = {one.kind: one.text for one in Letter.objects.filter(kind__startswith="placement.move_")}
    assert (why in seen["a"], why in seen["new"], why in theirs) == (True, False, False)
    assert {kind: (why in text, "Amara" in text) for kind, text in letters.items()} == {
        "placement.move_proposed": (True, True), "placement.move_proposed_to_school": (False, False),
    }  # fmt: skip


@pytest.mark.parametrize(("post", "reason", "field"), [("new", "because", "reason"), ("q", "safeguarding", "post")])
def test_without_a_free_seat_or_a_reason_nobody_is_moved(town, post, reason, field):
    with now_is(LATER), pytest.raises(BadInput) as refused:
        propose(town, reason=reason, post=post)
    assert (list(refused.value.fields), Placement.objects.filter(moving=True).count()) == ([field], 0)


def test_schools_and_participants_propose_no_move(town):
    for by in (town.by("a"), town.by("new")):
        with now_is(LATER), pytest.raises(NotAllowed):
            propose(town, by=by)


def test_a_school_that_challenges_a_placement_is_answered_and_the_placement_stands(town):
    placement = town.placement("a")
    host = actor_for(town.leads[town.name_of(placement.post_id)])
    with now_is(LATER):
        challenge_placement(by=host, placement=placement, words="  She works at our sister school. ")
        with pytest.raises(NotNow):
            challenge_placement(by=host, placement=placement, words="Once more.")
        assert [what for what, _, _ in waiting.of_staff(actor_for(town.staff)) if "not theirs" in what] == [
            f"{placement.post.school.name} says that a placement is not theirs"
        ]
        answer_challenge(by=actor_for(town.staff), placement=placement, upheld=False, words="Her contract names your school.")
        with pytest.raises(NotNow):
            answer_challenge(by=actor_for(town.staff), placement=placement, upheld=True, words="After all.")
        page = words(browser(town.leads[town.name_of(placement.post_id)]).get(reverse("placement:placement", args=[placement.pk])))
    assert (Placement.objects.get(pk=placement.pk).state, "Her contract names your school." in page) == ("started", True)
    assert Challenge.objects.get().words == "She works at our sister school."


def test_where_the_school_is_right_the_placement_ends_with_that_reason(town):
    placement = town.placement("a")
    with now_is(LATER):
        challenge_placement(by=actor_for(town.leads[town.name_of(placement.post_id)]), placement=placement, words="Nobody of this name came.")
        answer_challenge(by=actor_for(town.staff), placement=placement, upheld=True, words="You are right.")
    ended = Placement.objects.get(pk=placement.pk)
    assert (ended.state, ended.reason, Grant.objects.filter(role="participant", ended_at=None).count()) == ("ended_early", "not-theirs", 0)


def test_another_school_and_the_person_challenge_nothing_and_an_empty_word_is_refused(town):
    placement = town.placement("a")
    for by in (town.by("new"), town.by("a")):
        with pytest.raises(NotAllowed):
            challenge_placement(by=by, placement=placement, words="Not ours.")
    with pytest.raises(BadInput):
        challenge_placement(by=actor_for(town.leads[town.name_of(placement.post_id)]), placement=placement, words=" ")
    assert Challenge.objects.count() == 0


def test_by_pages_a_move_is_proposed_and_a_placement_challenged_and_answered(town):
    placement = town.placement("a")
    with now_is(LATER):
        staff, host = browser(town.staff), browser(town.leads[town.name_of(placement.post_id)])
        handle = reverse("placement:handle", args=[placement.pk])
        transfer, challenge, answer = (reverse(f"placement:{name}", args=[placement.pk]) for name in ("transfer", "challenge", "answer-challenge"))
        assert "Head of care" in words(staff.get(transfer))
        given = {"post": town.posts["new"].pk, "reason": "family-or-move"}
        assert [staff.post(transfer, one).status_code for one in ({"post": "x"}, given, given)] == [422, 302, 422]
        assert "Move proposed" in words(staff.get(handle))
        assert [host.post(challenge, one).status_code for one in ({}, {"words": "Not ours."}, {"words": "Not ours."})] == [422, 302, 302]
        assert "Not ours." in words(staff.get(handle))
        assert [staff.post(answer, one).status_code for one in ({"words": "x"}, {"words": "It is.", "upheld": "no"})] == [422, 302]
        assert "It is." in words(host.get(reverse("placement:placement", args=[placement.pk])))
