"""The forms of sessions: planned, changed, who is expected, cancelled, the register, and a follow-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from difference.errors import BadInput
from difference.foundations import clock
from difference.foundations.people.models import Person
from difference.programme.training.models import Attendance, Enrolment, Session
from difference.programme.training.reasons_sessions import ABSENT, ABSENT_BECAUSE, ATTENDED, CANCELLED, EXCUSED, EXPECTED, FOLLOWED_UP, STANDINGS
from difference.programme.training.rules_sessions import rules
from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look

TIMES = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I %p"]
EVERYBODY, CHOSEN = "everybody", "chosen"


def _time(label: str) -> forms.TimeField:
    return forms.TimeField(label=label, input_formats=TIMES, help_text="Clock time in England, like 17:00 or 5pm.", widget=forms.TextInput())


class TimesForm(Form):
    """Where, from when, to when."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    place = forms.CharField(max_length=200, label="Where, or a link", help_text="An address, a room, or the address of a meeting online.")
    starts_day = DateField(label="It begins on")
    starts_time = _time("Time at which it begins")
    ends_day = DateField(label="It ends on")
    ends_time = _time("Time at which it ends")
    looks: ClassVar = {
        "place": Look(called="where it is"), "starts_day": Look(called="the day on which it begins"), "ends_day": Look(called="the day on which it ends"),
        "starts_time": Look(called="the time at which it begins", width=5), "ends_time": Look(called="the time at which it ends", width=5),
    }  # fmt: skip

    def _moment(self, name: str) -> dt.datetime:
        given = self.cleaned_data
        return dt.datetime.combine(given[f"{name}_day"], given[f"{name}_time"], tzinfo=clock.LONDON).astimezone(dt.UTC)

    def values(self) -> dict[str, Any]:
        """The session's values."""
        return {"place": self.cleaned_data["place"], "starts_at": self._moment("starts"), "ends_at": self._moment("ends")}

    def refuse(self, error: BadInput) -> None:
        """What is said of a moment stands beside its day."""
        places = {"starts_at": "starts_day", "ends_at": "ends_day"}
        super().refuse(BadInput(error.sentence, fields={places.get(name, name): sentences for name, sentences in error.fields.items()}))

    @staticmethod
    def initial_of(session: Session) -> dict[str, Any]:
        """The session as it stands."""
        starts, ends = clock.in_london(session.starts_at), clock.in_london(session.ends_at)
        return {
            "revision": session.revision, "place": session.place, "title": session.title, "capacity": session.capacity, "lead": str(session.lead_id),
            "starts_day": starts.date(), "starts_time": f"{starts:%H:%M}", "ends_day": ends.date(), "ends_time": f"{ends:%H:%M}",
        }  # fmt: skip


