"""Disclosure control: nothing derived from people's restricted data leaves without passing both `protect` and `attack`.

`release` does both, and is the one way out. `protect` suppresses, rounds and rebuilds totals; `attack` tries to work out what was held back.
"""

from difference.methods.disclosure.attacking import Attack, Finding, attack
from difference.methods.disclosure.documents import as_document, as_record, from_record
from difference.methods.disclosure.models import refuse_full_model
from difference.methods.disclosure.people import count_people
from difference.methods.disclosure.populations import apart, populations
from difference.methods.disclosure.publishing import Published, Shown, protect
from difference.methods.disclosure.reading import from_csv
from difference.methods.disclosure.releasing import Release, release
from difference.methods.disclosure.rules import Rules, current
from difference.methods.disclosure.showing import HELD_BACK, IMPOSSIBLE, rounded, shown_count
from difference.methods.disclosure.tables import Cell, Dimension, Mean, Population, Table
from difference.methods.disclosure.withholding import Withheld

__all__ = [
    "HELD_BACK",
    "IMPOSSIBLE",
    "Attack",
    "Cell",
    "Dimension",
    "Finding",
    "Mean",
    "Population",
    "Published",
    "Release",
    "Rules",
    "Shown",
    "Table",
    "Withheld",
    "apart",
    "as_document",
    "as_record",
    "attack",
    "count_people",
    "current",
    "from_csv",
    "from_record",
    "populations",
    "protect",
    "refuse_full_model",
    "release",
    "rounded",
    "shown_count",
]
