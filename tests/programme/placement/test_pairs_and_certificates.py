"""Pairs decided by hand before a matching, what they cost whom, and the certificates that everybody concerned can check."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from difference.errors import BadInput, NotAllowed, NotNow
from difference.foundations.audit.models import Event
from difference.foundations.people.queries import actor_for
from difference.methods.matching import check_certificate
from difference.programme.placement.commands import matching
from difference.programme.placement.commands.pairs import choose_pair
from difference.programme.placement.models import MatchingRun, PairChoice, Post
from difference.programme.placement.queries import rankings, runs
from tests.programme.placement.market import MATCHING_DAY, now_is, ranked_town
from tests.programme.placement.test_pages import browser, words

pytestmark = pytest.mark.django_db
WHY = "Her own child goes to that school."


def choose(town, who, post, kind, reason=WHY, by=None):
    return choose_pair(
        by=by or actor_for(town.staff), cohort=town.cohort, person=town.people[who].person_id, post=town.posts[post].pk, kind=kind, reason=reason
    )  # fmt: skip


def changed(town, run):
    return {
        town.name_of(one["candidate"]): (one["without"] and town.name_of(one["without"]), one["with"] and town.name_of(one["with"]))
        for one in run.changed_by_hand
    }


def test_a_barred_pair_is_not_matched_and_the_run_says_whom_that_costs_what():
    town = ranked_town()
    before = town.result(town.run())
    who, post = next((name, post) for name, post in before.items() if post)
    choose(town, who, post, "barred")
    run = town.run()
    after = town.result(run)
    assert after[who] != post
    assert changed(town, run) == {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    assert (run.state, run.certificate["by_hand"]) == ("verified", [[str(town.people[who].person_id), str(town.posts[post].pk), "barred"]])


def test_a_locked_pair_is_matched_though_neither_had_ranked_the_other():
    town = ranked_town()
    before = town.result(town.run())
    wanted = {
        name: {town.name_of(key) for key in rankings.of_candidate(rankings.chooser(town.by(name), town.cohort.pk)).posts}
        for name in town.people
        if rankings.of_candidate(rankings.chooser(town.by(name), town.cohort.pk))
    }
    who, post = next((name, post) for name in sorted(wanted) for post in sorted(town.posts) if post not in wanted[name])
    choose(town, who, post, "locked")
    run = town.run()
    assert (town.result(run)[who], run.state, changed(town, run)[who]) == (post, "verified", (before[who], post))
    choose(town, who, post, "left")
    again = town.run()
    assert (town.result(again), again.by_hand, again.changed_by_hand) == (before, [], [])


def test_a_pair_decided_after_a_run_makes_it_stale():
    town = ranked_town()
    run = town.run()
    choose(town, "a", "p", "barred")
    with pytest.raises(NotNow, match="a pair has been decided by hand"):
        town.publish(run)


@pytest.mark.parametrize(
    ("post", "kind", "reason", "field"), [("p", "locked", " ", "reason"), ("p", "locked", "x" * 301, "reason"), ("p", "wished", WHY, "kind")]
)  # fmt: skip
def test_without_a_reason_nothing_is_decided(post, kind, reason, field):
    town = ranked_town()
    with pytest.raises(BadInput) as refused:
        choose(town, "a", post, kind, reason)
    assert (list(refused.value.fields), PairChoice.objects.count()) == ([field], 0)


def test_nobody_is_locked_twice_nor_more_people_than_there_are_seats():
    town = ranked_town()
    Post.objects.filter(pk=town.posts["p"].pk).update(seats=1)
    choose(town, "a", "p", "locked")
    for who, post, field in (("a", "q", "person"), ("b", "p", "post")):
        with pytest.raises(BadInput) as refused:
            choose(town, who, post, "locked")
        assert list(refused.value.fields) == [field]
    assert PairChoice.objects.count() == 1


def test_schools_and_candidates_decide_no_pair_and_the_audit_names_no_reason():
    town = ranked_town()
    for by in (town.by("a"), town.by("p")):
        with pytest.raises(NotAllowed):
            choose(town, "a", "p", "locked", by=by)
    choose(town, "a", "p", "barred")
    event = Event.objects.get(action="placement.choose-pairs", kind=Event.DONE)
    assert (event.reason, event.fields, event.subject_id) == ("barred", ["kind"], town.people["a"].person_id)


def published(town):
    run = town.run()
    town.publish(run)
    return MatchingRun.objects.get(pk=run.pk)


def certificate(account, name, key):
    response = browser(account).get(reverse(f"placement:{name}", args=[key]))
    assert (response.status_code, response["Content-Disposition"].startswith("attachment")) == (200, True)
    return json.loads(response.content)


def test_everybody_concerned_has_a_certificate_that_holds_under_the_root_that_is_published():
    town = ranked_town()
    run = published(town)
    with now_is(MATCHING_DAY):
        given = [certificate(account, "own-certificate", town.cohort.pk) for account in town.people.values()]
        given += [certificate(town.leads[name], "post-certificate", town.posts[name].pk) for name in town.posts]
    assert {(check_certificate(one).problems, one["root"]) for one in given} == {((), run.certificate["root"])}
    persons = {str(one.person_id) for one in town.people.values()}
    # A school knows in its certificate by number whom it knew by number: no key, no name.
    assert [key for one in given[len(town.people) :] for key in persons if key in json.dumps(one)] == []
    assert {name for one in given[len(town.people) :] for tied in one["rows"][0]["row"]["classes"] for name in tied["candidates"]} <= {
        f"Candidate {n}" for n in range(1, 100)
    }
    for account, one in zip(town.people.values(), given, strict=False):
        told = json.dumps(one)
        assert {key for key in persons if key in told} == {str(account.person_id)}


def test_before_publication_there_is_no_certificate_and_for_a_stranger_none_ever():
    town = ranked_town()
    town.run()
    with now_is(MATCHING_DAY):
        assert browser(town.people["a"]).get(reverse("placement:own-certificate", args=[town.cohort.pk])).status_code == 404
        published(town)
        assert browser(town.leads["q"]).get(reverse("placement:post-certificate", args=[town.posts["p"].pk])).status_code == 404


def test_anybody_checks_a_certificate_by_page_and_an_edited_one_does_not_hold(client):
    town = ranked_town()
    run = published(town)
    with now_is(MATCHING_DAY):
        mine = certificate(town.people["a"], "own-certificate", town.cohort.pk)

        def asked(document):
            text = document if isinstance(document, bytes) else json.dumps(document).encode()
            return client.post(reverse("placement:check-certificate"), {"file": SimpleUploadedFile("mine.json", text)})

        assert "This certificate holds." in words(asked(mine))
        edited = json.loads(json.dumps(mine))
        edited["rows"][0]["row"]["matched"] = None
        assert "it was edited" in words(asked(edited))
        foreign = asked(mine | {"rows": mine["rows"][:1] * 2})
        assert (
            foreign.status_code,
            asked(b"{").status_code,
            asked(b"\xff").status_code,
            client.post(reverse("placement:check-certificate")).status_code,
        ) == (422,) * 4
        page = words(client.get(reverse("placement:check-certificate")))
    assert (run.certificate["root"] in page, any(one.person.full_name in page for one in town.people.values())) == (True, False)


def test_those_concerned_read_why_a_pair_was_decided_by_hand():
    town = ranked_town()
    choose(town, "a", "q", "locked")
    run = published(town)
    assert runs.outcome_of(rankings.chooser(town.by("a"), town.cohort.pk)).by_hand == (
        f"The programme matched you to “{town.posts['q'].title}” at {town.posts['q'].school.name} by hand, before the matching: {WHY}",
    )
    with now_is(MATCHING_DAY):
        match = reverse("placement:placement", args=[run.placements.get(person=town.people["a"].person_id).pk])
        pages = {name: words(browser(account).get(match)) for name, account in (("a", town.people["a"]), ("q", town.leads["q"]))}
        elsewhere = [words(browser(account).get(reverse("placement:my-posts"))) for name, account in town.people.items() if name != "a"]
    assert [WHY in page for page in pages.values()] == [True, True]
    assert [WHY in page for page in elsewhere] == [False] * len(elsewhere)


def test_by_form_a_pair_is_decided_and_nonsense_is_refused_beside_its_field():
    town = ranked_town()
    path = reverse("placement:pairs", args=[town.cohort.pk])
    with now_is(MATCHING_DAY):
        staff = browser(town.staff)
        good = {"person": town.people["a"].person_id, "post": town.posts["p"].pk, "kind": "barred", "reason": WHY}
        assert staff.post(path, good | {"person": "nobody"}).status_code == 422
        assert (staff.post(path, good).status_code, staff.post(path, good).status_code, PairChoice.objects.count()) == (302, 302, 1)
        assert WHY in words(staff.get(path))
        matching.run_matching(by=actor_for(town.staff), cohort=town.cohort)
        assert "1 pair is decided by hand" in words(staff.get(reverse("placement:matching", args=[town.cohort.pk])))
        run = MatchingRun.objects.get()
        assert "decided by hand" in words(staff.get(reverse("placement:run", args=[run.pk])))
