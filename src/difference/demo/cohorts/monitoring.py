"""What invented candidates answer to the questions of equality monitoring: by chance, and some leave them open."""

from __future__ import annotations

from difference.demo.cohorts.cast import Candidate, table
from difference.foundations.actors import Actor
from difference.programme.equality import commands
from difference.programme.equality.questions import PREFER_NOT, questions
from difference.programme.recruitment.models import Application


def answer(one: Candidate, by: Actor, application: Application) -> None:
    """Most answer, on the day on which they send."""
    chance, shares = one.chance("equality"), table("voices")["equality"]
    if not chance.happens(shares["answers"]):
        return
    values: dict[str, str] = {}
    for question in questions():
        fitting = [choice for choice in question.choices if choice != PREFER_NOT and question.fits(choice, values)]
        if fitting and not chance.happens(shares["left_open"]):
            values[question.key] = PREFER_NOT if chance.happens(shares["prefer_not"]) else chance.one_of(fitting)
    commands.answer(by=by, application=application, values=values, revision=0)
