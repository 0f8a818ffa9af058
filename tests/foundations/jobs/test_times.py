"""When something is due, in England, whatever the clocks do."""

import datetime as dt

import pytest

from difference.foundations.jobs.times import parse

pytestmark = pytest.mark.once


def due(words, *now):
    return parse(words).last_due(dt.datetime(*now, tzinfo=dt.UTC)).strftime("%Y-%m-%d %H:%M")


def test_every_few_minutes_counts_from_midnight_utc():
    assert due("every 5 minutes", 2026, 6, 12, 10, 7, 31) == "2026-06-12 10:05"


def test_daily_follows_england_through_the_year():
    assert [due("daily 03:15", 2026, 1, 10, 12), due("daily 03:15", 2026, 7, 10, 12)] == ["2026-01-10 03:15", "2026-07-10 02:15"]


def test_before_its_time_the_latest_due_is_yesterdays():
    assert due("daily 03:15", 2026, 1, 10, 3, 14, 59) == "2026-01-09 03:15"


def test_at_its_very_moment_it_is_due():
    assert due("daily 03:15", 2026, 1, 10, 3, 15) == "2026-01-10 03:15"


def test_a_time_that_the_clocks_jump_over_is_due_once():
    # 29 March 2026: 01:00 GMT becomes 02:00 BST, so 01:30 never shows on a clock.
    moments = {due("daily 01:30", 2026, 3, 29, hour, minute) for hour in range(3) for minute in range(0, 60, 5)}
    assert moments == {"2026-03-28 01:30", "2026-03-29 01:30"}


def test_a_time_that_comes_twice_is_due_once():
    # 25 October 2026: 02:00 BST becomes 01:00 GMT, so 01:30 shows twice.
    moments = {due("daily 01:30", 2026, 10, 25, hour, minute) for hour in range(4) for minute in range(0, 60, 5)}
    assert moments == {"2026-10-24 00:30", "2026-10-25 00:30"}


def test_weekly_and_monthly():
    assert [due("weekly monday 07:00", 2026, 11, 25, 12), due("monthly 1 06:00", 2026, 11, 25, 12)] == ["2026-11-23 07:00", "2026-11-01 06:00"]


@pytest.mark.parametrize(
    "words",
    ["every 7 minutes", "every 0 minutes", "daily 24:00", "daily 3:15", "weekly funday 07:00", "monthly 31 06:00", "hourly", "", "daily 03:15 "],
)
def test_what_does_not_say_when_is_refused(words):
    with pytest.raises(ValueError, match="does not say when"):
        parse(words)
