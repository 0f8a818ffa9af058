"""A document is kept whole or not at all, and served so that it can do nothing."""

import os
import stat
import sys
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from difference.errors import BadInput, NotAllowed, NotFound, NotNow, TooLarge
from difference.foundations.actors import system
from difference.foundations.audit.models import Event
from difference.foundations.documents import commands, purposes, queries, storing, tasks
from difference.foundations.documents.models import Document
from tests.foundations.documents.files import DOCM, HONEST, PDF
from tests.making import make_actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.foundations.operations.engine_urls")]


def own(actor, document):
    return actor.person_id is not None and actor.person_id == document.owner_id


def own_or_staff(actor, document):
    return own(actor, document) or actor.holds("staff", "recruitment")


if purposes.purpose("tests.cv") is None:
    purposes.register("tests.cv", "an application", types=["pdf", "docx", "csv"], largest_mb=1, may_add=own, may_see=own_or_staff, may_delete=own)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "documents"
    settings.SCANNER = ""


@pytest.fixture
def owner():
    return make_actor("candidate")


def add(by, content=PDF, name="My CV.pdf", **more):
    return commands.add(by=by, purpose_name="tests.cv", name=name, chunks=[content[:10], content[10:]], owner_id=by.person_id, **more)


def on_disk():
    return [path for _, path in storing.files()]


def test_it_is_kept_under_a_random_name_that_only_we_can_read(owner, settings):
    document = add(owner)
    assert [document.path] == on_disk()
    assert document.path.read_bytes() == PDF
    assert stat.S_IMODE(document.path.stat().st_mode) == 0o600
    assert (document.type, document.size, document.original_name, document.scanned) == ("pdf", len(PDF), "My CV.pdf", "not-scanned")
    assert Path(settings.MEDIA_ROOT) not in Path(settings.STATIC_ROOT).parents


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"), ("C:\\Users\\zoe\\cv.pdf", "cv.pdf"), ('a"b\r\nX: y.pdf', "abX y.pdf"), ("", "document"), ("...", "document"),
        ("\u202efdp.exe", "fdp.exe"), ("x" * 300 + ".pdf", "x" * 116 + ".pdf"), (".htaccess", ".htaccess"[1:]),
    ],
)  # fmt: skip
def test_the_name_it_came_with_is_only_words(name, shown):
    assert storing.tidy_name(name) == shown


@pytest.mark.parametrize(
    ("content", "error", "code"),
    [
        (b"", BadInput, "empty-file"),
        (DOCM, BadInput, "macros"),
        (HONEST["png"], BadInput, "other-type"),
        (PDF + b"x" * 1024 * 1024, TooLarge, "too-large"),
    ],
)
def test_what_is_refused_leaves_nothing(owner, content, error, code):
    with pytest.raises(error) as refused:
        add(owner, content)
    assert (refused.value.code, on_disk(), Document.objects.count(), Event.objects.filter(action="documents.add").count()) == (code, [], 0, 0)


def test_a_refusal_says_what_can_be_sent(owner):
    with pytest.raises(BadInput) as refused:
        add(owner, HONEST["png"])
    assert refused.value.fields["file"][1] == "Send a PDF, Word document or CSV table of at most 1 MB."


def test_an_upload_that_breaks_off_leaves_nothing(owner):
    def chunks():
        yield PDF
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        commands.add(by=owner, purpose_name="tests.cv", name="x", chunks=chunks(), owner_id=owner.person_id)
    assert on_disk() == []


def test_nobody_hands_in_for_another_or_for_a_purpose_that_nobody_answers_for(owner):
    for purpose, whose in (("tests.cv", uuid4()), ("nobody.answers", owner.person_id)):
        with pytest.raises(NotAllowed):
            commands.add(by=owner, purpose_name=purpose, name="x", chunks=[PDF], owner_id=whose)
    assert on_disk() == []


def test_it_is_served_as_a_download_that_can_do_nothing(sign_in, owner):
    browser = sign_in(("staff", "recruitment"))
    answer = browser.get(f"/documents/{add(owner, name='Zoë’s “CV”.pdf').pk}/")
    assert b"".join(answer.streaming_content) == PDF
    assert {name: answer[name] for name in ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control")} == {
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
    }
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert Event.objects.filter(action="documents.see", kind="seen", subject_id=owner.person_id).count() == 1


@pytest.mark.parametrize("grant", ["administrator", ("staff", "placement"), "candidate", "host_lead"])
def test_for_anyone_else_it_does_not_exist(sign_in, owner, grant):
    grant = ("host_lead", "", "organisation", "100001") if grant == "host_lead" else grant
    assert sign_in(grant).get(f"/documents/{add(owner).pk}/").status_code == 404


def test_one_that_is_missing_on_the_disk_is_not_found(sign_in, owner):
    document = add(owner)
    document.path.unlink()
    assert sign_in(("staff", "recruitment")).get(f"/documents/{document.pk}/").status_code == 404
    assert queries.missing() == [document]


def test_deleting_removes_the_file_once_that_is_committed(owner):
    document = add(owner)
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        commands.delete(by=owner, document=document)
        raise RuntimeError
    assert on_disk() == [document.path]
    commands.delete(by=owner, document=document)
    with pytest.raises(NotNow):
        commands.delete(by=owner, document=document)
    assert (on_disk(), Document.objects.count(), Event.objects.filter(action="documents.delete").count()) == ([], 0, 1)


def test_a_file_whose_row_never_came_is_swept_the_next_day(owner):
    kept = add(owner)
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        lost = add(owner)
        raise RuntimeError
    assert tasks.sweep.call() == 0
    day_before = time.time() - 25 * 3600
    for path in (kept.path, lost.path):
        os.utime(path, (day_before, day_before))
    assert (tasks.sweep.call(), on_disk()) == (1, [kept.path])


def test_without_a_scanner_the_reader_is_told(owner):
    assert queries.warning(add(owner)) == "Not scanned for viruses."


def scanner(status):
    return f"{sys.executable} -c 'import sys; sys.exit({status})'"


@pytest.mark.parametrize(("status", "found", "opens"), [(0, "clean", True), (1, "infected", False)])
def test_with_one_it_is_shut_until_scanned_and_for_good_when_infected(owner, settings, status, found, opens):
    settings.SCANNER = scanner(status)
    document = add(owner)
    assert [job.args_kwargs["args"] for job in DBTaskResult.objects.all()] == [[str(document.pk)]]
    with pytest.raises(NotNow):
        queries.readable(document)
    assert tasks.scan.call(str(document.pk)) == found
    document.refresh_from_db()
    if opens:
        assert (queries.readable(document), queries.warning(document)) == (document.path, "")
    else:
        with pytest.raises(NotNow, match="virus"):
            queries.readable(document)


def test_a_scanner_that_could_not_look_leaves_it_shut(owner, settings):
    settings.SCANNER = scanner(2)
    document = add(owner)
    with pytest.raises(tasks.CouldNotScan):
        tasks.scan.call(str(document.pk))
    document.refresh_from_db()
    assert (document.scanned, tasks.scan_waiting.call()) == ("not-scanned", 1)


def test_only_the_system_says_what_was_found(owner):
    with pytest.raises(NotAllowed):
        commands.note_scan(by=owner, document=add(owner), infected=False)
    with pytest.raises(NotFound):
        queries.one(system("tests"), uuid4())


def test_a_list_holds_what_its_reader_may_see(owner):
    about = uuid4()
    document = add(owner, about_id=about)
    assert [queries.visible_to(actor, purpose="tests.cv", about_id=about) for actor in (owner, make_actor("candidate"))] == [[document], []]
