"""A project from the plan to its report: what each step needs, what it leaves behind, and what nobody can do any more."""

import datetime as dt
import json
import math
import uuid

import pytest
from django.db import IntegrityError, transaction

from difference.errors import BadInput, Conflict, NotAllowed, NotNow
from difference.foundations import clock
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.methods.matching import digest
from difference.methods.synthesis import effect_size
from difference.programme.evidence import checks, commands, lists
from difference.programme.evidence.models import Dataset, Estimate, Project
from difference.programme.evidence.states import PROJECT
from tests.making import make_account
from tests.programme.evidence.making import (
    MEASURED_ON,
    NUMBERS,
    PLAN,
    STAFF,
    afresh,
    analysed,
    by,
    make_author,
    make_school,
    now_is,
    plan,
    recorded,
    registered,
    reported,
)
from tests.programme.placement.market import STARTS, make_town

pytestmark = pytest.mark.django_db


def test_the_states_are_those_of_the_domain_and_abandoned():
    assert PROJECT.names == ["planned", "protocol_registered", "data_received", "analysed", "reported", "abandoned"]
    assert PROJECT.having(terminal=True) == ["reported", "abandoned"]


def test_a_project_goes_from_plan_to_report_and_each_step_is_in_the_audit():
    author, staff = make_author(), make_account(STAFF)
    project = reported(author, staff)
    assert (project.state, project.reported_by, project.closed_at) == ("reported", staff.person_id, MEASURED_ON)
    actions = list(Event.objects.filter(object_id=str(project.pk), kind=Event.DONE).order_by("id").values_list("action", flat=True))
    steps = ["plan", "register-protocol", "record-data", "analyse", "report"]
    assert actions == [f"evidence.{step}" for step in steps]
    assert sorted(Letter.objects.values_list("kind", flat=True)) == ["evidence.registered", "evidence.reported"]


def test_the_effect_is_that_of_the_methods():
    found = analysed(make_author()).present_data().estimate
    numbers = {name: value for name, value in NUMBERS.items() if name[0] in "msn"}
    wanted = effect_size(**numbers)
    assert (found.estimate, found.se, found.low, found.high, found.level) == pytest.approx(
        (wanted.estimate, wanted.se, wanted.low, wanted.high, 0.95)
    )


def test_where_less_is_better_the_sign_is_turned_so_that_positive_is_better():
    fewer = {"m1": 1.2, "sd1": 1.0, "m2": 2.0, "sd2": 1.1}
    found = analysed(make_author(), numbers=fewer, outcome="suspensions").present_data().estimate
    assert found.estimate > 0
    assert found.low < found.estimate < found.high
    assert found.method.endswith("sign turned, since less is better")
    assert (found.estimate - found.low) == pytest.approx(found.high - found.estimate)


