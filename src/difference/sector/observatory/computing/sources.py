"""What findings are computed from: the official data that is held, and the register that the pages use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from difference.sector.observatory.register import Register
from difference.sector.official.held import Held

# Whole years and England's own row, of all types of school.
NATIONAL = "level = 'national' AND school_type = 'total' AND term IS NULL"


@dataclass(frozen=True)
class Sources:
    """The official data held, and the register as imported."""

    data: Held
    register: Register

    def files(self, *datasets: str) -> list[dict[str, Any]]:
        """The files behind these data sets, for the inputs of a figure."""
        return [
            {"file": each["file"], "dataset": each["dataset"], "publisher": each["publisher"], "licence": each["licence"], "sha256": each["sha256"]}
            for each in self.data.provenance(*datasets)
        ]


def whole(number: float) -> float | int:
    """A count without a decimal point where it has no decimals: some old counts of the publisher have them."""
    return int(number) if float(number).is_integer() else number


def nearest(periods: Mapping[str, int] | Sequence[tuple[str, int]], year: int) -> str:
    """The period whose year is nearest to one; the later of two that are as near."""
    pairs = list(periods.items()) if isinstance(periods, Mapping) else list(periods)
    return min(pairs, key=lambda pair: (abs(pair[1] - year), -pair[1]))[0]
