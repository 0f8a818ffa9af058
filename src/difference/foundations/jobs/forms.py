"""The form that narrows the list of jobs."""

from __future__ import annotations

from django import forms

from difference.foundations.jobs.queries import LABELS


class JobFilter(forms.Form):
    """Which state of job to show."""

    state = forms.ChoiceField(label="State", required=False, choices=[("", "All"), *LABELS.items()])
