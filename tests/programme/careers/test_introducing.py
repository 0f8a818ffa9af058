"""From a vacancy to an appointment through commands: who may do what when, who is written to, and what a letter never says."""

import datetime as dt
import uuid

import pytest
import time_machine

from difference.errors import BadInput, Conflict, NotAllowed, NotFound, NotNow
from difference.foundations.audit.models import Event
from difference.foundations.lifecycles.registry import every
from difference.foundations.mail.models import Letter
from difference.foundations.operations import doctor
from difference.foundations.people.queries import actor_for
from difference.programme.careers import commands
from difference.programme.careers.models import Appointment, CareerProfile, Introduction, Vacancy
from difference.programme.careers.offering import Offering
from difference.programme.careers.queries import board, introductions, ranking, vacancies, waiting
from tests.making import make_account
from tests.programme.careers.town import CLOSING, PROFILE, START, VACANCY, make_alumnus, make_lead, make_school, make_town, make_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


def letters(**where):
    return sorted(
        kind.removeprefix("careers.") for kind in Letter.objects.filter(kind__startswith="careers.", **where).values_list("kind", flat=True)
    )


def test_an_introduction_goes_from_a_request_to_an_appointment_and_ends_all_others_kindly(town):
    town.talking("Oak", "Zenobia")
    town.introduced("Oak", "Xerxes")
    town.suggests("Oak", "Yolanda")
    town.asks("Zenobia", "Ash")
    Letter.objects.all().delete()
    made = commands.appoint(by=town.by("Oak"), introduction=town.introduction("Oak", "Zenobia"), starts_on=START)
    assert (made.school, made.role_kind, made.starts_on, made.recorded_by) == (
        town.schools["Oak"], "assistant-head-inclusion", START, town.leads["Oak"].person_id,
    )  # fmt: skip
    states = {(one.vacancy.school.name.split()[0], one.person.full_name.split()[0]): (one.state, one.reason, one.declined_side)
              for one in Introduction.objects.select_related("vacancy__school", "person")}  # fmt: skip
    assert states == {
        ("Oak", "Zenobia"): ("appointed", "", ""),
        ("Oak", "Xerxes"): ("declined", "post-filled", "programme"),
        ("Oak", "Yolanda"): ("declined", "post-filled", "programme"),
        ("Ash", "Zenobia"): ("declined", "appointed-elsewhere", "programme"),
    }
    vacancy = town.vacancy("Oak")
    assert (vacancy.state, vacancy.outcome, vacancy.closed_by) == ("closed", "filled-by-alumnus", town.leads["Oak"].person_id)
    assert letters() == ["appointed", "appointed_to_school", "declined_by_alumnus", "post_filled", "post_filled"]
    assert letters(to="xerxes@alumni.example") == ["post_filled"]


def test_the_alumnus_can_say_what_came_of_it_too(town):
    town.talking("Elm", "Xerxes")
    commands.appoint(by=town.by("Xerxes"), introduction=town.introduction("Elm", "Xerxes"), starts_on=START)
    assert Appointment.objects.get().recorded_by == town.key("Xerxes")
    with pytest.raises(NotNow):
        commands.appoint(by=town.by("Elm"), introduction=town.introduction("Elm", "Xerxes"), starts_on=START)
    assert Appointment.objects.count() == 1


