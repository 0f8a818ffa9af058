"""What the forms of an application’s sections are made of: answers that may wait, and long texts that are never cut off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from difference.programme.recruitment.models import Application
from difference.programme.recruitment.rules import limits
from difference.programme.recruitment.sections import Missing, Written, fingerprint
from difference.web.forms.form import Form
from difference.web.forms.look import Look

YES_OR_NO = [("yes", "Yes"), ("no", "No")]


def line(label: str, longest: int, **more: Any) -> forms.CharField:
    """A short answer; longer ones than we can keep are refused, not cut off by the browser."""
    help_text, attrs = more.pop("help_text", ""), more
    field = forms.CharField(required=False, label=label, help_text=help_text, widget=forms.TextInput(attrs=attrs))
    # A `max_length` of the field would let browsers cut off what is pasted.
    field.validators.append(MaxLengthValidator(longest))
    return field


class LongText(forms.CharField):
    """A long answer with its line breaks. Its limit of words is counted on the page and before sending; saving takes more."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 12, **more: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **more)
        self.validators.append(MaxLengthValidator(lambda: limits().characters))

    def to_python(self, value: Any) -> str:
        """The text with line breaks as one character."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class YesOrNo(forms.TypedChoiceField):
    """Yes, no, or not answered yet."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            choices=YES_OR_NO, coerce=lambda word: word == "yes", empty_value=None, required=False, widget=forms.RadioSelect, **more
        )  # fmt: skip

    def prepare_value(self, value: Any) -> Any:
        """True and False as the words of the form."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class SectionForm(Form):
    """A section’s form. Everything may be left for later; what is given must make sense.

    `revision` and `seen` are what the section was when its page was opened.
    """

    mark_optional = False
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data: Any = None, *, application: Application, part: Written) -> None:
        stands = part.read(application)
        self.application, self.part = application, part
        super().__init__(data, initial={**stands, "revision": application.revision, "seen": fingerprint(stands)})
        self.prepare()

    def prepare(self) -> None:
        """For what depends on the application, its cohort or the numbers in force."""

    def look(self, **looks: Look) -> None:
        """How some fields look, where that is known only now."""
        self.looks = {**self.looks, **looks}  # type: ignore[misc]

    def at_most(self, name: str, most: int, called: str) -> None:
        """Refuse more than `most` in a field."""
        sentence = f"{called} must be {most} or fewer"

        def check(value: Any) -> None:
            if value > most:
                raise ValidationError(sentence)

        self.fields[name].validators.append(check)

    def values(self) -> dict[str, Any]:
        """The section’s values as they are kept."""
        return {name: self.cleaned_data[name] for name in self.part.labels}

    def show_missing(self, missing: Sequence[Missing]) -> None:
        """Say beside each field what it still needs."""
        for one in missing:
            self.add_error(one.field if one.field in self.fields else None, one.sentence)

    def renew(self, application: Application) -> None:
        """Let what was typed be sent again, on top of what stands now."""
        sent: Any = self.data
        data = sent.copy()
        data["revision"], data["seen"] = str(application.revision), fingerprint(self.part.read(application))
        self.data = data
