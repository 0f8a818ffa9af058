"""The staff’s forms about references: ask, put down another referee, note a call."""

from __future__ import annotations

from typing import Any

from django import forms

from difference.foundations import clock
from difference.programme.recruitment.commands.verifying import earliest_call
from difference.programme.recruitment.models import Reference
from difference.programme.recruitment.models.references import NUMBERS
from difference.programme.recruitment.reference_states import STATES
from difference.web.forms.dates import DateField
from difference.web.forms.form import FilterForm, Form
from difference.web.forms.look import Look

RAN_OUT = "ran_out"
STAFF_WORDS = {
    "named": "Not asked yet", "requested": "Asked", RAN_OUT: "Asked, and the link has run out", "received": "Received",
    "declined": "Would rather not",
}  # fmt: skip
assert {state.name for state in STATES} <= set(STAFF_WORDS)  # noqa: S101 - a table that misses a state is a mistake of ours


class ListForm(FilterForm):
    """Narrows the list of references."""

    state = forms.ChoiceField(
        label="State", choices=[("", "Every state"), *STAFF_WORDS.items(), ("unverified", "Received, not yet checked by telephone")]
    )
    q = forms.CharField(label="Candidate or referee", max_length=100)


class AskForm(Form):
    """The revision of the reference on the page from which a referee is asked."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class NameForm(Form):
    """Another referee, or the same at an address that works."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    name = forms.CharField(max_length=200, label="Referee’s name")
    email = forms.EmailField(max_length=254, label="E-mail address", help_text="An address at their school or organisation, where they have one.")
    relation = forms.CharField(max_length=200, label="How they know the candidate")
    organisation = forms.CharField(max_length=200, required=False, label="Where they work")
    is_head = forms.BooleanField(required=False, label="They are the head where the candidate works now")
    looks = {"email": Look(called="an e-mail address")}

    def __init__(self, data: Any = None, *, reference: Reference) -> None:
        super().__init__(data, initial={name: getattr(reference, name) for name in self.base_fields})


class CallForm(Form):
    """That a reference was checked by telephone."""

    on = DateField(label="When did you ring them?")
    how = forms.ChoiceField(
        choices=list(NUMBERS.items()), widget=forms.RadioSelect, label="Which number did you ring?", help_text="Never one that the candidate gave us."
    )
    theirs = forms.BooleanField(
        label="They confirmed that they wrote this reference and that it is as they sent it",
        error_messages={"required": "Note the call only if they confirmed it. If they did not, tell the safeguarding lead."},
    )
    looks = {"on": Look(size="s", called="the day of the call"), "how": Look(size="s")}

    def __init__(self, *args: Any, reference: Reference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["on"]
        day.earliest, day.latest = earliest_call(reference), clock.today()  # type: ignore[attr-defined]