def test_no_letter_to_a_school_names_an_alumnus_and_none_is_left_out(town):
    town.suggests("Oak", "Yolanda")
    town.asks("Oak", "Oak", "Yolanda")
    commands.accept(by=town.by("Yolanda"), introduction=town.introduction("Oak", "Yolanda"))
    commands.interview(by=town.by("Yolanda"), introduction=town.introduction("Oak", "Yolanda"))
    town.asks("Zenobia", "Oak")
    commands.decline(by=town.by("Zenobia"), introduction=town.introduction("Oak", "Zenobia"), reason="too-far")
    commands.appoint(by=town.by("Oak"), introduction=town.introduction("Oak", "Yolanda"), starts_on=START)
    to_school = Letter.objects.filter(to=town.leads["Oak"].email)
    assert letters(to=town.leads["Oak"].email) == [
        "appointed_to_school", "asked_by_alumnus", "declined_by_alumnus", "interviewing_to_school", "introduced_to_school", "suggested_to_school",
    ]  # fmt: skip
    said = " ".join(letter.subject + letter.text for letter in to_school)
    assert [word for word in ("Yolanda", "Fife", "Zenobia", "Quill", "alumni.example", str(town.key("Yolanda"))) if word in said] == []
    assert letters(to="yolanda@alumni.example") == ["appointed", "asked_by_school", "introduced", "suggested"]


def test_asking_where_the_other_side_has_asked_is_agreeing(town):
    town.asks("Oak", "Oak", "Zenobia")
    assert town.introduction("Oak", "Zenobia").state == "requested"
    town.asks("Zenobia", "Oak")
    found = town.introduction("Oak", "Zenobia")
    assert (found.state, bool(found.person_agreed_at), bool(found.school_agreed_at)) == ("accepted", True, True)
    assert letters() == ["asked_by_school", "introduced", "introduced_to_school"]


def test_nobody_agrees_for_the_other_side_or_twice(town):
    town.asks("Zenobia", "Oak")
    with pytest.raises(NotNow, match="agreed already"):
        commands.accept(by=town.by("Zenobia"), introduction=town.introduction("Oak", "Zenobia"))
    with pytest.raises(NotNow, match="asked already"):
        town.asks("Zenobia", "Oak")
    for who in ("Ash", "Xerxes", "staff"):
        with pytest.raises(NotAllowed):
            commands.accept(by=town.by(who), introduction=town.introduction("Oak", "Zenobia"))
    stale = town.introduction("Oak", "Zenobia")
    commands.accept(by=town.by("Oak"), introduction=stale)
    with pytest.raises(NotNow):
        commands.accept(by=town.by("Oak"), introduction=stale)
    assert letters() == ["asked_by_alumnus", "introduced", "introduced_to_school"]


def test_the_steps_come_in_their_order(town):
    town.asks("Zenobia", "Oak")
    with pytest.raises(NotNow):
        commands.interview(by=town.by("Oak"), introduction=town.introduction("Oak", "Zenobia"))
    commands.accept(by=town.by("Oak"), introduction=town.introduction("Oak", "Zenobia"))
    with pytest.raises(NotNow):
        commands.appoint(by=town.by("Oak"), introduction=town.introduction("Oak", "Zenobia"), starts_on=START)
    assert (Appointment.objects.count(), town.vacancy("Oak").state) == (0, "open")


def test_whoever_declined_can_ask_again_and_the_other_side_cannot(town):
    town.asks("Oak", "Oak", "Zenobia")
    commands.decline(by=town.by("Zenobia"), introduction=town.introduction("Oak", "Zenobia"), reason="changed-plans")
    for asks in (lambda: town.asks("Oak", "Oak", "Zenobia"), lambda: town.suggests("Oak", "Zenobia")):
        with pytest.raises(NotNow, match="declined before"):
            asks()
    with time_machine.travel("2026-11-24T10:00:00+00:00", tick=False):
        town.asks("Zenobia", "Oak")
        assert town.introduction("Oak", "Zenobia").state == "requested"


def test_a_reason_for_declining_is_one_of_the_list(town):
    town.asks("Zenobia", "Oak")
    for reason in ("", "bored", "post-filled", "not-shown"):
        with pytest.raises(BadInput):
            commands.decline(by=town.by("Oak"), introduction=town.introduction("Oak", "Zenobia"), reason=reason)
    commands.decline(by=town.by("Oak"), introduction=town.introduction("Oak", "Zenobia"), reason="terms")
    assert (town.introduction("Oak", "Zenobia").declined_side, letters(to="zenobia@alumni.example")) == ("school", ["declined_by_school"])


