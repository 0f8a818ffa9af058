"""The attack finds what can be found: against every table there could be, and on releases that are known to leak."""

from dataclasses import replace

import numpy as np
import pytest

from difference.errors import BadInput
from difference.methods.disclosure import Cell, Dimension, Population, Table, attack, current, frames, protect, release
from tests.methods.disclosure.naive import naive
from tests.methods.disclosure.second import every_table, hidden_in
from tests.methods.disclosure.worlds import breakdown, draw, one_way, subsets, table

pytestmark = pytest.mark.once
RULES = current()


def by_hand(true, published, *, totals):
    """(lowest, highest) of each small cell held back, over every table there could be."""
    hidden = hidden_in(published)
    tables = every_table(true, hidden, totals=totals)
    if tables is None:
        return None
    assert (tables == true.ravel()).all(axis=1).any()
    return {place: (tables[:, place].min(), tables[:, place].max()) for place, (rule, _) in hidden.items() if rule == "small"}


def compare(rng, shapes, number):
    """Looks at `number` worlds in both ways; how many cells of them were found alike."""
    worlds = cells = 0
    while worlds < number:
        true = draw(rng, shapes[rng.integers(len(shapes))], rng.choice([7, 10, 14]))
        totals = bool(rng.integers(2))
        made = table(true, outsiders_know="totals" if totals else "whole")
        expected = by_hand(true, protect(made), totals=totals)
        if expected is None:
            continue
        found = {tuple(finding.where.values()): (finding.low, finding.high) for finding in attack([protect(made)]).findings}
        keys = list(made.places())
        assert found == {keys[place]: ends for place, ends in expected.items()}, true
        worlds, cells = worlds + 1, cells + len(expected)
    return cells


def test_the_bounds_are_those_over_every_table_there_could_be():
    assert compare(np.random.default_rng(3), [(3,), (4,), (2, 2), (2, 3)], 25) > 30


@pytest.mark.deep
def test_the_bounds_are_those_over_every_table_there_could_be_in_many_worlds():
    assert compare(np.random.default_rng(4), [(3,), (4,), (2, 2), (2, 3), (2, 2, 2)], 400) > 400


def test_fractions_of_people_give_no_narrower_bounds():
    rng = np.random.default_rng(8)
    for _ in range(8):
        published = protect(table(draw(rng, (3, 3, 2), 12)))
        pairs = zip(attack([published], whole=False).findings, attack([published]).findings, strict=True)
        assert all(wide.low <= close.low and close.high <= wide.high for wide, close in pairs)


def test_a_small_cell_alone_beside_an_exact_total_is_found():
    rules = replace(RULES, threshold=5, rounded_to=1)
    found = attack([naive([50, 30, 60, 4], 5, 1, exact_totals=True)], rules)
    assert [(finding.low, finding.high, finding.violates) for finding in found.findings] == [(4, 4, True)]
    assert found.exact == found.violations


@pytest.mark.parametrize("largest", [frames.LARGEST_FRAME, 0])
def test_two_releases_of_the_same_people_give_away_what_neither_does(monkeypatch, largest):
    monkeypatch.setattr(frames, "LARGEST_FRAME", largest)
    # By place, one small cell; by sex, everything: the two totals are the same people, exactly.
    rules = replace(RULES, threshold=5, rounded_to=1)
    place, sex = naive([50, 30, 4], 5, 1, exact_totals=False), naive([40, 44], 5, 1, exact_totals=False)
    apart = [replace(each, known={}) for each in (place, sex)]
    assert attack(apart, rules).findings[0].high == 4
    names = {"0": "place", "1": "sex"}
    same = [
        replace(each, people=Population({"all": 84}), dimensions=(replace(each.dimensions[0], name=names[str(number)]),))
        for number, each in enumerate(apart)
    ]
    assert [(finding.low, finding.high) for finding in attack(same, rules).findings] == [(4, 4)]


def test_people_who_joined_are_found_between_releases_that_show_exact_numbers():
    rules = replace(RULES, rounded_to=1)
    before = protect(one_way("before", {"september": 110}, a=60, b=50), rules)
    after = protect(one_way("after", {"september": 110, "october": 12}, a=61, b=61), rules)
    found = {(finding.what, *finding.where.values()): (finding.low, finding.high) for finding in attack([before, after], rules).violations}
    assert found == {("difference", "a"): (1, 1)}


