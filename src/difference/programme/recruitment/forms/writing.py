"""A form for each section of an application."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from difference.foundations.schools.register.establishments import regions_of_england
from difference.programme.recruitment import criteria, eligibility
from difference.programme.recruitment.criteria import Criterion
from difference.programme.recruitment.forms.parts import LongText, SectionForm, YesOrNo, line
from difference.programme.recruitment.models.application import RESPONSIBILITIES
from difference.programme.recruitment.rules import limits
from difference.programme.recruitment.sections.plain import NONE_YET
from difference.programme.recruitment.sections.referees import ORDINALS, PARTS, POSITIONS
from difference.web.components.moments import in_words
from difference.web.forms.look import Look

# The shape of a postcode, after “Postcodes” in BS 7666: outward code, then inward code.
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}")
TELEPHONE = re.compile(r"\+?[0-9][0-9 ()-]{6,27}")


class AboutForm(SectionForm):
    """How to reach the candidate, and where they live."""

    phone = line("Telephone number", 30, autocomplete="tel", type="tel", help_text="Like 07700 900123 or +44 7700 900123.")
    town = line("Town or city where you live", 80, autocomplete="address-level2")
    postcode = line("Home postcode", 10, autocomplete="postal-code", help_text="To find out how far posts are. Assessors do not see it.")
    looks = {"phone": Look(width=20), "town": Look(width=30), "postcode": Look(width=10)}

    def clean_phone(self) -> str:
        """A telephone number, or nothing yet."""
        given = " ".join(self.cleaned_data["phone"].split())
        if given and not TELEPHONE.fullmatch(given):
            raise ValidationError("Enter a telephone number, like 07700 900123 or +44 7700 900123")
        return given

    def clean_postcode(self) -> str:
        """A postcode in capitals with its space, or nothing yet."""
        given = "".join(self.cleaned_data["postcode"].split()).upper()
        if given and not POSTCODE.fullmatch(given):
            raise ValidationError("Enter a full postcode, like LS1 4AP")
        return f"{given[:-3]} {given[-3:]}" if given else ""


class EligibilityForm(SectionForm):
    """The answers that the rules look at."""

    right_to_work = YesOrNo()
    qualified_teacher = YesOrNo()
    mainstream_years = forms.DecimalField(
        required=False, min_value=0, max_digits=4, decimal_places=1, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    works_in_ap_or_special = YesOrNo()
    looks = {"mainstream_years": Look(width=5, suffix="years", called="the years that you have taught")}

    def prepare(self) -> None:
        """The questions of the rules that this cohort follows."""
        cohort = self.application.cohort
        for rule in eligibility.rules_on(eligibility.day_of(cohort)):
            self.fields[rule.field].label = rule.asks
            self.fields[rule.field].help_text = rule.hint
        self.fields["right_to_work"].help_text += f" This cohort’s two years end on {in_words(cohort.ends_on, weekday=False)}."
        self.at_most("mainstream_years", limits().most_years, "The years that you have taught")


class ExperienceForm(SectionForm):
    """Where they teach, and what they have led."""

    present_school = line("School where you teach now", 200)
    present_role = line("Your job there", 120)
    subjects = line("What you teach", 200)
    experience = LongText(
        label="Your experience",
        help_text="Where you have taught, whom, and what you are proud of. Assessors read it without names and schools.",
        rows=10,
    )
    responsibility = forms.ChoiceField(
        choices=list(RESPONSIBILITIES.items()), required=False, widget=forms.RadioSelect, label="Which responsibility have you held?",
        help_text="Choose the one that you have learnt most from.",
    )  # fmt: skip
    responsibility_months = forms.IntegerField(required=False, min_value=0, label="For how many months have you held it?")
    responsibility_text = LongText(label="What were you responsible for, and what came of it?", rows=8)
    looks = {"responsibility_months": Look(width=3, suffix="months", called="the number of months")}

    def prepare(self) -> None:
        """How long the answers may be."""
        numbers = limits()
        self.at_most("responsibility_months", numbers.most_months, "The number of months")
        self.look(
            experience=Look(words=numbers.experience_words),
            responsibility_text=Look(words=numbers.responsibility_words, called="what you were responsible for"),
        )

    def values(self) -> dict[str, Any]:
        """Nobody who has held none has held it for months; what they wrote is kept, should they change their mind."""
        values = super().values()
        return {**values, "responsibility_months": None} if values["responsibility"] == NONE_YET else values


class CompetencyForm(SectionForm):
    """What a candidate writes about one competency."""

    text = LongText(rows=16)

    @property
    def criterion(self) -> Criterion:
        """The competency."""
        return next(row for row in criteria.present().asked if row.key == self.part.key)

    def prepare(self) -> None:
        """The question, and how many words it may have."""
        self.fields["text"].label = self.criterion.asks
        self.look(text=Look(words=self.criterion.words, called="your answer", size="m"))


class AreasForm(SectionForm):
    """Where they could work."""

    preferred_regions = forms.MultipleChoiceField(
        choices=[(name, name) for name in regions_of_england()], required=False, widget=forms.CheckboxSelectMultiple,
        label="In which regions could you work?", help_text="Choose all that are within reach. Nobody is made to move house.",
    )  # fmt: skip
    travel_minutes = forms.IntegerField(required=False, min_value=1, label="What is the longest journey to work that you would make, one way?")
    looks = {"preferred_regions": Look(called="regions"), "travel_minutes": Look(width=3, suffix="minutes", called="the longest journey")}

    def prepare(self) -> None:
        """The longest journey that makes sense."""
        self.at_most("travel_minutes", limits().longest_journey_minutes, "The longest journey, in minutes,")

    def clean_preferred_regions(self) -> list[str]:
        """Each region once, in the order of official tables."""
        chosen = set(self.cleaned_data["preferred_regions"])
        return [name for name in regions_of_england() if name in chosen]


class AdjustmentsForm(SectionForm):
    """What would help on assessment day."""

    adjustments_needed = YesOrNo(label="Do you need anything changed so that you can show what you can do on assessment day?")
    adjustments = LongText(label="What would help?", help_text="Such as questions in writing, more time, step-free rooms, or an interpreter.", rows=6)

    def prepare(self) -> None:
        """How long the answer may be."""
        self.look(adjustments=Look(words=limits().adjustments_words, called="what would help"))


def _referee_fields() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for n in POSITIONS:
        email = forms.EmailField(
            required=False,
            label="E-mail address",
            help_text="Their address at work, where they have one.",
            widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        )
        fields |= {
            f"name_{n}": line("Full name", 200, autocomplete="off"),
            f"email_{n}": email,
            f"relation_{n}": line("How do they know you?", 200, help_text="Such as: my head of department since 2023."),
            f"organisation_{n}": line("Where do they work?", 200, autocomplete="off"),
            f"is_head_{n}": forms.BooleanField(required=False, label="They are the head where I work now"),
        }
    return fields


class RefereesForm(SectionForm):
    """Two people who can speak for the candidate."""

    looks = {
        name: look
        for n in POSITIONS
        for name, look in {
            f"name_{n}": Look(called=f"the name of your {ORDINALS[n].lower()} referee", width=30),
            f"email_{n}": Look(called=f"the e-mail address of your {ORDINALS[n].lower()} referee", width=30),
            f"relation_{n}": Look(called=f"how your {ORDINALS[n].lower()} referee knows you"),
            f"organisation_{n}": Look(called=f"where your {ORDINALS[n].lower()} referee works"),
        }.items()
    }

    def prepare(self) -> None:
        """Both referees’ fields."""
        self.fields |= _referee_fields()

    def groups(self) -> list[tuple[str, list[Any]]]:
        """Each referee with their fields, for the page."""
        return [(f"{ORDINALS[n]} referee", [self[f"{part}_{n}"] for part in PARTS]) for n in POSITIONS]


FORMS: dict[str, type[SectionForm]] = {
    "about": AboutForm,
    "eligibility": EligibilityForm,
    "experience": ExperienceForm,
    "areas": AreasForm,
    "referees": RefereesForm,
    "adjustments": AdjustmentsForm,
    **{criterion.key: CompetencyForm for criterion in criteria.present().asked},
}
