"""The form by which staff open ranking once more."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from difference.foundations import clock
from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look


def _latest() -> dt.date:
    return clock.today() + dt.timedelta(days=400)


class RoundForm(Form):
    """From when to when both sides rank, and the day of the matching."""

    opens_on = DateField(label="Ranking opens on", help_text="At 9am; at once, if that is today.", earliest=clock.today, latest=_latest)
    closes_on = DateField(label="Ranking closes on", help_text="At 5pm.", earliest=clock.today, latest=_latest)
    matching_on = DateField(label="Matching day", help_text="Schools rank until it begins.", earliest=clock.today, latest=_latest)
    looks: ClassVar = {
        "opens_on": Look(size="m", called="the day on which ranking opens"), "closes_on": Look(size="m", called="the day on which ranking closes"),
        "matching_on": Look(size="m", called="matching day"),
    }  # fmt: skip

    def values(self) -> dict[str, Any]:
        """For the command."""
        return {name: self.cleaned_data[name] for name in ("opens_on", "closes_on", "matching_on")}