def test_between_releases_the_same_number_twice_is_held_back_the_second_time():
    # From 60 and 60 a reader would know that nobody to four people joined in a.
    before = release(one_way("before", {"september": 170}, a=60, b=50, c=60)).published
    after = release(one_way("after", {"september": 170, "october": 23}, a=61, b=65, c=67), earlier=[before])
    assert after.published.cells["a",].count is None
    assert after.withstood.narrowest >= 5


def test_categories_and_their_groups_are_the_same_people():
    rules = replace(RULES, threshold=5, rounded_to=1)
    place = Dimension("place", ("0a", "0b", "0c", "0d"), {"north": ("0a", "0b"), "south": ("0c", "0d")})
    careless = naive([50, 3, 60, 4], 5, 1, exact_totals=False)
    names = dict(zip(careless.cells, zip(place.categories), strict=True))
    fine = replace(
        careless, dimensions=(place,), known={}, people=Population({"all": 117}), cells={names[key]: cell for key, cell in careless.cells.items()},
        withheld=tuple(replace(each, key=names[each.key]) for each in careless.withheld),
    )  # fmt: skip
    coarse = protect(one_way("regions", {"all": 117}, north=53, south=64), rules)
    found = attack([fine, replace(coarse, known={})], rules).findings
    assert {finding.where["place"]: (finding.low, finding.high) for finding in found} == {"0b": (3, 3), "0d": (4, 4)}


def test_a_group_that_gathers_two_things_is_refused():
    first = Table("first", (Dimension("place", ("a", "b"), {"north": ("a",)}),), {("a",): Cell(40), ("b",): Cell(50)}, Population({"all": 90}))
    other = replace(first, name="other", dimensions=(Dimension("place", ("a", "b"), {"north": ("b",)}),))
    with pytest.raises(BadInput, match="gathers other categories"):
        attack([protect(first), protect(other)])


def test_releases_that_contradict_each_other_are_refused():
    first, other = one_way("first", {"all": 90}, a=40, b=50), one_way("other", {"all": 90}, a=50, b=40)
    with pytest.raises(BadInput, match="contradicts itself"):
        attack([protect(first), protect(other)])


@pytest.mark.parametrize(("measure", "ends"), [("excluded", (2, 7)), ("absent", (0, 9))])
def test_percentages_of_the_same_measure_narrow_a_numerator_held_back(measure, ends):
    # By sex, 16 or 17 and 17 to 19 were excluded, 33 to 36 in all; by place 19 to 21 in a and 10 in b, which leaves 2 to 7 for c.
    cells = {"a": Cell(200, numerator=20), "b": Cell(100, numerator=10), "c": Cell(60, numerator=5)}
    place = replace(one_way("by place", {"all": 360}, **cells), measure="excluded")
    sex = replace(one_way("by sex", {"all": 360}, "sex", f=Cell(180, numerator=17), m=Cell(180, numerator=18)), measure=measure)
    found = attack([protect(place), protect(sex)]).findings
    assert [(finding.what, finding.where, finding.low, finding.high) for finding in found] == [("numerator", {"place": "c"}, *ends)]


def test_in_one_frame_or_in_one_a_table_one_way_tables_give_the_same(monkeypatch):
    rng = np.random.default_rng(12)
    for _ in range(4):
        counts = draw(rng, (3, 2, 4), 9)
        tables = [protect(breakdown(counts, kept, f"by {kept}", {"all": int(counts.sum())})) for kept in subsets(3, 1)]
        joint = attack(tables)
        with monkeypatch.context() as small:
            small.setattr(frames, "LARGEST_FRAME", 0)
            assert attack(tables).findings == joint.findings


def test_a_wider_picture_is_never_narrower(monkeypatch):
    counts = draw(np.random.default_rng(13), (3, 3, 3), 12)
    tables = [protect(breakdown(counts, kept, f"by {kept}", {"all": int(counts.sum())})) for kept in subsets(3, 2)]
    joint = attack(tables)
    monkeypatch.setattr(frames, "LARGEST_FRAME", 0)
    for wide, close in zip(attack(tables).findings, joint.findings, strict=True):
        assert wide.low <= close.low
        assert close.high <= wide.high


def test_what_earlier_releases_give_away_is_said():
    rules = replace(RULES, rounded_to=1)
    careless = replace(naive([50, 30, 60, 4], 10, 1, exact_totals=True), people=Population({"all": 144}))
    with pytest.raises(BadInput) as refused:
        release(one_way(people={"all": 144}, dimension="sex", f=74, m=70), rules, earlier=[careless])
    assert (refused.value.code, list(refused.value.fields)) == ("given-away", ["naive"])
