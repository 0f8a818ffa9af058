"""Pages of a long list: in its order, whole, and with one page's rows loaded."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from difference.foundations.paging import ByKey
from difference.foundations.people.models import Person

pytestmark = pytest.mark.django_db


def test_pages_hold_every_row_once_in_the_order_of_the_list_for_three_queries_each():
    Person.objects.bulk_create([Person(full_name=f"Person {number:02}") for number in range(25)])
    pages = ByKey(Person.objects.order_by("-full_name", "pk"), 10)
    with CaptureQueriesContext(connection) as queries:
        shown = [[person.full_name for person in pages.get_page(number)] for number in (1, 2, 3)]
    assert [name for page in shown for name in page] == [f"Person {number:02}" for number in reversed(range(25))]
    assert ([len(page) for page in shown], len(queries)) == ([10, 10, 5], 1 + 3 * 2)


def test_a_page_that_does_not_exist_is_the_nearest_that_does_and_an_empty_list_has_an_empty_page():
    Person.objects.create(full_name="Only One")
    assert [person.full_name for person in ByKey(Person.objects.order_by("pk"), 10).get_page("99")] == ["Only One"]
    assert list(ByKey(Person.objects.none(), 10).get_page("nonsense")) == []
