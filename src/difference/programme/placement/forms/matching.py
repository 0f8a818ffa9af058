"""The form of matching day: by which rule."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from difference.methods.matching import RULES
from difference.programme.placement.rule_words import TITLES, TO_PUBLISH
from difference.web.forms.form import Form
from difference.web.forms.look import Look


class RuleForm(Form):
    """One of the rules, each with what it promises."""

    rule = forms.ChoiceField(choices=[(name, TITLES[name]) for name in TO_PUBLISH], widget=forms.RadioSelect, label="By which rule?")
    looks: ClassVar = {"rule": Look(size="m", called="a rule", hints={name: RULES[name].guarantee for name in TO_PUBLISH})}
