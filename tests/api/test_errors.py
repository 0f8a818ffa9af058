"""Whatever goes wrong under /api/ is said as JSON in one shape, and any web page may read it."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

NOTHING = {"error": {"code": "not-found", "sentence": "There is nothing at this address. /api/ lists the addresses that there are.", "fields": {}}}
PATHS = ["/schools", "/schools/100001", "/regions", "/cohorts", "/cohorts/7", "/figures", "/openapi.json"]


@pytest.mark.parametrize(
    "path", ["/api/v1/", "/api/v1/nothing", "/api/v1/schools/", "/api/v1/schools/1/2", "/api/v2/schools", "/api/docs", "/api/v1/docs"]
)
def test_an_address_that_is_not_there_is_missing_in_json(path):
    response = Client().get(path)
    assert (response.status_code, response["Content-Type"], response.json()) == (404, "application/json", NOTHING)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused_in_json_also_without_a_token(path, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(f"/api/v1{path}")
    assert (response.status_code, response["Allow"], response.json()["error"]["code"]) == (405, "GET, HEAD", "method-not-allowed")


def test_what_cannot_be_parsed_at_all_is_said_in_json():
    response = Client().get("/api/v1/regions", headers={"Host": "elsewhere.example"})
    assert (response.status_code, response.json()["error"]["code"]) == (400, "bad-request")
    assert Client().get("/api/v1/regions?" + "&".join(f"a{n}=1" for n in range(1001))).json()["error"]["code"] == "bad-request"


def test_our_own_fault_is_said_in_json_and_says_nothing_of_its_cause(monkeypatch):
    def broken():
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr("difference.api.reading.list_regions", broken)
    client = Client(raise_request_exception=False)
    response = client.get("/api/v1/regions")
    assert (response.status_code, response.json()["error"]["code"]) == (500, "our-fault")
    assert "secret" not in response.content.decode()


def test_an_error_elsewhere_is_still_a_page():
    assert Client().get("/nothing/")["Content-Type"].startswith("text/html")
    assert Client().get("/apiary/")["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("path", [*PATHS, "/nothing", "/schools?limit=x"])
def test_any_web_page_may_read_answers_and_errors_without_cookies(path, register):
    response = Client().get(f"/api/v1{path}", headers={"Origin": "https://elsewhere.example"})
    assert (response["Access-Control-Allow-Origin"], response.has_header("Access-Control-Allow-Credentials")) == ("*", False)
    assert not response.cookies
    assert not Client().get("/api/").has_header("Access-Control-Allow-Origin")


@pytest.mark.parametrize("path", [*PATHS, "/nothing"])
def test_head_has_the_headers_of_get_and_no_body(path, register):
    got, head = Client().get(f"/api/v1{path}"), Client().head(f"/api/v1{path}")
    assert (head.status_code, head["Content-Type"], head["Content-Length"], head.content) == (
        got.status_code, got["Content-Type"], str(len(got.content)), b"",
    )  # fmt: skip


def test_who_asks_changes_nothing(sign_in, register):
    for path in ("/schools", "/figures", "/cohorts"):
        assert sign_in("administrator").get(f"/api/v1{path}").json() == Client().get(f"/api/v1{path}").json()
