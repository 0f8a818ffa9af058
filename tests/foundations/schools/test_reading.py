"""What is read from register files, and what is said of files that cannot be read."""

from __future__ import annotations

import datetime as dt
import io
import random

import pytest

from difference.errors import BadInput, TooLarge
from difference.foundations.schools.register import limits as limits_module
from difference.foundations.schools.register import sources
from difference.foundations.schools.register.cells import date, postcode, website
from difference.foundations.schools.register.establishments import find_region, find_type
from difference.foundations.schools.register.reading import opened
from difference.foundations.schools.register.rows import Unreadable
from difference.foundations.schools.register.sources import Source
from tests.foundations.schools import files
from tests.foundations.schools.files import row, source, text

pytestmark = pytest.mark.once


def refusal(given: Source, **more: object) -> str:
    with pytest.raises((BadInput, TooLarge)) as caught, opened(given, **more) as file:
        list(file.rows())
    return caught.value.sentence


def rows_of(given: Source) -> list:
    with opened(given) as file:
        return list(file.rows())


@pytest.mark.parametrize(("columns", "number"), [(files.STATE_FUNDED_COLUMNS, 33), (files.ACADEMIES_COLUMNS, 34), (files.FULL_COLUMNS, 140)])
def test_the_layouts_are_the_published_ones(columns, number):
    assert len(columns) == len(set(columns)) == number


@pytest.mark.parametrize(
    ("name", "columns", "kind"),
    [
        ("edubaseallstatefunded20260602.csv", files.STATE_FUNDED_COLUMNS, "state_funded"),
        ("edubaseallacademiesandfree20260602.csv", files.ACADEMIES_COLUMNS, "academies"),
        ("edubasealldata20260602.csv", files.FULL_COLUMNS, "full"),
        ("renamed20260602.csv", files.FULL_COLUMNS, "full"),
        ("renamed20260602.csv", files.STATE_FUNDED_COLUMNS, "state_funded"),
        ("links_edubasealldata20260602.csv", files.LINK_COLUMNS, "links"),
    ],
)
def test_the_kind_is_told_from_name_and_columns(name, columns, kind):
    with opened(source(text([row(100001)], columns), name)) as file:
        assert (file.kind, file.dated) == (kind, dt.date(2026, 6, 2))


def test_a_renamed_file_with_academies_alone_is_the_academies_file():
    with opened(source(text([row(100001, **files.ACADEMY)]), "renamed20260602.csv")) as file:
        assert file.kind == "academies"


def test_columns_are_read_by_name_in_any_order_and_any_capitals():
    turned = [column.upper() for column in reversed(files.STATE_FUNDED_COLUMNS)]
    content = text([row(100001, "St Paul’s")])
    backwards = "\r\n".join([",".join(turned), ",".join(reversed(content.splitlines()[1].split(",")))])
    (read,) = rows_of(source(backwards))
    assert (read.urn, read.facts["name"], read.facts["opened_on"]) == (100001, "St Paul’s", dt.date(2010, 9, 1))


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_three_encodings_give_the_same_names(encoding):
    (read,) = rows_of(source(text([row(100001, "St Thomas à Becket’s 180°")]), encoding=encoding))
    assert read.facts["name"] == "St Thomas à Becket’s 180°"