def test_the_protocol_is_kept_with_the_hash_of_its_canonical_json():
    project = registered(make_author())
    canonical = json.dumps(project.protocol, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert project.protocol_sha256 == digest(json.loads(canonical))
    assert (project.protocol["title"], project.protocol["what"], project.protocol["planned_pupils"]) == (PLAN["title"], PLAN["what"], 48)
    assert str(project.person_id) not in canonical
    assert project.protocol_sha256 in Letter.objects.get(kind="evidence.registered").text


def test_a_registered_protocol_is_changed_by_no_command():
    author, staff = make_author(), make_account(STAFF)
    project = registered(author)
    before = (project.protocol, project.protocol_sha256, project.registered_at)
    for act in (
        lambda: commands.change_project(by=by(author), project=project, values={"title": "Other"}),
        lambda: commands.register_protocol(by=by(author), project=project),
    ):
        with pytest.raises(NotNow):
            act()
    with now_is(MEASURED_ON):
        commands.record_data(by=by(author), project=project, **NUMBERS)
        commands.analyse(by=by(author), project=afresh(project, author))
        commands.send_back(by=by(staff), project=afresh(project, staff), reason="not-as-registered")
        commands.abandon(by=by(author), project=afresh(project, author), reason="other")
    found = afresh(project, author)
    assert (found.protocol, found.protocol_sha256, found.registered_at, found.title) == (*before, PLAN["title"])


def test_a_plan_that_was_loaded_before_the_protocol_was_registered_changes_nothing():
    author = make_author()
    stale = plan(author)
    commands.register_protocol(by=by(author), project=afresh(stale, author))
    with pytest.raises(Conflict):
        commands.change_project(by=by(author), project=stale, values={"title": "Other"})
    assert afresh(stale, author).title == PLAN["title"]


def test_a_stale_change_of_a_plan_shows_yours_and_the_present_one():
    author = make_author()
    first, second = plan(author), None
    second = afresh(first, author)
    commands.change_project(by=by(author), project=first, values={"title": "First"})
    with pytest.raises(Conflict) as caught:
        commands.change_project(by=by(author), project=second, values={"title": "Second"})
    assert caught.value.differences == (("title of the project", "Second", "First"),)


def test_the_same_plan_sent_twice_is_one_project_and_another_from_the_same_page_is_refused():
    author, school, key = make_author(), make_school(), uuid.uuid4()
    made = [commands.plan_project(by=by(author), school=school.pk, key=key, **PLAN).pk for _ in range(2)]
    assert (made, Project.objects.count()) == ([key, key], 1)
    with pytest.raises(Conflict):
        commands.plan_project(by=by(author), school=school.pk, key=key, **{**PLAN, "title": "Other"})
    with pytest.raises(Conflict):
        commands.plan_project(by=by(make_author()), school=school.pk, key=key, **PLAN)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"practice": "magic"}, "practice"),
        ({"outcome": ""}, "outcome"),
        ({"comparison": "x"}, "comparison"),
        ({"title": "  "}, "title"),
        ({"what": "x" * 4001}, "what"),
        ({"who": "A\0B"}, "who"),
        ({"who": "\ud83d"}, "who"),
        ({"planned_pupils": 3}, "planned_pupils"),
        ({"planned_pupils": 10**6}, "planned_pupils"),
        ({"ends_on": dt.date(2027, 1, 1)}, "ends_on"),
        ({"starts_on": dt.date(2026, 9, 1), "ends_on": dt.date(2026, 11, 22)}, "ends_on"),
        ({"ends_on": dt.date(2060, 1, 1)}, "ends_on"),
        ({"what": "Ring 07700 900123 for more"}, "what"),
        ({"who": "Born 12/03/2011"}, "who"),
        ({"who": "The pupil A123456789012"}, "who"),
        ({"title": "Write to a.parent@home.example"}, "title"),
    ],
)
def test_a_plan_that_cannot_be_used_is_refused_by_field(values, field):
    with pytest.raises(BadInput) as caught:
        plan(make_author(), **values)
    assert list(caught.value.fields) == [field]
    assert Project.objects.count() == 0


def test_a_school_that_is_not_there_or_closed_is_refused():
    for urn in (424242, make_school(is_open=False).pk):
        with pytest.raises(BadInput) as caught:
            commands.plan_project(by=by(make_author()), school=urn, **PLAN)
        assert list(caught.value.fields) == ["school"]


def test_the_cohort_is_that_of_the_placement():
    town = make_town()
    with now_is(STARTS):
        from difference.programme.placement.models import MatchingRun, Placement

        run = MatchingRun.objects.create(
            cohort=town.cohort, rule="x", seed="x", instance={}, instance_sha256="x", run_by=uuid.uuid4(), state="published"
        )
        Placement.objects.create(run=run, post=town.posts["p"], person=town.people["a"].person, state="started")
    account = town.people["a"]
    from difference.foundations.actors import system
    from difference.foundations.people.commands import grant

    grant(by=system("tests"), person=account.person, role="participant", scope="self")
    project = plan(account, town.posts["p"].school)
    assert (project.cohort, plan(make_author()).cohort) == (town.cohort, None)


def test_a_protocol_is_not_registered_once_its_outcome_is_measured_by_the_plan():
    author = make_author()
    project = plan(author)
    with now_is(MEASURED_ON), pytest.raises(NotNow) as caught:
        commands.register_protocol(by=by(author), project=project)
    assert "before the data" in caught.value.sentence


