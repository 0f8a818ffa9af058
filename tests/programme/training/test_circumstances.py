"""Extenuating circumstances: who writes, who reads, by when, and what comes of it."""

from __future__ import annotations

import datetime as dt
import re
import uuid
import zipfile
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from difference.errors import BadInput, Conflict, NotAllowed, NotNow
from difference.foundations.audit.models import Event
from difference.foundations.documents.models import Document
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.foundations.rights.copies.packing import pack
from difference.foundations.rights.subjects import subject_of
from difference.foundations.rights.tasks import retain
from difference.programme.training.commands import circumstances as commands
from difference.programme.training.models import CaseWords, Coaching, ExtenuatingCase, Mark, ModuleResult, Submission
from difference.programme.training.queries import circumstances
from difference.programme.training.queries.waiting_support import waiting_for
from difference.programme.training.tasks import sweep
from tests.making import make_account
from tests.programme.training.studies import ESSAY, TALK, TERM, grant_coach, make_class, now_is

pytestmark = pytest.mark.django_db

PHRASE = "my sister was in intensive care"
VALUES = {"parts": [TALK], "grounds": "caring", "text": f"In October {PHRASE}.", "late_because": ""}
EXTENDED = dt.datetime(2027, 11, 29, 17, tzinfo=dt.UTC)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def words(response):
    return " ".join(unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)).split())


@pytest.fixture
def made():
    return make_class()


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "documents"


def start(made, name="Amara", **changes):
    return commands.start_case(by=made.by(name), enrolment=made.enrolments[name], values={**VALUES, **changes})


def sent(made, name="Amara", **changes):
    return commands.submit_case(by=made.by(name), case=start(made, name, **changes))


def test_a_granted_extension_moves_the_deadline_of_its_component_alone(made):
    with now_is(TERM):
        case = sent(made)
        commands.grant_case(by=made.by("examiner"), case=circumstances.find(made.by("examiner"), case.pk), outcome="extension", extended_to=EXTENDED)
    mine, other = made.enrolments["Amara"], made.enrolments["Bela"]
    assert circumstances.extended_to(mine, "NEEDS", "talk") == EXTENDED
    assert [circumstances.extended_to(mine, "NEEDS", "essay"), circumstances.extended_to(other, "NEEDS", "talk")] == [None, None]
    assert circumstances.stands_as_first(mine, "NEEDS", "talk") is False


def test_a_first_sitting_is_told_of_each_component_of_the_case_and_no_day_is_kept(made):
    with now_is(TERM):
        case = sent(made, parts=[TALK, ESSAY])
        commands.grant_case(by=made.by("examiner"), case=case, outcome="first_sitting", extended_to=EXTENDED)
    mine = made.enrolments["Amara"]
    assert [circumstances.stands_as_first(mine, "NEEDS", part) for part in ("talk", "essay")] == [True, True]
    assert circumstances.extended_to(mine, "NEEDS", "talk") is None


def test_what_waits_or_was_refused_changes_nothing(made):
    with now_is(TERM):
        case = sent(made)
        assert circumstances.extended_to(made.enrolments["Amara"], "NEEDS", "talk") is None
        commands.refuse_case(by=made.by("examiner"), case=case, reason="not-affected")
    mine = made.enrolments["Amara"]
    assert (circumstances.extended_to(mine, "NEEDS", "talk"), circumstances.stands_as_first(mine, "NEEDS", "talk")) == (None, False)
    assert [(one.component, one.state, one.outcome) for one in circumstances.outcomes(mine)] == [("talk", "refused", "")]


DUE = dt.datetime(2027, 11, 15, 17, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("moment", "why", "late"),
    [
        (DUE + dt.timedelta(days=10), "", False),
        (DUE + dt.timedelta(days=10, seconds=1), "I was in hospital.", True),
        (DUE + dt.timedelta(days=10, seconds=1), "", None),
    ],
)
def test_a_case_is_in_time_until_ten_days_after_the_deadline_and_later_says_why(made, moment, why, late):
    with now_is(moment):
        case = start(made, late_because=why)
        if late is None:
            with pytest.raises(BadInput, match="more than 10 days after the deadline"):
                commands.submit_case(by=made.by("Amara"), case=case)
        else:
            commands.submit_case(by=made.by("Amara"), case=case)
    found = ExtenuatingCase.objects.get()
    assert (found.state, found.late) == (("draft", False) if late is None else ("submitted", late))


