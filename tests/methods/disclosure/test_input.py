"""Tables from CSV and from records: what cannot be used is told line by line; records of releases come back as they were."""

import json
from dataclasses import replace

import pytest

from difference.errors import BadInput
from difference.methods.disclosure import (
    Cell,
    Dimension,
    Mean,
    Population,
    Table,
    as_document,
    as_record,
    count_people,
    current,
    from_csv,
    from_record,
    protect,
    release,
)
from tests.methods.disclosure.worlds import one_way

pytestmark = pytest.mark.once
GOOD = "region,sex,count,numerator,sum,largest,second,schools,impossible\n"


def test_every_column_finds_its_place():
    made = from_csv(
        GOOD + "North,f,52,20,104,4,4,6,\nNorth,m,31,11,62,3,2,5,no\nSouth,f,44,,,,,,\nSouth,m,0,,,,,,yes\n".replace("  ", ""),
        "t",
        measure="excluded",
    )
    assert [dimension.name for dimension in made.dimensions] == ["region", "sex"]
    assert made.cells["North", "f"] == Cell(52, 20, Mean(104, 104, 4, 4), 6)
    assert made.cells["South", "m"] == Cell(0, impossible=True)
    assert (made.total, made.people, made.measure) == (127, Population({"everybody": 127}), "excluded")


def test_a_column_can_gather_another():
    made = from_csv("authority,region,count\nLeeds,North,20\nYork,North,30\nKent,South,40\n", "t", groups={"authority": "region"})
    assert made.dimensions == (Dimension("authority", ("Leeds", "York", "Kent"), {"North": ("Leeds", "York"), "South": ("Kent",)}),)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("North,f,many,,,,,,", "“count” is a whole number from 0"),
        ("North,f,-3,,,,,,", "“count” is a whole number from 0"),
        ("North,f,٣,,,,,,", "“count” is a whole number from 0"),
        ("North,f,,,,,,,", "It has no “count”."),
        ("North,f,5,6,,,,,", "The numerator 6 is not between 0 and the count 5."),
        ("North,f,5,,,,,0,", "5 people cannot be of 0 schools."),
        ("North,f,5,,,,,,yes", "Nobody can be here, and yet it counts 5."),
        ("North,f,5,,,,,,perhaps", "“impossible” is yes or no"),
        ("North,f,5,,10,x,1,,", "“largest” is a number"),
        ("North,f,5,,10,,,,", "A mean needs"),
        ("North,f,5,,-10,3,1,,", "A mean needs"),
        ("North,f,5,,10,3,4,,", "The second contributor is above the largest"),
        ("North,f,5,,nan,3,2,,", "A mean is made of finite numbers."),
        (",f,5,,,,,,", "“region” is empty."),
        ("South,m,5,,,,,,", "The same cell stands on line 2."),
        ("North,f,5", "It has 3 values, and the header 9."),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_its_line(row, sentence):
    with pytest.raises(BadInput) as refused:
        from_csv(f"{GOOD}South,m,20,,,,,,\n\n{row}\n", "t")
    assert list(refused.value.lines) == [4]
    assert sentence in refused.value.lines[4]


def test_all_lines_are_told_at_once():
    with pytest.raises(BadInput) as refused:
        from_csv("place,count\na,x\nb,10\nb,10\nc,\n", "t")
    assert list(refused.value.lines) == [2, 4, 5]


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("", 1, "header"),
        ("place\na\n", 1, "There is no column “count”."),
        ("count\n5\n", 1, "There is no dimension"),
        ("place,count,count\na,5,5\n", 1, "“count” stands twice."),
        ("place,,count\na,b,5\n", 1, "A column has no name."),
        ("place,count,sum\na,5,5\n", 1, "A mean needs “largest”"),
        ("place,count\n", 1, "no rows"),
        ('place,count\na,5\n"b,6\n', 3, "Unexpected end of data."),
        (b"place,count\na,5\n\xff,6\n", 3, "not UTF-8"),
    ],
)
def test_a_file_that_is_no_table_is_told_with_its_line(text, line, sentence):
    with pytest.raises(BadInput) as refused:
        from_csv(text, "t")
    assert sentence in refused.value.lines[line]


def test_a_combination_without_a_row_is_asked_for():
    with pytest.raises(BadInput) as refused:
        from_csv("place,sex,count\na,f,20\na,m,20\nb,f,20\n", "t")
    assert refused.value.fields == {"b, m": ["It has no count: give it, 0 included, or say that nobody can be there."]}


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"dimensions": ()}, "dimensions"),
        ({"dimensions": (Dimension("place", ("a", "a")),)}, "place"),
        ({"dimensions": (Dimension("place", ("a", "b"), {"a": ("b",)}),)}, "place"),
        ({"cells": {("a",): Cell(40), ("b",): Cell(-1)}}, "b"),
        ({"cells": {("a",): Cell(40), ("b",): Cell(50), ("c",): Cell(50)}}, "c"),
        ({"people": Population({"all": 91})}, "people"),
        ({"outsiders_know": "everything"}, "outsiders_know"),
    ],
)
def test_a_table_that_cannot_be_is_refused_with_its_place(changed, place):
    good = {"name": "t", "dimensions": (Dimension("place", ("a", "b")),), "cells": {("a",): Cell(40), ("b",): Cell(50)}}
    assert Table(**good).total == 90
    with pytest.raises(BadInput) as refused:
        Table(**(good | changed))
    assert place in refused.value.fields


def test_people_are_counted_once_and_in_one_cell_alone():
    place = (Dimension("place", ("a", "b")),)
    records = [("p", ("a",)), ("p", ("a",)), ("q", ("b",)), ("r", ("a",))]
    made = count_people("t", place, records, impossible=[])
    assert {key: cell.count for key, cell in made.cells.items()} == {("a",): 2, ("b",): 1}
    with pytest.raises(BadInput) as refused:
        count_people("t", place, [*records, ("q", ("a",)), ("s", ("c",))])
    assert refused.value.fields == {"record 5": ["The same person stands in another cell already."], "record 6": ["There is no cell “c”."]}


def test_a_record_comes_back_as_it_was():
    place = Dimension("place", ("a", "b", "c"), {"north": ("a", "b")})
    cells = {("a",): Cell(40, 20, Mean.of([1.0] * 40)), ("b",): Cell(50, 4), ("c",): Cell(4)}
    published = protect(Table("t", (place,), cells))
    assert from_record(json.loads(json.dumps(as_record(published)))) == published


@pytest.mark.parametrize("document", [[], {}, {"record": 2}, {"record": 1}, {"record": 1, "dimensions": 3}])
def test_what_is_no_record_is_refused(document):
    with pytest.raises(BadInput):
        from_record(document)


def test_a_document_holds_nothing_that_is_held_back():
    made = replace(one_way(a=Cell(52, 20), b=Cell(33, 3), c=4, d=41), outsiders_know="exact-whole")
    document = as_document(release(made), current())
    assert document["cells"] == [
        {"place": "a", "count": 50, "percent": 38},
        {"place": "b", "count": "[c]", "percent": "[c]"},
        {"place": "c", "count": "[c]"},
        {"place": "d", "count": 40},
    ]
    assert document["totals"] == [{"place": "total", "count": 90}]
    assert [(each["cell"], each["figure"], each["rule"]) for each in document["withheld"]] == [
        (["c"], "count", "small"),
        (["b"], "count", "together"),
        (["b"], "percent", "count"),
    ]
    assert not {"130", "33", "41", "52"} & set(json.dumps(document).replace('"', " ").replace(",", " ").replace("}", " ").split())
