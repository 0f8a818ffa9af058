"""A backup holds everything of one moment, and restoring it is all or nothing."""

import io
import json
import os
import stat
import subprocess
import sys
import tarfile
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.actors import system
from difference.foundations.audit import triggers
from difference.foundations.audit.commands import record
from difference.foundations.audit.models import Event
from difference.foundations.documents import storing
from difference.foundations.documents.models import Document
from difference.foundations.mail.commands import post
from difference.foundations.mail.models import Letter
from difference.foundations.operations.backups import restoring
from difference.foundations.operations.backups.making import make
from difference.foundations.operations.backups.restoring import restore
from difference.foundations.people.models import Person
from tests.making import make_account

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "documents"
    yield
    connection.close()


def keep_document(content=b"a document"):
    stored = storing.write([content], 1000)
    return Document.objects.create(id=stored.id, purpose="tests", original_name="a.txt", type="txt", size=stored.size, sha256=stored.sha256)


def fill(name="Zoë “Quote” O’Example\n\t\\"):
    make_account(("staff", "recruitment"), name=name)
    return keep_document()


def everything():
    return {
        "people": sorted(Person.objects.values_list("pk", "full_name")),
        "events": list(Event.objects.order_by("pk").values_list("pk", "at", "action", "fields", "subject_id")),
        "documents": sorted((str(document.pk), document.path.read_bytes()) for document in Document.objects.all()),
        "on disk": sorted(name for name, _ in storing.files()),
    }


@pytest.fixture
def saved(tmp_path):
    fill()
    before = everything()
    make(tmp_path / "backup.tar")
    return tmp_path / "backup.tar", before


def test_what_was_saved_comes_back_and_what_came_later_goes(saved):
    file, before = saved
    Person.objects.update(full_name="Changed")
    fill("Later")
    restore(file, force=True)
    assert everything() == before


def test_afterwards_the_audit_cannot_be_changed_and_numbers_go_on(saved):
    file, before = saved
    restore(file, force=True)
    assert triggers.missing(connection) == []
    made = record(system("tests"), "people.grant", "thing")
    assert made.pk > max(row[0] for row in before["events"])


def test_a_system_that_is_not_empty_is_left_alone(saved):
    file, before = saved
    with pytest.raises(NotNow, match="not empty"):
        restore(file)
    assert everything() == before


def test_it_is_one_file_for_its_owner_alone_and_never_written_over(saved):
    file, _ = saved
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(BadInput, match="--force"):
        make(file)
    make(file, force=True)
    assert [path.name for path in file.parent.iterdir() if path.is_file()] == ["backup.tar"]


def test_sign_ins_are_left_out(tmp_path):
    Session.objects.create(session_key="SECRET-SESSION", session_data="x", expire_date=clock.now())
    make(tmp_path / "b.tar")
    assert b"SECRET-SESSION" not in (tmp_path / "b.tar").read_bytes()


def test_letters_that_waited_then_are_not_sent_now(tmp_path, settings):
    settings.EMAIL_HOST = "mail.example"
    post(by=system("tests"), to="zoe@example.org", kind="tests.news", subject="Hello", text="Dear Zoë")
    make(tmp_path / "b.tar")
    restore(tmp_path / "b.tar", force=True)
    assert list(Letter.objects.values_list("state", "reason")) == [("failed", "restored")]


def test_a_document_changed_on_the_disk_stops_the_backup(tmp_path):
    keep_document().path.write_bytes(b"another")
    with pytest.raises(NotNow, match="changed"):
        make(tmp_path / "b.tar")
    assert not list(tmp_path.glob("*.tar*"))


def test_a_document_missing_on_the_disk_is_said(tmp_path):
    lost = keep_document()
    lost.path.unlink()
    assert make(tmp_path / "b.tar").missing == (str(lost.pk),)


def rebuilt(file, change):
    """The same backup with its members changed by `change(name, content) -> [(name, content)]`."""
    with tarfile.open(file) as tar:
        members = [(entry.name, tar.extractfile(entry).read()) for entry in tar]
    with tarfile.open(file, "w") as tar:
        for name, content in members:
            for new_name, new_content in change(name, content):
                entry = tarfile.TarInfo(new_name)
                entry.size = len(new_content)
                tar.addfile(entry, io.BytesIO(new_content))


def in_manifest(change):
    def apply(name, content):
        if name != "manifest.json":
            return [(name, content)]
        listed = json.loads(content)
        change(listed)
        return [(name, json.dumps(listed).encode())]

    return apply