class SessionForm(TimesForm):
    """A session of a cohort."""

    title = forms.CharField(max_length=120, label="Title", help_text="As participants read it. Name nobody in it.")
    lead = forms.ChoiceField(label="Who leads it?", help_text="Training staff, and coaches of this cohort.")
    capacity = forms.IntegerField(required=False, min_value=1, max_value=500, label="Most people", help_text="Leave it empty if there is no limit.")
    looks: ClassVar = {**TimesForm.looks, "title": Look(called="the title"), "lead": Look(called="who leads it"), "capacity": Look(width=3)}

    def __init__(self, *args: Any, leads: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leads = {str(person.pk): person for person in leads}
        choices = [("", "Choose somebody"), *((key, person.full_name) for key, person in self.leads.items())]
        self.fields["lead"] = forms.ChoiceField(
            choices=choices, label="Who leads it?", help_text="Training staff, and coaches of this cohort.",
            error_messages={"required": "Choose who leads it", "invalid_choice": "Choose who leads it from the list"},
        )  # fmt: skip
        self.order_fields(["revision", "title", *TimesForm.base_fields, "lead", "capacity"])

    def values(self) -> dict[str, Any]:
        """The session's values, its lead as a person."""
        given = self.cleaned_data
        return {**super().values(), "title": given["title"], "capacity": given["capacity"], "lead": self.leads.get(given["lead"])}


class NewSessionForm(SessionForm):
    """A new session: also its kind, and who is expected."""

    def __init__(self, *args: Any, studying: Sequence[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.name, kind.title) for kind in rules().kinds.values() if not kind.by_coach]
        self.fields["kind"] = forms.ChoiceField(
            choices=kinds, widget=forms.RadioSelect, label="What kind of session?", error_messages={"required": "Choose the kind of session"}
        )
        self.fields["who"] = forms.ChoiceField(
            choices=[(EVERYBODY, "Everybody in the cohort"), (CHOSEN, "Those I choose")], widget=forms.RadioSelect, initial=EVERYBODY,
            label="Who is expected?", error_messages={"required": "Choose who is expected"},
        )  # fmt: skip
        self.fields["expected"] = forms.MultipleChoiceField(
            choices=[(str(one.pk), one.person.full_name) for one in studying], widget=forms.CheckboxSelectMultiple, required=False,
            label="If you choose: who?",
        )  # fmt: skip
        self.order_fields(["kind", "title", *TimesForm.base_fields, "lead", "capacity", "who", "expected"])

    def expected(self) -> list[UUID] | None:
        """The enrolments chosen, None for the whole cohort."""
        return None if self.cleaned_data["who"] == EVERYBODY else [UUID(key) for key in self.cleaned_data["expected"]]


class ExpectForm(Form):
    """Who is expected."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, studying: Sequence[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expected"] = forms.MultipleChoiceField(
            choices=[(str(one.pk), one.person.full_name) for one in studying], widget=forms.CheckboxSelectMultiple, label="Who is expected?",
            error_messages={"required": "Choose at least one participant", "invalid_choice": "Choose from the list"},
        )  # fmt: skip

    def chosen(self) -> list[UUID]:
        """The enrolments chosen."""
        return [UUID(key) for key in self.cleaned_data["expected"]]


class CancelForm(Form):
    """Why a session is cancelled."""

    reason = forms.ChoiceField(
        choices=list(CANCELLED.items()), widget=forms.RadioSelect, label="Why is it cancelled?", help_text="Whoever was expected is told.",
        error_messages={"required": "Choose a reason"},
    )  # fmt: skip


class FollowUpForm(Form):
    """What came of looking into absences."""

    outcome = forms.ChoiceField(
        choices=list(FOLLOWED_UP.items()), widget=forms.RadioSelect, label="What came of it?", error_messages={"required": "Choose what came of it"}
    )


class RegisterForm(Form):
    """Everybody who is expected, with what came of it."""

    mark_optional = False
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, register: Sequence[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.register = register
        standings = [(code, STANDINGS[code]) for code in (ATTENDED, ABSENT, EXCUSED)]
        reasons = [("", "No reason"), *ABSENT_BECAUSE.items()]
        self.looks = {}  # type: ignore[misc]
        for one in register:
            key, name = str(one.enrolment_id), one.enrolment.person.full_name
            self.fields[key] = forms.ChoiceField(
                choices=standings, widget=forms.RadioSelect, label=name, initial="" if one.standing == EXPECTED else one.standing,
                error_messages={"required": f"Say whether {name} was there"},
            )  # fmt: skip
            self.fields[f"{key}_reason"] = forms.ChoiceField(choices=reasons, required=False, initial=one.reason, label=f"If {name} was absent: why?")
            self.looks[key] = Look(size="s", inline=True)

    def given(self) -> dict[UUID, tuple[str, str]]:
        """Each participant's standing and reason."""
        return {
            one.enrolment_id: (self.cleaned_data[str(one.enrolment_id)], self.cleaned_data[f"{one.enrolment_id}_reason"]) for one in self.register
        }
