"""The pages about schools, as the public and as staff see them."""

from __future__ import annotations

import html
import re

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from difference.foundations.schools import uploads
from difference.foundations.schools.models import RegisterImport, School
from tests.foundations.schools.files import ACADEMY, full, imported, links, row, state_funded, text

pytestmark = pytest.mark.django_db
STAFF = ("staff", "placement")


def words(response) -> str:
    bare = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(bare).split())


def names(response) -> list[str]:
    return [html.unescape(name) for name in re.findall(r'href="/schools/\d+/">([^<]+)<', response.content.decode())]


def uploaded(content: str, name: str = "edubaseallstatefunded20260602.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode("cp1252"))


def waiting() -> list[str]:
    return sorted(path.name for path in (settings.HOME / "uploads").glob("*"))


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.HOME = tmp_path


def test_an_empty_register_says_how_schools_come():
    for route in ("search", "regions"):
        response = Client().get(reverse(f"schools:{route}"))
        assert response.status_code == 200
        assert "No schools yet They come here when a file of the register" in words(response)


def test_the_first_list_is_of_open_alternative_provision():
    imported(full([
        row(100001, "Open Unit"), row(100002, "Closed Unit", **{"EstablishmentStatus (name)": "Closed"}),
        row(100003, "Big School", **{"TypeOfEstablishment (name)": "Community school"}),
    ]))  # fmt: skip
    client = Client()
    assert names(client.get("/schools/")) == ["Open Unit"]
    assert names(client.get("/schools/", {"q": "", "sector": "", "region": "", "open": ""})) == ["Big School", "Closed Unit", "Open Unit"]
    assert names(client.get("/schools/", {"q": "big"})) == ["Big School"]
    assert "No school is found" in words(client.get("/schools/", {"q": "nothing of the kind"}))


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "\0"}, {"q": "%"}, {"q": "x" * 9000}, {"page": "abc"}, {"page": "-1"}, {"page": "999999999999999999999"}, {"region": "zzz"},
        {"sector": "zzz"}, {"open": "zzz"}, {"q": "' or 1=1"}, {"sector": ["a", "b"]},
    ],
)  # fmt: skip
def test_nonsense_is_no_error_of_ours(asked):
    imported(full([row(100001)]))
    assert Client().get("/schools/", asked).status_code == 200


@pytest.mark.parametrize("urn", ["0", "99999999999999999999999", "100009"])
def test_a_school_that_is_not_there_is_not_found(urn):
    assert Client().get(f"/schools/{urn}/").status_code == 404


def test_a_long_list_takes_as_many_queries_as_a_short_one(django_assert_num_queries):
    client = Client()
    imported(full([row(100001)]))
    with django_assert_num_queries(4):
        client.get("/schools/")
    imported(full([row(100001 + n, f"School {n}") for n in range(60)], day="20260609"))
    with django_assert_num_queries(4):
        response = client.get("/schools/", {"page": "2"})
    assert len(names(response)) == 25


def test_a_school_shows_what_is_known_what_is_none_and_what_is_unknown():
    imported(state_funded([row(100001, "Silent File", SchoolWebsite="")]), full([row(100002, "Wide File", **{"Trusts (code)": ""})]))
    narrow, wide = words(Client().get("/schools/100001/")), words(Client().get("/schools/100002/"))
    for said in ("Website None given", "Trust Unknown", "Ofsted grade Unknown", "National Grid (east, north) Unknown", "Ages 11 to 16"):
        assert said in narrow
    for said in (
        "Trust None given",
        "Ofsted grade Good",
        "Last inspected 14 March 2023",
        "National Grid (east, north) 549000, 184000",
        "Number (URN) 100002",
    ):
        assert said in wide
    assert "edubaseallstatefunded20260602.csv: state-funded schools, 2 June 2026" in narrow
    assert "Zebedee" not in narrow + wide


def test_a_school_shows_who_followed_it():
    closed = {"EstablishmentStatus (name)": "Closed"}
    imported(
        full([row(100001, "Old Unit", **closed), row(100002, "New Academy", **ACADEMY)]),
        links((100001, 100002, "Successor", ""), (100001, 99, "Predecessor", "")),
    )
    old, new = Client().get("/schools/100001/"), Client().get("/schools/100002/")
    assert "Today this school is New Academy (100002)" in words(old)
    assert "Named (99; links file)" in words(old)
    assert names(new) == ["Old Unit (100001; links file)"]


def test_a_school_no_longer_listed_says_that_this_closes_nothing():
    imported(state_funded([row(100001), row(100002)]), state_funded([row(100001)], day="20260609"))
    assert "The file of state-funded schools of 9 June 2026 no longer lists this school." in words(Client().get("/schools/100002/"))


def test_regions_show_their_counts():
    imported(full([row(100001), row(100002, **{"GOR (name)": "North East"}), row(100003)]))
    shown = words(Client().get(reverse("schools:regions")))
    assert "London has the most open alternative-provision schools: 2 of England’s 3" in shown
    assert "See the schools of a region North East London By type Type Schools Pupil referral unit 3 England 3" in shown


@pytest.mark.parametrize("route", ["imports", "upload"])
def test_the_imports_are_for_who_keeps_the_register(route, sign_in):
    address = reverse(f"schools:{route}")
    statuses = [
        client.get(address).status_code
        for client in (Client(), sign_in("candidate"), sign_in(("staff", "training")), sign_in(STAFF), sign_in("administrator"))
    ]
    assert statuses == [302, 403, 403, 200, 200]


def word_of(response) -> str:
    return html.unescape(re.search(r'name="upload"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="upload"', response.content.decode()).group(1))


