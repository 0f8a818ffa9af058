"""Where candidates start from and how far they would go: what is kept, what it opens and closes to them, and who sees none of it."""

import re

import pytest
from django.urls import reverse

from difference.errors import BadInput, Conflict, NotAllowed, NotNow
from difference.foundations.audit.models import Event
from difference.foundations.people.holdings import about
from difference.foundations.schools.models import LocalAuthority, Region, School
from difference.programme.placement.commands.commuting import say_commute
from difference.programme.placement.models import CandidateRanking, Commute, MatchingRun
from difference.programme.placement.queries import commutes, instances, rankings
from difference.programme.recruitment.queries import places
from tests.programme.placement.market import MATCHING_DAY, RANKING, RANKING_CLOSED, make_school, make_town, now_is, ranked_town
from tests.programme.placement.test_pages import browser, words

pytestmark = pytest.mark.django_db
LS1, LS6 = (430_000, 433_000), (428_000, 436_000)


def located(town, **schools):
    """Gives the posts’ schools their places, in metres east of LS1’s middle, and LS1 and LS6 the schools that locate them."""
    for postcode, (east, north), apart in (("LS1 4AP", LS1, 1000), ("LS6 1AB", LS6, 2000)):
        for number in (-1, 0, 1):
            make_school(f"Around {postcode} {number}", postcode=postcode, easting=east + number * apart, northing=north)
    for name, metres in schools.items():
        school = town.posts[name].school
        School.objects.filter(pk=school.pk).update(easting=LS1[0] + metres, northing=LS1[1])
    return town


@pytest.fixture
def town():
    """Post p is 5 km from LS1, q 30 km; of r nobody knows where it is."""
    return located(make_town(), p=5_000, q=30_000)


def chooser(town, name="a"):
    return rankings.chooser(town.by(name), town.cohort.pk)


def say(town, name="a", **said):
    with now_is(RANKING):
        return say_commute(by=town.by(name), chooser=chooser(town, name), **said)


def reach(town, name="a"):
    found = commutes.offer_to(chooser(town, name))
    letters = {"within": found.within, "beyond": found.beyond}
    return {word: "".join(town.name_of(post.pk) for post in posts) for word, posts in letters.items()}


def test_of_a_whole_postcode_the_first_half_is_kept_and_the_rest_is_nowhere(town):
    with now_is(RANKING):
        page = browser(town.people["a"]).post(
            reverse("placement:commute", args=[town.cohort.pk]),
            {"revision": "-1", "outward": " ls6 1zz", "farthest_km": "20", "authorities": ["383"]},
        )
    kept = Commute.objects.get()
    assert (page.status_code, kept.outward, kept.farthest_km, kept.authorities, kept.person_id) == (
        302,
        "LS6",
        20,
        ["383"],
        town.people["a"].person_id,
    )
    (event,) = Event.objects.filter(action="placement.say-commute", kind=Event.DONE)
    assert (event.subject_id, event.fields) == (kept.person_id, ["authorities", "farthest_km", "outward"])
    assert "1ZZ" not in "".join(str(vars(one)) for one in (*Event.objects.all(), kept)).upper()


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"outward": "Leeds"}, "outward", "Enter a postcode like LS1 4AP, or its first half, like LS1"),
        ({"outward": "LS1\0"}, "outward", None),
        ({"farthest_km": "0"}, "farthest_km", "Enter a whole number of kilometres from 1 to 150, or leave it empty"),
        ({"farthest_km": "151"}, "farthest_km", "Enter a whole number of kilometres from 1 to 150, or leave it empty"),
        ({"farthest_km": "far"}, "farthest_km", None),
        ({"authorities": ["999"]}, "authorities", None),
    ],
)
def test_nonsense_is_refused_beside_its_field_and_nothing_is_kept(town, given, field, says):
    with now_is(RANKING):
        page = browser(town.people["a"]).post(reverse("placement:commute", args=[town.cohort.pk]), {"revision": "-1", **given})
    errors = page.context["form"].errors
    assert (page.status_code, list(errors), Commute.objects.count()) == (422, [field], 0)
    assert says is None or errors[field] == [says]


def test_before_anything_is_said_the_application_tells_where_from_and_nothing_is_out_of_reach(town):
    said = commutes.said_by(chooser(town))
    assert (said.outward, said.farthest_km, said.authorities, said.kept) == ("LS1", None, frozenset(), None)
    assert (sorted(reach(town)["within"]), reach(town)["beyond"]) == (["p", "q", "r"], "")
    found = commutes.reach_of(chooser(town), [town.post(name) for name in "pq"])
    assert [str(found[town.posts[name].pk].distance).split(" as ")[0] for name in "pq"] == ["About 5 km (3 miles)", "About 30 km (19 miles)"]
    # What somebody says themself counts, and if they take it back nothing of the application stands in for it.
    say(town)
    assert "nobody has said where from" in str(commutes.reach_of(chooser(town), [town.post("p")])[town.posts["p"].pk].distance)