def test_a_school_asks_for_nobody_who_is_not_on_its_list(town):
    narrow = make_alumnus("Nadia Far", roles=["head"])
    quiet = make_alumnus("Quentin Still", visibility="staff")
    former = make_account("candidate")
    for person in (narrow.person_id, quiet.person_id, former.person_id, uuid.uuid4()):
        with pytest.raises(NotFound):
            commands.request(by=town.by("Oak"), vacancy=town.vacancy("Oak"), person_id=person)
    with pytest.raises(NotAllowed):
        town.asks("Oak", "Elm", "Zenobia")
    assert Introduction.objects.count() == 0


def test_staff_suggest_only_whom_they_may_see_and_a_school_learns_only_of_whom_it_may(town):
    quiet, silent = make_alumnus("Quentin Still", visibility="staff"), make_alumnus("Silas Shy", visibility="nobody")
    made = commands.suggest(by=town.by("staff"), vacancy=town.vacancy("Oak"), person_id=quiet.person_id)
    assert (letters(), introductions.visible_to(town.by("Oak")).count()) == (["suggested"], 0)
    with pytest.raises(NotFound):
        commands.suggest(by=town.by("staff"), vacancy=town.vacancy("Oak"), person_id=silent.person_id)
    with pytest.raises(NotNow, match="already"):
        commands.suggest(by=town.by("staff"), vacancy=town.vacancy("Oak"), person_id=quiet.person_id)
    with pytest.raises(NotAllowed):
        commands.suggest(by=town.by("Oak"), vacancy=town.vacancy("Oak"), person_id=quiet.person_id)
    commands.request(by=actor_for(quiet), vacancy=town.vacancy("Oak"), person_id=quiet.person_id)
    assert [one.pk for one in introductions.visible_to(town.by("Oak"))] == [made.pk]


def test_an_alumnus_asks_once_they_have_a_profile(town):
    new = make_alumnus("Nora New", headline="")
    with pytest.raises(NotNow, match="profile first"):
        commands.request(by=actor_for(new), vacancy=town.vacancy("Oak"), person_id=new.person_id)
    with pytest.raises(NotAllowed):
        commands.request(by=actor_for(new), vacancy=town.vacancy("Oak"), person_id=town.key("Zenobia"))


def test_after_the_closing_day_nobody_new_asks_but_who_has_asked_goes_on(town):
    town.asks("Zenobia", "Oak")
    with time_machine.travel(dt.datetime.combine(CLOSING + dt.timedelta(days=1), dt.time(9), tzinfo=dt.UTC), tick=False):
        with pytest.raises(NotNow, match="closing day"):
            town.asks("Xerxes", "Oak")
        commands.accept(by=town.by("Oak"), introduction=town.introduction("Oak", "Zenobia"))
        assert [one.vacancy.pk for one in ranking.for_alumnus(town.by("Xerxes"))[0]] == []
        said = [what for what, _, _ in waiting.waiting_for(town.by("Oak"))]
        assert said == ["Say what came of Zenobia Quill for “Assistant head at Oak”", "Say how “Assistant head at Oak” ended"]
        assert len(board.board(town.by("staff")).late) == 3


def test_closing_ends_what_runs_and_says_how_it_ended(town):
    town.talking("Oak", "Zenobia")
    town.asks("Xerxes", "Oak")
    Letter.objects.all().delete()
    for outcome in ("", "filled-by-alumnus", "lost"):
        with pytest.raises(BadInput):
            commands.close_vacancy(by=town.by("Oak"), vacancy=town.vacancy("Oak"), outcome=outcome)
    stale = town.vacancy("Oak")
    commands.close_vacancy(by=town.by("staff"), vacancy=town.vacancy("Oak"), outcome="not-filled")
    assert letters() == ["vacancy_closed", "vacancy_closed", "vacancy_closed_by_us"]
    assert set(Introduction.objects.values_list("state", "reason")) == {("declined", "vacancy-closed")}
    with pytest.raises(NotNow):
        commands.close_vacancy(by=town.by("Oak"), vacancy=stale, outcome="filled-elsewhere")
    assert Vacancy.objects.get(pk=stale.pk).outcome == "not-filled"


