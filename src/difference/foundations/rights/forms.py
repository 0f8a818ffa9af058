"""The forms about data rights."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from difference.foundations import clock
from difference.foundations.people.reasons import CHECKS_OF_IDENTITY
from difference.foundations.rights.commands.requests import LONGEST_WORDS
from difference.foundations.rights.models import Request
from difference.foundations.rights.months import months_after
from difference.foundations.rights.reasons import (
    ANSWERS,
    HOLD_REASONS,
    HOLDS,
    KINDS,
    OBJECTION,
    RECTIFICATION,
    REFUSALS,
    WHICH_REFUSALS,
)
from difference.foundations.rights.rules import rules
from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField

OFF = {"autocomplete": "off"}


def _radios(choices: dict[str, str], label: str, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=list(choices.items()), widget=forms.RadioSelect, label=label, **more)


class AskForm(Form):
    """What somebody wants put right, or objects to."""

    kind = _radios({RECTIFICATION: "To have something put right", OBJECTION: "To object to what you do with it"}, "What do you ask?")
    words = WordsField(
        characters=LONGEST_WORDS, label="What is it about?", widget=forms.Textarea(attrs={"rows": 6, **OFF}),
        help_text="What is wrong and what it should say, or what you object to and why.",
    )  # fmt: skip
    looks = {"kind": Look(called="what you ask"), "words": Look(called="what it is about")}


class EraseMeForm(Form):
    """That somebody means it."""

    sure = forms.BooleanField(
        label="I want to be erased, and I know that it cannot be undone", error_messages={"required": "Tick this if you want to be erased."}
    )


class RegisterForm(Form):
    """A request that came by letter, by telephone or otherwise."""

    kind = _radios({name: words[:1].upper() + words[1:] for name, words in KINDS.items()}, "What do they ask?")
    address = forms.EmailField(
        required=False, label="The e-mail address with which they sign in", help_text="If they have an account.", widget=forms.EmailInput(attrs=OFF)
    )
    who = forms.CharField(
        required=False, max_length=200, label="Who asks, if they have no account", help_text="A referee, a parent, somebody who acts for them.",
        widget=forms.TextInput(attrs=OFF),
    )  # fmt: skip
    reach = forms.CharField(required=False, max_length=200, label="How to reach them, if they have no account", widget=forms.TextInput(attrs=OFF))
    words = WordsField(
        characters=LONGEST_WORDS, required=False, label="What they say", widget=forms.Textarea(attrs={"rows": 5, **OFF}),
        help_text="Needed where something is to be put right, or is objected to.",
    )  # fmt: skip
    received_on = DateField(latest=clock.today, label="When did it come?", help_text="The month to answer runs from this day.")
    how_checked = _radios(CHECKS_OF_IDENTITY, "How did you check who they are?")
    looks = {"received_on": Look(called="the day on which it came")}


class ReasonForm(Form):
    """A reason from a list."""

    reason = _radios({}, "Why?")

    def __init__(self, *args: Any, label: str, choices: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["reason"])
        field.choices, field.label = list(choices.items()), label


def refusals_for(request: Request) -> dict[str, str]:
    """The reasons for which a request of this kind can be refused."""
    return {code: REFUSALS[code] for code in WHICH_REFUSALS[request.kind]}


def answers_for(request: Request) -> dict[str, str]:
    """How a request of this kind can be closed by hand."""
    fitting = {RECTIFICATION: "put-right", OBJECTION: "stopped"}.get(request.kind)
    return {code: words for code, words in ANSWERS.items() if code in {fitting, "answered-in-writing"}}


class FindForm(Form):
    """Whose data are to be held."""

    address = forms.EmailField(label="The e-mail address with which they sign in", widget=forms.EmailInput(attrs=OFF))


class HoldForm(Form):
    """What is held, why, and until when at first."""

    kind = _radios(HOLDS, "What kind of hold is it?")
    reason = _radios(HOLD_REASONS, "Why?")
    review_on = DateField(
        label="When will you look at it again?", help_text="A hold stands until you lift it. It must not stand longer than it has to.",
        initial=lambda: months_after(clock.today(), rules().review_months),
    )  # fmt: skip
    looks = {"review_on": Look(called="the day on which you look again")}