@pytest.mark.parametrize(
    ("said", "within"),
    [
        ({"postcode": "LS1"}, "pqr"),
        ({"postcode": "LS1", "farthest_km": 20}, "pr"),
        # With its doubt of one kilometre, what is 30 km away may be 29.
        ({"postcode": "LS1", "farthest_km": 29}, "pqr"),
        ({"postcode": "LS1", "farthest_km": 28}, "pr"),
        ({"postcode": "LS1", "farthest_km": 20, "authorities": ["384"]}, "pq"),
        ({"postcode": "ZZ1", "farthest_km": 20}, "pqr"),
        ({"postcode": "ZZ1", "farthest_km": 20, "authorities": ["384"]}, "q"),
        ({"authorities": ["383"]}, "pr"),
        ({"farthest_km": 1}, "pqr"),
    ],
)
def test_distance_decides_then_picked_authorities_and_where_neither_can_a_post_stays_open(town, said, within):
    wakefield = LocalAuthority.objects.create(code="384", name="Wakefield", region=Region.objects.get())
    School.objects.filter(pk=town.posts["q"].school_id).update(authority=wakefield)
    say(town, **said)
    found = reach(town)
    assert ("".join(sorted(found["within"])), "".join(sorted(found["beyond"]))) == (within, "".join(sorted(set("pqr") - set(within))))


def test_a_post_beyond_reach_is_ranked_once_it_is_widened_and_one_ranked_before_stays(town):
    with now_is(RANKING):
        town.wants("a", "q", "p")
        before = instances.undecided(town.cohort)
    say(town, postcode="LS1", farthest_km=10)
    with now_is(RANKING):
        assert (instances.undecided(town.cohort), CandidateRanking.objects.get().revision) == (before, 0)
        # It was ranked before: it can be moved, and left where it is.
        town.wants("a", "p", "q", revision=0)
        town.wants("a", "p", revision=1)
        with pytest.raises(BadInput, match="“Post q” lies beyond what you said is within your reach"):
            town.wants("a", "p", "q", revision=2)
    say(town, postcode="LS1", farthest_km=40, revision=0)
    with now_is(RANKING):
        assert town.wants("a", "p", "q", revision=2).revision == 3


def test_the_page_shows_what_is_beyond_apart_and_drops_no_number_unsaid(town):
    say(town, postcode="LS1", farthest_km=10)
    path, keys = reverse("placement:rank-posts", args=[town.cohort.pk]), {name: str(post.pk) for name, post in town.posts.items()}
    with now_is(RANKING):
        client = browser(town.people["a"])
        page = client.get(path + "?order=nearest")
        assert [name for name, key in keys.items() if f'name="{key}"' in page.content.decode()] == ["p", "r"]
        assert [town.name_of(one.post.pk) for one in page.context["rows"]] == ["p", "r"]
        assert "Post q, Ash School About 30 km (19 miles) as the crow flies, give or take 1 km It is not within the 10 km that you gave." in words(
            page
        )
        assert "Unknown: the register that is loaded does not say where the school stands" in words(page)
        refused = client.post(path, {"revision": "-1", keys["p"]: "1", keys["q"]: "2"})
    assert (refused.status_code, CandidateRanking.objects.count()) == (422, 0)
    assert "“Post q” lies beyond what you now say is within your reach" in words(refused)


def test_saving_says_what_lies_beyond_in_an_order_that_it_leaves_alone(town):
    with now_is(RANKING):
        town.wants("a", "q", "p")
        page = browser(town.people["a"]).post(
            reverse("placement:commute", args=[town.cohort.pk]), {"revision": "-1", "outward": "LS1", "farthest_km": "10"}, follow=True
        )
    assert "Your order of posts has not been changed, but 1 post in it lies beyond what you say now." in words(page)
    assert [town.name_of(key) for key in CandidateRanking.objects.get().posts] == ["q", "p"]


