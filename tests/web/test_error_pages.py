"""Error pages: the right status, calm words, a way on, and no need of what may have failed."""

from __future__ import annotations

import re

import pytest
from django.test import RequestFactory

from difference.web import errors
from difference.web.errors import csrf_failure, handler400, handler403, handler404, handler500, render_error


@pytest.fixture
def request_():
    return RequestFactory().get("/")


def main_of(response: object) -> str:
    html = response.content.decode()
    return re.sub(r"\s+", " ", html[html.index("<main") : html.index("</main>")])


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 413, 418, 422, 429, 500, 503])
def test_every_status_has_a_page_with_one_heading_and_a_way_on(request_, status):
    response = render_error(request_, status)
    assert (response.status_code, response["Cache-Control"]) == (status, "no-store")
    assert main_of(response).count("<h1") == 1
    assert 'href="/"' in main_of(response)


def test_the_sentence_given_is_shown_and_escaped(request_):
    assert '<p class="govuk-body-l">The &lt;b&gt; window closed.</p>' in main_of(render_error(request_, 403, sentence="The <b> window closed."))


def test_a_stale_save_shows_yours_and_the_present_one(request_):
    response = render_error(request_, 409, differences=[("Phone", "<1>", "2"), ("Notes", "", "Ring")], again="/posts/1/edit")
    assert re.findall(r'rowheader">(\w+)<', main_of(response)) == ["Phone", "Notes"]
    assert "&lt;1&gt;" in main_of(response)
    assert 'href="/posts/1/edit"' in main_of(response)
    assert "Someone changed this first" in main_of(response)


def test_a_conflict_with_a_state_shows_no_table(request_):
    html = main_of(render_error(request_, 409, sentence="The cycle has closed."))
    assert "<table" not in html
    assert "This cannot be done now" in html


@pytest.mark.parametrize(("seconds", "words"), [(1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (61, "2 minutes"), (3601, "2 hours")])
def test_too_many_attempts_says_when_to_try_again(request_, seconds, words):
    response = render_error(request_, 429, retry_after=seconds)
    assert f"Try again in <strong>{words}</strong>." in main_of(response)
    assert response["Retry-After"] == str(seconds)


def test_a_refused_method_tells_the_allowed_ones(request_):
    assert render_error(request_, 405, allowed=["GET", "HEAD"])["Allow"] == "GET, HEAD"


def test_handlers_answer_with_their_status_and_never_show_the_exception(request_):
    secret = ValueError("a path that nobody should see")
    answers = [handler400(request_, secret), handler403(request_, secret), handler404(request_, secret), handler500(request_)]
    assert [answer.status_code for answer in answers] == [400, 403, 404, 500]
    assert not any(b"nobody should see" in answer.content for answer in answers)


def test_a_form_without_its_token_is_told_what_to_do(request_):
    response = csrf_failure(request_, reason="CSRF cookie not set.")
    assert response.status_code == 403
    assert "This page was open for too long" in main_of(response)
    assert b"CSRF" not in response.content


def test_our_own_failure_needs_no_request_and_asks_nothing_of_the_database(request_, monkeypatch):
    asked = []
    real = errors.render_to_string
    monkeypatch.setattr(errors, "render_to_string", lambda names, context, request: asked.append(request) or real(names, context))
    assert handler500(request_).status_code == 500
    assert asked == [None]


def test_a_failing_template_still_ends_in_a_page(request_, monkeypatch):
    def fail(*args: object, **kwargs: object) -> str:
        raise RuntimeError("broken")

    monkeypatch.setattr(errors, "render_to_string", fail)
    response = render_error(request_, 404, sentence="No <such> page.")
    assert response.status_code == 404
    assert b"No &lt;such&gt; page." in response.content
