"""Files that people send instead of a table, by mistake or not."""

from __future__ import annotations

import io
import zipfile

from difference.foundations.sheets.writing import Sheet, as_xlsx

COLUMNS = ("Title", "People", "Starts")
ROWS = [("Head of care", 2, None), ("Café, “Zoë” & co;\nsecond line", 1, None)]
SHEET = Sheet("Posts", COLUMNS, ROWS)


def workbook(**members: bytes | None) -> bytes:
    """A good workbook with members put in, replaced or (None) taken out; `__` in a name is a slash, `_dot_` a dot."""
    changed = {name.replace("__", "/").replace("_dot_", "."): content for name, content in members.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_xlsx(SHEET))) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in good.namelist():
            content = changed.pop(name, good.read(name))
            if content is not None:
                made.writestr(name, content)
        for name, content in changed.items():
            made.writestr(name, content or b"")
    return out.getvalue()


def sheet(rows: str) -> bytes:
    """A workbook whose first sheet has this XML for rows."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return workbook(xl__worksheets__sheet1_dot_xml=f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>".encode())


def in_cell(reference: str, words: str) -> str:
    """A cell of text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{words}</t></is></c>'


def entities() -> bytes:
    """A workbook that defines entities of its own, each ten times the one before (“a billion laughs”)."""
    laughs = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
    return workbook(xl__worksheets__sheet1_dot_xml=f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><worksheet>&l9;</worksheet>'.encode())


def plain_zip() -> bytes:
    """A zip that is no workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("letter.txt", "hello")
    return out.getvalue()


HEADING = "Title,People,Starts\r\n"
HEADS = f'<row r="1">{in_cell("A1", "Title")}{in_cell("B1", "People")}</row>'
DAMAGED = "The workbook is damaged. Open it in your spreadsheet, save it again and send the new copy."
LOCKED = "The file is locked with a password, or of an Excel before 2007. Save it as an Excel workbook (.xlsx) without a password."
NO_TABLE = "This is neither a CSV nor an Excel workbook (.xlsx). Save your table as one of them."
NO_WORKBOOK = "This is not an Excel workbook. Save your table as an Excel workbook (.xlsx) or as CSV."
MACROS = "The file holds macros. Save it without them and send the new copy."
PROGRAMS = "The file holds macros or programs. Save it without them and send the new copy."
BOMB = "The workbook would unpack to far more than it seems, so we do not take it."
NAMES = "Its first row must be the names of the columns, as in the file that you can download here."
EMPTY, NOTHING = "The file is empty.", "The file has the names of the columns and nothing beneath them."

# What is sent, and the sentence that answers it.
HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", EMPTY),
    "only a mark": (b"\xef\xbb\xbf\r\n", EMPTY),
    "only zeros": (b"\0" * 50, EMPTY),
    "too many bytes": (b"x" * (1024 * 1024 + 1), "The file is larger than 1 MB, which is the most that we take here. Send it in parts."),
    "heading alone": (HEADING.encode(), NOTHING),
    "empty rows": ((HEADING + ",,\r\n" * 9).encode(), NOTHING),
    "too many rows": ((HEADING + "a,1,\r\n" * 201).encode(), "The file has more than 200 rows, which is the most that we take at once. Send it in parts."),
    "other columns": (b"Name,Age\r\nJo,3\r\n", f"It has no column “Title” or “People”. We do not know the column “Name” or “Age”. {NAMES}"),
    "no heading": (b"Head of care,2,\r\n", f"It has no column “Title” or “People”. We do not know the column “Head of care” or “2”. {NAMES}"),
    "a column twice": (b"Title,People,title\r\na,1,b\r\n", f"The column “Title” stands there twice. {NAMES}"),
    "quotation marks": ((HEADING + 'a,1,\r\n"b,2,\r\n').encode(), "The quotation marks of row 3 do not match. Save the table again from your spreadsheet."),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, NO_TABLE),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00", NO_TABLE),
    "a program": (b"MZ\x90\x00\x03", NO_TABLE),
    "half of UTF-16": (HEADING.encode("utf-16")[:-1], NO_TABLE),
    "an old or locked Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, LOCKED),
    "a zip": (plain_zip(), NO_WORKBOOK),
    "the beginning of a zip": (b"PK\x03\x04" + b"\1" * 40, "The file is damaged or locked with a password. Save it again and send the new copy."),
    "half a workbook": (workbook()[:2000], "The file is damaged or locked with a password. Save it again and send the new copy."),
    "macros": (workbook(xl__vbaProject_dot_bin=b"x"), PROGRAMS),
    "a workbook made for macros": (workbook(**{"[Content_Types]_dot_xml": b'<Types><Default ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'}), MACROS),
    "a bomb": (workbook(xl__media__image1_dot_png=b"\0" * (26 * 1024 * 1024)), "The file would unpack to far more than it seems, so we do not take it."),
    "entities of its own": (entities(), "The workbook holds XML that no spreadsheet writes, so we do not take it."),
    "broken XML": (workbook(xl__worksheets__sheet1_dot_xml=b"<worksheet><sheetData><row"), DAMAGED),
    "no sheet": (workbook(xl__worksheets__sheet1_dot_xml=None), DAMAGED),
    "a cell nowhere": (sheet(HEADS + f'<row r="2">{in_cell("!!", "a")}</row>'), DAMAGED),
    "a text that is not there": (sheet(HEADS + '<row r="2"><c r="A2" t="s"><v>99</v></c></row>'), DAMAGED),
    "a number that is none": (sheet(HEADS + '<row r="2"><c r="A2" t="n"><v>one</v></c></row>'), DAMAGED),
    "a sheet that goes down far": (
        sheet(HEADS + f'<row r="1048576">{in_cell("A1048576", "a")}</row>'),
        "The sheet goes down below row 20,000. Delete the empty rows beneath your table and save it again.",
    ),
    "a sheet that goes far": (
        sheet(HEADS + f'<row r="2">{in_cell("BI2", "a")}</row>'), "The sheet has more than 60 columns, which no table that belongs here has.",
    ),
}  # fmt: skip
# Those that are refused before anybody looks at the names of columns.
UNREADABLE = (
    "only a mark", "only zeros", "a picture", "a PDF", "a program", "half of UTF-16", "an old or locked Excel", "a zip", "the beginning of a zip",
    "half a workbook", "macros", "a workbook made for macros", "a bomb", "entities of its own", "broken XML", "no sheet",
)  # fmt: skip