def test_a_late_draft_that_was_withdrawn_in_another_window_is_refused_kindly(made):
    with now_is(DUE + dt.timedelta(days=11)):
        case = start(made)
        commands.withdraw_case(by=made.by("Amara"), case=ExtenuatingCase.objects.get())
        with pytest.raises(NotNow, match="it is withdrawn now"):
            commands.submit_case(by=made.by("Amara"), case=case)


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        (None, "Give the new deadline"),
        (DUE, "must be later than now"),
        (DUE - dt.timedelta(days=5), "must be later than now"),
        (DUE + dt.timedelta(days=43), "or earlier"),
    ],
)
def test_a_new_deadline_lies_after_the_old_one_and_within_the_rules(made, until, sentence):
    with now_is(TERM):
        case = sent(made)
        with pytest.raises(BadInput) as error:
            commands.grant_case(by=made.by("examiner"), case=case, outcome="extension", extended_to=until)
    assert sentence in error.value.fields["extended_to"][0]
    assert ExtenuatingCase.objects.get().state == "submitted"


def test_what_a_board_has_confirmed_is_not_asked_for_and_not_extended(made):
    with now_is(TERM):
        case = sent(made)
        ModuleResult.objects.filter(enrolment=made.enrolments["Amara"], module="NEEDS").update(
            state="confirmed", confirmed_at=TERM, passed=True, mark=60
        )
        with pytest.raises(NotNow, match="no deadline left"):
            commands.grant_case(by=made.by("examiner"), case=case, outcome="extension", extended_to=EXTENDED)
        with pytest.raises(BadInput):
            start(made)


@pytest.mark.parametrize(
    "changes",
    [
        {"parts": []},
        {"parts": ["NEEDS:nothing"]},
        {"grounds": "boredom"},
        {"text": " \x00 "},
        {"text": "x" * 6001},
        {"late_because": "x" * 1501},
    ],
)
def test_a_case_that_cannot_be_used_is_told_by_its_field_and_nothing_is_written(made, changes):
    with now_is(TERM), pytest.raises(BadInput) as error:
        start(made, **changes)
    assert (list(error.value.fields), ExtenuatingCase.objects.count(), CaseWords.objects.count()) == (list(changes), 0, 0)


def test_nobody_decides_who_coaches_or_marks_them_or_is_them(made):
    coach, marker = grant_coach(make_account(("staff", "examinations")), made), make_account(("staff", "examinations"))
    Coaching.objects.create(enrolment=made.enrolments["Amara"], coach=coach.person, made_by=uuid.uuid4())
    work = Submission.objects.create(
        result=made.enrolments["Amara"].results.get(module="NEEDS"), component="talk", due_at=TERM, own_work=True, sha256="0" * 64, size=1
    )
    Mark.objects.create(submission=work, marker=marker.person_id, allotted_by=uuid.uuid4())

    with now_is(TERM):
        case = sent(made)
        for account in (coach, marker):
            with pytest.raises(NotAllowed):
                commands.refuse_case(by=actor_for(account), case=case, reason="late")
        commands.refuse_case(by=made.by("examiner"), case=case, reason="late")
    assert ExtenuatingCase.objects.get().decided_by == made.examiner.person_id


def test_a_case_is_read_by_its_participant_and_those_who_decide_and_each_look_is_in_the_audit(made):
    with now_is(TERM):
        case = sent(made)
        address = reverse("training:decide-case", args=[case.pk])
        pages = {name: made.browser(name).get(address) for name in ("examiner", "Amara", "Bela", "trainer", "coach", "lead")}
        own = made.browser("Amara").get(reverse("training:case", args=[case.pk]))
        others = [made.browser(name).get(reverse("training:case", args=[case.pk])).status_code for name in ("examiner", "Bela", "trainer")]
    assert {name: page.status_code for name, page in pages.items()} == {
        "examiner": 200, "Amara": 302, "Bela": 404, "trainer": 404, "coach": 404, "lead": 404
    }  # fmt: skip
    assert (PHRASE in words(pages["examiner"]), PHRASE in words(own), others) == (True, True, [403, 404, 404])
    seen = Event.objects.filter(kind=Event.SEEN, action="training.read-case", actor_id=made.examiner.person_id)
    assert [(one.subject_id, one.fields) for one in seen] == [(made.people["Amara"].person_id, ["grounds", "late_because", "text"])]


