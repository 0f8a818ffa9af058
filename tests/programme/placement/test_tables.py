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
from difference.programme.placement.queries import rankings
from difference.programme.placement.reasons import NOT_WANTED
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
    rules = kept(published.staff, "run-table", published.one.pk, "comparison")
    assert [row[:3] for row in rules[1:]] == [
        ["Best for candidates", "Yes", "2"],
        *([rule, "No", "2"] for rule in ("Best for schools", "As many as possible", "Cold spots first")),
    ]
    assert rules[1][4] == str(round(published.one.comparison[0]["mean_rank"], 2))
    assert kept(published.staff, "years-table", "years")[1][:3] == [published.cohort.name, "3", "0"]
    assert kept(published.staff, "years-table", "regions")[1:] == [["Yorkshire and the Humber", published.cohort.name, "3", "0"]]


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
    there = rankings.applicants(town.post("p"))
    assert rows[0] == ["Key", "Candidate", *(name for name, _ in there[0].profile), "Class", "Why not"]
    assert [(row[0], row[1], row[-2]) for row in rows[1:]] == [(str(one.candidacy.pk), str(one.candidacy), one.given) for one in there]
    assert sorted(row[-2:] for row in rows[1:]) == [["1", ""], ["1", ""], ["2", ""], ["no", NOT_WANTED["experience"]]]
    assert not any(secret in str(rows) for secret in ("Amara", "Bela", "Cleo", "Dewi", "Esme", "07700", "LS1 4AP", "quiet room"))


def test_each_table_is_refused_to_whoever_the_page_is(published):
    town = published
    others = [browser(one) for one in (town.leads["q"], town.people["a"], make_account(("staff", "recruitment")))]
    staff, lead = browser(town.staff), browser(town.leads["p"])

    def statuses(route, *arguments, by):
        return [client.get(reverse(f"placement:{route}", args=arguments)).status_code for client in by]

    for route, *arguments in [("board-table", town.cohort.pk, "posts"), ("run-table", town.one.pk, "outcome"), ("cold-spots-table", town.cohort.pk)]:
        assert statuses(route, *arguments, "xlsx", by=[*others, Client(), staff]) == [404, 404, 404, 302, 200]
    assert statuses("years-table", "years", "csv", by=[*others, staff]) == [403, 403, 403, 200]
    assert statuses("candidates-table", town.posts["p"].pk, "csv", by=[*others, staff, lead]) == [404, 404, 404, 403, 200]
    assert statuses("own-table", "coming", "csv", by=[*others, staff]) == [200, 404, 404, 404]
    assert statuses("board-table", town.cohort.pk, "preferences", "csv", by=[staff]) == [404]
    assert statuses("board-table", town.cohort.pk, "posts", "ods", by=[staff]) == [404]
    every = [*(("board-table", town.cohort.pk, name) for name in OF_BOARD), *(("run-table", town.one.pk, name) for name in OF_RUN)]
    every += [("years-table", name) for name in OF_YEARS]
    assert [statuses(*one, "csv", by=[staff]) for one in every] == [[200]] * len(every)
    assert [statuses("own-table", name, "xlsx", by=[lead]) for name in OF_HOST] == [[200], [200]]


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
    with now_is(MATCHING_DAY):
        content = browser(published.staff).get(reverse("placement:board-table", args=[published.cohort.pk, "candidates", "xlsx"])).content
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert ("@SUM(1)", "s") in [(cell.value, cell.data_type) for row in page.iter_rows() for cell in row]
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_whom_schools_would_not_appoint_can_be_kept_by_placement_staff_and_each_look_is_noted():
    town = ranked_town()
    path = reverse("placement:refusals-table", args=[town.cohort.pk, "csv"])
    with now_is(RANKING):
        answer, refused = browser(town.staff).get(path), browser(town.leads["p"]).get(path)
    lines = answer.content.decode("utf-8-sig").splitlines()
    noted = Event.objects.filter(action="placement.see-refusals", kind=Event.SEEN).values_list("subject_id", flat=True)
    assert (lines[0], len(lines) - 1, refused.status_code) == ('"Who","Post","School","Reason","Interview held"', 2, 404)
    assert set(noted) == {town.people["d"].person_id, town.people["e"].person_id}
