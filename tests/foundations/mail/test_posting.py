"""A letter is written in the transaction that it belongs to, and nothing can be slipped into its head."""

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from difference.errors import BadInput
from difference.foundations.actors import system
from difference.foundations.mail.commands import post
from difference.foundations.mail.models import Letter

pytestmark = pytest.mark.django_db(transaction=True)


def write(**changes):
    return post(**{"by": system("tests"), "to": "zoe@example.org", "kind": "tests.news", "subject": "Hello", "text": "Dear Zoë", **changes})


def test_without_a_mail_server_a_letter_is_kept(settings):
    settings.EMAIL_HOST = ""
    assert (write().state, DBTaskResult.objects.count()) == ("kept", 0)


def test_with_one_it_waits_and_a_delivery_is_queued_once_committed(server):
    with transaction.atomic():
        assert write().state == "queued"
        write(to="max@example.org")
        assert DBTaskResult.objects.count() == 0
    assert [job.task_path for job in DBTaskResult.objects.all()] == ["difference.foundations.mail.tasks.deliver"]


def test_what_is_undone_is_never_sent(server):
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        write()
        raise RuntimeError
    assert (Letter.objects.count(), DBTaskResult.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "to",
    [
        "", " ", "zoe", "zoe@", "@example.org", "zoe@example", "zoe@example.org\n", "zoe@example.org\r\nBcc: all@example.org", "a@b.org, c@d.org",
        "a@b.org;c@d.org", "Zoë <zoe@example.org>", '"a b"@example.org', "zoë@example.org", "zoe@exa mple.org", "zoe\0@example.org", "a" * 250 + "@example.org",
        "zoe@\u2028example.org", "zoe@" + "x" * 64 + ".org",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(to):
    with pytest.raises(BadInput) as refused:
        write(to=to)
    assert list(refused.value.fields) == ["to"]
    assert not Letter.objects.exists()


@pytest.mark.parametrize("subject", ["", "  ", "Hello\nBcc: all@example.org", "Hello\r\n\r\nA body", "Hello\0", "x" * 201, "a\u2028b"])
def test_what_is_no_subject_is_refused(subject):
    with pytest.raises(BadInput):
        write(subject=subject)


@pytest.mark.parametrize("text", ["", " \n ", "a\0b", "a\x1bb", "x" * 100_001])
def test_what_is_no_text_is_refused(text):
    with pytest.raises(BadInput):
        write(text=text)


def test_an_address_in_another_script_is_taken():
    assert write(to="zoe@bücher.example").to == "zoe@bücher.example"