def test_training_staff_see_that_a_deadline_was_extended_and_nothing_of_why(made):
    with now_is(TERM):
        commands.grant_case(by=made.by("examiner"), case=sent(made), outcome="extension", extended_to=EXTENDED)
        commands.grant_case(by=made.by("examiner"), case=sent(made, "Bela"), outcome="first_sitting")
        page = made.browser("trainer").get(reverse("training:extensions", args=[made.cohort.pk]))
    assert page.status_code == 200
    assert [word for word in ("Amara", "29 November 2027", "Bela", PHRASE, "Caring") if word in words(page)] == ["Amara", "29 November 2027"]


def test_what_was_written_stands_in_no_letter_no_audit_and_no_row_as_it_was_written(made):
    with now_is(TERM):
        case = sent(made)
        commands.grant_case(by=made.by("examiner"), case=case, outcome="extension", extended_to=EXTENDED)
    letters = Letter.objects.filter(person_id=made.people["Amara"].person_id, kind__startswith="training.case")
    assert sorted(letters.values_list("kind", flat=True)) == ["training.case_decided", "training.case_received"]
    kept = [
        *letters.values_list("text", "subject"),
        *Event.objects.values_list("fields", "reason", "object_id"),
        *CaseWords.objects.values_list("text"),
    ]
    assert [each for each in map(str, kept) if PHRASE in each or "caring" in each] == []
    assert CaseWords.objects.get().opened == (VALUES["text"], "")


def test_withdrawing_deletes_what_was_written_and_the_evidence(made):
    with now_is(TERM):
        case = sent(made)
        client = made.browser("Amara")
        file = SimpleUploadedFile("letter.pdf", PDF, "application/pdf")
        assert client.post(reverse("training:add-evidence", args=[case.pk]), {"file": file}).status_code == 302
        assert Document.objects.count() == 1
        with pytest.raises(NotAllowed):
            commands.withdraw_case(by=made.by("examiner"), case=case)
        assert [client.post(reverse("training:withdraw-case", args=[case.pk])).status_code for _ in range(2)] == [302, 302]
    assert (ExtenuatingCase.objects.get().state, CaseWords.objects.count(), Document.objects.count()) == ("withdrawn", 0, 0)


def test_evidence_is_opened_by_those_who_may_read_the_case_alone(made):
    with now_is(TERM):
        case = start(made)
        client = made.browser("Amara")
        client.post(reverse("training:add-evidence", args=[case.pk]), {"file": SimpleUploadedFile("letter.pdf", PDF)})
        address = reverse("documents:download", args=[Document.objects.get().pk])
        before = [made.browser(name).get(address).status_code for name in ("Amara", "examiner")]
        commands.submit_case(by=made.by("Amara"), case=case)
        after = [made.browser(name).get(address).status_code for name in ("Amara", "examiner", "trainer", "Bela", "lead", "coach")]
        officer = make_account("data_protection_officer")
        client.force_login(officer)
        assert client.get(address).status_code == 404
    assert (before, after) == ([200, 404], [200, 200, 404, 404, 404, 404])


@pytest.mark.parametrize(("name", "content"), [("x.pdf", b"not a pdf"), ("x.exe", b"MZ"), ("", b"")])
def test_evidence_that_we_do_not_take_is_told_beside_the_field(made, name, content):
    with now_is(TERM):
        case = start(made)
        data = {"file": SimpleUploadedFile(name, content)} if name else {}
        page = made.browser("Amara").post(reverse("training:add-evidence", args=[case.pk]), data)
    assert (page.status_code, Document.objects.count(), "id_file-error" in page.content.decode()) == (422, 0, True)


def test_a_sixth_document_is_not_taken(made):
    with now_is(TERM):
        case = start(made)
        client, address = made.browser("Amara"), reverse("training:add-evidence", args=[case.pk])
        statuses = [client.post(address, {"file": SimpleUploadedFile("a.pdf", PDF)}).status_code for _ in range(6)]
    assert (statuses, Document.objects.count()) == ([302] * 5 + [422], 5)


