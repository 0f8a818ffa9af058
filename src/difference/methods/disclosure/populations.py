"""Populations: whether two that are both released differ by nobody or by enough people, and what parts they are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence

from difference.errors import BadInput
from difference.methods.disclosure.publishing import Published
from difference.methods.disclosure.rules import Rules
from difference.methods.disclosure.tables import Population, Table


def apart(one: Population, other: Population) -> int:
    """How many people are in one of two populations and not in the other. Raises BadInput where a part has two sizes."""
    for part in one.parts.keys() & other.parts.keys():
        if one.parts[part] != other.parts[part]:
            raise BadInput(f"The part “{part}” of the people has {one.parts[part]} here and {other.parts[part]} there: it cannot be the same people.")
    return sum({**one.parts, **other.parts}[part] for part in one.parts.keys() ^ other.parts.keys())


def refuse_close_populations(table: Table, earlier: Sequence[Published], rules: Rules) -> None:
    """Raise BadInput (“populations-too-close”) where the people differ from earlier ones by a few: their difference would be those few."""
    close = [each.name for each in earlier if 0 < apart(table.people, each.people) < rules.populations]
    if close:
        sentence = rules.says("populations")
        raise BadInput(f"“{table.name}” cannot be released. {sentence}", fields={name: [sentence] for name in close}, code="populations-too-close")


def populations(members: Mapping[str, Collection[Hashable]]) -> dict[str, Population]:
    """Populations from lists of distinct people by name: each part is who belongs to exactly the same ones, named after them.

    A person who stands twice in a list counts once.
    """
    belongs: dict[Hashable, list[str]] = {}
    for name in sorted(members):
        for person in set(members[name]):
            belongs.setdefault(person, []).append(name)
    sizes = Counter(tuple(names) for names in belongs.values())
    return {name: Population({" and ".join(names): size for names, size in sorted(sizes.items()) if name in names}) for name in members}
