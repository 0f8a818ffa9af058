"""Several at the same moment: one appointment, one introduction, one agreement, one profile; on both databases."""

from __future__ import annotations

import pytest

from difference.errors import Conflict, DifferenceError
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.programme.careers import commands
from difference.programme.careers.models import Appointment, CareerProfile, Introduction, Vacancy
from difference.programme.careers.queries.introductions import RUNNING
from tests.making import make_account
from tests.programme.careers.town import PROFILE, START, make_town
from tests.programme.placement.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def refused(outcomes):
    return sum(isinstance(one, DifferenceError) for one in outcomes)


def test_two_schools_that_appoint_the_same_alumnus_at_once_appoint_once():
    town = make_town()
    for school in ("Oak", "Elm"):
        town.talking(school, "Zenobia")
    acts = [
        lambda school=school: commands.appoint(by=town.by(school), introduction=town.introduction(school, "Zenobia"), starts_on=START)
        for school in ("Oak", "Elm")
    ]
    outcomes = at_once(*acts)
    states = sorted(Introduction.objects.values_list("state", "reason"))
    assert (refused(outcomes), Appointment.objects.count(), states) == (1, 1, [("appointed", ""), ("declined", "appointed-elsewhere")])
    assert Vacancy.objects.filter(state="closed").count() == 1


def test_a_school_that_appoints_two_at_once_appoints_one_and_crossing_appointments_never_wait_in_a_circle():
    town = make_town()
    for school in ("Oak", "Elm"):
        for person in ("Zenobia", "Xerxes"):
            town.talking(school, person)
    pairs = [("Oak", "Zenobia"), ("Oak", "Xerxes"), ("Elm", "Zenobia"), ("Elm", "Xerxes")]
    acts = [
        lambda school=school, person=person: commands.appoint(by=town.by(school), introduction=town.introduction(school, person), starts_on=START)
        for school, person in pairs
    ]
    outcomes = at_once(*acts)
    made = Appointment.objects.select_related("introduction")
    assert [one for one in outcomes if not isinstance(one, (Appointment, DifferenceError))] == []
    assert len(made) == 4 - refused(outcomes)
    assert len({one.introduction.vacancy_id for one in made}) == len({one.introduction.person_id for one in made}) == len(made) > 0
    closed = set(Vacancy.objects.filter(state="closed").values_list("pk", flat=True))
    assert closed == {one.introduction.vacancy_id for one in made}
    assert Introduction.objects.filter(state__in=RUNNING, vacancy__in=closed).count() == 0


def test_a_request_while_the_vacancy_is_closed_is_one_or_the_other():
    town = make_town()
    for school in ("Oak", "Ash", "Elm"):
        asked, _ = at_once(
            lambda school=school: town.asks("Zenobia", school),
            lambda school=school: commands.close_vacancy(by=town.by(school), vacancy=town.vacancy(school), outcome="not-filled"),
        )
        found = list(Introduction.objects.filter(vacancy=town.posts[school].pk).values_list("state", flat=True))
        assert (town.vacancy(school).state, found) == ("closed", [] if isinstance(asked, DifferenceError) else ["declined"])


def test_both_sides_that_ask_at_once_are_introduced_once():
    town = make_town()
    outcomes = at_once(lambda: town.asks("Zenobia", "Oak"), lambda: town.asks("Oak", "Oak", "Zenobia"))
    assert (refused(outcomes), Introduction.objects.get().state) == (0, "accepted")


def test_the_same_request_several_times_at_once_is_one_request():
    town = make_town()
    outcomes = at_once(*[lambda: town.asks("Zenobia", "Oak")] * 3)
    assert (refused(outcomes), Introduction.objects.count(), Letter.objects.filter(kind="careers.asked_by_alumnus").count()) == (2, 1, 1)


def test_agreeing_while_the_other_declines_is_one_or_the_other():
    town = make_town()
    town.asks("Zenobia", "Oak")
    agreed, declined = at_once(
        lambda: commands.accept(by=town.by("Oak"), introduction=town.introduction("Oak", "Zenobia")),
        lambda: commands.decline(by=town.by("Zenobia"), introduction=town.introduction("Oak", "Zenobia"), reason="terms"),
    )
    assert town.introduction("Oak", "Zenobia").state == "declined"
    assert isinstance(declined, Introduction)
    assert isinstance(agreed, (Introduction, DifferenceError))


def test_hiding_while_the_school_agrees_is_one_or_the_other():
    town = make_town()
    town.asks("Zenobia", "Oak")
    agreed, hidden = at_once(
        lambda: commands.accept(by=town.by("Oak"), introduction=town.introduction("Oak", "Zenobia")),
        lambda: commands.hide_from(by=town.by("Zenobia"), school=town.schools["Oak"]),
    )
    state = town.introduction("Oak", "Zenobia").state
    assert (state, isinstance(agreed, DifferenceError), isinstance(hidden, DifferenceError)) in {("accepted", False, True), ("declined", True, False)}


def test_two_saves_of_one_profile_at_once_keep_one_and_show_the_other_both():
    town = make_town()
    by = actor_for(make_account("alumnus", strong=False))
    for revision in (commands.NEW, 0):
        outcomes = at_once(
            *(lambda words=words, revision=revision: commands.write_profile(by=by, values={**PROFILE, "headline": words}, revision=revision)
              for words in ("one", "two"))
        )  # fmt: skip
        kept = CareerProfile.objects.get(person=by.person_id)
        assert (sum(isinstance(one, Conflict) for one in outcomes), kept.headline in {"one", "two"}, kept.revision) == (1, True, revision + 1)
    assert town.profile("Zenobia").revision == 0
