"""What a referee fills in. Nothing is required while it is being written; `testimony_rules` says what is before it is sent."""

from __future__ import annotations

from typing import Any

from django import forms

from difference.programme.recruitment.forms.parts import LongText, YesOrNo, line
from difference.programme.recruitment.models import Testimony
from difference.programme.recruitment.models.testimony import AUTHORITY, CAPACITIES, OPENNESS
from difference.programme.recruitment.reasons import REFEREE_DECLINED
from difference.programme.recruitment.testimony_rules import words_allowed
from difference.web.forms.form import Form
from difference.web.forms.look import Look

OFF = {"autocomplete": "off"}
QUESTIONS = ("again", "suitable", "discipline", "concern")
# The form's parts, each under a heading.
PARTS = (
    ("How you know them", ("job", "capacity", "known")),
    ("Their post", ("post", "post_from", "post_until", "leaving")),
    ("Their work", ("strengths", "reservations", "again")),
    ("Working with children", ("suitable", "unsuitable_because", "discipline", "discipline_text", "concern", "concern_text")),
    ("How you give it", ("authority", "openness")),
)
ANSWERS = tuple(name for _, names in PARTS for name in names)


def choice(label: str, choices: list[tuple[str, str]], hint: str = "") -> forms.ChoiceField:
    """One of a few."""
    return forms.ChoiceField(required=False, choices=choices, widget=forms.RadioSelect, label=label, help_text=hint)


class TestimonyForm(Form):
    """The whole reference, on one page."""

    revision = forms.IntegerField(widget=forms.HiddenInput(attrs=OFF), min_value=0)
    job = line("Your job, and where you work", 200, **OFF)
    capacity = choice("How do you know them?", list(CAPACITIES.items()))
    known = line("Since when, and how closely?", 200, help_text="For example: as their line manager, from September 2021 until now.", **OFF)
    post = line("Which post do they hold, or did they hold, with you?", 200, help_text="Needed if you are, or were, their head or manager.", **OFF)
    post_from = line("When did they start in it?", 60, help_text="For example, September 2021.", **OFF)
    post_until = line("When did they leave it?", 60, help_text="Leave it empty if they are still there.", **OFF)
    leaving = LongText(label="Why did they leave, or why are they leaving?", help_text="As far as you know. If you do not know, say so.", rows=3)
    strengths = LongText(
        label="How do they teach, lead and work with others?", help_text="Say what you have seen yourself, with an example or two.", rows=8
    )
    reservations = LongText(label="Where would they need support? (optional)", rows=3)
    again = YesOrNo(label="Would you work with them again?")
    suitable = YesOrNo(label="Are you satisfied that they are suitable to work with children?")
    unsuitable_because = LongText(label="If not, why not?", help_text="Facts, and how you know them.", rows=4)
    discipline = YesOrNo(
        label="Does a disciplinary sanction stand against them, or was there a capability procedure in the last two years?",
        help_text="A sanction that has expired does not count, unless it was about children’s safety.",
    )
    discipline_text = LongText(label="If so, the facts of the sanction or procedure", help_text="What it was, when, and how it ended.", rows=4)
    concern = YesOrNo(
        label="Was a safeguarding concern or an allegation about them substantiated, that met the harm threshold?",
        help_text="Leave out what was found false, unfounded, unsubstantiated or malicious, however often it was raised.",
    )
    concern_text = LongText(
        label="If so, the facts of the concern or allegation",
        help_text="What was found, when, by whom, and what came of it. Facts, not opinions. Do not name a child.", rows=4,
    )  # fmt: skip
    authority = choice(
        "Who stands behind what you write?", list(AUTHORITY.items()), "If you write for a school, its head has to confirm what you say."
    )
    openness = choice(
        "May the candidate see it?", list(OPENNESS.items()),
        "What is given in confidence we do not have to show to them when they ask for what we hold about them. A court may still see it.",
    )  # fmt: skip
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = {name: words_allowed(name) for name, field in self.fields.items() if isinstance(field, LongText)}
        for name in limits:
            self.fields[name].widget.attrs |= OFF
        self.looks = {  # type: ignore[misc]
            name: Look(size="s", inline=name in QUESTIONS, width=20 if name.startswith("post_") else "", words=limits.get(name)) for name in ANSWERS
        }

    @staticmethod
    def of(testimony: Testimony) -> dict[str, Any]:
        """What stands in a testimony, as this form starts with it."""
        return {name: getattr(testimony, name) for name in (*ANSWERS, "revision")}

    def values(self) -> dict[str, Any]:
        """What was filled in, as a testimony keeps it."""
        return {name: value for name, value in self.cleaned_data.items() if name in ANSWERS}

    def parts(self) -> list[tuple[str, list[Any]]]:
        """Each heading with its fields."""
        return [(heading, [self[name] for name in names]) for heading, names in PARTS]


class SendForm(Form):
    """The last word before a reference goes."""

    revision = forms.IntegerField(widget=forms.HiddenInput(attrs=OFF), min_value=0)
    true_and_fair = forms.BooleanField(
        label="What I have written is true and fair as far as I know, and leaves out nothing that matters for children’s safety",
        error_messages={"required": "Tick this if it is true and fair. If it is not, go back and change it."},
    )


class DeclineForm(Form):
    """Why a referee would rather not."""

    reason = forms.ChoiceField(
        choices=list(REFEREE_DECLINED.items()), widget=forms.RadioSelect, label="Why would you rather not?",
        help_text="We do not tell the candidate which. You need not say.", initial="prefer-not-to-say",
    )  # fmt: skip
