"""What a host school fills in about candidates: the class of each, or why it would not appoint them; and what came of an interview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from difference.errors import BadInput
from difference.programme.placement.commands.meeting import LONGEST_NOTE
from difference.programme.placement.models import Candidacy
from difference.programme.placement.models.candidacies import MET
from difference.programme.placement.queries.rankings import NO, Applicant
from difference.programme.placement.reasons import AFTER_INTERVIEW, NOT_WANTED
from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField

WHY = f"{NO}:"
WHO_READS = "If you give a reason: placement staff read it, and they themselves if they ask for a copy of what is held about them."
NOT_YET = ("", "Not yet")


def _reasons(applicant: Applicant) -> list[tuple[str, str]]:
    """The reasons that can be given; one of them only after an interview."""
    held = applicant.candidacy.met == "held"
    return [(WHY + key, words) for key, words in NOT_WANTED.items() if held or key != AFTER_INTERVIEW]


class ClassesForm(Form):
    """For everybody who ranked the post one choice: a class, ties welcome, or a reason not to appoint them.

    Its fields are called by candidacy: the key of a person, the same at every school, is on no page.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, applicants: Sequence[Applicant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        classes = [(str(number), f"Class {number}{', our first choice' if number == 1 else ''}") for number in range(1, len(applicants) + 1)]
        self.people = {str(one.candidacy.pk): one for one in applicants}
        for key, one in self.people.items():
            choices = [("", "Choose a class"), *classes, ("We would not appoint them:", _reasons(one))]
            self.fields[key] = forms.ChoiceField(
                choices=choices, initial=WHY + one.candidacy.not_wanted_because if one.given == NO else one.given,
                label=f"Where do you put {one.called}?", help_text=WHO_READS,
                error_messages={"required": f"Choose a class for {one.called}, or say why you would not appoint them"},
            )  # fmt: skip

    def rows(self) -> list[tuple[Applicant, Any]]:
        """Each candidate with their field."""
        return [(one, self[key]) for key, one in self.people.items()]

    def given(self) -> dict[UUID, str]:
        """The class of each candidate, or “no”, by person."""
        chosen = {one.person_id: self.cleaned_data[key] for key, one in self.people.items()}
        return {person: NO if answer.startswith(WHY) else answer for person, answer in chosen.items()}

    def because(self) -> dict[UUID, str]:
        """Why the school would not appoint those to whom it says “no”, by person."""
        chosen = {one.person_id: self.cleaned_data[key] for key, one in self.people.items()}
        return {person: answer.removeprefix(WHY) for person, answer in chosen.items() if answer.startswith(WHY)}

    def refuse(self, error: BadInput) -> None:
        """The command speaks of persons; beside which field that is, is known here."""
        fields = {str(one.person_id): key for key, one in self.people.items()}
        super().refuse(BadInput(error.sentence, fields={fields.get(name, name): list(said) for name, said in error.fields.items()}))


class InterviewForm(Form):
    """When an interview is or was, whether it was held, and a short note."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    met_on = DateField(required=False, label="When is or was the interview?", help_text="For example, 22 3 2027")
    met = forms.ChoiceField(choices=[NOT_YET, *MET.items()], widget=forms.RadioSelect, required=False, label="Was it held?")
    note = WordsField(
        characters=LONGEST_NOTE, required=False, rows=4, label="Your note",
        help_text="Here only your school reads it, neither we nor other schools. If they ask for a copy of what is held about them, it is in "
        "that copy: write what you would say to them. Nothing of their health, family, faith or other private life belongs here.",
    )  # fmt: skip
    looks: ClassVar = {
        "met_on": Look(called="the day of the interview"), "met": Look(called="whether it was held"), "note": Look(called="your note"),
    }  # fmt: skip

    @staticmethod
    def initial_of(candidacy: Candidacy) -> dict[str, Any]:
        """As it is noted now."""
        return {"revision": candidacy.revision, "met_on": candidacy.met_on, "met": candidacy.met, "note": candidacy.note}

    def values(self) -> dict[str, Any]:
        """As the command takes them."""
        given = self.cleaned_data
        return {"met_on": given["met_on"], "held": given["met"], "note": given["note"], "revision": given["revision"]}
