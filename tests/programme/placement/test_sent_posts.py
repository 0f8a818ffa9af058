"""Posts as a table: tried and taken back, all or none, errors in the sender’s own file, nothing twice."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from html import unescape

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.foundations.sheets.writing import Sheet, as_csv, as_xlsx
from difference.programme.placement.commands import hosting
from difference.programme.placement.models import Post
from difference.programme.placement.papers.posts import COLUMNS
from difference.programme.placement.queries.posts import Hosting
from tests.foundations.sheets.hostile import HOSTILE, UNREADABLE
from tests.making import make_account
from tests.programme.candidates import make_cohort
from tests.programme.placement.market import RANKING, RANKING_CLOSED, STAFF, make_lead, make_school, now_is
from tests.programme.placement.test_pages import browser, words

pytestmark = pytest.mark.django_db
GOOD = {
    "Title": "Head of care", "What it leads": "Leads care.\nAnd safety.", "People": 2, "Salary": "L3 to L7", "Pupils": "Primary and secondary",
    "Starts": dt.date(2027, 9, 6), "Asks for": "Has led special educational needs; teaches maths", "Mentor": "The head teacher, weekly",
}  # fmt: skip


class Desk:
    """A cohort, a school with its lead, and the pages of tables."""

    def __init__(self):
        self.cohort = make_cohort(host_policy="any_open")
        self.school = make_school("Oak School")
        self.lead = make_lead(self.school)

    def address(self, name, *more):
        return reverse(f"placement:{name}", args=[self.cohort.pk, *more])

    def send(self, content, account=None, name="posts.csv", at=RANKING, **said):
        with now_is(at):
            return browser(account or self.lead).post(self.address("upload-posts"), {"file": SimpleUploadedFile(name, content), **said})

    def again(self, page, name, account=None, at=RANKING):
        with now_is(at):
            return browser(account or self.lead).post(self.address(name), {"word": word_in(page)})


def word_in(page):
    return unescape(re.search(r'name="word" value="([^"]+)"', page.content.decode()).group(1))


def made(*rows):
    columns = list(COLUMNS.values())
    return Sheet("Posts", columns, [[row.get(column) for column in columns] for row in rows])


def error_in(page):
    return unescape(re.search(r'id="id_file-error"[^>]*>.*?</span>(.*?)</p>', page.content.decode(), re.DOTALL).group(1)).strip()


@pytest.fixture
def desk():
    return Desk()


@pytest.mark.parametrize("spelt", [as_csv, as_xlsx])
def test_a_table_is_tried_and_nothing_is_kept_until_it_is_confirmed(desk, spelt):
    other = {
        **GOOD,
        "Title": "Head of year",
        "People": None,
        "Working pattern": None,
        "Starts": None,
        "Asks for": None,
        "Mentor": None,
        "Pupils": "secondary",
    }
    page = desk.send(spelt(made(GOOD, other)))
    assert (page.status_code, Post.objects.count()) == (200, 0)
    assert "Head of care School Oak School People 2 Starts 6 September 2027 Then A draft" in words(page)
    assert "Head of year School Oak School People 1 Starts With the cohort Then A draft" in words(page)
    assert [desk.again(page, "make-posts").status_code for _ in range(2)] == [302, 302]
    fields = ("title", "responsibilities", "seats", "salary", "days", "phase", "starts_on", "requirements", "mentor", "state", "confirmed_by")
    assert list(Post.objects.order_by("title").values_list(*fields)) == [
        ("Head of care", "Leads care.\nAnd safety.", 2, "L3 to L7", "Full time", "both", dt.date(2027, 9, 6), ["led-send", "teaches-maths"], "The head teacher, weekly", "draft", desk.lead.person_id),
        ("Head of year", "Leads care.\nAnd safety.", 1, "L3 to L7", "Full time", "secondary", None, [], "", "draft", desk.lead.person_id),
    ]  # fmt: skip
    assert sorted(Event.objects.filter(action="placement.upload-posts").values_list("reason", flat=True)) == ["made", "rehearsed", "rehearsed"]
    assert Event.objects.filter(action="placement.write-post").count() == 2


def test_whoever_wants_sends_them_in_at_once_and_no_more_people_than_they_said(desk):
    with now_is(RANKING):
        hosting.state_interest(by=actor_for(desk.lead), hosting=Hosting(desk.cohort, desk.school), answer="yes", most_people=3)
    rows = [{**GOOD, "Title": "One"}, {**GOOD, "Title": "Two"}]
    page = desk.send(as_csv(made(*rows)), send_in="on")
    assert (page.status_code, Post.objects.count()) == (422, 0)
    assert "People: You said that your school takes 3 at most, and your other posts are for 2 already." in words(page)
    rows[1]["People"] = 1
    desk.again(desk.send(as_csv(made(*rows)), send_in="on"), "make-posts")
    assert set(Post.objects.values_list("title", "state")) == {("One", "submitted"), ("Two", "submitted")}


SPOILED = [
    {**GOOD, "Title": "", "People": "two", "Pupils": "sixth form", "Starts": "31/2/2027", "Asks for": "Flies", "Salary": None},
    {**GOOD, "Title": "Good one"},
    {**GOOD, "Title": "good  ONE"},
    {**GOOD, "Title": "x" * 121, "Starts": "1 9 2020", "People": 11, "School (URN)": 142223},
    {**GOOD, "Title": "There"},
]
MUCH = (
    "Title: Enter the title of the post.", "People: The number of people must be from 1 to 10.", "Salary: Enter the salary range.",
    "Pupils: Write one of these: Primary; Secondary; Primary and secondary.",
    "Starts: Write the day, the month and the year, for example 1 September 2027.", "Asks for: “Flies” is not on the list of what a post can ask for.",
)  # fmt: skip
WRONG = [
    "\n".join(MUCH),
    "",
    "Title: The same post stands in row 3.",
    "School (URN): You lead no school with the number 142223.",
    "Title: Your school has a post of this title in this cohort already. For several people in one post, raise the number of people.",
]  # fmt: skip


@pytest.mark.parametrize("spelt", [as_csv, as_xlsx])
def test_all_that_there_is_to_mend_comes_back_at_once_in_the_senders_own_file(desk, spelt):
    desk.again(desk.send(spelt(made({**GOOD, "Title": "There"}))), "make-posts")
    page = desk.send(spelt(made(*SPOILED)))
    assert (page.status_code, Post.objects.count()) == (422, 1)
    assert "4 of 5 rows have something to mend. Nothing has been kept." in words(page)
    file = desk.again(page, "mend-posts")
    if spelt is as_csv:
        heading, *rows = csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline=""))
    else:
        heading, *rows = [
            [cell if cell is not None else "" for cell in row]
            for row in openpyxl.load_workbook(io.BytesIO(file.content)).worksheets[0].iter_rows(values_only=True)
        ]
    assert heading == [*COLUMNS.values(), "What to mend"]
    assert [row[-1] for row in rows] == WRONG
    assert [row[1] for row in rows] == ["", "Good one", "good  ONE", "x" * 121, "There"]
    assert desk.again(page, "make-posts").status_code == 422
    assert Post.objects.count() == 1
    assert desk.send(file.content).status_code == 422
    mended = desk.send(spelt(made(SPOILED[1], {**SPOILED[0], **GOOD})))
    assert (mended.status_code, desk.again(mended, "make-posts").status_code, Post.objects.count()) == (200, 302, 3)


def test_what_is_no_table_is_told_beside_the_file_and_is_never_an_error_of_ours(desk):
    for what in UNREADABLE:
        content, sentence = HOSTILE[what]
        page = desk.send(content, name="posts.xlsx")
        assert (page.status_code, error_in(page), Post.objects.count()) == (422, sentence, 0), what


def test_a_file_without_anything_in_it_or_with_too_much_is_refused_by_the_form(desk):
    assert [error_in(desk.send(HOSTILE[what][0])) for what in ("nothing", "too many bytes")] == [
        "The file is empty", "The file is larger than 1 MB. Send it in parts.",
    ]  # fmt: skip


def test_other_columns_are_named_and_no_file_at_all_is_asked_for(desk):
    page = desk.send(b"Title,Wage\r\nCare,3\r\n")
    assert error_in(page) == (
        "It has no column “What it leads”, “Salary” or “Pupils”. We do not know the column “Wage”. "
        "Its first row must be the names of the columns, as in the file that you can download here."
    )
    with now_is(RANKING):
        page = browser(desk.lead).post(desk.address("upload-posts"), {})
    assert (page.status_code, error_in(page)) == (422, "Choose your file")


def test_what_looks_like_a_formula_is_a_title_like_any_other(desk):
    title = "=HYPERLINK(1)"
    page = desk.send(as_xlsx(made({**GOOD, "Title": title})))
    desk.again(page, "make-posts")
    assert Post.objects.get().title == title


def test_the_word_of_a_file_holds_for_its_sender_its_cohort_and_an_hour(desk):
    page = desk.send(as_csv(made(GOOD)))
    another, other = make_lead(desk.school, email="another@example.org"), make_cohort(name="Another", host_policy="any_open")
    assert desk.again(page, "make-posts", account=another).status_code == 422
    with now_is(RANKING):
        client = browser(desk.lead)
        assert client.post(reverse("placement:make-posts", args=[other.pk]), {"word": word_in(page)}).status_code == 422
        assert [
            client.post(desk.address(name), sent).status_code
            for name in ("make-posts", "mend-posts")
            for sent in ({}, {"word": "x"}, {"word": word_in(page)[:-1]})
        ] == [422] * 6
    assert desk.again(page, "make-posts", at=RANKING + dt.timedelta(minutes=61)).status_code == 422
    assert Post.objects.count() == 0
    assert desk.again(page, "make-posts", at=RANKING + dt.timedelta(minutes=59)).status_code == 302


def test_a_row_that_cannot_be_made_any_more_keeps_the_others_back(desk):
    page = desk.send(as_csv(made(GOOD, {**GOOD, "Title": "Another"})))
    desk.again(desk.send(as_csv(made({**GOOD, "People": 1}))), "make-posts")
    refused = desk.again(page, "make-posts")
    assert (refused.status_code, Post.objects.count(), "1 of 2 rows has something to mend" in words(refused)) == (422, 1, True)


def test_after_ranking_has_closed_the_page_says_so(desk):
    with now_is(RANKING_CLOSED):
        page = browser(desk.lead).get(desk.address("upload-posts"))
    assert (page.status_code, "This post is too late for it" in words(page), b'type="file"' in page.content) == (200, True, False)
    assert desk.send(as_csv(made(GOOD)), at=RANKING_CLOSED).status_code == 422


def test_who_leads_several_schools_says_which_row_is_whose(desk):
    second = make_school("Ash School")
    both = make_account(("host_lead", "", "organisation", str(desk.school.urn)), ("host_lead", "", "organisation", str(second.urn)))
    rows = [{**GOOD, "School (URN)": desk.school.urn}, {**GOOD, "School (URN)": float(second.urn)}]
    page = desk.send(as_xlsx(made(*rows)), account=both)
    desk.again(page, "make-posts", account=both)
    assert set(Post.objects.values_list("school", flat=True)) == {desk.school.urn, second.urn}
    page = desk.send(as_csv(made({**GOOD, "Title": "Third"})), account=both)
    assert "School (URN): Give the school’s number (URN)." in words(page)


def test_staff_write_for_a_school_which_is_told_and_sends_it_in_itself(desk):
    staff, closed, empty = make_account(STAFF), make_school("Shut School", is_open=False), make_school("Empty School")
    rows = [{**GOOD, "School (URN)": urn} for urn in (desk.school.urn, closed.urn, empty.urn, 7, "abc", None)]
    page = desk.send(as_csv(made(*rows)), account=staff)
    assert [sentence in words(page) for sentence in (
        "This cohort is not placed in Shut School. It is closed on the register.", "Nobody at Empty School has an account yet.",
        "No school on the register has the number 7.", "Give the school’s number (URN) in figures", "Give the school’s number (URN).",
    )] == [True] * 5  # fmt: skip
    page = desk.send(as_csv(made(rows[0], {**rows[0], "Title": "Another"})), account=staff, send_in="on")
    assert Letter.objects.count() == 0
    assert [desk.again(page, "make-posts", account=staff).status_code for _ in range(2)] == [302, 302]
    assert list(Post.objects.values_list("school", "state")) == [(desk.school.urn, "draft")] * 2
    letter = Letter.objects.get()
    assert (letter.kind, letter.to, "- Head of care\n" in letter.text) == ("placement.posts_written", desk.lead.email, True)
    assert Event.objects.filter(action="placement.write-post-for", actor_id=staff.person_id).count() == 2


def test_the_file_to_fill_in_has_the_columns_and_is_refused_as_it_is(desk):
    for kind in ("csv", "xlsx"):
        with now_is(RANKING):
            content = browser(desk.lead).get(desk.address("posts-to-fill-in", kind)).content
        assert "nothing beneath them" in error_in(desk.send(content))
    pages = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert [cell.value for cell in pages[0][1]] == list(COLUMNS.values())
    assert [row[0].value for row in pages[1].iter_rows()] == list(COLUMNS.values())
