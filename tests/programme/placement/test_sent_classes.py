"""The candidates of a post as a table: downloaded, filled in, sent back, shown beside what stands, kept once."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from difference.foundations.audit.models import Event
from difference.foundations.sheets.writing import Sheet, as_csv, as_xlsx
from difference.programme.placement.models import Candidacy, HostRanking
from difference.programme.placement.reasons import NOT_WANTED
from tests.programme.placement.market import MATCHING_DAY, RANKING, make_town, now_is
from tests.programme.placement.test_pages import browser, words
from tests.programme.placement.test_sent_posts import error_in, word_in

pytestmark = pytest.mark.django_db
WHY = NOT_WANTED["experience"]


@pytest.fixture
def town():
    town = make_town()
    with now_is(RANKING):
        for name in "abc":
            town.wants(name, "p")
    return town


def address(town, name, *more):
    return reverse(f"placement:{name}", args=[town.posts["p"].pk, *more])


def downloaded(town):
    with now_is(RANKING):
        content = browser(town.leads["p"]).get(address(town, "candidates-table", "csv")).content
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def filled(town, *classes, spelt=as_csv):
    heading, *rows = downloaded(town)
    return spelt(
        Sheet(
            "x", heading, [[*row[:-2], given, WHY if given in ("no", "Would not appoint") else ""] for row, given in zip(rows, classes, strict=False)]
        )
    )


def send(town, content, account=None, at=RANKING):
    with now_is(at):
        return browser(account or town.leads["p"]).post(address(town, "upload-classes"), {"file": SimpleUploadedFile("x.csv", content)})


def keep(town, page, name="keep-classes"):
    with now_is(RANKING):
        return browser(town.leads["p"]).post(address(town, name), {"word": word_in(page)})


@pytest.mark.parametrize(("classes", "spelt"), [((2, 1, "no"), as_xlsx), (("Class 2", "1", "Would not appoint"), as_csv)])
def test_a_file_is_filled_in_shown_and_kept_once(town, classes, spelt):
    page = send(town, filled(town, *classes, spelt=spelt))
    assert (page.status_code, HostRanking.objects.count()) == (200, 0)
    assert [keep(town, page).status_code for _ in range(2)] == [302, 302]
    ranking = HostRanking.objects.get()
    first, second, third = (town.name_of(Candidacy.objects.get(pk=row[0]).person_id) for row in downloaded(town)[1:])
    assert [[town.name_of(key) for key in tied] for tied in ranking.classes] == [[second], [first]]
    assert ([town.name_of(key) for key in ranking.not_wanted], ranking.revision) == ([third], 0)
    assert town.post("p").state == "ranked"
    assert [row[-2:] for row in downloaded(town)[1:]] == [["2", ""], ["1", ""], ["no", WHY]]


def test_what_is_to_mend_comes_back_with_those_who_are_missing(town):
    heading, *rows = downloaded(town)
    rows = [[*rows[0][:-2], "4", ""], [*rows[0][:-2], "no", "they sing"], ["someone", *rows[1][1:-2], "first", ""]]
    page = send(town, as_csv(Sheet("x", heading, rows)))
    assert (page.status_code, HostRanking.objects.count()) == (422, 0)
    first, second, third = (row[1] for row in downloaded(town)[1:])
    back = list(csv.reader(io.StringIO(keep(town, page, "mend-classes").content.decode("utf-8-sig"), newline="")))
    number = "Class: write a number from 1 to 3, or “no” for whoever you would not appoint."
    assert [(row[1], row[-1]) for row in back[1:]] == [
        (first, number), (first, f"Key: the same candidate stands in row 2.\nWhy not: write one of these: {'; '.join(NOT_WANTED.values())}."),
        (second, f"Key: nobody with this key has ranked the post. Download the file once more; do not change this column.\n{number}"),
        (second, f"{second} is missing in the file."), (third, f"{third} is missing in the file."),
    ]  # fmt: skip
    assert keep(town, page).status_code == 422


def test_a_file_of_somebody_who_was_slower_shows_both_and_keeps_nothing(town):
    # Another class for each than the one that was quicker gives, whoever stands on which line.
    page = send(town, filled(town, 3, 3, 3))
    with now_is(RANKING):
        town.takes("p", a="1", b="2", c="no")
    refused = keep(town, page)
    assert (refused.status_code, downloaded(town)[3][1] in words(refused), HostRanking.objects.get().revision) == (409, True, 0)


def test_only_within_the_window_only_for_ones_own_post_and_each_look_is_noted(town):
    content = filled(town, 1, 2, 3)
    assert send(town, content, at=MATCHING_DAY).status_code == 409
    assert [send(town, content, account=account).status_code for account in (town.leads["q"], town.staff, town.people["a"])] == [404, 403, 404]
    before = Event.objects.filter(kind=Event.SEEN).count()
    send(town, content)
    assert Event.objects.filter(kind=Event.SEEN, action="placement.see-applicants").count() - before == 3
    assert HostRanking.objects.count() == 0
    with now_is(RANKING):
        page = browser(town.leads["q"]).post(
            reverse("placement:upload-classes", args=[town.posts["q"].pk]), {"file": SimpleUploadedFile("x.csv", content)}
        )  # fmt: skip
    assert error_in(page) == "Nobody has ranked this post yet, so there is nobody to put in a class."


def test_names_stay_hidden_until_the_interview_is_asked_for(town):
    text = str(downloaded(town))
    page = words(send(town, filled(town, 1, 2, 3)))
    for name, account in town.people.items():
        assert [hidden for hidden in (account.person.full_name, str(account.person_id), account.email) if hidden in text or hidden in page] == [], (
            name
        )
