"""Releases as careless people make them: small cells blanked, totals beside them, nothing else."""

import numpy as np

from difference.methods.disclosure import Population, Published, Shown, Withheld, rounded
from difference.methods.disclosure.tables import margins, matching
from tests.methods.disclosure.worlds import table


def naive(counts, under, to, *, exact_totals, name="naive"):
    """Cells under `under` blanked, the others rounded to `to`; every total true, or suppressed and rounded alike."""
    made = table(np.asarray(counts), name)
    small = {key for key, cell in made.cells.items() if cell.count < under}
    cells = {key: Shown(None if key in small else rounded(cell.count, to)) for key, cell in made.cells.items()}
    known = {}
    for margin in margins(made.dimensions):
        true = sum(made.cells[key].count for key in matching(made.dimensions, margin))
        near = (0, under - 1) if true < under else (max(under, rounded(true, to) - to // 2), rounded(true, to) + (to - 1) // 2)
        known[margin] = (true, true) if exact_totals else near
    withheld = tuple(Withheld(key, "count", "small") for key in small)
    return Published(name, made.dimensions, "measure", cells, {}, withheld, "none", Population({name: made.total}), known)