SPOILT = {
    "a changed row": lambda name, content: [(name, content.replace(b"Zo", b"Xo"))],
    "a row too few": lambda name, content: [(name, content[: content.rfind(b"\n", 0, -1) + 1] if "people.person" in name else content)],
    "no list": lambda name, content: [] if name == "manifest.json" else [(name, content)],
    "a table too few": lambda name, content: [] if "people.grant" in name else [(name, content)],
    "a stranger": lambda name, content: [(name, content), ("../../etc/cron.d/evil", b"x")] if name == "manifest.json" else [(name, content)],
    "an absolute path": lambda name, content: [(name, content), ("/etc/evil", b"x")] if name == "manifest.json" else [(name, content)],
    "a member twice": lambda name, content: [(name, content)] * 2,
    "a document by a path": in_manifest(lambda m: m["members"].update({"documents/../../x": {"size": 1, "sha256": "", "rows": 0}})),
    "a newer format": in_manifest(lambda m: m.update(format=2)),
    "a newer version": in_manifest(lambda m: m["migrations"].append(["people", "0999_future"])),
    "a list that is none": lambda name, content: [(name, b"[]" if name == "manifest.json" else content)],
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_backup_is_refused_and_nothing_is_touched(saved, how):
    file, before = saved
    rebuilt(file, SPOILT[how])
    with pytest.raises(BadInput) as refused:
        restore(file, force=True)
    assert refused.value.code == ("newer-backup" if "newer" in how else "broken-backup")
    assert everything() == before


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
def test_a_backup_that_was_cut_short_is_refused(saved, share):
    file, before = saved
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])
    with pytest.raises(BadInput):
        restore(file, force=True)
    assert everything() == before


def test_a_link_in_a_backup_is_refused(saved):
    file, _ = saved
    with tarfile.open(file, "a") as tar:
        entry = tarfile.TarInfo(f"documents/{uuid4()}")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(entry)
    with pytest.raises(BadInput):
        restore(file, force=True)


def test_rows_that_do_not_fit_leave_everything_as_it_was(saved, monkeypatch):
    file, before = saved

    def broken(*arguments):
        raise ValueError

    monkeypatch.setattr(restoring.rows, "load", broken)
    with pytest.raises(BadInput, match="Nothing was changed"):
        restore(file, force=True)
    assert everything() == before


def test_an_older_backup_is_migrated_on_the_way_in(saved):
    """Made before the jobs app's tables were there: they come with the migration."""
    file, before = saved

    def older(name, content):
        if name.startswith("rows/jobs."):
            return []
        return in_manifest(
            lambda m: m.update(
                migrations=[each for each in m["migrations"] if each[0] != "jobs"],
                members={key: value for key, value in m["members"].items() if not key.startswith("rows/jobs.")},
            )
        )(name, content)

    rebuilt(file, older)
    restore(file, force=True)
    assert everything() == before
    assert "jobs_due" in connection.introspection.table_names()


PROGRAM = """
import os, signal, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
from pathlib import Path
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.MEDIA_ROOT = Path(sys.argv[2])
import django
django.setup()
from difference.foundations.operations.backups.restoring import restore
def step(name):
    if name == sys.argv[4]:
        os.kill(os.getpid(), signal.SIGKILL)
restore(Path(sys.argv[3]), force=True, step=step)
"""


def run_killed(settings, file, step):
    connection.close()
    arguments = [sys.executable, "-c", PROGRAM, str(connection.settings_dict["NAME"]), str(settings.MEDIA_ROOT), str(file), step]
    return subprocess.run(arguments, env={**os.environ, "DIFFERENCE_HOME": str(settings.HOME)}, check=False).returncode


@pytest.mark.deep
@pytest.mark.real_time
@pytest.mark.parametrize(
    ("step", "which"),
    [("build", "old"), ("load", "old"), ("migrate", "old"), ("documents", "old"), ("swap", "old"), ("tidy", "new"), ("never", "new")],
)
def test_killed_at_any_step_it_is_the_old_or_the_new(saved, settings, step, which):
    file, before = saved
    Person.objects.update(full_name="Changed")
    fill("Later")
    later = everything()
    assert run_killed(settings, file, step) == (0 if step == "never" else -9)
    now = everything()
    assert {key: now[key] for key in ("people", "events", "documents")} == {
        key: (later if which == "old" else before)[key] for key in ("people", "events", "documents")
    }
    # And whatever was left lying about does not keep the next attempt from succeeding.
    assert run_killed(settings, file, "never") == 0
    assert everything() == before


@pytest.mark.deep
@pytest.mark.real_time
def test_while_somebody_else_is_connected_nothing_is_touched(saved):
    file, before = saved
    script = "import sys; sys.stdin.readline()"
    other = (
        f"import sqlite3, sys; c = sqlite3.connect({str(connection.settings_dict['NAME'])!r}); c.execute('select 1 from sqlite_master').fetchall(); print(1, flush=True); {script}"
        if connection.vendor == "sqlite"
        else f"import psycopg; c = psycopg.connect({_conninfo()!r}); print(1, flush=True); {script}"
    )
    process = subprocess.Popen([sys.executable, "-c", other], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdout.readline()
    try:
        with pytest.raises(NotNow, match="Stop the web server"):
            restore(file, force=True)
    finally:
        process.communicate(b"\n")
    assert everything() == before


def _conninfo():
    from psycopg.conninfo import make_conninfo

    kept = connection.settings_dict
    given = {"dbname": kept["NAME"], "host": kept["HOST"], "port": kept["PORT"], "user": kept["USER"], "password": kept["PASSWORD"]}
    return make_conninfo("", **{name: value for name, value in given.items() if value})