def test_a_byte_that_stands_for_no_character_costs_its_row_alone():
    content = text([row(100001), row(100002, "Odd @ School"), row(100003, "Déjà")]).encode("cp1252").replace(b"@", b"\x81")
    first, odd, third = rows_of(source(content))
    assert (first.urn, third.facts["name"]) == (100001, "Déjà")
    assert odd == Unreadable(3, "It has a byte (0x81) that stands for no character.", 100002)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "f.csv is empty."),
        (b"<!DOCTYPE html><html>", "f.csv is a web page, not a CSV file: the download may have failed or asked for a sign-in. Download it again."),
        (b"\xef\xbb\xbf  <html>", "f.csv is a web page, not a CSV file: the download may have failed or asked for a sign-in. Download it again."),
        (b"URN,\0Name\n1,2\n", "f.csv has NUL bytes in it, so it is not plain text. Save it as “CSV UTF-8”."),
        ("URN,LA".encode("utf-16"), "f.csv has NUL bytes in it, so it is not plain text. Save it as “CSV UTF-8”."),
        (b"\x1f\x8b\x08\x00aaaa", "f.csv is packed with gzip. Unpack it first."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "f.csv is an Excel workbook. Open it and save it as CSV."),
        (b"PK\x05\x06" + b"\0" * 18, "f.csv is a zip with nothing in it."),
        (b"PK\x03\x04 cut short", "f.csv is a zip that cannot be opened: it is damaged, cut short or locked with a password."),
        (b"%PDF-1.7", "f.csv is a PDF document, not a register file."),
        (b"\n\n\n", "f.csv has no heading that can be read."),
        (b"a,b\n1,2\n", "f.csv is not a file of the register: it has no column “URN”, “EstablishmentName”, “LA (code)”, “LA (name)”, "
         "“TypeOfEstablishment (name)” or “EstablishmentStatus (name)”.".encode()),
    ],
)  # fmt: skip
def test_what_is_not_a_register_file_is_called_by_its_name(content, sentence):
    assert refusal(source(content, "f.csv")) == (sentence if isinstance(sentence, str) else sentence.decode())


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"[Content_Types].xml": "x"}, "register.zip is an Excel or other Office file. Open it and save it as CSV."),
        ({"readme.txt": "x"}, "register.zip is a zip without a CSV file in it."),
        ({"a.csv": "x", "b.csv": "y"}, "register.zip is a zip with 2 CSV files in it (a.csv, b.csv). Unpack it and give the one to import."),
        ({"a.csv": ""}, "register.zip is empty."),
    ],
)
def test_a_zip_must_hold_one_csv(members, sentence):
    assert refusal(files.zipped(**members)) == sentence


def test_a_zip_is_known_by_its_content_and_dated_by_what_is_in_it():
    given = files.zipped("anything.csv.gz", **{"edubaseallstatefunded20260602.csv": text([row(100001)])})
    with opened(given) as file:
        assert (file.kind, file.dated, [read.urn for read in file.rows()]) == ("state_funded", dt.date(2026, 6, 2), [100001])


def test_a_file_has_the_same_hash_zipped_or_not():
    content = text([row(100001)])
    hashes = []
    for given in (source(content), files.zipped(**{"edubaseallstatefunded20260602.csv": content.encode("cp1252")})):
        with opened(given) as file:
            hashes.append(file.sha256)
    assert hashes[0] == hashes[1]


def test_a_zip_that_unpacks_beyond_all_measure_is_refused(monkeypatch):
    small = limits_module.Limits(**{**vars(limits_module.limits()), "largest_csv_mb": 1})
    monkeypatch.setattr(sources, "limits", lambda: small)
    assert refusal(files.zipped(**{"a.csv": b"0" * 3_000_000})) == "register.zip is larger than 1 MB unpacked, which no register file is."


def test_a_file_without_a_day_asks_for_one():
    assert refusal(source(text([row(100001)]), "schools.csv")) == "schools.csv does not say in its name of which day it is. Give the day of the file."
    with opened(source(text([row(100001)]), "schools.csv"), dt.date(2026, 1, 5)) as file:
        assert file.dated == dt.date(2026, 1, 5)


def test_two_columns_of_one_name_are_refused():
    content = text([row(100001)], [*files.STATE_FUNDED_COLUMNS, "Postcode"])
    assert refusal(source(content)) == "edubaseallstatefunded20260602.csv has two columns called “Postcode”."


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"URN": "12A"}, "URN is not a whole number."),
        ({"URN": ""}, "URN is missing."),
        ({"URN": "0"}, "URN is not a school’s number (“0”)."),
        ({"OpenDate": "31-02-2020"}, "OpenDate is not a date (“31-02-2020”)."),
        ({"OpenDate": "Zebedee Quartermain"}, "OpenDate is not a date."),
        ({"StatutoryLowAge": "eleven"}, "StatutoryLowAge is not a whole number."),
        ({"StatutoryLowAge": "500"}, "StatutoryLowAge is not an age (“500”)."),
        ({"EstablishmentStatus (name)": "Dissolved"}, "“Dissolved” is not a status that the register knows."),
        ({"EstablishmentStatus (name)": ""}, "Its status is missing."),
        ({"TypeOfEstablishment (name)": ""}, "Its type of establishment is missing."),
        ({"EstablishmentName": " "}, "EstablishmentName is missing."),
        ({"EstablishmentName": "x" * 201}, "EstablishmentName is longer than 200 characters."),
        ({"LA (code)": "", "LA (name)": ""}, "LA (code) is missing or not a code; LA (name) is missing or too long."),
        ({"OpenDate": "x", "UKPRN": "12345678901"}, "UKPRN is longer than 10 characters; OpenDate is not a date."),
    ],
)
def test_a_row_says_everything_that_is_wrong_with_it(changed, sentence):
    read = rows_of(source(text([row(100001), {**row(100002), **changed}])))[1]
    assert (read.line, read.sentence) == (3, sentence)


