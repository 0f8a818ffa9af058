"""The forms about concerns: the one that anyone fills in, and the leads’ three."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from difference.foundations import clock
from difference.foundations.concerns import rules
from difference.foundations.concerns.models import ABOUT, LONGEST_LINE, LONGEST_TEXT
from difference.foundations.people import tokens
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField

OFF = {"autocomplete": "off"}


class ConcernForm(Form):
    """What worries somebody. Without a token it still goes: a concern sent twice is better than one not sent."""

    token = forms.CharField(required=False, widget=forms.HiddenInput(attrs=OFF))
    about = forms.ChoiceField(choices=list(ABOUT.items()), widget=forms.RadioSelect, label="Who is it about?")
    text = WordsField(
        characters=LONGEST_TEXT,
        label="What worries you?",
        help_text="Who it is about, what you saw or heard, and when. Use your own words. You do not need to be sure.",
        widget=forms.Textarea(attrs={"rows": 8, **OFF}),
    )
    where = forms.CharField(
        required=False, max_length=LONGEST_LINE, label="Where did it happen, or where are they now?",
        help_text="A school, a home, a place, a web page.", widget=forms.TextInput(attrs=OFF),
    )  # fmt: skip
    reach = forms.CharField(
        required=False, max_length=LONGEST_LINE, label="How can we reach you?",
        help_text="A telephone number or an e-mail address. If you leave it empty, we may not be able to ask you more.",
        widget=forms.TextInput(attrs=OFF),
    )  # fmt: skip
    nameless = forms.BooleanField(
        required=False, label="Leave my name out", help_text="You are signed in. Tick this and we keep no link between you and this concern.",
    )  # fmt: skip
    looks = {
        "about": Look(size="m"),
        "text": Look(size="m"),
        "where": Look(size="m", called="where it happened"),
        "reach": Look(size="m", called="how we can reach you"),
    }

    def __init__(self, *args: Any, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = tokens.new()[0]
        if not signed_in:
            del self.fields["nameless"]


class TakeForm(Form):
    """The declaration of a lead who takes a concern."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    no_conflict = forms.BooleanField(
        label="This concern is not about me, nor about anybody close to me",
        error_messages={"required": "Take it only if you can declare this. If you cannot, leave it to another lead."},
    )


class NoteForm(Form):
    """A note on a concern."""

    text = WordsField(
        characters=LONGEST_TEXT, label="Your note", help_text="What you did or heard, from whom and when. It cannot be changed later.",
        widget=forms.Textarea(attrs={"rows": 6, **OFF}),
    )  # fmt: skip
    looks = {"text": Look(called="your note")}


class CloseForm(Form):
    """How a concern ended."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(widget=forms.RadioSelect, label="How did it end?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["outcome"])
        field.choices = list(rules.outcomes(clock.today()).items())
