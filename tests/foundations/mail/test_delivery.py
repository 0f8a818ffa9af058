"""A letter leaves once: each way in which handing it over can end."""

import json
import logging

import pytest

from difference.foundations.actors import system
from difference.foundations.jobs.running import Work
from difference.foundations.mail import delivery, queries, smtp
from difference.foundations.mail.commands import post
from difference.foundations.mail.models import Letter
from difference.foundations.mail.rules import rules
from tests.foundations.mail.smtp_server import HANG_UP

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def letter(server):
    return post(
        by=system("tests"), to="zoe@bücher.example", kind="tests.news", subject="Grüße – a date", text="Dear Zoë\n.\nFrom us\n" + "long " * 400
    )


def now(letter):
    letter.refresh_from_db()
    return letter.state, letter.reason, letter.attempts


def test_it_arrives_as_it_was_written(server, letter):
    assert delivery.deliver_due() == 1
    (arrived,) = server.letters
    assert arrived.get_content().replace("\r\n", "\n") == letter.text
    assert {name: str(arrived[name]) for name in ("To", "From", "Subject", "Message-ID", "Auto-Submitted", "Content-Type")} == {
        "To": "zoe@xn--bcher-kva.example",
        "From": "Différence <no-reply@difference.example>",
        "Subject": "Grüße – a date",
        "Message-ID": f"<{letter.pk}@difference.example>",
        "Auto-Submitted": "auto-generated",
        "Content-Type": 'text/plain; charset="utf-8"',
    }
    assert now(letter) == ("sent", "", 1)


def test_the_worker_sends_it_once(server, letter):
    Work(once=True).run()
    Work(once=True).run()
    assert len(server.raw) == 1


def test_two_deliveries_at_once_send_it_once(server, letter):
    mine, theirs = Letter.objects.get(), Letter.objects.get()
    assert [delivery.claim(mine), delivery.claim(theirs)] == [True, False]


@pytest.mark.parametrize(
    ("step", "answer", "state", "reason"),
    [
        ("RCPT", "550 5.1.1 no such person", "bounced", "5.1.1"),
        ("RCPT", "550 no such person", "bounced", "550"),
        ("RCPT", "451 4.2.0 come back", "queued", "4.2.0"),
        ("RCPT", "452 full", "queued", "452"),
        ("MAIL", "550 5.7.1 not from you", "queued", "5.7.1"),
        ("DATA", "554 5.7.1 no", "bounced", "5.7.1"),
        ("TEXT", "554 5.6.0 cannot be read", "bounced", "5.6.0"),
        ("TEXT", "451 4.3.0 later", "queued", "4.3.0"),
        ("RCPT", HANG_UP, "queued", "SMTPServerDisconnected"),
        ("TEXT", HANG_UP, "sending", "SMTPServerDisconnected"),
    ],
)
def test_each_way_it_can_end(server, letter, step, answer, state, reason):
    server.answers[step] = answer
    delivery.deliver_due()
    assert now(letter) == (state, reason, 1)


def test_a_letter_that_may_have_been_sent_is_never_sent_again_by_itself(server, letter, time_machine):
    server.answers["TEXT"] = HANG_UP
    delivery.deliver_due()
    server.answers.clear()
    time_machine.move_to("2026-12-23T10:00:00+00:00")
    assert (delivery.deliver_due(), server.raw, [each.pk for each in queries.stuck()]) == (0, [], [letter.pk])


def test_a_process_that_dies_after_the_servers_yes_leaves_it_marked(server, letter, monkeypatch):
    class Died(BaseException):
        pass

    def die(*arguments):
        raise Died

    monkeypatch.setattr(delivery, "settle", die)
    with pytest.raises(Died):
        delivery.deliver_due()
    monkeypatch.undo()
    assert (len(server.raw), now(letter)) == (1, ("sending", "", 1))
    assert delivery.deliver_due() == 0


def test_it_waits_longer_each_time_and_is_given_up_at_last(server, letter, time_machine):
    from difference.foundations import clock

    server.answers["RCPT"] = "451 4.2.0 come back"
    waits = []
    for _ in range(len(rules().retry_minutes) + 1):
        delivery.deliver_due()
        letter.refresh_from_db()
        waits.append((letter.due_at - clock.now()).total_seconds() // 60)
        time_machine.move_to(max(letter.due_at, clock.now()), tick=False)
    assert (letter.state, letter.attempts) == ("failed", 10)
    assert waits[:-1] == list(rules().retry_minutes)


def test_a_server_that_is_away_costs_no_attempt(server, letter):
    server.close()
    assert (delivery.deliver_due(), now(letter)) == (0, ("queued", "", 0))


def test_one_refusal_does_not_keep_the_others(server, letter):
    other = post(by=system("tests"), to="max@example.org", kind="tests.news", subject="Hello", text="Dear Max")
    server.answers["RCPT"] = lambda line: "550 5.1.1 no" if "xn--" in line else None
    assert delivery.deliver_due() == 1
    assert (now(letter)[0], now(other)[0]) == ("bounced", "sent")


def test_the_words_of_a_secret_letter_are_erased_once_it_has_gone(server):
    secret = post(by=system("tests"), to="zoe@example.org", kind="tests.link", subject="Your link", text="https://x/token")
    stays = post(by=system("tests"), to="zoe@example.org", kind="tests.news", subject="News", text="Hello")
    delivery.deliver_due()
    assert [Letter.objects.get(pk=each.pk).text for each in (secret, stays)] == ["", "Hello\n"]


def test_neither_address_nor_words_get_into_the_log(server, letter, caplog):
    caplog.set_level(logging.DEBUG, logger="difference")
    server.answers["RCPT"] = "550 5.1.1 <zoe@xn--bcher-kva.example> Grüße unknown"
    Work(once=True).run()
    letter.refresh_from_db()
    everything = caplog.text + json.dumps([str(record.__dict__) for record in caplog.records]) + letter.reason
    assert "5.1.1" in everything
    assert not any(secret in everything for secret in ("zoe", "bcher", "Grüße", "Dear"))


def test_it_is_never_sent_within_somebodys_transaction(server, letter):
    from django.db import transaction

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        delivery.claim(letter)


def test_no_server_says_so_without_words(settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(smtp.NoServer, match="ConnectionRefusedError"), smtp.Server():
        pass