def test_it_can_be_said_until_the_very_second_at_which_ranking_closes_by_oneself_alone_and_a_stale_save_shows_both(town):
    with now_is(RANKING_CLOSED), pytest.raises(NotNow, match="closed on"):
        say_commute(by=town.by("a"), chooser=chooser(town), postcode="LS1")
    with now_is(RANKING), pytest.raises(NotAllowed):
        say_commute(by=town.by("b"), chooser=chooser(town), postcode="LS1")
    say(town, postcode="LS1")
    with pytest.raises(Conflict) as stale:
        say(town, postcode="LS6", farthest_km=12, authorities=["383"])
    assert stale.value.differences == (("What you said", "LS6; 12 km; Leeds", "LS1; any distance; no authorities"),)
    with now_is(RANKING):
        again = browser(town.people["a"]).post(reverse("placement:commute", args=[town.cohort.pk]), {"revision": "-1", "outward": "LS6 1AB"})
    assert (again.status_code, 'value="LS6"' in again.content.decode(), "1AB" in again.content.decode()) == (409, True, False)


def test_the_person_sees_it_in_my_record_and_a_school_sees_no_trace(town):
    say(town, postcode="LS6 1AB", farthest_km=17, authorities=["383"])
    with now_is(RANKING):
        town.wants("a", "p")
        school, key = browser(town.leads["p"]), town.posts["p"].pk
        page = school.get(reverse("placement:candidates", args=[key]))
        pages = [page, school.get(reverse("placement:candidates-table", args=[key, "csv"])), school.get(reverse("placement:post", args=[key]))]
        (one,) = set(re.findall(rf"/posts/{key}/candidates/[0-9a-f-]{{36}}/", page.content.decode()))
        pages.append(school.get(f"/placement{one}"))
    assert [("Teacher of maths" in one.content.decode(), one.status_code) for one in pages] == [(True, 200), (True, 200), (False, 200), (True, 200)]
    assert [trace for trace in ("LS6", "LS1", "17 km", "crow") for one in pages if trace in one.content.decode()] == []
    (mine,) = (one for one in about(town.people["a"].person) if one.title.startswith("Where you can work"))
    assert dict(mine.rows)["You start from"] == "LS6"
    assert mine.who_can_see == "placement staff"


def test_of_those_with_a_place_alone_the_first_half_of_the_home_postcode_is_told(town):
    found = places.outward_codes(town.cohort.pk, [account.person_id for account in town.people.values()] + [town.staff.person_id])
    assert found == {account.person_id: "LS1" for account in town.people.values()}
    assert [name for name in vars(places.accepted(town.cohort)[0]) if name in ("postcode", "outward", "town")] == []


def test_a_run_tells_staff_each_journey_and_how_far_people_would_go_by_each_rule():
    town = located(ranked_town(), p=5_000, q=30_000)
    Commute.objects.create(cohort=town.cohort, person=town.people["b"].person, outward="ZZ1")
    run = town.run()
    assert town.result(run) in ({"a": "q", "b": "p", "c": None, "d": None, "e": None}, {"a": "q", "b": None, "c": "p", "d": None, "e": None})
    mine = next(one for one in run.comparison if one["rule"] == run.rule)
    known = {"b": [30.0], None: [30.0, 5.0]}["b" if town.result(run)["b"] else None]
    assert (mine["mean_km"], mine["longest_km"], mine["known_km"]) == (sum(known) / len(known), 30.0, len(known))
    with now_is(MATCHING_DAY):
        page = browser(town.staff).get(reverse("placement:run", args=[run.pk]))
        instance = browser(town.staff).get(reverse("placement:document", args=[run.pk, "instance"])).content.decode()
    assert f"People would go {sum(known) / len(known):.0f} km on average, and 30 km at most" in words(page)
    assert (page.content.decode().count('class="app-map__journey"'), "LS1" in instance) == (2 * len(known), False)


def test_where_nothing_is_known_a_run_says_unknown_and_draws_no_map():
    town = ranked_town()
    page = browser(town.staff).get(reverse("placement:run", args=[town.run().pk]))
    assert ("app-map__pin" in page.content.decode(), "Mean distance, km Unknown Longest, km Unknown" in words(page)) == (False, True)
    assert {one["mean_km"] for one in MatchingRun.objects.get().comparison} == {None}


def test_authorities_to_pick_are_those_of_the_regions_that_they_prefer_and_of_the_posts(town):
    away = Region.objects.create(slug="london", name="London", in_england=True)
    LocalAuthority.objects.create(code="202", name="Camden", region=away)
    hackney = LocalAuthority.objects.create(code="204", name="Hackney", region=away)
    assert [(region, [one.name for one in found]) for region, found in commutes.to_pick_from(chooser(town))] == [
        ("Yorkshire and the Humber", ["Leeds"])
    ]
    School.objects.filter(pk=town.posts["r"].school_id).update(authority=hackney)
    assert [(region, [one.name for one in found]) for region, found in commutes.to_pick_from(chooser(town))] == [
        ("Yorkshire and the Humber", ["Leeds"]),
        ("London", ["Hackney"]),
    ]