def test_damaged_rows_cost_themselves_and_not_their_neighbours():
    lines = text([row(100001), row(100002), row(100003), row(100004)]).splitlines()
    lines[2] = lines[2].replace("Invented School", '"Invented School')
    lines[3] = lines[3] + ",one more"
    read = rows_of(source("\n".join(lines)))
    assert [(r.line, r.urn if not isinstance(r, Unreadable) else r.sentence) for r in read] == [
        (2, 100001),
        (3, "Its quotation marks do not match."),
        (4, "It has 34 cells where the heading has 33."),
        (5, 100004),
    ]


def test_a_school_that_stands_twice_is_kept_once():
    read = rows_of(source(text([row(100001, "First"), row(100001, "Second")])))
    assert read[0].facts["name"] == "First"
    assert read[1] == Unreadable(3, "School 100001 stands on line 2 already; that line is kept.", 100001)


def test_blank_lines_are_passed_over():
    assert [read.line for read in rows_of(source(text([row(100001)]) + "\r\n,,,\r\n" + text([row(100002)]).split("\r\n", 1)[1]))] == [2, 5]


def test_heads_and_telephones_are_not_read():
    (read,) = rows_of(source(text([row(100001)], files.FULL_COLUMNS)))
    assert not any(word in repr(read) for word in ("Zebedee", "Quartermain", "0207946", "Zuleika", "Headteacher"))


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("www.example.org", "http://www.example.org"),
        ("HTTPS://Example.org/a", "https://Example.org/a"),
        ("javascript:alert(1)", ""),
        ("javascript://example.org/%0aalert(1)", ""),
        ("http://user@example.org", ""),
        ("http://[::1", ""),
        ("none", ""),
        ("two words.org", ""),
        ("", ""),
    ],
)
def test_a_website_gets_its_scheme_or_is_left_blank(cell, address):
    assert website(cell) == address


@pytest.mark.parametrize(("cell", "written"), [("se29px", "SE2 9PX"), (" SE2  9PX ", "SE2 9PX"), ("B1 1AA", "B1 1AA"), ("odd", "ODD"), ("", "")])
def test_a_postcode_gets_its_space(cell, written):
    assert postcode(cell) == written


@pytest.mark.parametrize(
    ("cell", "day"), [("02-06-2026", dt.date(2026, 6, 2)), ("02/06/2026", dt.date(2026, 6, 2)), ("2026-06-02", dt.date(2026, 6, 2)), ("", None)]
)
def test_dates_are_read_as_the_register_writes_them(cell, day):
    assert date(cell) == day


def test_types_are_known_by_name_by_spelling_and_by_code():
    assert [find_type(name, code).code for name, code in [("academy 16 to 19 Converter", None), ("", 38), ("Pupil Referral Unit", 99)]] == [
        45,
        38,
        14,
    ]
    assert find_type("Moon school", 999) is None


def test_london_is_one_region_and_wales_is_none_of_england():
    assert [find_region(name) for name in ("Inner London", "Yorkshire and The Humber", "Wales (pseudo)")] == [
        ("London", True),
        ("Yorkshire and the Humber", True),
        ("Wales (pseudo)", False),
    ]


def test_a_cell_that_never_ends_is_refused_quickly():
    assert refusal(Source("edubasealldata20260602.csv", io.BytesIO(b"URN," + b"a" * 2_000_000))).startswith(
        "Line 1 of edubasealldata20260602.csv is longer"
    )


def test_damaged_files_are_read_or_refused_and_nothing_else():
    chance = random.Random(2026)
    content = text([row(100000 + n, "St Thomas à Becket’s “School”, A") for n in range(8)]).encode("cp1252")
    packed = files.zipped(**{"edubaseallstatefunded20260602.csv": content}).stream.read()
    ends = {"read": 0, "refused": 0}
    for turn in range(1500):
        damaged = bytearray(packed if turn % 3 == 0 else content)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(damaged))
            damaged[at : at + chance.randint(0, 3)] = bytes(chance.choices(b'",\r\n\xff\x81\xef;\t<0aZ', k=chance.randint(0, 3)))
        try:
            rows_of(source(bytes(damaged[: chance.randint(1, len(damaged))]) if turn % 5 == 0 else bytes(damaged), "a20260602.csv"))
            ends["read"] += 1
        except (BadInput, TooLarge):
            ends["refused"] += 1
    assert min(ends.values()) > 300
