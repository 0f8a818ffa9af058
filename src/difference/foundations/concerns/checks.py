"""The start-up check that bank holidays are known far enough ahead: without them a concern falls due on a holiday."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core import checks

from difference.foundations import clock
from difference.foundations.concerns import rules

AHEAD = dt.timedelta(days=60)


@checks.register("concerns")
def bank_holidays_are_known(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Warns two months before a year whose bank holidays nobody has entered."""
    year = (clock.today() + AHEAD).year
    if year in rules.bank_holidays():
        return []
    return [checks.Warning(f"The bank holidays of {year} are missing from concerns/bank_holidays.toml.", id="concerns.W001")]
