"""What is filled in for a project: its plan, its numbers, and reasons."""

from difference.programme.evidence.forms.answers import AbandonForm, RegisterForm, SendBackForm
from difference.programme.evidence.forms.numbers import NumbersForm
from difference.programme.evidence.forms.plan import PlanForm

__all__ = ["AbandonForm", "NumbersForm", "PlanForm", "RegisterForm", "SendBackForm"]
