"""What the log says, and what it never says."""

import json
import logging

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from difference.errors import BadInput
from difference.foundations.access.routes import Access, access
from difference.foundations.operations.logs import JsonLines, request_id
from difference.foundations.operations.middleware import RequestLog
from tests.foundations.operations.engine_urls import urlpatterns as engine

SECRETS = ("zoe@example.org", "Zoë", "SECRET-TOKEN", "q=hidden")


@access(GET=Access("pages.see-public"))
def breaks(request, token):
    name = "".join(map(chr, (90, 111, 235)))
    raise KeyError(f"{name} zoe@" + "example.org")


urlpatterns = [*engine, path("tests/<str:token>/", breaks, name="tests-breaks")]


def line(logger, message, *arguments, error=None, **extra):
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.getLogger(logger).makeRecord(logger, logging.ERROR, "/x/views.py", 7, message, arguments, info, extra=extra)
    return JsonLines().format(record)


def throw(error):
    raise error


def caught(error):
    with pytest.raises(type(error)) as raised:
        throw(error)
    return raised.value


def test_a_line_is_one_json_object():
    said = json.loads(line("difference.jobs", "job %s ended", "abc", outcome="done", secret="zoe@example.org"))
    assert {name: said[name] for name in ("level", "logger", "event", "outcome")} == {
        "level": "error", "logger": "difference.jobs", "event": "job abc ended", "outcome": "done"
    }  # fmt: skip
    assert "secret" not in said


@pytest.mark.parametrize(
    "made",
    [
        lambda: line("difference.people", "no letter for %s", "zoe@example.org"),
        lambda: line("django.request", "Internal Server Error: %s", "/invitation/SECRET-TOKEN/?q=hidden"),
        lambda: line("django.security.DisallowedHost", "Invalid HTTP_HOST header: 'zoe@example.org'"),
        lambda: line("some.library", "Zoë could not be saved"),
        lambda: line("difference.jobs", "job failed", error=caught(ValueError("Zoë zoe@" + "example.org"))),
        lambda: line("difference.jobs", "job failed\n{}", error=caught(BadInput("Zoë is not known"))),
    ],
)
def test_what_is_about_people_is_left_out(made):
    said = made()
    assert "\n" not in said
    event = json.loads(said)
    shown = event["event"] + event.get("error", "").split("ValueError")[-1].split("BadInput")[-1]
    assert not any(secret in shown for secret in SECRETS)


def test_an_error_keeps_where_it_was_and_what_led_to_it():
    try:
        try:
            throw(KeyError("Zoë"))
        except KeyError as first:
            raise BadInput("Zoë", code="odd") from first
    except BadInput as error:
        said = json.loads(line("difference.x", "failed", error=error))["error"]
    assert "builtins.KeyError\nwhich led to:" in said
    assert said.endswith("difference.errors.BadInput [odd]")
    assert "test_logs.py" in said


def test_a_broken_constraint_is_named_without_its_values():
    class Diagnosis:
        constraint_name = "letter_sent_has_time"

    error = caught(ValueError("Key (email)=(zoe@example.org) already exists"))
    error.diag = Diagnosis()
    assert json.loads(line("difference.x", "failed", error=error))["error"].endswith("builtins.ValueError [letter_sent_has_time]")


@pytest.mark.django_db
@pytest.mark.urls("tests.foundations.operations.test_logs")
def test_a_page_that_fails_tells_the_log_where_and_nobody_over_whom(capsys, settings):
    settings.MIDDLEWARE = [
        "difference.foundations.operations.middleware.RequestLog",
        *[m for m in settings.MIDDLEWARE if not m.endswith("RequestLog")],
    ]
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    lines = []
    handler.emit = lambda record: lines.append(handler.format(record))
    for name in ("django.request", "difference"):
        logging.getLogger(name).addHandler(handler)
    try:
        answer = Client(raise_request_exception=False).get("/tests/SECRET-TOKEN/?q=hidden")
    finally:
        for name in ("django.request", "difference"):
            logging.getLogger(name).removeHandler(handler)
    failed, request = (json.loads(each) for each in lines)
    assert answer.status_code == 500
    assert (request["route"], request["status"], request["method"]) == ("tests-breaks", 500, "GET")
    assert failed["request"] == request["request"] == answer["X-Request-ID"]
    assert "in breaks" in failed["error"]
    assert not any(secret in "".join(lines) for secret in SECRETS)


@pytest.mark.parametrize(
    ("proxies", "given", "kept"), [(1, "abc-12345678", True), (0, "abc-12345678", False), (1, "x\ny", False), (1, "a" * 65, False)]
)
def test_a_number_from_outside_is_believed_from_a_proxy_of_ours_alone(settings, proxies, given, kept):
    settings.TRUSTED_PROXIES = proxies
    answer = RequestLog(lambda request: HttpResponse())(RequestFactory().get("/", headers={"X-Request-ID": given}))
    assert (answer["X-Request-ID"] == given) is kept
    assert request_id.get() == ""
