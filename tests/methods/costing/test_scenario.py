"""Values chosen for a scenario: to and from the query of an address, and every mistake in them at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difference.errors import BadInput
from difference.methods.costing import (
    cost,
    outside,
    preset,
    query_string,
    read_number,
    read_query,
    read_settings,
    read_values,
    with_schedule,
    with_values,
    write_number,
)

pytestmark = pytest.mark.once
OPEN = preset("open-model")


@given(st.dictionaries(st.sampled_from(["in_ap_excluded", "custody_comparable"]), st.floats(0, 1)))
def test_values_survive_the_query_of_an_address(values):
    query = query_string(values)
    assert read_query(OPEN, query) == values
    assert set(query) <= set("abcdefghijklmnopqrstuvwxyz_=&.-0123456789")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_so_that_it_reads_back(value):
    assert float(write_number(value)) == value


def test_the_query_is_sorted_and_short_and_may_begin_with_a_question_mark():
    assert query_string({"in_ap_excluded": 0.5, "ap_place": 18000.0}) == "ap_place=18000&in_ap_excluded=0.5"
    assert read_query(OPEN, "?ap_place=18000&pupils=6685", besides=["pupils"]) == {"ap_place": 18000}


def test_a_form_may_leave_fields_empty_and_put_commas_between_thousands():
    assert read_values(OPEN, [("ap_place", " 18,000 "), ("prison_year", "")]) == {"ap_place": 18000}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,5", None), ("1,50,000", None), ("12,34", None), (",5", None), ("", None), (".", None), ("1_000", None), ("0x10", None), ("٣", None),
        ("1e400", None), ("inf", None), ("1,234,567.5", 1234567.5), ("-3", -3.0), (".5", 0.5), ("5.", 5.0), ("1e-3", 0.001), (" 7 ", 7.0),
    ],
)  # fmt: skip
def test_a_decimal_comma_is_refused_and_not_read_as_thousands(text, number):
    assert read_number(text) == number


def test_every_mistake_is_told_at_once_by_key():
    with pytest.raises(BadInput) as refused:
        read_settings(OPEN, ["nope=1", "in_ap_excluded=1.5", "ap_place=much", "zz", "prison_year=nan", "camhs_referral=1", "camhs_referral=2"])
    assert refused.value.fields == {
        "zz": ["It is written as key=value."],
        "nope": ["There is no such parameter."],
        "in_ap_excluded": ["1.5 is outside what it can be: a share, from 0 to 1."],
        "ap_place": ["“much” is not a number."],
        "prison_year": ["“nan” is not a number."],
        "camhs_referral": ["It is given twice."],
    }


def test_a_chosen_value_is_certain_and_the_model_it_came_from_unchanged():
    chosen = with_values(OPEN, {"ap_place": 50_000})
    parameter = chosen.parameters["ap_place"]
    assert (parameter.value, parameter.low, parameter.high, parameter.distribution, parameter.price_year) == (
        50_000,
        50_000,
        50_000,
        "fixed",
        "2023-24",
    )
    assert OPEN.parameters["ap_place"].value == 20_000
    assert cost(chosen, draws=0).per_pupil > cost(OPEN, draws=0).per_pupil
    assert outside(OPEN.parameters["ap_place"], 50_000)
    assert not outside(OPEN.parameters["ap_place"], 35_000)


def test_values_that_cannot_be_are_refused_also_when_they_are_numbers():
    with pytest.raises(BadInput) as refused:
        with_values(OPEN, {"in_ap_excluded": -0.1, "nope": 1})
    assert set(refused.value.fields) == {"in_ap_excluded", "nope"}


def test_another_schedule_counts_later_pounds_for_more_and_an_unknown_one_is_refused():
    assert cost(with_schedule(OPEN, "health"), draws=0).per_pupil > cost(OPEN, draws=0).per_pupil
    assert with_schedule(OPEN).schedule == "standard"
    for wrong in ({"schedule": "none"}, {"edition": "1066"}):
        with pytest.raises(BadInput) as refused:
            with_schedule(OPEN, **wrong)
        assert set(refused.value.fields) == set(wrong)
