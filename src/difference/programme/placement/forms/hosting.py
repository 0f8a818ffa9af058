"""What a host school fills in: its interest, and a post."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from difference.programme.placement.commands.describing import FIELDS
from difference.programme.placement.commands.hosting import NEW
from difference.programme.placement.models import Interest, Post
from difference.programme.placement.models.posts import ANSWERS, PHASES
from difference.programme.placement.reasons import NOT_INTERESTED
from difference.programme.placement.requirements import in_force
from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField


class InterestForm(Form):
    """Yes, maybe, no with a reason, or already arranged."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=list(ANSWERS.items()), widget=forms.RadioSelect, label="Do you want to host somebody?")
    reason = forms.ChoiceField(
        choices=list(NOT_INTERESTED.items()), widget=forms.RadioSelect, required=False, label="If not: why?",
    )  # fmt: skip
    most_people = forms.IntegerField(
        min_value=1, max_value=50, required=False, label="How many people could you take at most, over all your posts?",
        help_text="Leave it empty if you have not decided.",
    )  # fmt: skip
    looks: ClassVar = {
        "most_people": Look(called="how many people you could take", width=3),
        "answer": Look(size="m", hints={"maybe": "Tell us when you know more. A yes or a maybe is not yet a post."}),
        "reason": Look(size="m"),
    }

    @staticmethod
    def initial_of(interest: Interest | None) -> dict[str, Any]:
        """What was said last, or nothing."""
        if interest is None:
            return {"revision": NEW}
        return {"revision": interest.revision, "answer": interest.answer, "reason": interest.reason, "most_people": interest.most_people}

    def values(self) -> dict[str, Any]:
        """The answer; a reason is kept only for a no, a number only for what is not one."""
        given, no = self.cleaned_data, self.cleaned_data["answer"] == "no"
        kept = {"reason": given["reason"] if no else "", "most_people": None if no else given["most_people"]}
        return {"revision": given["revision"], "answer": given["answer"], **kept}


class PostForm(Form):
    """One leadership job."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        max_length=120, label="Title of the post", help_text="As candidates will read it, for example “Assistant head, teaching and learning”."
    )
    responsibilities = WordsField(characters=4000, label="What the post leads", help_text="The people, the work, and what you want to come of it.")
    seats = forms.IntegerField(min_value=1, max_value=10, initial=1, label="How many people can hold it?")
    salary = forms.CharField(max_length=80, label="Salary range", help_text="For example “L3 to L7” or “£45,000 to £50,000”.")
    days = forms.CharField(max_length=80, initial="Full time", label="Working pattern")
    phase = forms.ChoiceField(choices=list(PHASES.items()), widget=forms.RadioSelect, label="Which pupils does it lead work with?")
    starts_on = DateField(
        required=False, label="When does it start?", help_text="Leave it empty if it starts with the cohort. For example, 1 9 2027"
    )  # fmt: skip
    requirements = forms.MultipleChoiceField(
        choices=lambda: [(one.key, one.title) for one in in_force()], widget=forms.CheckboxSelectMultiple, required=False,
        label="What must whoever takes it have done?", help_text="Only what nobody could do without: whoever does not meet one cannot rank this post.",
    )  # fmt: skip
    mentor = forms.CharField(
        max_length=200, required=False, label="Who will mentor them?", help_text="Their job, not their name, for example “The head teacher, weekly”."
    )
    adjustments = WordsField(
        characters=1000, required=False, label="What can be adapted?",
        help_text="For somebody with a disability or other commitments: the site, hours, working from home, travel between sites.",
    )  # fmt: skip
    looks: ClassVar = {
        "title": Look(called="the title of the post"), "responsibilities": Look(called="what the post leads"),
        "seats": Look(called="how many people can hold it", width=3), "salary": Look(called="the salary range", width=20),
        "days": Look(called="the working pattern", width=20), "phase": Look(called="which pupils it leads work with"),
        "starts_on": Look(called="when it starts"), "mentor": Look(called="who will mentor them"), "adjustments": Look(called="what can be adapted"),
    }  # fmt: skip

    @staticmethod
    def initial_of(post: Post) -> dict[str, Any]:
        """The post as it stands."""
        return {name: getattr(post, name) for name in ("revision", *FIELDS)}

    def values(self) -> dict[str, Any]:
        """The post's own fields."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}
