"""The page of cold spots, and what a place’s own page says of its chance and its components."""

from __future__ import annotations

from difference.sector.observatory.places import geography, words
from difference.sector.observatory.places.cold_spots import ColdSpot, ColdSpots
from difference.sector.observatory.places.rule import Part, Rule
from difference.sector.observatory.places.showing import link_to
from difference.web.components.lists import Row
from difference.web.components.moments import in_words
from difference.web.components.tables import Column

COMPONENTS = ("Component", "Counted", "Beside what is common, 95% interval", "Standing, 100 the worst", "Weight here")
RULE = (Column("Component"), Column("Weight", numeric=True), Column("What is counted"), Column("Why"), Column("Here today"))


def columns(found: ColdSpots) -> tuple[Column, ...]:
    """The columns of the table of cold spots."""
    first = (Column("Region"),) if found.kind == geography.REGION else (Column("Local authority"), Column("Region"))
    return (
        *first, Column("Chance", numeric=True), Column("Score, 95% interval", numeric=True), Column("Rank, 95% interval", numeric=True),
        Column("Chance by any weights", numeric=True), *(Column(f"{part.title}, times what is common", numeric=True) for part in _loaded(found)),
    )  # fmt: skip


def _loaded(found: ColdSpots) -> list[Part]:
    absent = {each.id for each in found.absent}
    return [part for part in found.rule.parts if part.id not in absent]


def rows(found: ColdSpots) -> list[tuple[object, ...]]:
    """Each place with a score, the likeliest first."""
    return [_row(found, spot) for spot in found.scored]


def _row(found: ColdSpots, spot: ColdSpot) -> tuple[object, ...]:
    link = link_to(geography.by_code()[spot.code])
    first = (link,) if found.kind == geography.REGION else (link, spot.region)
    held = {each.id: words.times(each.ratio, each.low, each.high).replace(" times", "") for each in spot.components}
    parts = [held.get(part.id) for part in _loaded(found)]
    return (*first, words.chance(spot.probability), score(spot), rank(spot, found.among), words.chance(spot.whatever), *parts)


def score(spot: ColdSpot) -> str | None:
    """“74 (39 to 92)”."""
    if spot.score is None or spot.low is None or spot.high is None:
        return None
    return f"{spot.score:.0f} ({spot.low:.0f} to {spot.high:.0f})"


def rank(spot: ColdSpot, among: int) -> str | None:
    """“2 to 94 of 137”."""
    return None if spot.rank_low is None else f"{spot.rank_low} to {spot.rank_high} of {among}"


def without(found: ColdSpots) -> list[str]:
    """Places without a score, and what they lack."""
    least = found.rule.least_components
    lacking: dict[str, list[str]] = {}
    absent = {each.id for each in found.absent}
    for spot in found.spots:
        if spot.probability is None:
            names = " and ".join(each.title.lower() for each in spot.missing if each.id not in absent) or "more components"
            lacking.setdefault(names, []).append(spot.name)
    return [f"Fewer than {least} components, without {names}: {', '.join(sorted(places))}." for names, places in sorted(lacking.items())]


def rule_rows(found: ColdSpots) -> list[tuple[object, ...]]:
    """The rule’s components, and whether each is there."""
    absent = {each.id: each.why for each in found.absent}
    return [
        (part.title, f"{100 * part.weight:.0f}%", part.about, part.why, f"No data. {absent[part.id]}" if part.id in absent else "Yes")
        for part in found.rule.parts
    ]


def rule_facts(by: Rule) -> list[Row]:
    """The rest of the rule."""
    return [
        Row("Rule", f"Version {by.version}, of {in_words(by.as_of, weekday=False)}"),
        Row("How components are made alike", f"{by.transformation[:1].upper()}{by.transformation[1:]}: within each of {by.draws:,} draws of all true rates together"),
        Row("What a missing component does", f"Nothing is put in for it. Weights are shared {by.redistribution}; with fewer than {by.least_components} there is no score"),
        Row("Chance", f"The share of draws in which a place is among the worst {_share(by.worst_share)} of those with a score"),
        Row("Chance by any weights", "The same where any weights are as likely as any others: how far the answer rests on ours"),
        Row("Marked as a cold spot", f"From a chance of {100 * by.marked_from:.0f}%"),
    ]  # fmt: skip


def _share(share: float) -> str:
    return "fifth" if share == 0.2 else f"{100 * share:.0f}%"


def summary(found: ColdSpots) -> str:
    """What came of it, in a sentence or two."""
    marked, kind = sum(spot.marked for spot in found.spots), words.of_kind(found.kind)
    if not found.among:
        return "No place can be given a score from what is loaded here today."
    there = len(found.rule.parts) - len(found.absent)
    return (
        f"{found.among} {kind} have a score, from {there} of {len(found.rule.parts)} components. The worst {_share(found.rule.worst_share)} are {found.worst} of them; "
        f"{'for none is' if not marked else f'for {marked} it is'} as likely as not to be among those."
    )


def own_summary(spot: ColdSpot, place: geography.Place, found: ColdSpots) -> str:
    """What a place’s own page says first."""
    if spot.probability is None:
        return f"{_capital(place.in_words)} has no score: of the components that are loaded, {len(spot.components)} has a figure for it, and the rule needs {found.rule.least_components}."
    return (
        f"The chance that {place.in_words} is among the worst {_share(found.rule.worst_share)} of {found.among} {words.of_kind(found.kind)} is {words.chance(spot.probability)} "
        f"({words.chance(spot.whatever)} by any weights). Its score is {score(spot)} of 100, 100 the worst; its rank lies from {spot.rank_low} to {spot.rank_high}."
    )


def own_rows(spot: ColdSpot) -> list[tuple[object, ...]]:
    """A place’s components."""
    return [
        (
            f"{each.title}, {each.period}", each.counted, words.times(each.ratio, each.low, each.high), f"{each.standing:.0f} of 100", f"{100 * each.weight:.0f}%",
        )
        for each in spot.components
    ]  # fmt: skip


def own_missing(spot: ColdSpot) -> list[str]:
    """What a place lacks, and why."""
    return [f"{each.title}. {each.why}" for each in spot.missing]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def kind_word(kind: str) -> str:
    """What is compared."""
    return words.of_kind(kind)
