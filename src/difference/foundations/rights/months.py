"""By when a request must be answered: one month after it came (UK GDPR article 12(3))."""

from __future__ import annotations

import calendar
import datetime as dt

TO_ANSWER, MORE = 1, 2


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or that month's last day where it has no such day (ICO, “Right of access”).

    The ICO allows until the next working day when it falls on a weekend; we promise the day itself.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def due_on(received: dt.date, *, extended: bool = False) -> dt.date:
    """By when to answer what came on that day: counted from the day itself, also when extended, so that no day is lost."""
    return months_after(received, TO_ANSWER + MORE if extended else TO_ANSWER)
