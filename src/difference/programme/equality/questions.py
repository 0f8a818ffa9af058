"""The questions and the rules of equality monitoring, read from their dated tables."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PREFER_NOT = "prefer_not"


@dataclass(frozen=True)
class Question:
    """One question. `choices` end with “Prefer not to say”; `within` names the question whose answer narrows this one."""

    key: str
    asks: str
    choices: Mapping[str, str]
    hint: str = ""
    within: str = ""

    def fits(self, choice: str, answers: Mapping[str, str]) -> bool:
        """Whether a choice agrees with the answer that narrows it."""
        return not self.within or choice in {"", PREFER_NOT} or choice.startswith(f"{answers.get(self.within, '')}_")


@dataclass(frozen=True)
class Rules:
    """The numbers of `rules.toml`, under the same names."""

    unlink_after: str
    unlink_days: int


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text())


@functools.cache
def questions() -> tuple[Question, ...]:
    """All questions, in order."""
    table = _read("questions.toml")
    return tuple(Question(**{**row, "choices": {**row["choices"], PREFER_NOT: table["prefer_not"]}}) for row in table["questions"])


@functools.cache
def rules() -> Rules:
    """The rules in force."""
    return Rules(**_read("rules.toml"))