def test_the_pages_write_send_and_decide_and_a_second_press_changes_nothing(made):
    with now_is(TERM):
        client = made.browser("Amara")
        new = reverse("training:write-case", args=[made.enrolments["Amara"].pk])
        assert client.get(new).status_code == 200
        posts = [client.post(new, VALUES).status_code for _ in range(2)]
        case = ExtenuatingCase.objects.get()
        assert (posts, client.get(new).url) == ([302, 409], reverse("training:case", args=[case.pk]))
        change = reverse("training:change-case", args=[case.pk])
        assert client.post(change, {**VALUES, "revision": case.revision, "text": "Other words"}).status_code == 302
        stale = client.post(change, {**VALUES, "revision": case.revision})
        assert (stale.status_code, CaseWords.objects.get().opened[0]) == (409, "Other words")
        assert [client.post(reverse("training:submit-case", args=[case.pk])).status_code for _ in range(2)] == [302, 302]
        assert client.post(change, {**VALUES, "revision": 9}).status_code == 409
        decide, examiner = reverse("training:decide-case", args=[case.pk]), made.browser("examiner")
        for nonsense in ({}, {"outcome": "bribe"}, {"outcome": "extension"}, {"outcome": "refuse"}, {"outcome": "refuse", "reason": "x"}):
            assert examiner.post(decide, nonsense).status_code == 422
        given = {"outcome": "extension", "new_day_day": "29", "new_day_month": "11", "new_day_year": "2027"}
        assert [examiner.post(decide, given).status_code for _ in range(2)] == [302, 409]
        assert Letter.objects.filter(kind="training.case_decided").count() == 1
        for name in ("cases", "case-queue"):
            assert made.browser("Amara" if name == "cases" else "examiner").get(reverse(f"training:{name}")).status_code == 200
    assert circumstances.extended_to(made.enrolments["Amara"], "NEEDS", "talk") == EXTENDED


@pytest.mark.parametrize(
    "sentence", [{"parts": TALK}, {"parts": [TALK], "text": "\x00"}, {"text": "x" * 9000}, {"parts": ["a", "b"], "grounds": "<b>"}]
)
def test_nonsense_by_the_form_is_told_by_its_field(made, sentence):
    with now_is(TERM):
        page = made.browser("Amara").post(reverse("training:write-case", args=[made.enrolments["Amara"].pk]), sentence)
    assert (page.status_code, ExtenuatingCase.objects.count()) == (422, 0)


def test_a_stale_change_is_a_conflict(made):
    with now_is(TERM):
        case = start(made)
        commands.change_case(by=made.by("Amara"), case=case, revision=0, values={**VALUES, "text": "First"})
        with pytest.raises(Conflict):
            commands.change_case(by=made.by("Amara"), case=case, revision=0, values={**VALUES, "text": "Second"})
    assert CaseWords.objects.get().opened[0] == "First"


def test_a_case_waits_for_those_who_may_decide_it_and_a_draft_for_its_writer(made):
    with now_is(TERM):
        start(made, "Bela")
        sent(made)
        grant_coach(made.examiner, made)
        Coaching.objects.create(enrolment=made.enrolments["Amara"], coach=made.examiner.person, made_by=uuid.uuid4())
        second = make_account(("staff", "examinations"))
        found = [[thing[0] for thing in waiting_for(actor)] for actor in (actor_for(second), made.by("examiner"), made.by("Bela"), made.by("Amara"))]
    assert found == [
        ["A case of extenuating circumstances waits to be decided"],
        [],
        ["Send your case of extenuating circumstances, or withdraw it"],
        [],
    ]


def test_evidence_goes_with_the_words_six_months_after_the_decision(made):
    with now_is(TERM):
        for name in ("Amara", "Bela"):
            case = start(made, name)
            made.browser(name).post(reverse("training:add-evidence", args=[case.pk]), {"file": SimpleUploadedFile("letter.pdf", PDF)})
            commands.submit_case(by=made.by(name), case=case)
        commands.refuse_case(by=made.by("examiner"), case=ExtenuatingCase.objects.get(enrolment=made.enrolments["Amara"]), reason="late")
        assert (Document.objects.count(), sweep.call()) == (2, 0)
    for days, words, files in ((182, 2, 2), (184, 1, 1)):
        with now_is(TERM + dt.timedelta(days=days)):
            retain.call()
            sweep.call()
        assert (CaseWords.objects.count(), Document.objects.count()) == (words, files)
    assert ExtenuatingCase.objects.filter(reason="late").count() == 1


def test_evidence_goes_into_a_copy_that_they_alone_can_fetch_and_into_no_other(made):
    with now_is(TERM):
        case = start(made)
        made.browser("Amara").post(reverse("training:add-evidence", args=[case.pk]), {"file": SimpleUploadedFile("letter.pdf", PDF)})
        name, found = f"documents/{Document.objects.get().pk}.pdf", []
        for alone in (True, False):
            with pack(subject_of(made.people["Amara"].person, alone=alone)) as packed, zipfile.ZipFile(packed) as archive:
                found.append((name in archive.namelist(), PHRASE in archive.read("everything.json").decode()))
    assert found == [(True, True), (False, False)]
