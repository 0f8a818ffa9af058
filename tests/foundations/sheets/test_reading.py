"""Tables that people send: every spelling of spreadsheets is read alike, and everything else gets one sentence and never an error of ours."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from difference.errors import BadInput
from difference.foundations.sheets.reading import read
from difference.foundations.sheets.writing import Sheet, as_csv, as_xlsx
from tests.foundations.sheets.hostile import COLUMNS, HEADS, HOSTILE, ROWS, SHEET, in_cell, sheet, workbook

pytestmark = pytest.mark.once
NEEDED = ("Title", "People")
TITLES = [row[0] for row in ROWS]


def table(content):
    return read(content, columns=COLUMNS, needed=NEEDED)


def titles(content):
    return [row.cells["Title"] for row in table(content).rows]


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_table_of_ours_gets_a_sentence(what):
    content, sentence = HOSTILE[what]
    with pytest.raises(BadInput) as refused:
        table(content)
    assert refused.value.sentence == sentence


def spelt(separator=",", end="\r\n", said=""):
    quoted = [['"{}"'.format(str(cell or "").replace('"', '""')) for cell in row] for row in (COLUMNS, *ROWS)]
    return said + "".join(separator.join(row) + end for row in quoted)


@pytest.mark.parametrize(
    "content",
    [
        as_csv(SHEET), as_xlsx(SHEET), spelt().encode(), spelt(";").encode("cp1252"), spelt(";", "\n").encode("utf-8-sig"), spelt("\t").encode("utf-16"),
        spelt("\t").encode("utf-16-le"), spelt(",").encode("utf-16-be"), spelt(";", said="sep=;\r\n").encode("cp1252"),
        spelt(said="\r\n,,\r\n").encode(),
    ],
)  # fmt: skip
def test_every_spelling_of_a_spreadsheet_is_read_alike(content):
    assert titles(content) == TITLES


def test_the_number_of_a_row_is_the_one_that_a_spreadsheet_shows():
    assert [row.number for row in table(b'\r\nTitle,People\r\n"a\nb",1\r\n\r\nc,1\r\n').rows] == [3, 5]
    assert [row.number for row in table(as_xlsx(SHEET)).rows] == [2, 3]


def test_columns_may_stand_in_any_order_and_what_we_added_last_time_counts_for_nothing():
    found = table(b"what to mend;people ; TITLE\r\nThe title is missing;2;Care\r\n")
    assert (found.kind, [row.cells for row in found.rows]) == ("csv", [{"People": "2", "Title": "Care"}])


def test_a_row_with_more_cells_than_columns_says_so():
    problem = "It has more cells than there are columns: a separator may stand within a text that has no quotation marks."
    assert [row.problem for row in table(b"Title,People\r\nCare, and more,2\r\nCare,2,\r\n").rows] == [problem, ""]


def test_a_workbook_gives_numbers_days_and_the_last_value_of_a_formula():
    day = '<c r="C2" t="d"><v>2027-09-01T00:00:00</v></c>'
    found = sheet(HEADS + f'<row r="2">{in_cell("A2", "Care")}<c r="B2"><f>1+1</f><v>2</v></c>{day}</row>')
    assert [list(row.cells.values()) for row in table(found).rows] == [["Care", 2]]
    assert table(as_xlsx(Sheet("x", COLUMNS, [("a", 1, dt.date(2027, 9, 1))]))).rows[0].cells["Starts"] == dt.datetime(2027, 9, 1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=30), min_size=1, max_size=4))
def test_what_is_written_is_read_back_whatever_stands_in_it(words):
    kept = [" ".join(one.split()) or "x" for one in words]
    made = Sheet("x", COLUMNS, [(one, 1, None) for one in kept])
    assert titles(as_csv(made)) == titles(as_xlsx(made)) == kept


def test_a_workbook_that_was_bent_anywhere_is_answered():
    chance, answered, members = random.Random(20261125), 0, zipfile.ZipFile(io.BytesIO(workbook())).namelist()
    for _ in range(60):
        name = chance.choice(members)
        content = bytearray(zipfile.ZipFile(io.BytesIO(workbook())).read(name))
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(content))
            content[place : place + chance.randint(0, 8)] = bytes(chance.choices(b'<>"=/ 0919AZr\xff&;', k=chance.randint(0, 8)))
        try:
            table(workbook(**{name.replace("/", "__").replace(".", "_dot_"): bytes(content)}))
        except BadInput:
            answered += 1
    assert answered > 10
