"""A second way to the same answers: plain loops over ages and numbers, with rates, prices and parameters read from the TOML files anew."""

import tomllib
from fractions import Fraction
from functools import cache
from pathlib import Path

import difference.methods.costing as package

FOLDER = Path(package.__file__).parent
# The Green Book's bands as the design quotes them: last year of a band, and per cent a year for standard, health and sensitivity.
BANDS = [
    (30, "3.50", "1.50", "3.00"), (75, "3.00", "1.29", "2.57"), (125, "2.50", "1.07", "2.14"), (200, "2.00", "0.86", "1.71"),
    (300, "1.50", "0.64", "1.29"), (10**9, "1.00", "0.43", "0.86"),
]  # fmt: skip
COLUMN = {"standard": 1, "health": 2, "sensitivity": 3}


@cache
def factor(years, schedule="standard"):
    """Divide by one year's growth after another, in exact fractions; whole years alone."""
    worth = Fraction(1)
    for year in range(1, years + 1):
        rate = next(band[COLUMN[schedule]] for band in BANDS if year <= band[0])
        worth /= 1 + Fraction(rate) / 100
    return float(worth)


@cache
def prices():
    table = tomllib.loads((FOLDER / "data" / "deflators.toml").read_text())
    return table["edition"][0]["values"]


def open_model():
    return tomllib.loads((FOLDER / "presets" / "open-model.toml").read_text())


def money(model, key, values):
    """A parameter's value in the model's prices."""
    parameter, deflator = model["parameters"][key], prices()
    if "price_year" not in parameter:
        return values[key]
    return values[key] / deflator[parameter["price_year"]] * deflator[model["price_year"]]


def by_age(model, values, schedule="standard"):
    """{(component, age): (pounds, discounted pounds)}, one outcome, one age at a time."""
    found = {}
    for outcome in model["outcomes"]:
        more = values[outcome["difference"]] if "difference" in outcome else values[outcome["excluded"]] - values[outcome["comparable"]]
        if outcome["counterfactual"] == "attributed":
            more *= values[outcome["share"]]
        pounds = 1
        for key in outcome["amount"]:
            pounds *= money(model, key, values)
        if "less" in outcome:
            pounds -= money(model, outcome["less"], values)
        left = outcome["last_age"] - outcome["first_age"] + 1 if "last_age" in outcome else values[outcome["years"]]
        age = outcome["first_age"]
        while left > 0:
            part = more * pounds * min(left, 1)
            amount, discounted = found.get((outcome["component"], age), (0, 0))
            counts = factor(age - model["excluded_at"], schedule)
            found[outcome["component"], age] = amount + part, discounted + part * counts
            age, left = age + 1, left - 1
    return found


def total(model, values, schedule="standard"):
    return sum(discounted for _, discounted in by_age(model, values, schedule).values())
