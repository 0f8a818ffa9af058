"""The table of all places, and what stands around it."""

from __future__ import annotations

from django.urls import reverse

from difference.sector.observatory.places import geography, words
from difference.sector.observatory.places.asked import Chosen
from difference.sector.observatory.places.measures import Measure
from difference.sector.observatory.places.tables import Ranked, Table
from difference.web.components.tables import Column
from difference.web.values import Link

INTERVAL = "95% interval"


def link_to(place: geography.Place) -> Link:
    """A link to a place’s page."""
    return Link(place.name, address_of(place))


def address_of(place: geography.Place) -> str:
    """The address of a place’s page."""
    return reverse("observatory:place", args=[place.code])


def columns(table: Table) -> tuple[Column, ...]:
    """The columns of the table of all places: ranks where one end is the worse one, notes where they are not the same of all."""
    measure = table.measure
    first = [Column("Region" if _regions(table) else "Local authority"), *([] if _regions(table) else [Column("Region")])]
    ranks = [Column("Rank, 95% interval", numeric=True)] if _has_ranks(table) else []
    counts = [Column(_capital(measure.counted), numeric=True), Column(_capital(measure.among), numeric=True)]
    notes = [] if same_note(table) is not None else [Column("Note")]
    return (*first, Column(_capital(measure.noun), numeric=True), Column(INTERVAL, numeric=True), *ranks, *counts, *notes)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _regions(table: Table) -> bool:
    return any(each.rate.place.kind == geography.REGION for each in table.ranked)


def _has_ranks(table: Table) -> bool:
    return any(each.low is not None for each in table.ranked)


def same_note(table: Table) -> str | None:
    """The note that all rates share, perhaps none; None where they differ."""
    notes = {"; ".join(each.rate.count.notes) for each in table.ranked}
    return notes.pop() if len(notes) == 1 else None


def rows(table: Table) -> list[tuple[object, ...]]:
    """Each place with its rate, interval, ranks and counts, the worst first."""
    return [_row(table, each) for each in table.ranked]


def _row(table: Table, each: Ranked) -> tuple[object, ...]:
    measure, place, count = table.measure, each.rate.place, each.rate.count
    first = [link_to(place), *([] if _regions(table) else [geography.region_of(place).name])]
    ranks = [words.rank(each)] if _has_ranks(table) else []
    counts = words.number(count.low, count.high), f"{count.of or 0:,.0f}"
    notes = [] if same_note(table) is not None else ["; ".join(count.notes)]
    return (*first, words.value(measure, each.rate), words.interval(measure, each.rate), *ranks, *counts, *notes)


def sentence(table: Table) -> str:
    """What the table says: England, and the two ends, each with its interval."""
    measure = table.measure
    if not table.ranked:
        return f"No place has a rate for {words.period(measure, table.period)}."
    first, last = table.ranked[0].rate, table.ranked[-1].rate
    whole = f"England {words.both(measure, table.england)}. " if table.england else ""
    return (
        f"{measure.title}, {words.period(measure, table.period)}: {whole}From {words.both(measure, last)} in {last.place.in_words} "
        f"to {words.both(measure, first)} in {first.place.in_words}; in brackets the 95% interval."
        f"{f' All of it {note}.' if (note := same_note(table)) else ''}"
    )


def missing(table: Table) -> list[str]:
    """What the table cannot show, and why."""
    period = words.period(table.measure, table.period)
    said = [
        f"{count.place.name}: {words.counted(table.measure, count)}. No number of pupils of the same area is loaded to set it beside."
        for count in table.without
    ]
    said += [
        f"{each.name} ended and was divided: what was counted there in {period} belongs to no authority of today."
        for each in table.left
        if not _regions(table)
    ]
    if table.missing:
        said.append(f"Without a figure for {period}: {', '.join(place.name for place in table.missing)}.")
    return said


def method(measure: Measure) -> str:
    """How a rate and its interval were made, in a sentence or two."""
    how = (
        "The interval is Wilson’s."
        if measure.share
        else "The interval is that of as many independent events as suspended pupils make up."
        if measure.clustered
        else "The interval is the exact one of a Poisson count (Garwood)."
    )
    ranks = " Ranks begin with the worst place and come from draws of all true rates together, shrunken towards their mean." if measure.worse else ""
    open_ = " Suppressed cells and rounded rows widen it by what they leave open."
    return f"{_capital(measure.noun)}, with a 95% interval: how far the rate could lie from what produces it by chance alone. {how}{open_}{ranks}"


def files(name: str, query: str, *args: str, picture: bool = False) -> list[Link]:
    """The downloads of a page."""
    kinds = [
        ("csv", "Download the table (CSV)"),
        ("json", "Download the table (JSON)"),
        *([("svg", "Download the picture (SVG)")] if picture else []),
    ]
    return [Link(label, f"{reverse(f'observatory:{name}-{kind}', args=args)}{'?' if query else ''}{query}") for kind, label in kinds]


def heading(chosen: Chosen) -> str:
    """The title of a table."""
    return f"{chosen.measure.title} by {'region' if chosen.kind == geography.REGION else 'local authority'}, {words.period(chosen.measure, chosen.years[chosen.year])}"
