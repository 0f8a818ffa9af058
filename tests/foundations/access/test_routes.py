"""Nothing is reached that has not declared its access."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path

from difference.errors import NotFound, NotNow
from difference.foundations.access import checks, third_party
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.audit.models import Event
from difference.pages.urls import urlpatterns as whole_product

pytestmark = pytest.mark.django_db


def bare(request):
    return HttpResponse("a secret")


def load_nothing(actor):
    raise NotFound()


@access(GET=Access("people.see-accounts", shows=Shows.RESTRICTED), POST=Access("people.see-accounts"))
def guarded(request):
    return HttpResponse("a secret")


@access(GET=Access("pages.see-home", load=load_nothing))
def outside(request):
    return HttpResponse("a secret")


@access(GET=Access("people.fly"))
def misnamed(request):
    return HttpResponse("a secret")


# How often something is refused before it is found done: 1 is the other half of a double-click.
REFUSALS = []


@access(GET=Access("pages.see-home"), POST=Access("pages.see-home"))
def overtaken(request):
    sent = b"".join(one.read() for one in request.FILES.values())
    if REFUSALS:
        raise NotNow(REFUSALS.pop())
    return HttpResponse(b"found done, with " + sent)


urlpatterns = [
    *whole_product,
    path("bare/", bare, name="bare"),
    path("guarded/", guarded, name="guarded"),
    path("overtaken/", overtaken, name="overtaken"),
    path("outside/", outside, name="outside"),
    path("inner/", include(([path("misnamed/", misnamed, name="misnamed")], "inner"))),
]
here = override_settings(ROOT_URLCONF=__name__)


def test_every_route_of_the_product_declares_its_access():
    assert checks.undeclared() == []


@here
def test_an_undeclared_route_and_an_undeclared_action_stop_the_start():
    assert checks.undeclared() == [
        "The route “bare” does not declare its access.",
        "The route “inner:misnamed” (GET) names the action “people.fly”, which no policy declares.",
    ]


def test_a_pinned_route_that_no_longer_exists_stops_the_start(monkeypatch):
    monkeypatch.setitem(third_party.ROUTES, "account_gone", third_party.ANYONE)
    assert checks.undeclared() == ["The pinned route “account_gone” no longer exists."]


@here
def test_an_undeclared_route_is_not_found(client):
    response = client.get("/bare/")
    assert (response.status_code, b"secret" in response.content) == (404, False)


@here
def test_the_public_is_led_to_the_sign_in_page(client):
    response = client.get("/guarded/?page=2")
    assert (response.status_code, response["Location"]) == (302, "/account/login/?next=%2Fguarded%2F%3Fpage%3D2")


@here
def test_the_public_cannot_post(client):
    assert client.post("/guarded/").status_code == 401


@here
def test_within_scope_but_not_allowed_is_403(sign_in):
    response = sign_in("candidate").get("/guarded/")
    assert (response.status_code, b"a secret" in response.content) == (403, False)


@here
def test_outside_scope_is_404(sign_in):
    assert sign_in("candidate").get("/outside/").status_code == 404


@here
def test_a_method_that_is_not_declared_is_405(sign_in):
    assert sign_in("administrator").put("/guarded/").status_code == 405


@here
def test_a_restricted_read_is_audited_and_never_cached(sign_in):
    client = sign_in("administrator")
    response = client.get("/guarded/")
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
    seen = Event.objects.get(kind=Event.SEEN)
    assert (seen.action, seen.actor_id) == ("people.see-accounts", client.account.person_id)


@here
def test_an_act_that_another_was_quicker_with_is_looked_at_once_more_with_all_that_was_sent(sign_in):
    REFUSALS[:] = ["It is done already."]
    response = sign_in("candidate").post("/overtaken/", {"file": SimpleUploadedFile("lesson.txt", b"a lesson")})
    assert (response.status_code, response.content) == (200, b"found done, with a lesson")


@here
def test_what_is_refused_on_a_second_look_stays_refused_and_reading_is_never_repeated(sign_in):
    client = sign_in("candidate")
    REFUSALS[:] = ["No third look.", "Not now.", "It is done already."]
    assert "Not now." in client.post("/overtaken/").content.decode()
    assert client.get("/overtaken/").status_code == 409
    assert REFUSALS == []


def test_access_is_declared_for_known_methods_only():
    with pytest.raises(ValueError, match="PUT"):
        access(PUT=Access("people.see-accounts"))