def test_only_open_mainstream_and_special_schools_offer(town):
    for fields, sentence in (
        ({"sector": "alternative_provision"}, "mainstream and special"),
        ({"is_open": False, "status": "Closed"}, "closed on the register"),
    ):
        school = make_school("Another School", **fields)
        with pytest.raises(NotNow, match=sentence):
            commands.write_vacancy(by=actor_for(make_lead(school)), offering=Offering(school), values=VACANCY)
    special = make_school("Special School", sector="special", phase="Not applicable")
    made = commands.write_vacancy(by=actor_for(make_lead(special)), offering=Offering(special), values=VACANCY)
    assert made.state == "draft"


def test_a_school_that_closed_hands_over_to_the_one_that_followed(town):
    new = make_school("New Academy", trust=town.schools["Oak"].trust)
    old = town.schools["Elm"]
    old.is_open, old.status, old.successor = False, "Closed", new
    old.save()
    town.asks("Zenobia", "Elm")
    head = make_lead(new)
    assert [one.vacancy_id for one in introductions.of_school(actor_for(head))] == [town.posts["Elm"].pk]
    commands.accept(by=actor_for(head), introduction=town.introduction("Elm", "Zenobia"))
    assert [school.name for school in [vacancies.offer(town.by("Elm"), new.urn).school]] == ["New Academy"]
    assert letters(to=head.email) == ["introduced_to_school"]


def test_a_draft_is_seen_by_its_school_alone_and_opens_before_its_closing_day(town):
    draft = make_vacancy(town, "Oak", opened=False, title="Draft", closes_on=dt.date(2026, 11, 30))
    for who in ("staff", "Zenobia", "Ash"):
        with pytest.raises(NotFound):
            vacancies.find(town.by(who), draft.pk)
    with time_machine.travel("2026-12-01T09:00:00+00:00", tick=False), pytest.raises(NotNow, match="has passed"):
        commands.open_vacancy(by=town.by("Oak"), vacancy=draft)
    with pytest.raises(NotAllowed):
        commands.open_vacancy(by=town.by("Ash"), vacancy=draft)
    commands.open_vacancy(by=town.by("Oak"), vacancy=draft)
    assert vacancies.find(town.by("Zenobia"), draft.pk) == draft


def test_stale_saves_of_a_vacancy_and_a_profile_show_both(town):
    by = town.by("Oak")
    found = vacancies.find(by, town.posts["Oak"].pk)
    commands.change_vacancy(by=by, vacancy=found, revision=found.revision, values={**VACANCY, "title": "Theirs"})
    with pytest.raises(Conflict) as stale:
        commands.change_vacancy(by=by, vacancy=town.vacancy("Oak"), revision=0, values={**VACANCY, "title": "Mine"})
    assert stale.value.differences == (("title", "Mine", "Theirs"),)
    me = town.by("Zenobia")
    commands.write_profile(by=me, values={**PROFILE, "headline": "Theirs"}, revision=0)
    for revision in (0, commands.NEW, 7):
        with pytest.raises(Conflict):
            commands.write_profile(by=me, values=PROFILE, revision=revision)
    assert CareerProfile.objects.get(person=me.person_id).headline == "Theirs"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " \0 "), ("title", "x" * 121), ("role_kind", "king"), ("description", ""), ("salary", None), ("pattern", "nights"),
        ("starts_on", None), ("starts_on", dt.date(2026, 11, 22)), ("starts_on", dt.date(2099, 1, 1)), ("closes_on", dt.date(2027, 9, 2)),
        ("closes_on", "tomorrow"),
    ],
)  # fmt: skip
def test_a_vacancy_that_makes_no_sense_is_refused_by_its_field(town, field, value):
    count = Vacancy.objects.count()
    with pytest.raises(BadInput) as refused:
        commands.write_vacancy(by=town.by("Oak"), offering=Offering(town.schools["Oak"]), values={**VACANCY, field: value})
    assert (list(refused.value.fields), Vacancy.objects.count()) == ([field], count)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", ""), ("headline", "x" * 161), ("roles", ["king"]), ("regions", ["atlantis"]), ("phases", ["x"]), ("patterns", ["x"]),
        ("journey_minutes", 0), ("journey_minutes", 241), ("journey_minutes", "ten"), ("available_from", dt.date(2099, 1, 1)),
        ("experience", "x" * 3001), ("visibility", "everybody"),
    ],
)  # fmt: skip
def test_a_profile_that_makes_no_sense_is_refused_by_its_field(field, value):
    account = make_alumnus("Nora New", headline="")
    with pytest.raises(BadInput) as refused:
        commands.write_profile(by=actor_for(account), values={**PROFILE, "regions": [], field: value})
    assert (list(refused.value.fields), CareerProfile.objects.count()) == ([field], 0)


