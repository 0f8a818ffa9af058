"""Small models of costs to test with, as text and read."""

from difference.methods.costing import read

TOP = """
kind = "model"
key = "small"
title = "A small model"
dated = 2026-11-24
price_year = "2024-25"
excluded_at = 14
scope = "For tests."
"""
PROGRAMME = """
[programme]
title = "A programme"
unit = "place"
cost = "price"
averted = "averted"
"""
COMPONENT = """
[[components]]
key = "c"
title = "A component"
"""
OUTCOME = """
[[outcomes]]
key = "o"
component = "c"
title = "An outcome"
counterfactual = "association"
excluded = "with_it"
comparable = "without"
amount = ["pounds"]
first_age = 14
last_age = 14
"""


def parameter(key, unit, value, low=None, high=None, law="fixed", year="2024-25", why='assumption = "For tests."'):
    lines = [f"[parameters.{key}]", f'title = "{key}"', f'unit = "{unit}"', f"value = {value}", f'distribution = "{law}"', why]
    if low is not None:
        lines += [f"low = {low}", f"high = {high}"]
    if unit.startswith("£"):
        lines.append(f'price_year = "{year}"')
    return "\n".join(lines) + "\n"


def text(*parameters, outcomes=OUTCOME, programme=False, top=TOP):
    """A model's text, with one sure pupil, one sure comparison and whatever parameters are given."""
    return top + (PROGRAMME if programme else "") + COMPONENT + outcomes + "".join(parameters)


def small(pounds, *more, outcomes=OUTCOME, programme=False):
    """One outcome that happens after every exclusion and never without, and costs `pounds` at once."""
    return read(text(parameter("with_it", "share", 1), parameter("without", "share", 0), pounds, *more, outcomes=outcomes, programme=programme))
