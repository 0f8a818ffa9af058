"""Coaching: who is named, what the two write for each other alone, and that nobody else ever reads it."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import uuid
import zipfile
from html import unescape

import pytest
from django.db import connection
from django.urls import reverse

from difference.errors import BadInput, Conflict, NotAllowed, NotFound, NotNow
from difference.foundations.access.checks import routes
from difference.foundations.actors import system
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.commands import end_grant
from difference.foundations.people.holdings import about
from difference.foundations.people.models import Grant
from difference.foundations.people.queries import actor_for
from difference.foundations.rights.copies.packing import pack
from difference.foundations.rights.erasure.erasing import erase_person
from difference.foundations.rights.subjects import subject_of
from difference.foundations.sealing import seal, unseal
from difference.programme.training.commands import circumstances, coaching, notes, registers, sessions
from difference.programme.training.models import Coaching, CoachingNote, Goal, Mark, Session, Submission
from difference.programme.training.queries import coaching as reading
from difference.programme.training.queries.waiting_support import waiting_for
from tests.making import make_account
from tests.programme.training.studies import TALK, TERM, grant_coach, make_class, now_is

pytestmark = pytest.mark.django_db

PHRASE = "the quince under the third stair"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "documents"


@pytest.fixture
def made():
    """Amara has a coach."""
    found = make_class("Amara", "Bela")
    with now_is(TERM):
        name(found)
    return found


def words(response):
    return " ".join(unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)).split())


def name(made, person="Amara", coach=None):
    coach_id = (coach or made.coach).person_id
    return coaching.name_coach(by=made.by("trainer"), enrolment=made.enrolments[person], coach_id=coach_id)


def write(made, text=PHRASE, token="a"):
    return notes.write_note(by=made.by("coach"), enrolment=made.enrolments["Amara"], text=text, token=token)


def reflect(made, text=PHRASE, token="b"):
    return notes.write_reflection(by=made.by("Amara"), enrolment=made.enrolments["Amara"], text=text, token=token)


def goal(made, text="Read a chapter", token="c", by="coach", by_when=None):
    return notes.set_goal(by=made.by(by), enrolment=made.enrolments["Amara"], text=text, by_when=by_when, token=token)


def readers(made, note):
    found = []
    for who in ("Amara", "coach", "Bela", "trainer", "examiner", "lead"):
        try:
            found.append((who, reading.note(made.by(who), note.pk).words))
        except NotFound:
            continue
    return found


def test_a_note_is_read_by_the_two_and_nobody_else(made):
    with now_is(TERM):
        note = write(made)
        assert readers(made, note) == [("Amara", PHRASE), ("coach", PHRASE)]
        assert [reading.notes_of(made.by(who), made.enrolments["Amara"]) for who in ("trainer", "examiner", "lead", "Bela")] == [[]] * 4


def test_a_reflection_is_the_participants_alone_until_they_share_it(made):
    with now_is(TERM):
        note = reflect(made)
        assert readers(made, note) == [("Amara", PHRASE)]
        notes.change_reflection(by=made.by("Amara"), note=note, revision=0, text="Other words")
        with pytest.raises(Conflict):
            notes.change_reflection(by=made.by("Amara"), note=reading.note(made.by("Amara"), note.pk), revision=0, text="Third words")
        notes.share_reflection(by=made.by("Amara"), note=reading.note(made.by("Amara"), note.pk))
        assert readers(made, note) == [("Amara", "Other words"), ("coach", "Other words")]
        shared = reading.note(made.by("Amara"), note.pk)
        for act in (
            lambda: notes.share_reflection(by=made.by("Amara"), note=shared),
            lambda: notes.change_reflection(by=made.by("Amara"), note=shared, revision=shared.revision, text="x"),
        ):
            with pytest.raises(NotNow):
                act()


def test_a_coach_neither_shares_nor_changes_a_participants_reflection(made):
    with now_is(TERM):
        note = reflect(made)
        with pytest.raises(NotAllowed):
            notes.share_reflection(by=made.by("coach"), note=note)
        with pytest.raises(NotAllowed):
            notes.write_reflection(by=made.by("coach"), enrolment=made.enrolments["Amara"], text="x", token="t")
        with pytest.raises(NotAllowed):
            notes.write_note(by=made.by("Amara"), enrolment=made.enrolments["Amara"], text="x", token="t")


def test_after_a_change_of_coach_the_notes_stay_with_the_participant_and_the_goals_pass_on(made):
    second = grant_coach(make_account(name="Dan Coach"), made)
    with now_is(TERM):
        note, kept = write(made), goal(made)
        name(made, coach=second)
        assert readers(made, note) == [("Amara", PHRASE)]
        with pytest.raises(NotFound):
            reading.note(actor_for(second), note.pk)
        assert reading.notes_of(actor_for(second), made.enrolments["Amara"]) == []
        assert (reading.goal(actor_for(second), kept.pk).words, reading.home(made.by("coach"))) == ("Read a chapter", [])
        with pytest.raises(NotAllowed):
            write(made, token="late")
        page = made.browser("coach").get(reverse("training:together", args=[made.enrolments["Amara"].pk]))
    assert page.status_code == 404
    assert sorted(Coaching.objects.values_list("end_reason", flat=True)) == ["", "another-coach"]


def test_a_coach_whose_grant_has_ended_reads_nothing(made):
    with now_is(TERM):
        note = write(made)
        end_grant(by=system("tests"), grant=Grant.objects.get(role="coach"), reason="left")
        assert readers(made, note) == [("Amara", PHRASE)]


def test_the_same_sending_again_is_the_same_note_and_other_words_are_another(made):
    with now_is(TERM):
        assert write(made).pk == write(made).pk
        assert write(made, text="Other words").pk != write(made).pk
        assert goal(made).pk == goal(made).pk
    assert (CoachingNote.objects.count(), Goal.objects.count(), Letter.objects.filter(kind="training.new_note").count()) == (2, 1, 2)


@pytest.mark.parametrize("text", ["", " \x00 ", "x" * 10001])
def test_a_note_without_words_or_with_too_many_is_told_and_not_kept(made, text):
    with now_is(TERM), pytest.raises(BadInput) as error:
        write(made, text=text)
    assert (list(error.value.fields), CoachingNote.objects.count()) == (["text"], 0)


def test_a_coach_takes_a_note_back_within_a_day_and_a_participant_their_own_at_any_time(made):
    with now_is(TERM):
        note, own = write(made), reflect(made)
    later = TERM + dt.timedelta(hours=24, seconds=1)
    with now_is(later):
        with pytest.raises(NotNow, match="24 hours"):
            notes.remove_note(by=made.by("coach"), note=reading.note(made.by("coach"), note.pk))
        with pytest.raises(NotAllowed):
            notes.remove_note(by=made.by("Amara"), note=reading.note(made.by("Amara"), note.pk))
        notes.remove_note(by=made.by("Amara"), note=reading.note(made.by("Amara"), own.pk))
    with now_is(TERM + dt.timedelta(hours=24)):
        notes.remove_note(by=made.by("coach"), note=reading.note(made.by("coach"), note.pk))
    assert CoachingNote.objects.count() == 0


def test_goals_are_kept_by_both_and_a_stale_change_is_a_conflict(made):
    with now_is(TERM):
        kept = goal(made, by_when=dt.date(2027, 12, 1))
        notes.change_goal(by=made.by("Amara"), goal=kept, revision=0, text="Read two chapters", by_when=None)
        with pytest.raises(Conflict):
            notes.change_goal(by=made.by("coach"), goal=reading.goal(made.by("coach"), kept.pk), revision=0, text="Read three", by_when=None)
        found = reading.goal(made.by("coach"), kept.pk)
        assert (found.words, found.by_when) == ("Read two chapters", None)
        notes.reach_goal(by=made.by("Amara"), goal=found)
        with pytest.raises(NotNow):
            notes.reach_goal(by=made.by("Amara"), goal=found)
        with pytest.raises(NotAllowed):
            notes.drop_goal(by=made.by("trainer"), goal=found)
        notes.drop_goal(by=made.by("coach"), goal=found)
        with pytest.raises(BadInput):
            goal(made, token="d", by_when=dt.date(2027, 10, 19))
        for number in range(10):
            goal(made, text=f"Goal {number}", token=f"t{number}")
        with pytest.raises(NotNow, match="10 goals are open"):
            goal(made, text="One more", token="more")
    assert Goal.objects.count() == 10


def test_nobody_coaches_whose_school_they_lead_or_whose_work_they_mark_or_without_a_grant(made):
    marker, lead, stranger = (grant_coach(make_account(("staff", "examinations")), made), grant_coach(made.lead, made), make_account("assessor"))
    work = Submission.objects.create(
        result=made.enrolments["Bela"].results.get(module="NEEDS"), component="talk", due_at=TERM, own_work=True, sha256="0" * 64, size=1
    )
    Mark.objects.create(submission=work, marker=marker.person_id, allotted_by=uuid.uuid4())
    with now_is(TERM):
        for account in (marker, lead, stranger, made.people["Bela"]):
            with pytest.raises(BadInput) as error:
                name(made, "Bela", account)
            assert list(error.value.fields) == ["coach"]
        for who in ("examiner", "coach", "Bela"):
            with pytest.raises(NotAllowed):
                coaching.name_coach(by=made.by(who), enrolment=made.enrolments["Bela"], coach_id=made.coach.person_id)
        with pytest.raises(NotNow, match="already"):
            name(made)
    assert Coaching.objects.count() == 1


def test_ending_a_coaching_tells_both_and_is_done_once(made):
    with now_is(TERM):
        one = Coaching.objects.get()
        with pytest.raises(BadInput):
            coaching.end_coaching(by=made.by("trainer"), coaching=one, reason="bored")
        coaching.end_coaching(by=made.by("trainer"), coaching=one, reason="coach-asked")
        with pytest.raises(NotNow):
            coaching.end_coaching(by=made.by("trainer"), coaching=one, reason="coach-asked")
    told = Letter.objects.filter(kind="training.coaching_ended").values_list("person_id", flat=True)
    assert sorted(told) == sorted([made.coach.person_id, made.people["Amara"].person_id])


def test_a_coach_plans_a_session_with_their_participant_and_with_nobody_elses(made):
    begins = TERM + dt.timedelta(days=2)
    given = {"place": "By video", "starts_at": begins, "ends_at": begins + dt.timedelta(hours=1)}
    with now_is(TERM):
        with pytest.raises(NotAllowed):
            sessions.plan_coaching(by=made.by("coach"), enrolment=made.enrolments["Bela"], values=given)
        made_session = sessions.plan_coaching(by=made.by("coach"), enrolment=made.enrolments["Amara"], values=given)
        (home,) = reading.home(made.by("coach"))
        assert (home.last_seen, home.next_session, home.open_goals, home.missed) == (None, made_session, 0, None)
        assert [thing[0] for thing in waiting_for(made.by("Amara"))] == ["Coaching"]
    with now_is(begins + dt.timedelta(hours=2)):
        assert [thing[0] for thing in waiting_for(made.by("coach"))] == ["Take the register of “Coaching”"]
        key = made.enrolments["Amara"].pk
        registers.take_register(by=made.by("coach"), session=made_session, revision=0, given={key: ("attended", "")})
        (home,) = reading.home(made.by("coach"))
        assert (home.last_seen, home.next_session) == (begins, None)
    assert (Session.objects.get().kind, Letter.objects.get(kind="training.session_planned").person_id) == ("coaching", made.people["Amara"].person_id)


def test_the_pages_of_the_two_write_share_remove_and_keep_goals(made):
    key = made.enrolments["Amara"].pk
    with now_is(TERM):
        coach, amara = made.browser("coach"), made.browser("Amara")
        at = lambda route, *arguments: reverse(f"training:{route}", args=arguments)  # noqa: E731
        for client, route in (
            (coach, "write-note"),
            (coach, "set-goal"),
            (coach, "meet"),
            (coach, "together"),
            (amara, "reflect"),
            (amara, "together"),
        ):
            assert client.get(at(route, key)).status_code == 200
        assert [coach.post(at("write-note", key), {"text": PHRASE, "token": "one"}).status_code for _ in range(2)] == [302, 302]
        assert [amara.post(at("reflect", key), {"text": "Mine alone", "token": "two"}).status_code for _ in range(2)] == [302, 302]
        assert CoachingNote.objects.count() == 2
        for nonsense in ({}, {"text": ""}, {"text": "x" * 10001}, {"text": "\x00"}):
            assert coach.post(at("write-note", key), nonsense).status_code == 422
        assert coach.post(at("set-goal", key), {"text": "g", "by_when": "31-31"}).status_code == 422
        pages = [words(client.get(at("together", key))) for client in (coach, amara)]
        assert [(PHRASE in page, "Mine alone" in page) for page in pages] == [(True, False), (True, True)]
        own = CoachingNote.objects.get(kind="reflection")
        assert (coach.get(at("change-reflection", own.pk)).status_code, amara.get(at("change-reflection", own.pk)).status_code) == (404, 200)
        changes = [amara.post(at("change-reflection", own.pk), {"text": text, "revision": "0"}).status_code for text in ("New", "Newer")]
        assert changes == [302, 409]
        assert amara.get(at("share-reflection", own.pk)).status_code == 200
        assert [amara.post(at("share-reflection", own.pk)).status_code for _ in range(2)] == [302, 302]
        assert "New" in words(coach.get(at("together", key)))
        assert amara.get(at("remove-note", own.pk)).status_code == 200
        assert [amara.post(at("remove-note", own.pk)).status_code for _ in range(2)] == [302, 404]
        assert coach.post(at("set-goal", key), {"text": "Read", "token": "g"}).status_code == 302
        kept = Goal.objects.get()
        changed = [amara.post(at("change-goal", kept.pk), {"text": text, "revision": "0"}).status_code for text in ("Read more", "Read less")]
        assert changed == [302, 409]
        assert [coach.post(at("reach-goal", kept.pk)).status_code for _ in range(2)] == [302, 302]
        assert [coach.post(at("drop-goal", kept.pk)).status_code for _ in range(2)] == [302, 404]
        times = {"place": "Video", "starts_day": "2027-10-25", "starts_time": "5pm", "ends_day": "2027-10-25", "ends_time": "6pm"}
        assert [coach.post(at("meet", key), times).status_code for _ in range(2)] == [302, 409]
        assert (coach.get(at("coached")).status_code, amara.get(at("my-coach")).status_code) == (200, 302)
        session = Session.objects.get()
        assert coach.post(at("change-session", session.pk), {**times, "place": "Hall", "revision": "0"}).status_code == 302
        assert coach.post(at("cancel-session", session.pk), {"reason": "not-needed"}).status_code == 302


def test_staff_name_and_end_coaches_by_the_page(made):
    with now_is(TERM):
        client, key = made.browser("trainer"), made.enrolments["Bela"].pk
        address = reverse("training:name-coach", args=[key])
        assert (client.get(address).status_code, client.post(address, {"coach": "x"}).status_code, client.post(address, {}).status_code) == (
            200,
            422,
            422,
        )
        assert [client.post(address, {"coach": str(made.coach.person_id)}).status_code for _ in range(2)] == [302, 302]
        assert client.get(reverse("training:coachings", args=[made.cohort.pk])).status_code == 200
        end = reverse("training:end-coaching", args=[key])
        assert [client.post(end, {"reason": reason}).status_code for reason in ("x", "coach-left", "coach-left")] == [422, 302, 404]
        assert [made.browser(who).get(address).status_code for who in ("examiner", "coach", "Bela")] == [403, 404, 403]


def everything_planted(made):
    """A note, a reflection, a goal and a case, each holding the phrase."""
    write(made)
    notes.share_reflection(by=made.by("Amara"), note=reflect(made))
    reflect(made, token="private")
    goal(made, text=PHRASE)
    given = {"parts": [TALK], "grounds": "illness", "text": PHRASE, "late_because": PHRASE}
    return circumstances.submit_case(
        by=made.by("Amara"), case=circumstances.start_case(by=made.by("Amara"), enrolment=made.enrolments["Amara"], values=given)
    )


def pages_for(client, made, case):
    """Every page of ours with what its arguments can be here, as somebody sees it."""
    known = {
        "enrolment_id": made.enrolments["Amara"].pk, "cohort_id": made.cohort.pk, "case_id": case.pk, "note_id": CoachingNote.objects.first().pk,
        "goal_id": Goal.objects.get().pk, "placement_id": made.enrolments["Amara"].placement_id,
    }  # fmt: skip
    from django.urls import get_resolver

    from tests.safety.judging import arguments_of

    for route, view in routes():
        declared = getattr(view, "access", None)
        if not declared or "GET" not in declared:
            continue
        arguments = {key: known.get(key, missing) for key, missing in arguments_of(get_resolver(), route).items()}
        yield route, client.get(reverse(route, kwargs=arguments))


@pytest.mark.parametrize("who", ["trainer", "lead", "Bela", "officer", "administrator", "safer", "placer", "second coach"])
def test_a_planted_phrase_is_on_no_page_of_anybody_else(made, who):
    others = {
        "officer": ("data_protection_officer",), "administrator": ("administrator",), "safer": (("staff", "safer_recruitment"),),
        "placer": (("staff", "placement"),), "second coach": (("coach", "", "cohort", str(made.cohort.pk)),),
    }  # fmt: skip
    account = make_account(*others[who]) if who in others else made.account(who)
    with now_is(TERM):
        case = everything_planted(made)
        client = made.browser("trainer")
        client.force_login(account)
        opened = [(route, response) for route, response in pages_for(client, made, case)]
    told = [route for route, response in opened if not response.streaming and PHRASE in unescape(response.content.decode(errors="replace"))]
    assert (told, sum(response.status_code == 200 for _, response in opened) > 5) == ([], True)


def test_examinations_staff_read_the_case_on_its_page_and_the_phrase_nowhere_else(made):
    with now_is(TERM):
        case = everything_planted(made)
        opened = list(pages_for(made.browser("examiner"), made, case))
    told = [route for route, response in opened if not response.streaming and PHRASE in unescape(response.content.decode(errors="replace"))]
    assert told == ["training:decide-case"]


def test_the_phrase_is_in_no_letter_no_audit_no_log_and_no_row(made, caplog):
    with now_is(TERM):
        everything_planted(made)
        made.browser("coach").post(reverse("training:write-note", args=[made.enrolments["Amara"].pk]), {"text": PHRASE + "!", "token": "log"})
    assert [one.text for one in Letter.objects.all() if PHRASE in one.text + one.subject] == []
    assert [one.pk for one in Event.objects.all() if PHRASE in str((one.fields, one.reason, one.object_id, one.actor_label))] == []
    assert PHRASE not in caplog.text
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert PHRASE not in str(cursor.fetchall()), table


def copy_of(person, **more):
    with pack(subject_of(person, **more)) as packed:
        archive = zipfile.ZipFile(io.BytesIO(packed.read()))
    return archive.read("everything.json").decode(), archive.read("index.html").decode()


def test_a_copy_that_they_alone_can_fetch_holds_the_words_and_one_that_another_hands_over_does_not(made):
    with now_is(TERM):
        everything_planted(made)
        amara = made.people["Amara"].person
        own, handed, coachs = copy_of(amara, alone=True), copy_of(amara), copy_of(made.coach.person, alone=True)
    assert [own[0].count(PHRASE), own[1].count(PHRASE) > 0] == [6, True]
    assert [PHRASE in page for page in (*handed, *coachs)] == [False] * 4
    assert json.loads(handed[0])["parts"]
    assert [holding.title for holding in about(amara) if PHRASE in str(holding.rows)] == []


def test_erasing_a_participant_deletes_what_was_written(made):
    with now_is(TERM):
        everything_planted(made)
        erase_person(made.people["Amara"].person)
    assert (CoachingNote.objects.count(), Goal.objects.count()) == (0, 0)


def test_a_note_sealed_under_another_secret_says_so_and_breaks_nothing(made, settings):
    with now_is(TERM):
        write(made)
        sealed = seal("x")
        settings.SECRET_KEY = "another secret of the server, as after a restore"
        with pytest.raises(NotNow, match="another secret"):
            unseal(sealed)
        page = made.browser("Amara").get(reverse("training:together", args=[made.enrolments["Amara"].pk]))
    assert (page.status_code, "another secret" in words(page)) == (409, True)


def test_a_note_cannot_be_searched_for():
    from django.core.exceptions import FieldError

    with pytest.raises(FieldError):
        CoachingNote.objects.filter(text__icontains="x")
