"""The published schema: true of every answer, whatever is asked, and the guide is written from it."""

from __future__ import annotations

import html

import jsonschema_rs
import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import checks

from difference.api import describing
from difference.api.shapes.asked import TAKES
from difference.api.v1 import api
from difference.pages.wsgi import application
from tests.programme.placement.market import RANKING, make_town, now_is

pytestmark = pytest.mark.django_db
ANSWERS = [checks.not_a_server_error, checks.status_code_conformance, checks.content_type_conformance, checks.response_schema_conformance]


@pytest.fixture
def _connection_kept():
    """Asked past Django's own client, the application would close the connection that the test's transaction is on."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


def schema():
    return Client().get("/api/v1/openapi.json").json()


def test_every_route_is_in_the_schema_and_takes_what_it_says():
    said = {path.removeprefix("/api/v1"): its["get"] for path, its in schema()["paths"].items()}
    assert sorted(said) == ["/cohorts", "/cohorts/{cohort_id}", "/figures", "/my/matches", "/posts", "/regions", "/schools", "/schools/{urn}"]
    queries = {its["operationId"]: {each["name"] for each in its["parameters"] if each["in"] == "query"} for its in said.values()}
    assert {name: taken for name, taken in queries.items() if taken} == {name: set(taken) for name, taken in TAKES.items()}
    for path, its in said.items():
        missing, own = (["404"] if path.endswith("}") else []), (["401"] if path.startswith("/my/") else [])
        assert sorted(its["responses"]) == sorted(["200", "422", "429", *missing, *own])


def test_the_examples_of_the_guide_fit_the_schema():
    whole = api.get_openapi_schema()
    for path, its in whole["paths"].items():
        shape = its["get"]["responses"][200]["content"]["application/json"]["schema"]
        example = describing.example(shape, whole)
        assert jsonschema_rs.is_valid({**shape, "components": whole["components"]}, example), path


def test_the_guide_shows_every_address_with_its_parameters():
    words = html.unescape(Client().get("/api/").content.decode())
    for path, its in schema()["paths"].items():
        assert f"GET {path}" in words
        assert all(each["name"] in words and each["description"] in words for each in its["get"]["parameters"])
    assert "One address may ask 120 times within 60 seconds." in words


@pytest.mark.deep
@pytest.mark.usefixtures("_connection_kept")
def test_whatever_is_asked_the_answer_is_as_the_schema_says(register, monkeypatch):
    make_town()
    monkeypatch.setattr("difference.api.limits.count", lambda request: None)
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    tried = 0
    for operation in (found.ok() for found in described.get_all_operations()):

        @settings(max_examples=60, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def holds(case):
            nonlocal tried
            tried += 1
            case.validate_response(case.call(), checks=ANSWERS)

        with now_is(RANKING):
            holds()
    assert tried > 60
