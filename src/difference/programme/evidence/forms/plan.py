"""The plan of a project."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from difference.programme.evidence import checking, lists
from difference.programme.evidence.lists import Listed
from difference.programme.evidence.models import Project
from difference.programme.evidence.queries.projects import Place
from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField

PLANNED = ("practice", "title", "what", "who", "outcome", "comparison", "planned_pupils", "starts_on", "ends_on")
NOBODY = "Do not name pupils or families, and write nothing that could tell who they are."


def _chosen(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(widget=forms.RadioSelect, label=label)


class PlanForm(Form):
    """Practice, school, what, who, outcome, comparison, how many, when."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    practice = _chosen("Which practice do you try?")
    school = forms.IntegerField(min_value=1, max_value=999_999_999, label="Number of the school (URN)", help_text="Six digits")
    title = forms.CharField(max_length=checking.WORDS["title"], label="Title of the project", help_text=NOBODY)
    what = WordsField(characters=checking.WORDS["what"], label="What will be done", help_text=f"By whom, how often, for how long. {NOBODY}")
    who = WordsField(
        characters=checking.WORDS["who"], rows=4, label="Who takes part, and how they are chosen", help_text=f"Groups and numbers. {NOBODY}"
    )
    outcome = _chosen("What do you measure?")
    comparison = _chosen("With whom do you compare?")
    planned_pupils = forms.IntegerField(min_value=checking.FEWEST, max_value=checking.MOST, label="How many pupils, both groups together?")
    starts_on = DateField(label="When does it start?")
    ends_on = DateField(label="By when will the outcome be measured?")
    looks: ClassVar = {
        "school": Look(called="the number of the school", width=10), "title": Look(called="the title of the project"),
        "what": Look(called="what will be done"), "who": Look(called="who takes part"),
        "planned_pupils": Look(called="how many pupils", width=5), "starts_on": Look(called="the start", size="m"),
        "ends_on": Look(called="the day by which the outcome is measured", size="m"),
    }  # fmt: skip

    def __init__(self, *args: Any, project: Project | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looks = dict(type(self).looks)
        for name, known in (("practice", lists.practices()), ("outcome", lists.outcomes()), ("comparison", lists.comparisons())):
            offered = self._offered(known, getattr(project, name, ""))
            self.fields[name].choices = [(one.slug, one.title) for one in offered]  # type: ignore[attr-defined]
            looks[name] = Look(size="m", hints={one.slug: one.says for one in offered})
        self.looks = looks  # type: ignore[misc]

    @staticmethod
    def _offered(known: Mapping[str, Listed], kept: str) -> list[Listed]:
        return [one for one in known.values() if one.open or one.slug == kept]

    @staticmethod
    def initial_of(project: Project | None, places: list[Place]) -> dict[str, Any]:
        """The plan as it stands; of a new one the school of the newest placement."""
        if project is None:
            return {"key": uuid.uuid4(), "school": places[0].school.pk if places else None}
        return {"key": project.pk, "revision": project.revision, "school": project.school_id, **{name: getattr(project, name) for name in PLANNED}}

    def values(self) -> dict[str, Any]:
        """The plan's own fields."""
        return {name: self.cleaned_data[name] for name in (*PLANNED, "school")}
