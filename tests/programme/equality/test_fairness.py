"""How a matching went for whom: counted once while answers have their link, told where no group is small, known to nobody who places."""

import uuid
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from difference.errors import NotAllowed, NotNow
from difference.foundations.audit.models import Event
from difference.methods.disclosure import Attack
from difference.methods.disclosure.attacking import Finding
from difference.programme.equality import commands, fairness, outcomes, queries
from difference.programme.equality.counting import released
from difference.programme.equality.fairness import Asked, Line
from difference.programme.equality.models import EqualityAnswer, OutcomeCounts
from difference.programme.equality.questions import questions
from difference.programme.placement import tasks
from difference.programme.placement.fairness import ranks
from tests.making import make_actor
from tests.programme.candidates import CLOSES, make_cohort, now_is
from tests.programme.placement.market import MATCHING_DAY, STAFF, ranked_town
from tests.programme.placement.test_pages import browser, words

GROUPS = ("a", "b", "Not answered")


def asked(*groups, key="sex", beside=()):
    """A question whose groups have these ranks; `beside` answered it and did not take part."""
    answered = [(group, rank) for group, ranks in zip(GROUPS, groups, strict=False) for rank in ranks]
    counts = Counter([group for group, _ in answered] + list(beside))
    (told,) = released("cohort", {key: {group: counts[group] for group in GROUPS}})
    return Asked(key, GROUPS, answered, "Not answered", told)


def tell(*groups, beside=()):
    one = asked(*groups, beside=beside)
    return fairness.tell([one], [], len(one.answered) + len(beside))["sex"]


