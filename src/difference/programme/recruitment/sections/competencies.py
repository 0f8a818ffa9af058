"""The five competencies, a section each, as the table of criteria has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from difference.programme.recruitment import criteria
from difference.programme.recruitment.criteria import Criterion
from difference.programme.recruitment.models import Application, CompetencyAnswer
from difference.programme.recruitment.sections.registry import Missing
from difference.programme.recruitment.sections.written import Written, address, too_long


def text_of(application: Application, criterion: str) -> str:
    """What a candidate wrote about one competency; empty before they have."""
    return next((answer.text for answer in application.answers.all() if answer.criterion == criterion), "")


def _section(criterion: Criterion, place: int) -> Written:
    def missing(application: Application) -> list[Missing]:
        text = text_of(application, criterion.key)
        if not text:
            return [Missing(f"Write your answer about {criterion.title.lower()}", "text")]
        return too_long("text", "Your answer", text, criterion.words)

    def keep(application: Application, values: Mapping[str, Any]) -> None:
        CompetencyAnswer.objects.update_or_create(application=application, criterion=criterion.key, defaults={"text": values["text"]})

    def text(application: Application) -> str:
        return text_of(application, criterion.key)

    return Written(
        criterion.key, criterion.title, place, address(criterion.key), missing, lambda one: bool(text(one)),
        lambda one: [(criterion.asks, text(one))], labels={"text": "Your answer"}, read=lambda one: {"text": text(one)}, keep=keep,
    )  # fmt: skip


def sections() -> list[Written]:
    """These sections, for the list."""
    return [_section(criterion, 40 + place) for place, criterion in enumerate(criteria.present().asked)]
