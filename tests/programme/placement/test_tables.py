"""The lists of placement as files: the rows of the page, for whoever may open the page, noted alike."""

from __future__ import annotations

import csv
import io
import zipfile

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from difference.foundations.audit.models import Event
from difference.foundations.people.models import Person
from difference.programme.placement.models import Post
from difference.programme.placement.tables import OF_BOARD, OF_HOST, OF_RUN
from difference.programme.placement.views.tables import OF_YEARS
from tests.making import make_account
from tests.programme.placement.market import MATCHING_DAY, RANKING, now_is, ranked_town
from tests.programme.placement.test_pages import browser

pytestmark = pytest.mark.django_db


def kept(account, route, *arguments):
    """A table as CSV: its heading and its rows."""
    with now_is(MATCHING_DAY):
        response = (browser(account) if account else Client()).get(reverse(f"placement:{route}", args=[*arguments, "csv"]))
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.fixture
def published():
    town = ranked_town()
    town.one = town.run()
    town.publish(town.one)
    return town


def test_a_board_is_kept_list_by_list_and_never_whose_order_is_what(published):
    town = published

    def of(name):
        return kept(town.staff, "board-table", town.cohort.pk, name)

    assert of("posts")[0] == ["Post", "School", "Grade", "State", "Seats", "Last confirmed"]
    assert of("posts")[1:] == [
        [f"Post {letter}", f"{school} School", "Good", "Ranked", "1", "2027-03-10"]
        for letter, school in zip("qrp", ("Ash", "Elm", "Oak"), strict=True)
    ]
    assert of("candidates") == [["Who", "Has ranked posts"], *([name, "Yes"] for name in ("Amara", "Bela", "Cleo", "Dewi", "Esme"))]
    assert of("interest") == [["School", "Answer", "Reason", "Answered"]]
    assert of("schools") == [["Post", "School", "Candidates without a class"]]
    assert of("placements")[1:] == [[name, f"Post {post}", f"{school} School", "Proposed"] for name, post, school in _matches(town)]


def _matches(town):
    names = {"a": "Amara", "b": "Bela", "c": "Cleo", "d": "Dewi", "e": "Esme"}
    return [(names[person], post, town.posts[post].school.name.split()[0]) for person, post in sorted(town.result(town.one).items()) if post]


def test_a_run_is_kept_with_those_who_have_no_post(published):
    outcome = kept(published.staff, "run-table", published.one.pk, "outcome")
    assert outcome[0] == ["Who", "Post", "School", "Rank they gave it", "Posts they ranked"]
    assert [(row[0], row[1]) for row in outcome[1:] if row[1]] == [(name, f"Post {post}") for name, post, _ in _matches(published)]
    assert [row for row in outcome[1:] if not row[1]] == [[name, "", "", "", str(number)] for name, number in _without(published)]
    assert sum(int(row[3]) for row in kept(published.staff, "run-table", published.one.pk, "seats")[1:]) == 1
    assert len(kept(published.staff, "run-table", published.one.pk, "comparison")) == 5


def _without(town):
    ranked = {"Amara": 2, "Bela": 2, "Cleo": 2, "Dewi": 1, "Esme": 1}
    placed = {name for name, _, _ in _matches(town)}
    return [(name, number) for name, number in ranked.items() if name not in placed]


def test_a_school_keeps_its_own_posts_and_its_own_candidates_as_its_page_shows_them(published):
    town = published
    assert kept(town.leads["p"], "own-table", "posts")[1:] == [
        ["Post p", "Oak School", town.cohort.name, "You have ranked your candidates", "1", "0", "2027-03-10"],
    ]  # fmt: skip
    assert [row[1] for row in kept(town.leads["p"], "own-table", "coming")[1:]] == ["Post p"]
    rows = kept(town.leads["p"], "candidates-table", town.posts["p"].pk)
    assert rows[0] == ["Key", "Candidate", "Present job", "Teaches", "Responsibility held", "Longest journey to work", "Preferred regions", "Class"]
    assert [(row[1], row[-1]) for row in rows[1:]] == [("Amara", "2"), ("Bela", "1"), ("Cleo", "1"), ("Dewi", "no")]
    assert not any(secret in str(rows) for secret in ("Esme", "07700", "LS1 4AP", "quiet room"))


def test_each_table_is_refused_to_whoever_the_page_is(published):
    town, people = published, [published.leads["q"], published.people["a"], make_account(("staff", "recruitment"))]
    staffs = [("board-table", town.cohort.pk, name) for name in OF_BOARD] + [("run-table", town.one.pk, name) for name in OF_RUN]
    for route, *arguments in [*staffs, ("cold-spots-table", town.cohort.pk)]:
        address = reverse(f"placement:{route}", args=[*arguments, "xlsx"])
        assert [browser(one).get(address).status_code for one in people] == [404, 404, 404]
        assert (Client().get(address).status_code, browser(town.staff).get(address).status_code) == (302, 200)
    for name in OF_YEARS:
        assert [browser(one).get(reverse("placement:years-table", args=[name, "csv"])).status_code for one in [*people, town.staff]] == [
            403,
            403,
            403,
            200,
        ]
    own = reverse("placement:candidates-table", args=[town.posts["p"].pk, "csv"])
    assert [browser(one).get(own).status_code for one in [*people, town.staff, town.leads["p"]]] == [404, 404, 404, 403, 200]
    for name in OF_HOST:
        found = [browser(one).get(reverse("placement:own-table", args=[name, "csv"])).status_code for one in [*people, town.staff]]
        assert found == [200, 404, 404, 404]
    for wrong in (("board-table", town.cohort.pk, "preferences", "csv"), ("board-table", town.cohort.pk, "posts", "ods")):
        assert browser(town.staff).get(reverse(f"placement:{wrong[0]}", args=wrong[1:])).status_code == 404


def test_a_table_of_people_is_noted_as_the_page_is(published):
    looks = Event.objects.filter(kind=Event.SEEN)
    before = looks.count()
    kept(published.staff, "board-table", published.cohort.pk, "candidates")
    kept(published.staff, "run-table", published.one.pk, "outcome")
    kept(published.leads["p"], "candidates-table", published.posts["p"].pk)
    noted = list(looks.order_by("at", "pk").values_list("action", "subject_id"))[before:]
    assert sorted(noted, key=str) == sorted([
        ("placement.see-board", None), ("placement.run-matching", None),
        *(("placement.see-applicants", published.people[name].person_id) for name in "abcd"),
    ], key=str)  # fmt: skip


def test_what_somebody_typed_is_text_in_every_spreadsheet(published):
    Post.objects.filter(pk=published.posts["p"].pk).update(title='=HYPERLINK("http://evil.example","x")')
    Person.objects.filter(pk=published.people["a"].person_id).update(full_name="@SUM(1)")
    titles = [row[0] for row in kept(published.staff, "board-table", published.cohort.pk, "posts")[1:]]
    assert titles[-1] == '\'=HYPERLINK("http://evil.example","x")'
    assert kept(published.staff, "board-table", published.cohort.pk, "candidates")[1][0] == "'@SUM(1)"
    with now_is(RANKING):
        content = browser(published.leads["p"]).get(reverse("placement:candidates-table", args=[published.posts["p"].pk, "xlsx"])).content
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert ("@SUM(1)", "s") in [(cell.value, cell.data_type) for row in page.iter_rows() for cell in row]
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
