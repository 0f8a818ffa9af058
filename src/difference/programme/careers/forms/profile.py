"""What an alumnus fills in: the profile, and a school to hide from."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from difference.programme.careers.commands import NEW
from difference.programme.careers.models import CareerProfile
from difference.programme.careers.models.profiles import FITTING, NOBODY, VISIBILITY
from difference.programme.careers.queries.ranking import regions
from difference.programme.careers.rules import role_kinds, rules
from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField

FIELDS = ("headline", "roles", "regions", "journey_minutes", "phases", "patterns", "available_from", "experience", "led", "visibility")
LONGEST = rules().characters
NO_NAMES = "Schools read it before they know who you are: leave out your name and your school. What we recognise of either we mask."


def _several(label: str, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label=label, help_text=help_text)


class ProfileForm(Form):
    """One’s own profile. The lists come from the dated files and the register."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    headline = forms.CharField(max_length=LONGEST["headline"], label="What do you look for, in a sentence?", help_text=NO_NAMES)
    roles = _several("Which roles do you look for?", "Schools see you only for the roles that you name; if you name none, for any.")
    regions = _several("In which regions would you work?", "Nobody is made to move house. If you name none, schools of any region can see you.")
    journey_minutes = forms.IntegerField(required=False, min_value=1, label="What is the longest journey to work that you would make, one way?")
    phases = _several("In which phases?")
    patterns = _several("Which working patterns suit you?")
    available_from = DateField(required=False, label="From when could you start?", help_text="For example, 1 9 2027")
    experience = WordsField(required=False, characters=LONGEST["experience"], label="Your experience", help_text=NO_NAMES)
    led = WordsField(required=False, characters=LONGEST["led"], label="What you led, and what came of it", help_text=NO_NAMES)
    visibility = forms.ChoiceField(choices=list(VISIBILITY.items()), widget=forms.RadioSelect, label="Who may see your profile?", initial=NOBODY)
    looks: ClassVar = {
        "headline": Look(called="what you look for"), "journey_minutes": Look(width=3, suffix="minutes", called="the longest journey"),
        "roles": Look(size="m", called="roles"), "regions": Look(size="m", called="regions"), "phases": Look(size="m", called="phases"),
        "patterns": Look(size="m", called="working patterns"), "available_from": Look(size="m", called="the day from which you could start"),
        "experience": Look(called="your experience"), "led": Look(called="what you led"),
        "visibility": Look(size="m", hints={
            NOBODY: "You can still look at vacancies and ask for an introduction yourself.",
            FITTING: "Name the schools that you hide from first. They, and every school of their trusts, never see you.",
        }),
    }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = {"roles": role_kinds(), "regions": regions(), "phases": rules().phases, "patterns": rules().patterns}
        for name, words in lists.items():
            self.fields[name].choices = list(words.items())  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(profile: CareerProfile | None) -> dict[str, Any]:
        """The profile as it stands, or nothing."""
        if profile is None:
            return {"revision": NEW}
        return {name: getattr(profile, name) for name in ("revision", *FIELDS)}

    def values(self) -> dict[str, Any]:
        """The profile's own fields."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class FindForm(Form):
    """Words by which a school is found."""

    q = forms.CharField(
        label="Find a school", max_length=100, help_text="Words of its name, town or postcode, or its number (URN)",
        error_messages={"required": "Enter words of the school’s name, or its number"},
    )  # fmt: skip
    looks: ClassVar = {"q": Look(width=20, called="words to search for")}


class SchoolForm(Form):
    """One school by its number."""

    urn = forms.IntegerField(min_value=1, max_value=999_999_999)
