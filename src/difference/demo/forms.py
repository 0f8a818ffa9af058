"""The form of the demonstration's calendar."""

from difference.web.forms.dates import DateField
from difference.web.forms.form import Form


class CalendarForm(Form):
    """The date to show."""

    to = DateField(label="Which date should it be?", help_text="For example, 1 9 2027")
