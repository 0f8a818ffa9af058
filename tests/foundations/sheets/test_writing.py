"""Tables as files: Excel opens them rightly, days are days, numbers are numbers, and nothing that anybody typed is a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from django.test import override_settings

from difference.errors import NotFound
from difference.foundations.sheets.cells import harmless, plain, undone
from difference.foundations.sheets.writing import Sheet, as_csv, as_xlsx, download
from difference.web.components.tables import Column
from difference.web.values import Link, Tag

pytestmark = pytest.mark.once
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "＝1+1", "-", "'=1", "'plain"]
MOMENT = dt.datetime(2027, 6, 1, 12, 0, 30, tzinfo=dt.UTC)


def test_a_formula_gets_an_apostrophe_and_what_is_none_is_left_alone():
    assert [harmless(words) for words in FORMULAS] == [f"'{words}".replace("\t=", "\t'=") for words in FORMULAS[:-1]] + ["'plain"]
    numbers = ["-5", "+44 7700 900123", "-1,234.50", "-3 %", "12", "a-b", "a = b", "1+1", ""]
    assert [harmless(words) for words in numbers] == numbers
    assert harmless("care;=1+1\tx;\t@y; -5 a") == "care;'=1+1\tx;\t'@y; '-5 a"
    assert [undone(harmless(words)) for words in [*FORMULAS, *numbers, "care;=1;'=2"]] == [*FORMULAS, *numbers, "care;=1;'=2"]


def test_a_csv_is_as_the_standard_and_excel_want_it():
    sheet = Sheet("x", ("Post", Column("Seats", numeric=True), "=Day"), [
        (Link("=Care", "/x"), -2, dt.date(2027, 9, 1)), ('say "hi", Zoë', 1.5, MOMENT), (Tag("Open"), Decimal("2.50"), None), (["a", "b"], True, "\x07\ud800x"),
    ])  # fmt: skip
    assert (
        as_csv(sheet)
        == (
            '\ufeff"Post","Seats","\'=Day"\r\n"\'=Care",-2,"2027-09-01"\r\n"say ""hi"", Zoë",1.5,"2027-06-01 13:00"\r\n"Open",2.5,""\r\n"a\nb","Yes","x"\r\n'
        ).encode()
    )


@override_settings(USE_TZ=True)
def test_a_workbook_has_text_as_text_days_as_days_and_a_sheet_that_explains():
    rows = [(words, None, None) for words in FORMULAS] + [("a", -2, dt.date(2027, 9, 1)), ("b", 2.5, MOMENT)]
    book = openpyxl.load_workbook(
        io.BytesIO(as_xlsx(Sheet("Posts: [2027/28] and a name that is too long", ("=P", "N", "D"), rows, notes=[("=a", "b")])))
    )
    assert book.sheetnames == ["Posts   2027 28  and a name tha", "How to fill it in"]
    page = book.worksheets[0]
    cells = list(page.iter_rows())
    kept = [words.replace("\r", "\n") for words in FORMULAS]
    assert [(row[0].value.replace("\r", "\n"), row[0].data_type, row[0].quotePrefix) for row in cells[1:-2]] == [(words, "s", True) for words in kept]
    assert [[(cell.value, cell.data_type) for cell in row] for row in cells[-2:]] == [
        [("a", "s"), (-2, "n"), (dt.datetime(2027, 9, 1), "d")], [("b", "s"), (2.5, "n"), (dt.datetime(2027, 6, 1, 13), "d")],
    ]  # fmt: skip
    assert {cell.data_type for row in book.worksheets[1].iter_rows() for cell in row} == {"s"}
    assert page.freeze_panes == "A2"


def test_a_download_is_named_kept_apart_and_of_a_kind_that_there_is():
    response = download(Sheet("Posts, cohort 2027", ("A",), [("x",)]), "csv")
    assert response["Content-Disposition"] == 'attachment; filename="posts-cohort-2027.csv"'
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("text/csv; charset=utf-8", "nosniff")
    assert list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")))) == [["A"], ["x"]]
    with pytest.raises(NotFound):
        download(Sheet("x", ("A",), []), "ods")


def test_every_kind_of_cell_has_its_plain_value():
    assert [plain(value) for value in (None, True, 3, Decimal("1.5"), ("a", None, "", 2), Link("Open", "/"), MOMENT)] == [
        None, True, 3, 1.5, "a\n2", "Open", dt.datetime(2027, 6, 1, 13),
    ]  # fmt: skip
