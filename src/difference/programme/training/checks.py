"""The start-up checks: that every edition of the curriculum can be read, and that each component has a day on which it is due."""

from __future__ import annotations

from typing import Any

from django.core import checks

from difference.errors import BadInput
from difference.programme.training import calendar, curricula


@checks.register("training")
def curricula_can_be_read(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Tells all mistakes of all files at once."""
    found: list[checks.CheckMessage] = []
    keys: dict[Any, str] = {}
    for path in curricula.files():
        try:
            edition = curricula.read_file(path)
        except BadInput as error:
            places = [f"{place}: {' '.join(sentences)}" for place, sentences in error.fields.items()]
            lines = [f"line {number}: {sentence}" for number, sentence in error.lines.items()]
            found.append(checks.Error(f"{path.name}: {error.sentence} {' '.join(places + lines)}", id="training.E001"))
            continue
        if keys.setdefault(edition.key, path.name) != path.name:
            found.append(checks.Error(f"{path.name} and {keys[edition.key]} are in force from the same day.", id="training.E002"))
    return found or [checks.Error(f"The calendar and the curriculum differ: {problem}", id="training.E003") for problem in calendar.problems()]
