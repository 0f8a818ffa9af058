"""The effect of a project from its recorded numbers: always the same from the same numbers, positive where it is better."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from difference.methods.matching import digest
from difference.methods.synthesis import effect_size
from difference.programme.evidence import lists
from difference.programme.evidence.models import Dataset
from difference.programme.evidence.verdicts import rules

# Changed whenever the same numbers would give another effect.
VERSION = "smd-2026-11"
TURNED = "; sign turned, since less is better"


@dataclass(frozen=True)
class Analysed:
    """What is stored of an analysis."""

    estimate: float
    se: float
    low: float
    high: float
    level: float
    method: str
    version: str
    inputs_sha256: str


def inputs(data: Dataset) -> dict[str, Any]:
    """Everything that the effect is computed from."""
    numbers = {name: str(getattr(data, name)) for name in ("m1", "sd1", "m2", "sd2")}
    return {
        "protocol": data.project.protocol_sha256, "n1": data.n1, "n2": data.n2, "level": rules().level, "version": VERSION,
        "higher_is_better": lists.outcomes()[data.project.outcome].higher_is_better, **numbers,
    }  # fmt: skip


def analyse(data: Dataset) -> Analysed:
    """The effect. Raises BadInput where none can be computed."""
    given = inputs(data)
    found = effect_size(m1=float(data.m1), sd1=float(data.sd1), n1=data.n1, m2=float(data.m2), sd2=float(data.sd2), n2=data.n2, level=given["level"])
    better = given["higher_is_better"]
    estimate, low, high = (found.estimate, found.low, found.high) if better else (-found.estimate, -found.high, -found.low)
    return Analysed(estimate, found.se, low, high, found.level, found.method + ("" if better else TURNED), VERSION, digest(given))


def reproduced(data: Dataset) -> bool:
    """Whether the stored effect comes out again, to the last digits that matter."""
    stored, again = data.present_estimate(), analyse(data)
    if stored is None or (stored.version, stored.inputs_sha256) != (again.version, again.inputs_sha256):
        return False
    return all(math.isclose(getattr(stored, name), getattr(again, name), rel_tol=1e-9, abs_tol=1e-12) for name in ("estimate", "se", "low", "high"))
