"""Reads counts, sizes and exposures as arrays of one shape, and refuses what is none, all at once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri  # type: ignore[import-untyped]

from difference.errors import BadInput
from difference.methods.populations.estimates import Floats, Many
from difference.methods.problems import Problems

REFUSED = "These counts cannot be used."


def reach(confidence: float) -> float:
    """The number of standard errors that a normal interval of `confidence` reaches to either side. Raises BadInput outside 0 to 1."""
    if not 0 < confidence < 1:
        raise BadInput("The confidence of an interval lies between 0 and 1.", fields={"confidence": ["Give, for example, 0.95."]})
    return float(ndtri(0.5 + confidence / 2))


def choice(given: str, known: Mapping[str, str]) -> str:
    """The words for the method of that name. Raises BadInput for one that there is not."""
    if given not in known:
        raise BadInput(f"There is no method “{given}”; there are {', '.join(known)}.", fields={"method": ["Give one of these."]})
    return known[given]


def column(name: str, given: Many, problems: Problems) -> Floats:
    """Finite numbers, or an empty array where they are none; each odd one is a problem at its place."""
    try:
        found = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        problems.add(name, "These are not all numbers.")
        return np.zeros(0)
    note(name, ~np.isfinite(found), "It is not a number.", problems)
    return found


def whole(name: str, given: Many, problems: Problems) -> Floats:
    """Counts: whole numbers from 0."""
    found = column(name, given, problems)
    with np.errstate(invalid="ignore"):
        note(name, (found < 0) | ((found != np.floor(found)) & np.isfinite(found)), "A count is a whole number from 0.", problems)
    return found


def above_zero(name: str, given: Many, problems: Problems) -> Floats:
    """Sizes and exposures, which are never 0."""
    found = column(name, given, problems)
    note(name, found <= 0, "It is above 0.", problems)
    return found


def part(events: str, total: str, counted: Floats, of: Floats, problems: Problems) -> None:
    """Notes where more were counted than there are."""
    if together(counted, of):
        note(events, counted > of, f"More were counted than there are in “{total}”.", problems)


def together(*columns: Floats) -> bool:
    """Whether these arrays have a common shape."""
    try:
        np.broadcast_shapes(*(values.shape for values in columns))
    except ValueError:
        return False
    return True


def alike(columns: Mapping[str, Floats], problems: Problems) -> list[Floats]:
    """The columns broadcast to their common shape. Raises BadInput with every problem noted so far, and where there is none."""
    if not together(*columns.values()):
        shapes = ", ".join(f"{name} {'×'.join(map(str, values.shape)) or 1}" for name, values in columns.items())
        problems.add("sizes", f"The numbers do not belong together: there are {shapes}.")
    problems.refuse(REFUSED)
    return list(np.broadcast_arrays(*columns.values()))


def groups(given: Mapping[str, Many]) -> list[Floats]:
    """Pairs of counts and the wholes that they are of, by their arguments' names, as arrays of one shape. Raises BadInput with every problem."""
    problems, names = Problems(), list(given)
    read: dict[str, Floats] = {}
    for events, total in zip(names[::2], names[1::2], strict=True):
        read[events], read[total] = whole(events, given[events], problems), whole(total, given[total], problems)
        note(total, read[total] == 0, "A whole is above 0.", problems)
        part(events, total, read[events], read[total], problems)
    return alike(read, problems)


def note(name: str, wrong: NDArray[np.bool_], sentence: str, problems: Problems) -> None:
    """Note the sentence at every place where something is wrong."""
    for place in zip(*np.nonzero(np.atleast_1d(wrong)), strict=True):
        problems.add(f"{name}, place {', '.join(str(int(index) + 1) for index in place)}" if np.ndim(wrong) else name, sentence)