def test_numbers_come_after_the_protocol_and_only_until_the_analysis():
    author = make_author()
    project = plan(author)
    with now_is(MEASURED_ON), pytest.raises(NotNow):
        commands.record_data(by=by(author), project=project, **NUMBERS)
    done = analysed(author)
    with now_is(MEASURED_ON), pytest.raises(NotNow):
        commands.record_data(by=by(author), project=done, **NUMBERS)


def test_data_from_before_the_protocol_are_refused_to_the_day():
    author = make_author()
    project = registered(author)
    day = clock.in_london(project.registered_at).date()
    with now_is(MEASURED_ON):
        with pytest.raises(BadInput) as caught:
            commands.record_data(by=by(author), project=project, **{**NUMBERS, "collected_from": day - dt.timedelta(days=1)})
        assert list(caught.value.fields) == ["collected_from"]
        commands.record_data(by=by(author), project=project, **{**NUMBERS, "collected_from": day})


@pytest.mark.parametrize(
    ("numbers", "fields"),
    [
        ({"n1": 1}, ["n1"]),
        ({"n2": 0, "n1": -5}, ["n1", "n2"]),
        ({"sd1": -1}, ["sd1"]),
        ({"sd1": 0, "sd2": 0}, ["sd1"]),
        ({"m1": 101}, ["m1"]),
        ({"m2": -0.5}, ["m2"]),
        ({"sd2": 60}, ["sd2"]),
        ({"m1": float("nan"), "sd2": float("inf")}, ["m1", "sd2"]),
        ({"m1": 1e12}, ["m1"]),
        ({"collected_until": dt.date(2027, 7, 1)}, ["collected_until"]),
        ({"collected_from": dt.date(2027, 6, 26)}, ["collected_until"]),
    ],
)
def test_numbers_that_cannot_be_are_refused_by_field(numbers, fields):
    author = make_author()
    project = registered(author)
    with now_is(MEASURED_ON), pytest.raises(BadInput) as caught:
        commands.record_data(by=by(author), project=project, **{**NUMBERS, **numbers})
    assert list(caught.value.fields) == fields
    assert (Dataset.objects.count(), afresh(project, author).state) == (0, "protocol_registered")


def test_corrected_numbers_leave_the_former_ones_and_a_stale_correction_is_refused():
    author = make_author()
    project = recorded(author)
    stale = afresh(project, author)
    with now_is(MEASURED_ON):
        commands.record_data(by=by(author), project=project, **{**NUMBERS, "m1": 80})
        with pytest.raises(Conflict):
            commands.record_data(by=by(author), project=stale, **{**NUMBERS, "m1": 81})
    kept = [(data.number, float(data.m1), data.replaced_at is None) for data in Dataset.objects.order_by("number")]
    assert kept == [(1, 78.5, False), (2, 80.0, True)]


def test_a_project_that_was_sent_back_is_corrected_analysed_again_and_reported():
    author, staff = make_author(), make_account(STAFF)
    project = analysed(author)
    first = project.present_data().estimate.estimate
    with now_is(MEASURED_ON):
        commands.send_back(by=by(staff), project=afresh(project, staff), reason="numbers")
        assert (afresh(project, author).state, afresh(project, author).sent_back_reason) == ("data_received", "numbers")
        commands.record_data(by=by(author), project=afresh(project, author), **{**NUMBERS, "m1": 75})
        commands.analyse(by=by(author), project=afresh(project, author))
        commands.report(by=by(staff), project=afresh(project, staff))
    found = afresh(project, author)
    assert (found.state, found.sent_back_reason, Estimate.objects.count()) == ("reported", "", 2)
    assert found.present_data().estimate.estimate < first
    assert "The numbers do not look right" in Letter.objects.get(kind="evidence.sent_back").text


def test_the_same_numbers_analysed_again_after_being_sent_back_give_the_same_effect():
    author, staff = make_author(), make_account(STAFF)
    project = analysed(author)
    with now_is(MEASURED_ON):
        commands.send_back(by=by(staff), project=afresh(project, staff), reason="dates")
        commands.analyse(by=by(staff), project=afresh(project, staff))
    assert (Estimate.objects.count(), afresh(project, author).state) == (1, "analysed")


