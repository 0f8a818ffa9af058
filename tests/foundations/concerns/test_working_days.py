"""By when a concern must have been read: one working day of England, whatever the hour, the weekend and the clocks."""

import datetime as dt

import pytest
import time_machine

from difference.foundations.clock import LONDON
from difference.foundations.concerns import checks, rules, working_days

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("raised", "due"),
    [
        ("2026-11-23 11:00", "2026-11-24 11:00"),
        ("2026-11-23 08:59", "2026-11-23 17:00"),
        ("2026-11-23 09:00", "2026-11-23 17:00"),
        ("2026-11-23 16:59", "2026-11-24 16:59"),
        ("2026-11-23 17:00", "2026-11-24 17:00"),
        ("2026-11-27 15:30", "2026-11-30 15:30"),
        ("2026-11-27 22:00", "2026-11-30 17:00"),
        ("2026-11-28 11:00", "2026-11-30 17:00"),
        ("2026-11-29 23:59", "2026-11-30 17:00"),
        # Christmas 2026: Friday, then the weekend, then Monday in place of Boxing Day.
        ("2026-12-24 12:00", "2026-12-29 12:00"),
        ("2026-12-25 12:00", "2026-12-29 17:00"),
        ("2027-12-24 10:00", "2027-12-29 10:00"),
        # Easter, with the clocks going forward on the night to 28 March 2027.
        ("2027-03-25 14:00", "2027-03-30 14:00"),
        ("2026-10-23 16:00", "2026-10-26 16:00"),
        ("2026-07-10 10:15", "2026-07-13 10:15"),
    ],
)
def test_due_after(raised, due):
    moment = dt.datetime.fromisoformat(raised).replace(tzinfo=LONDON)
    found = working_days.due_after(moment)
    assert (found, found.tzinfo) == (dt.datetime.fromisoformat(due).replace(tzinfo=LONDON), dt.UTC)


def test_each_year_has_eight_bank_holidays_on_weekdays():
    assert {year: len(days) for year, days in rules.bank_holidays().items()} == {2026: 8, 2027: 8, 2028: 8}
    assert [day for year, days in rules.bank_holidays().items() for day in days if day.year != year or day.weekday() > 4] == []


def test_the_start_up_check_warns_before_a_year_without_bank_holidays():
    assert checks.bank_holidays_are_known(None) == []
    with time_machine.travel("2028-11-20T10:00:00+00:00", tick=False):
        assert [warning.id for warning in checks.bank_holidays_are_known(None)] == ["concerns.W001"]


def test_the_numbers_to_ring_now_on_any_day():
    wanted = [("Police, ambulance", "999"), ("NSPCC helpline", "0808 800 5000"), ("Childline", "0800 1111")]
    for day in (dt.date(2020, 1, 1), dt.date(2026, 11, 23), dt.date(2030, 1, 1)):
        assert [(number.name, number.number) for number in rules.numbers(day)] == wanted


def test_an_outcome_out_of_use_keeps_its_words_and_is_offered_no_more(monkeypatch):
    rows = [
        {"code": "old", "says": "Old", "from": dt.date(2026, 1, 1), "until": dt.date(2026, 6, 1)},
        {"code": "new", "says": "New", "from": dt.date(2026, 6, 1)},
    ]
    monkeypatch.setattr(rules, "_table", lambda name: {"outcomes": rows})
    assert (rules.outcomes(dt.date(2026, 5, 31)), rules.outcomes(dt.date(2026, 6, 1))) == ({"old": "Old"}, {"new": "New"})
    assert rules.outcome_words("old") == "Old"
