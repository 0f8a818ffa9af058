"""Invented worlds: tables of people of many shapes, sparse and full, seeded."""

import itertools

import numpy as np

from difference.methods.disclosure import Cell, Dimension, Population, Table

SHAPES = [(3,), (5,), (8,), (2, 2), (3, 4), (2, 6), (2, 2, 2), (5, 4), (2, 3, 3)]
# Large ones take long and are rarer.
OFTEN = [0.16, 0.16, 0.16, 0.16, 0.12, 0.08, 0.1, 0.03, 0.03]


def dimensions(shape):
    return tuple(Dimension(f"dimension {place}", tuple(f"{place}{name}" for name in range(size))) for place, size in enumerate(shape))


def table(counts, name="world", people=None, **more):
    """A table of an array of counts."""
    counts = np.asarray(counts)
    made = dimensions(counts.shape)
    cells = {tuple(each.categories[at] for each, at in zip(made, index, strict=True)): Cell(int(counts[index])) for index in np.ndindex(counts.shape)}
    return Table(name, made, cells, Population(people or {}), **more)


def one_way(name="world", people=None, dimension="place", **counts):
    cells = {(category,): count if isinstance(count, Cell) else Cell(count) for category, count in counts.items()}
    return Table(name, (Dimension(dimension, tuple(counts)),), cells, Population(people or {}))


def draw(rng, shape=None, middle=None):
    """Counts of a world: log-normal sizes, so that some cells are empty and some hold hundreds."""
    shape = shape or SHAPES[rng.choice(len(SHAPES), p=OFTEN)]
    middle = middle or rng.choice([6, 15, 40])
    return rng.poisson(np.exp(rng.normal(np.log(middle), rng.choice([0.5, 1.0, 1.5]), shape)))


def summed(counts, kept):
    """The counts by some of the dimensions alone."""
    return counts.sum(axis=tuple(axis for axis in range(counts.ndim) if axis not in kept))


def breakdown(counts, kept, name, people=None):
    """A table of some dimensions of a world, named as in the world."""
    made = [dimensions(counts.shape)[axis] for axis in kept]
    sums = summed(counts, kept)
    cells = {tuple(each.categories[at] for each, at in zip(made, index, strict=True)): Cell(int(sums[index])) for index in np.ndindex(sums.shape)}
    return Table(name, tuple(made), cells, Population(people or {}))


def subsets(number, size):
    return list(itertools.combinations(range(number), size))
