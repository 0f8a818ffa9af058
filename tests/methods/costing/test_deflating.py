"""Prices of one year in another's, by published values alone."""

import itertools
from dataclasses import replace

import pytest

from difference.errors import BadInput
from difference.methods.costing import cost, deflating, deflator_source, price_years, uprate
from difference.methods.costing.editions import editions
from tests.methods.costing import models

pytestmark = pytest.mark.once
# HM Treasury, GDP deflators, December 2025 release, calendar years 2005 to 2024 (2024 = 100), as the R package greenbook holds them: another edition, another
# copy and another kind of year than ours.
CALENDAR = [
    61.5718, 63.4682, 64.7322, 66.89, 68.217, 69.1217, 70.834, 71.9294, 73.4795, 74.6524, 75.1536, 76.4554, 77.6367, 79.1606, 81.1085, 85.2137, 85.6358,
    90.5005, 96.2507, 100.0,
]  # fmt: skip


@pytest.mark.parametrize(("year", "factor"), [("2013-14", 1.3693), ("2018-19", 1.2692)])
def test_the_factors_to_2024_25_are_those_of_the_june_2026_release(year, factor):
    # HM Treasury, GDP deflators, June 2026 (Quarterly National Accounts), as the notes of a published league table of councils' libraries quote them:
    # another edition and another copy than ours.
    assert uprate(1, year, "2024-25") == pytest.approx(factor, abs=1.5e-4)


def test_a_third_quotation_of_the_series_agrees():
    # HM Treasury, March 2026 release, as quoted in an import's notes: 2020/21 is × 1.1751 and 85.10.
    assert round(uprate(100, "2024-25", "2020-21"), 2) == 85.10
    assert round(uprate(1, "2020-21", "2024-25"), 4) == 1.1751


def test_every_financial_year_lies_as_three_quarters_of_one_calendar_year_and_a_quarter_of_the_next_do():
    ours = [uprate(1, "2024-25", year) for year in price_years()[:19]]
    theirs = [0.75 * one + 0.25 * following for one, following in itertools.pairwise(CALENDAR)]
    ratio = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    # Prices moved unevenly within 2020 to 2022, which a quarter cannot show.
    assert ratio == pytest.approx([sum(ratio) / len(ratio)] * 19, rel=0.009)


def test_there_and_back_is_where_one_was_and_the_same_year_changes_nothing():
    assert uprate(uprate(123.45, "2009-10", "2022-23"), "2022-23", "2009-10") == pytest.approx(123.45)
    assert uprate(123.45, "2016-17", "2016-17") == 123.45
    assert uprate(uprate(1, "2009-10", "2016-17"), "2016-17", "2024-25") == pytest.approx(uprate(1, "2009-10", "2024-25"))


def test_years_without_a_published_value_are_refused_all_at_once_and_never_guessed():
    with pytest.raises(BadInput) as refused:
        uprate(1, "1999-00", "2030-31")
    assert [sentence.split(";")[0] for sentence in refused.value.fields["price year"]] == [
        "There is no published value for 1999-00",
        "There is no published value for 2030-31",
    ]


def test_it_says_where_its_values_were_read_and_holds_no_forecast():
    assert "public copy" in deflator_source()["read"]
    assert price_years()[-1] == "2024-25"
    years = [int(year[:4]) for year in price_years()]
    assert years == list(range(years[0], years[-1] + 1))


def test_a_model_keeps_to_the_edition_that_it_names(monkeypatch):
    table = editions("deflators.toml")
    dearer = table["2026-03"] | {"id": "2030-01", "values": table["2026-03"]["values"] | {"2024-25": 200.0}}
    monkeypatch.setattr(deflating, "editions", lambda file: table | {"2030-01": dearer})
    model = models.small(models.parameter("pounds", "£", 100, year="2022-23"))
    assert cost(replace(model, deflator="2026-03"), draws=0).per_pupil == pytest.approx(100 * 100 / 91.2996)
    assert cost(model, draws=0).per_pupil == pytest.approx(100 * 200 / 91.2996)