def test_a_file_is_rehearsed_then_confirmed(sign_in):
    client = sign_in(STAFF)
    response = client.post(reverse("schools:upload"), {"file": uploaded(text([row(100001), row(100002, OpenDate="x")]))})
    assert response.status_code == 200
    assert "Nothing has been changed yet." in words(response)
    assert "Line 3: OpenDate is not a date." in words(response)
    assert (School.objects.count(), len(waiting())) == (0, 1)
    response = client.post(reverse("schools:confirm"), {"upload": word_of(response)}, follow=True)
    assert "edubaseallstatefunded20260602.csv has been imported: 1 added, 0 changed." in words(response)
    assert (School.objects.count(), waiting()) == (1, [])
    made = RegisterImport.objects.get()
    assert made.by_id == client.account.person_id
    assert "1 rows unreadable" in words(client.get(reverse("schools:one-import", args=[made.key])))


def test_a_confirmation_sent_twice_imports_once(sign_in):
    client = sign_in(STAFF)
    word = word_of(client.post(reverse("schools:upload"), {"file": uploaded(text([row(100001)]))}))
    statuses = [client.post(reverse("schools:confirm"), {"upload": word}).status_code for _ in range(2)]
    assert (statuses, RegisterImport.objects.count()) == ([302, 422], 1)


def test_a_waiting_file_is_its_uploaders_alone_and_for_an_hour(sign_in):
    client, other = sign_in(STAFF), sign_in(STAFF)
    word = word_of(client.post(reverse("schools:upload"), {"file": uploaded(text([row(100001)]))}))
    assert other.post(reverse("schools:confirm"), {"upload": word}).status_code == 422
    for forged in ("", "x", word[:-1]):
        assert client.post(reverse("schools:confirm"), {"upload": forged}).status_code == 422
    with time_machine.travel("2026-11-23T11:00:01+00:00", tick=False):
        assert client.post(reverse("schools:confirm"), {"upload": word}).status_code == 422
        client.post(reverse("schools:upload"), {"file": uploaded(text([row(100002)]))})
    assert (School.objects.count(), len(waiting())) == (0, 1)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        ("<html>", "a20260602.csv", "a20260602.csv is a web page, not a CSV file"),
        (text([row(100001)]), "schools.csv", "Give the day on which the file was published."),
        (text([row("x")]), "a20260602.csv", "Line 2: URN is not a whole number."),
        ("a,b", "a20260602.csv", "it has no column “URN”"),
    ],
)
def test_what_cannot_be_imported_is_said_on_the_page(content, name, sentence, sign_in):
    response = sign_in(STAFF).post(reverse("schools:upload"), {"file": uploaded(content, name)})
    assert (response.status_code, waiting()) == (422, [])
    assert sentence in words(response)


def test_a_file_given_with_its_day_is_taken(sign_in):
    given = {"file": uploaded(text([row(100001)]), "schools.csv"), "date_day": "2", "date_month": "6", "date_year": "2026"}
    assert "What this file changes" in words(sign_in(STAFF).post(reverse("schools:upload"), given))


def test_a_file_that_is_too_large_or_missing_or_empty_is_refused(sign_in, monkeypatch):
    from difference.foundations.schools import forms

    client = sign_in(STAFF)
    assert client.post(reverse("schools:upload"), {}).status_code == 422
    assert client.post(reverse("schools:upload"), {"file": uploaded("")}).status_code == 422
    monkeypatch.setattr(forms, "MB", 1)
    response = client.post(reverse("schools:upload"), {"file": uploaded(text([row(100001)]))})
    assert (response.status_code, waiting()) == (422, [])
    assert "The file is larger than 100 MB." in words(response)


def test_an_unknown_import_is_not_found(sign_in):
    address = reverse("schools:one-import", args=["12345678-1234-4234-8234-123456789abc"])
    assert sign_in(STAFF).get(address).status_code == 404


def test_staff_name_a_successor_on_a_page(sign_in):
    imported(full([row(100001), row(100002, "The Follower")]))
    client, address = sign_in(STAFF), reverse("schools:successor", args=[100001])
    assert client.get(address).status_code == 200
    response = client.post(address, {"successor": "100002", "reason": "academy", "seen": ""}, follow=True)
    assert "Today this school is The Follower (100002)" in words(response)
    statuses = [
        client.post(address, {"successor": "100001", "reason": "academy", "seen": "100002"}).status_code,
        client.post(address, {"successor": "9999999999", "reason": "academy", "seen": "100002"}).status_code,
        client.post(address, {"successor": "100002", "reason": "", "seen": "100002"}).status_code,
        client.post(address, {"successor": "100002", "reason": "academy", "seen": ""}).status_code,
        sign_in(("staff", "training")).post(address, {"successor": "100002", "reason": "academy"}).status_code,
        Client().get(address).status_code,
    ]
    assert statuses == [422, 422, 422, 409, 403, 302]


def test_the_folder_of_uploads_is_our_own(sign_in):
    sign_in(STAFF).post(reverse("schools:upload"), {"file": uploaded(text([row(100001)]), "../../edubaseallstatefunded20260602.csv")})
    (name,) = waiting()
    assert re.fullmatch(r"\d+-[0-9a-f]{32}\.upload", name)


def test_a_file_that_nobody_confirms_is_deleted_by_the_schedule(sign_in):
    sign_in(STAFF).post(reverse("schools:upload"), {"file": uploaded(text([row(100001)]))})
    assert uploads.clear_old() == 0
    with time_machine.travel("2026-11-23T11:00:01+00:00", tick=False):
        assert uploads.clear_old() == 1
    assert waiting() == []
