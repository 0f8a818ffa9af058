"""What an exclusion costs the public purse: models as TOML files, from which cash-flows, totals, doubt and decisions are computed."""

from difference.methods.costing.arithmetic import Count, Product, Quoted, counts, quoted_totals
from difference.methods.costing.deciding import BreakEven, Information, Known, break_even, exclusions_to_pay, value_of_information
from difference.methods.costing.deflating import deflator_source, price_years, uprate
from difference.methods.costing.discounting import SCHEDULES, discount_factor, discounting_source
from difference.methods.costing.flows import CashFlow, Flow, cash_flow, central, effect, present_values, price_factor, yearly
from difference.methods.costing.model import COUNTERFACTUALS, UNITS, Component, Model, Outcome, Parameter, Programme, Published, Unit
from difference.methods.costing.presets import PRESETS, preset
from difference.methods.costing.reading import read
from difference.methods.costing.results import MOST_PUPILS, Cost, Share, cost
from difference.methods.costing.scenario import (
    outside,
    query_string,
    read_number,
    read_query,
    read_settings,
    read_values,
    with_schedule,
    with_values,
    write_number,
)
from difference.methods.costing.simulating import MOST_DRAWS, MOST_SEED, Range, Simulation, simulate
from difference.methods.costing.tornado import Bar, tornado

__all__ = [
    "COUNTERFACTUALS",
    "MOST_DRAWS",
    "MOST_PUPILS",
    "MOST_SEED",
    "PRESETS",
    "SCHEDULES",
    "UNITS",
    "Bar",
    "BreakEven",
    "CashFlow",
    "Component",
    "Cost",
    "Count",
    "Flow",
    "Information",
    "Known",
    "Model",
    "Outcome",
    "Parameter",
    "Product",
    "Programme",
    "Published",
    "Quoted",
    "Range",
    "Share",
    "Simulation",
    "Unit",
    "break_even",
    "cash_flow",
    "central",
    "cost",
    "counts",
    "deflator_source",
    "discount_factor",
    "discounting_source",
    "effect",
    "exclusions_to_pay",
    "outside",
    "present_values",
    "preset",
    "price_factor",
    "price_years",
    "query_string",
    "quoted_totals",
    "read",
    "read_number",
    "read_query",
    "read_settings",
    "read_values",
    "simulate",
    "tornado",
    "uprate",
    "value_of_information",
    "with_schedule",
    "with_values",
    "write_number",
    "yearly",
]