def test_nobody_reports_or_sends_back_their_own_project():
    both = make_account("alumnus", STAFF)
    project = analysed(both)
    for act in (
        lambda: commands.report(by=by(both), project=project),
        lambda: commands.send_back(by=by(both), project=project, reason="numbers"),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(state="reported", reported_by=both.person_id, closed_at=clock.now())


def test_only_participants_and_alumni_plan_and_only_authors_go_on():
    author, staff, other = make_author(), make_account(STAFF), make_author()
    for nobody in (make_account("candidate", strong=False), make_account(), staff):
        with pytest.raises(NotAllowed):
            commands.plan_project(by=by(nobody), school=make_school().pk, **PLAN)
    assert plan(make_account("alumnus", strong=False)).state == "planned"
    project = plan(author)
    for somebody in (other, staff):
        for act in (
            lambda who: commands.change_project(by=by(who), project=project, values={"title": "x"}),
            lambda who: commands.register_protocol(by=by(who), project=project),
            lambda who: commands.record_data(by=by(who), project=project, **NUMBERS),
        ):
            with pytest.raises(NotAllowed):
                act(somebody)
    with pytest.raises(NotAllowed):
        commands.abandon(by=by(other), project=project, reason="other")


def test_an_abandoned_project_stays_with_its_reason_and_its_author_is_told_when_staff_did_it():
    author, staff = make_author(), make_account(STAFF)
    project = analysed(author)
    with pytest.raises(BadInput):
        commands.abandon(by=by(staff), project=afresh(project, staff), reason="")
    commands.abandon(by=by(staff), project=afresh(project, staff), reason="left-school")
    found = afresh(project, author)
    assert (found.state, found.abandon_reason, Estimate.objects.count()) == ("abandoned", "left-school", 1)
    assert Letter.objects.filter(kind="evidence.abandoned").count() == 1
    for name in ("analyse", "report"):
        with pytest.raises(NotNow):
            getattr(commands, name)(by=by(staff), project=afresh(project, staff))


def test_a_protocol_or_numbers_changed_in_the_database_are_found_and_never_reported():
    author, staff = make_author(), make_account(STAFF)
    project, other = analysed(author), analysed(author)
    assert [*checks.changed_protocols(), *checks.other_effects()] == []
    Project.objects.filter(pk=project.pk).update(protocol={**project.protocol, "title": "Other"})
    Dataset.objects.filter(project=other).update(m1=90)
    for one in (project, other):
        with now_is(MEASURED_ON), pytest.raises(NotNow):
            commands.report(by=by(staff), project=afresh(one, staff))
    assert Project.objects.filter(state="reported").count() == 0
    sentences = [finding.sentence for finding in (*checks.changed_protocols(), *checks.other_effects())]
    assert sentences == ["The protocol of one project is not what was registered.", "The effect of one project does not come out again."]


def test_a_reported_project_without_its_effect_is_found_and_where_to_see_it():
    project = reported(make_author(), make_account(STAFF))
    assert list(checks.other_effects()) == []
    Estimate.objects.filter(dataset__project=project).delete()
    [finding] = checks.other_effects()
    assert (finding.sentence, finding.href) == ("The effect of one project does not come out again.", "/evidence/projects/")
    Dataset.objects.filter(project=project).delete()
    assert list(checks.other_effects()) == [finding]


def test_every_list_is_dated_and_its_slugs_fit_the_addresses_of_the_pages():
    reserved = {"my-projects", "school-projects", "projects"}
    for known in (lists.practices(), lists.outcomes(), lists.comparisons()):
        assert all(one.title and one.says and one.since <= clock.today() and len(slug) <= 40 for slug, one in known.items())
    assert (8 <= len(lists.practices()) <= 10, reserved & set(lists.practices())) == (True, set())
    assert all(math.isfinite(one.lowest or 0) for one in lists.outcomes().values())
