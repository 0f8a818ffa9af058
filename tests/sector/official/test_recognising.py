"""Layouts are told by their columns."""

import pytest

from difference.sector.official.declared import datasets, layouts
from difference.sector.official.marks import marks_of, sentences
from difference.sector.official.recognising import recognise
from tests.sector.official import files

pytestmark = pytest.mark.once


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.id)
def test_each_layout_is_told_by_its_own_columns_in_any_order(layout):
    assert recognise(layout.needs).layout is layout
    assert recognise([name.upper() for name in reversed(layout.needs)] + ["something else"]).layout is layout


def test_a_table_that_nearly_is_one_is_told_what_it_lacks():
    heading = [name for name in files.exclusions()[0] if name != "fixed_excl"]
    found = recognise(heading)
    assert (found.layout, found.wrong) == (None, True)
    assert found.why == "it looks like “Permanent and fixed-period exclusions by geographic level (names to 2018/19)”, but has no column “fixed_excl”"


def test_a_column_that_stands_twice_is_refused():
    found = recognise([*files.exclusions()[0], "perm_excl"])
    assert (found.wrong, found.why) == (True, "it has two columns called “perm_excl”")


@pytest.mark.parametrize(
    "heading", [["a", "b", "c"], ["time_period", "geographic_level", "school_type", "headcount", "duration"], ["col_name", "col_type", "label"]]
)
def test_other_tables_are_none_of_ours(heading):
    found = recognise(heading)
    assert (found.layout, found.wrong) == (None, False)
    assert found.why


def test_every_declaration_holds_together():
    ids = [layout.id for layout in layouts()]
    assert len(ids) == len(set(ids))
    for dataset in datasets().values():
        assert set(dataset.key) <= set(dataset.fields()), dataset.name
        for layout in dataset.layouts:
            assert layout.confirmed, layout.id
            assert layout.publisher, layout.id
            assert all(mark.reason in sentences() for mark in marks_of(layout).values()), layout.id
            assert all(not column.base or column.base in dataset.columns for column in layout.columns.values()), layout.id
            assert set(layout.columns) == set(dataset.columns), layout.id
