"""What a mail system says of a letter that came back, and what else may be fed to us in its place."""

import io

import pytest

from difference.errors import BadInput, NotAllowed, NotFound
from difference.foundations.actors import system
from difference.foundations.audit.models import Event
from difference.foundations.mail import delivery
from difference.foundations.mail.commands import note_bounce, post
from tests.making import make_actor

pytestmark = pytest.mark.django_db

REPORT = b"""From: MAILER-DAEMON@mx.example
To: no-reply@difference.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver to <zoe@example.org>.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; zoe@example.org
Action: ACTION
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <zoe@example.org> unknown

--b
Content-Type: TYPE

Message-ID: <LETTER@difference.example>
To: zoe@example.org

--b--
"""


def report(letter_id, action=b"failed", kind=b"text/rfc822-headers"):
    return REPORT.replace(b"LETTER", str(letter_id).encode()).replace(b"ACTION", action).replace(b"TYPE", kind)


@pytest.fixture
def letter(server):
    made = post(by=system("tests"), to="zoe@example.org", kind="tests.news", subject="Hello", text="Dear Zoë")
    delivery.deliver_due()
    return made


def note(message):
    return note_bounce(by=system("tests"), message=message)


@pytest.mark.parametrize("kind", [b"text/rfc822-headers", b"message/rfc822"])
def test_a_report_marks_its_letter_once(letter, kind):
    for _ in range(2):
        noted = note(report(letter.pk, kind=kind))
        assert (noted.pk, noted.state, noted.reason) == (letter.pk, "bounced", "5.1.1")
    assert "zoe" not in str(list(Event.objects.filter(action="mail.note-bounce").values()))


@pytest.mark.parametrize("action", [b"delayed", b"relayed", b"delivered"])
def test_what_may_still_arrive_is_not_marked(letter, action):
    with pytest.raises(BadInput):
        note(report(letter.pk, action=action))
    letter.refresh_from_db()
    assert letter.state == "sent"


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\0\xff\xfe",
        b"Hello",
        b"Subject: a holiday\n\nI am away",
        b"Content-Type: multipart/report; boundary=\n\n--",
        b"x" * (1024 * 1024 + 1),
        b"Message-ID: <\n",
    ],
)
def test_what_is_no_report_is_refused(message):
    with pytest.raises(BadInput):
        note(message)


def test_a_report_of_a_strangers_letter_is_refused():
    with pytest.raises(NotFound):
        note(report("00000000-0000-4000-8000-000000000000"))


def test_a_letter_that_was_never_sent_cannot_come_back(settings):
    settings.EMAIL_HOST = ""
    kept = post(by=system("tests"), to="zoe@example.org", kind="tests.news", subject="Hello", text="Dear Zoë")
    with pytest.raises(BadInput):
        note(report(kept.pk))


def test_a_person_cannot_say_that_a_letter_came_back(letter):
    with pytest.raises(NotAllowed):
        note_bounce(by=make_actor(("staff", "recruitment")), message=report(letter.pk))


def test_the_verb_reads_standard_input(letter):
    from click.testing import CliRunner

    from difference.cli.operations import mail

    done = CliRunner().invoke(mail, ["bounce"], input=io.BytesIO(report(letter.pk)))
    assert (done.exit_code, done.output) == (0, f"Letter {letter.pk} came back (5.1.1).\n")