def people(first=0, other=0, none=0):
    return [1] * first + [2, 3] * (other // 2) + [None] * none


LARGE = people(22, 12, 11), people(31, 20, 14), people(12, 12, 11)


def test_large_groups_are_told_rounded_with_the_mean_of_their_ranks():
    assert tell(*LARGE) == [Line("a", 45, 35, 20, 1.5), Line("b", 65, 50, 30, 1.6), Line("Not answered", 35, 25, 10, 1.8)]


def test_a_small_group_is_not_told_and_takes_with_it_what_would_give_it_away():
    nothing = Line("Not answered", None, None, None, None)
    assert tell(LARGE[0], LARGE[1], people(2, 2, 1)) == [Line("a", None, None, None, None), Line("b", 65, 50, 30, 1.6), nothing]


def test_that_hardly_anybody_or_nearly_everybody_of_a_group_got_their_first_choice_is_not_told():
    assert tell(people(32, 0, 19), *LARGE[1:]) == [
        Line("a", 50, 30, None, None), Line("b", 65, 50, 30, None), Line("Not answered", 35, 25, None, None)
    ]  # fmt: skip
    assert tell(people(22, 12, 9), *LARGE[1:])[0] == Line("a", 45, None, None, None)


def test_a_few_more_who_answered_and_took_no_part_cannot_be_told_from_the_difference():
    told = tell(*LARGE, beside=["a"] * 20 + ["b"] * 3)
    assert told == [Line(group, number, None, None, None) for group, number in zip(GROUPS, (45, 65, None), strict=True)]
    # Three people fewer than ten lie between who answered and who took part: then nothing can be told at all.
    assert set(tell(*LARGE, beside=["a"] * 3)) == {Line(group, None, None, None, None) for group in GROUPS}


def test_whoever_answered_nothing_stands_with_those_who_left_it_open():
    one = asked(LARGE[0], LARGE[1], people(0, 0, 0))
    told = fairness.tell([one], LARGE[2], len(one.answered))["sex"]
    assert [line.took_part for line in told] == [45, None, 35]


def test_a_table_from_which_a_number_can_be_worked_out_beside_all_others_is_not_told(monkeypatch):
    tried = []

    def found_out(tables, **how):
        tried.append([table.name for table in tables])
        return Attack((Finding("sex: first choice", "cell", {}, 3, 3, violates=True),) if len(tried) == 1 else ())

    monkeypatch.setattr(fairness, "attack", found_out)
    assert tell(*LARGE) == [Line("a", 45, 35, None, None), Line("b", 65, 50, None, None), Line("Not answered", 35, 25, None, None)]
    assert tried == [["sex", "sex: took part", "sex: placed", "sex: first choice"], ["sex", "sex: took part", "sex: placed"]]


ranked = st.lists(st.sampled_from([None, 1, 1, 2, 4]), max_size=60)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(groups=st.tuples(ranked, ranked, ranked))
def test_whatever_is_told_is_a_rounded_count_of_at_least_ten_with_at_least_ten_beside_it(groups):
    if not any(groups):
        return
    for line, given_ranks in zip(tell(*groups), groups, strict=True):
        placed = [rank for rank in given_ranks if rank is not None]
        beside = {"took_part": sum(map(len, groups)), "placed": len(given_ranks), "first": len(given_ranks)}
        for name, true in (("took_part", len(given_ranks)), ("placed", len(placed)), ("first", placed.count(1))):
            shown = getattr(line, name)
            assert shown is None or (shown % 5 == 0 and abs(shown - true) <= 2 and true >= 10 and beside[name] - true >= 10)
        assert line.mean is None or (placed.count(1) >= 10 and len(placed) - placed.count(1) >= 10)


@pytest.fixture
def one_question(monkeypatch):
    """To attack all questions together takes long; here one is enough."""
    asked_of_all = [one for one in questions() if one.key == "sex"]
    monkeypatch.setattr(queries, "questions", lambda: asked_of_all)


@pytest.fixture
def cohort(db, one_question):
    return make_cohort()


def answer(cohort, **many):
    made = [EqualityAnswer(cohort=cohort, person_id=uuid.uuid4(), sex=sex) for sex, count in many.items() for _ in range(count)]
    EqualityAnswer.objects.bulk_create(made)
    return [one.person_id for one in made]


def test_outcomes_are_counted_once_by_the_system_and_outlive_the_link_of_the_answers(cohort, sign_in):
    people_of = answer(cohort, female=45, male=40, prefer_not=25)
    given_ranks = {person: (1, 2, None)[number % 3] for number, person in enumerate(people_of)}
    assert not outcomes.wanted(cohort)
    with now_is(MATCHING_DAY):
        assert outcomes.wanted(cohort)
        outcomes.count(cohort, given_ranks)
        assert not outcomes.wanted(cohort)
        with pytest.raises(NotNow):
            outcomes.count(cohort, given_ranks)
        with pytest.raises(NotAllowed):
            commands.keep_outcomes(by=make_actor(STAFF), cohort=cohort, told={})
    silent = [[words, None, None, None, None] for words in ("Prefer not to say", "Not answered")]
    assert OutcomeCounts.objects.get().told["sex"] == [["Female", 45, 30, None, None], ["Male", 40, 25, None, None], *silent]
    EqualityAnswer.objects.update(person_id=None)
    shown = queries.outcomes(cohort)
    assert [line.group for line in {question.key: lines for question, lines in shown.tables}["sex"]][:2] == ["Female", "Male"]
    page = words(sign_in(STAFF).get(f"/equality/cohorts/{cohort.pk}/outcomes/"))
    assert ("What is your sex?" in page, "Female" in page, "Too few to tell" in page) == (True, True, True)
    entries = str(list(Event.objects.values_list()))
    assert [one for one in ("female", "Female", *map(str, people_of)) if one in entries] == []


def test_outcomes_are_seen_by_staff_of_three_functions_whose_work_includes_the_cohort(cohort, sign_in):
    other = make_cohort(name="2029")
    addresses = [f"/equality/cohorts/{one.pk}/outcomes/" for one in (cohort, other)]
    for grants, wanted in (
        ("candidate", [403, 403]), ("assessor", [403, 403]), ("administrator", [403, 403]), (("staff", "training"), [403, 403]),
        (("staff", "recruitment"), [200, 200]), (("staff", "evidence"), [200, 200]), (STAFF, [200, 200]),
        ((*STAFF, "cohort", str(cohort.pk)), [200, 403]),
    ):  # fmt: skip
        client = sign_in(grants)
        assert (grants, [client.get(address).status_code for address in addresses]) == (grants, wanted)


def test_in_the_night_after_a_matching_is_published_it_is_counted_and_in_a_small_cohort_nothing_can_be_told(db, one_question):
    town = ranked_town()
    EqualityAnswer.objects.bulk_create(EqualityAnswer(cohort=town.cohort, person_id=one.person_id, sex="male") for one in town.people.values())
    run = town.run()
    with now_is(MATCHING_DAY):
        assert tasks.count_outcomes.func() == 0
        town.publish(run)
        assert [tasks.count_outcomes.func(), tasks.count_outcomes.func()] == [1, 0]
        page = words(browser(town.staff).get(f"/equality/cohorts/{town.cohort.pk}/outcomes/"))
        years = browser(town.staff).get("/placement/years/").content.decode()
    assert ("Male" in page, "Too few to tell What is your sex?" in page) == (False, True)
    assert f"/equality/cohorts/{town.cohort.pk}/outcomes/" in years
    named = {town.name_of(person): rank for person, rank in ranks(run).items()}
    # Bela and Cleo share a class: the lottery decides which of them has their wish.
    assert (named["a"], named["d"], named["e"], sorted(named)) == (2, None, None, list("abcde"))


def test_answers_that_have_lost_their_link_are_not_counted_any_more(cohort):
    answer(cohort, female=30)
    with now_is(CLOSES):
        assert outcomes.wanted(cohort)
        EqualityAnswer.objects.update(person_id=None)
        assert not outcomes.wanted(cohort)
