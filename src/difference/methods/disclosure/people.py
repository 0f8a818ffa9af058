"""Makes a table from records, counting distinct people."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from difference.errors import BadInput
from difference.methods.disclosure.tables import Cell, Dimension, Key, Population, Table
from difference.methods.problems import Problems


def count_people(
    name: str,
    dimensions: Sequence[Dimension],
    records: Iterable[tuple[Hashable, Key]],
    *,
    people: Population | None = None,
    impossible: Iterable[Key] = (),
) -> Table:
    """A table of distinct people from records (person, categories). Somebody with many records in a cell counts once.

    Raises BadInput where somebody stands in two cells: then cells cannot be added, and one table cannot hold them.
    """
    problems, stands = Problems(), dict[Hashable, Key]()
    for number, (person, key) in enumerate(records, 1):
        if len(key) != len(dimensions) or any(place not in dimension.categories for place, dimension in zip(key, dimensions, strict=True)):
            problems.add(f"record {number}", f"There is no cell “{', '.join(map(str, key))}”.")
        elif stands.setdefault(person, key) != key:
            problems.add(f"record {number}", "The same person stands in another cell already.")
    problems.refuse(f"These records cannot be counted as “{name}”.")
    counts = dict.fromkeys(_all_keys(dimensions), 0)
    for key in stands.values():
        counts[key] += 1
    never = set(impossible)
    cells = {key: Cell(count, impossible=key in never) for key, count in counts.items()}
    return Table(name, tuple(dimensions), cells, people or Population({}))


def _all_keys(dimensions: Sequence[Dimension]) -> list[Key]:
    keys: list[Key] = [()]
    for dimension in dimensions:
        keys = [(*key, category) for key in keys for category in dimension.categories]
    if not dimensions:
        raise BadInput("A table needs at least one dimension.")
    return keys
