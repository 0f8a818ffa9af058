"""Second implementations that share nothing with the first: bounds by looking at every table there could be, and SACRO's rules."""

import itertools

import numpy as np

MOST = 1_500_000


def nearest_five(count):
    """To five, halfway never occurring: whole numbers lie at most two away."""
    return 5 * round(count / 5)


def as_shown(count):
    return None if count < 10 else nearest_five(count)


def lines_of(shape):
    """Every line of an array, as flat indices."""
    numbers = np.arange(np.prod(shape)).reshape(shape)
    return [list(line) for axis in range(len(shape)) for line in np.moveaxis(numbers, axis, -1).reshape(-1, shape[axis]) if shape[axis] > 1]


def subtotals_of(shape):
    """Every margin of an array, as flat indices of what it gathers."""
    numbers = np.arange(np.prod(shape)).reshape(shape)
    for fixed in itertools.product(*([None, *range(size)] for size in shape)):
        if None in fixed:
            yield numbers[tuple(slice(None) if place is None else place for place in fixed)].ravel()


def every_table(true, hidden, *, totals):
    """All tables, one a row, that look like `true` with these flat cells hidden, to somebody who sees the shown cells and either the number of all
    people or all `totals` as they could be published, knows which hidden cells are small, and knows the rules. None where there are too many to look at.

    true: whole numbers, any shape; hidden: flat index to the name of the rule and the axis of the line, if a line matters.
    """
    shape, flat = true.shape, true.ravel()
    ranges = []
    for place, count in enumerate(flat):
        if place not in hidden:
            ranges.append(range(max(10, nearest_five(count) - 2), nearest_five(count) + 3))
        elif hidden[place][0] == "small":
            ranges.append(range(10))
        else:
            ranges.append(range(10, int(flat.sum()) + 3))
    if np.prod([float(len(each)) for each in ranges]) > MOST:
        return None
    tables = np.stack([each.ravel() for each in np.meshgrid(*ranges, indexing="ij")], axis=-1)
    for within in subtotals_of(shape) if totals else [np.arange(flat.size)]:
        looks = as_shown(flat[within].sum())
        sums = tables[:, within].sum(axis=1)
        tables = tables[sums < 10] if looks is None else tables[(sums >= 10) & (np.abs(sums - looks) <= 2)]
    return _by_the_rules(tables, shape, hidden)


def _by_the_rules(tables, shape, hidden):
    for axis, line in _lines_by_axis(shape):
        unseen = [place for place in line if place in hidden]
        if 0 < len(unseen) < len(line):
            tables = tables[tables[:, unseen].sum(axis=1) >= 10]
        for place in line:
            rest = tables[:, [other for other in line if other != place]].sum(axis=1)
            if place not in hidden:
                tables = tables[rest >= 10]
            elif hidden[place] == ("complement", axis):
                tables = tables[rest < 10]
    return tables


def _lines_by_axis(shape):
    numbers = np.arange(np.prod(shape)).reshape(shape)
    for axis in range(len(shape)):
        if shape[axis] > 1:
            for line in np.moveaxis(numbers, axis, -1).reshape(-1, shape[axis]):
                yield axis, list(line)


def hidden_in(published):
    """Flat index of each cell held back to its rule and axis."""
    names = [dimension.name for dimension in published.dimensions]
    numbers = {key: place for place, key in enumerate(itertools.product(*(each.categories for each in published.dimensions)))}
    return {numbers[each.key]: (each.rule, names.index(each.along) if each.along else None) for each in published.withheld if each.figure == "count"}


# SACRO's rules for a cell of magnitudes, in the words of ACRO's configuration and of its checks (github: AI-SDC/ACRO, acro/default.yaml):
# safe_threshold 10; safe_nk_n 2 and safe_nk_k 0.90; safe_pratio_p 0.10; safe_dof_threshold 10; zeros_are_disclosive.
def sacro(values):
    """The names of SACRO's rules that a cell with one value a person breaks."""
    size, broken = np.sort(np.asarray(values, float))[::-1], set()
    if len(size) < 10:
        broken.add("threshold")
    whole = size.sum()
    if whole > 0:
        if size[:2].sum() / whole > 0.90:
            broken.add("nk")
        if size[2:].sum() / size[0] < 0.10:
            broken.add("p-ratio")
    return broken


def sacro_model(observations, parameters):
    """Whether SACRO lets a model pass."""
    return observations - parameters >= 10