def test_what_waits_is_said_to_whoever_has_to_do_it(town):
    def said(name):
        return [what for what, _, _ in waiting.waiting_for(town.by(name))]

    new = make_alumnus("Nora New", headline="")
    assert [what for what, _, _ in waiting.waiting_for(actor_for(new))] == ["Write your career profile"]
    town.suggests("Oak", "Zenobia")
    assert (said("Zenobia"), said("Oak")) == (
        ["A vacancy is suggested to you: Assistant head at Oak"], ["Somebody is suggested for “Assistant head at Oak”"],
    )  # fmt: skip
    town.asks("Zenobia", "Oak")
    assert (said("Zenobia"), said("Oak")) == ([], ["Somebody asks to be introduced for “Assistant head at Oak”"])
    with time_machine.travel("2026-12-03T10:00:00+00:00", tick=False):
        assert said("staff") == ["An introduction is stuck"]
    commands.accept(by=town.by("Oak"), introduction=town.introduction("Oak", "Zenobia"))
    assert (said("Zenobia"), said("Oak")) == (
        ["Say what came of Assistant head at Oak"],
        ["Say what came of Zenobia Quill for “Assistant head at Oak”"],
    )
    assert said("staff") == []


def test_every_move_is_in_the_audit_with_whom_it_is_about(town):
    town.talking("Oak", "Zenobia")
    commands.appoint(by=town.by("Oak"), introduction=town.introduction("Oak", "Zenobia"), starts_on=START)
    actions = Event.objects.filter(subject_id=town.key("Zenobia"), action__startswith="careers.").values_list("action", flat=True)
    wanted = {"careers.write-profile", "careers.ask", "careers.answer", "careers.go-on", "careers.appoint"}
    assert set(actions) == wanted


def test_the_lifecycles_are_those_of_the_domain():
    tables = {table.noun: table.names for table in every()}
    assert tables["Vacancy"] == ["draft", "open", "closed"]
    assert tables["Introduction"] == ["suggested", "requested", "accepted", "interviewing", "appointed", "declined"]


def test_the_doctor_finds_what_ought_not_to_be_and_where_it_is_mended(town):
    assert [sentence for _, sentence in doctor.findings() if "careers" in sentence.href] == []
    town.asks("Zenobia", "Oak")
    Vacancy.objects.filter(pk=town.posts["Oak"].pk).update(state="closed", outcome="filled-by-alumnus", closed_at=dt.datetime.now(dt.UTC))
    found = sorted((finding.sentence, finding.href) for _, finding in doctor.findings() if "careers" in finding.href)
    assert found == [
        ("A vacancy is closed as filled by an alumnus, but nobody is appointed to it.", f"/careers/offered/{town.posts['Oak'].pk}/"),
        ("An introduction runs, but its vacancy is closed.", f"/careers/introductions/{town.introduction('Oak', 'Zenobia').pk}/"),
    ]
