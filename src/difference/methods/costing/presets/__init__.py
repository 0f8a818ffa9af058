"""The models that come with the product, one TOML file each: two published totals, and one whose every part can be seen and changed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from difference.errors import BadInput
from difference.methods.costing.model import Model, Published
from difference.methods.costing.reading import read

PRESETS = ("ippr-2017", "ippr-2024", "open-model")


@cache
def preset(key: str) -> Model | Published:
    """A preset by key. Raises BadInput, naming those there are, for one that is not known."""
    if key not in PRESETS:
        raise BadInput("There is no such preset.", fields={"preset": [f"“{key}” is not known; there are: {', '.join(PRESETS)}."]})
    return read(Path(__file__).with_name(f"{key}.toml").read_text(encoding="utf-8"))
