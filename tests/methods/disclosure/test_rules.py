"""Each rule refuses what breaks it, and lets it pass once the rule is dropped: so no test here is about another rule."""

from dataclasses import replace

import pytest

from difference.errors import BadInput
from difference.methods.disclosure import (
    Cell,
    Dimension,
    Mean,
    Population,
    Table,
    attack,
    current,
    populations,
    protect,
    refuse_full_model,
    release,
    rounded,
    shown_count,
    withholding,
)
from tests.methods.disclosure.worlds import one_way, table

pytestmark = pytest.mark.once
RULES = current()


def held(published, figure="count"):
    return {"".join(each.key): each.rule for each in published.withheld if each.figure == figure}


def test_the_numbers_are_those_of_the_design():
    # Design: FACTS §7, the stricter of ONS, SACRO, OpenSAFELY, UK LLC.
    assert (RULES.threshold, RULES.rounded_to, RULES.interval, RULES.base, RULES.mean, RULES.on_dashboards().mean) == (10, 5, 5, 30, 10, 30)
    assert (RULES.largest, RULES.top_two, RULES.schools, RULES.populations, RULES.freedom) == (0.4375, 0.85, 3, 10, 10)


@pytest.mark.parametrize(("count", "shown"), [(0, None), (9, None), (10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (1002, 1000)])
def test_one_number_is_suppressed_first_and_rounded_after(count, shown):
    assert shown_count(count) == shown


def test_nine_is_not_rounded_up_to_ten_and_shown():
    assert (rounded(9, 5), shown_count(9)) == (10, None)


def test_a_small_cell_and_a_zero_are_held_back_and_ten_is_not():
    counts = {"a": 40, "b": 10, "c": 9, "d": 0, "e": 30}
    assert held(protect(one_way(**counts))) == {"c": "small", "d": "small", "b": "together"}
    assert held(protect(one_way(**counts), replace(RULES, threshold=0))) == {}


def test_a_zero_that_nobody_can_be_in_is_said_to_be_one():
    published = protect(one_way(a=40, b=30, c=Cell(0, impossible=True)))
    assert ([str(cell) for cell in published.cells.values()], held(published)) == (["40", "30", "[z]"], {})


def test_a_cell_whose_rest_is_small_is_held_back(monkeypatch):
    counts = {"a": 50, "b": 6, "c": 3}
    assert held(protect(one_way(**counts))) == {"a": "complement", "b": "small", "c": "small"}
    monkeypatch.setattr(withholding, "RULES", tuple(rule for rule in withholding.RULES if rule.__name__ != "_small_rest"))
    assert held(protect(one_way(**counts))).get("a") != "complement"


def test_the_rest_counts_in_every_line_through_a_cell():
    # Of those in the first row, all but three are in the first column: that the column is large in all does not hide it.
    published = protect(table([[40, 3], [60, 50]]))
    assert held(published)["0010"] == "complement"


def test_groups_of_fewer_than_three_schools_are_held_back():
    cells = {"a": Cell(40, schools=2), "b": Cell(30, schools=3), "c": Cell(50, schools=9)}
    assert held(protect(one_way(**cells))) == {"a": "schools"}
    assert held(protect(one_way(**cells), replace(RULES, schools=2))) == {}


def test_a_single_small_cell_takes_the_least_of_its_line_with_it(monkeypatch):
    published = protect(one_way(a=50, b=30, c=4))
    assert held(published) == {"c": "small", "b": "together"}
    monkeypatch.setattr(withholding, "_hide_together", lambda *_: None)
    assert held(protect(one_way(a=50, b=30, c=4))) == {"c": "small"}


def test_an_empty_cell_held_back_alone_would_be_known_to_be_empty():
    # Were it 1 to 9, another would be held back with it: whoever knows the rule would read the zero off.
    assert held(protect(one_way(a=40, b=30, c=0))) == {"c": "small", "b": "together"}


def test_totals_are_made_of_the_cells_shown():
    published = protect(table([[12, 13], [21, 4], [33, 18]]))
    shown = {key: cell.count for key, cell in published.cells.items()}
    for margin, total in published.totals.items():
        within = [count for key, count in shown.items() if all(place in {None, name} for place, name in zip(margin, key, strict=True))]
        counts = [count for count in within if count is not None]
        assert total == (sum(counts) if counts else None)


def test_groups_of_categories_have_totals_of_the_cells_shown():
    place = Dimension("place", ("a", "b", "c", "d"), {"north": ("a", "b"), "south": ("c", "d")})
    cells = {("a",): Cell(22), ("b",): Cell(31), ("c",): Cell(4), ("d",): Cell(17)}
    published = protect(Table("places", (place,), cells))
    assert (published.totals["north",], published.totals["south",], published.totals[None,]) == (50, None, 50)


@pytest.mark.parametrize(
    ("count", "above", "rule", "dropped"),
    [
        (29, 12, "base", {"base": 0}),
        (40, 9, "numerator", {"threshold": 0}),
        (40, 31, "rest", {"threshold": 0}),
        (40, 0, "numerator", {"threshold": 0}),
    ],
)
def test_percentages_need_a_base_and_people_on_both_sides(count, above, rule, dropped):
    made = one_way(a=Cell(count, numerator=above), b=Cell(60, numerator=20))
    assert held(protect(made), "percent") == {"a": rule}
    assert held(protect(made, replace(RULES, **dropped)), "percent") == {}


@pytest.mark.parametrize(("count", "above", "shown"), [(40, 13, 33), (40, 15, 38), (200, 29, 15), (30, 10, 33), (30, 20, 67)])
def test_percentages_are_whole_and_of_the_true_counts(count, above, shown):
    assert protect(one_way(a=Cell(count, numerator=above), b=60)).cells["a",].percent == shown


@pytest.mark.parametrize(
    ("values", "rule", "dropped"),
    [
        ([1.0] * 29, "mean", {"mean": 10}),
        ([44.0, *[1.0] * 56], "largest", {"largest": 1.0}),
        ([43.0, 43.0, *[1.0] * 14, *[0.0] * 30], "top_two", {"top_two": 1.0}),
        ([-44.0, *[1.0] * 56], "largest", {"largest": 1.0}),
    ],
)
def test_means_need_people_none_of_whom_brings_too_much(values, rule, dropped):
    made, rules = one_way(a=Cell(len(values), mean=Mean.of(values)), b=60), RULES.on_dashboards()
    assert held(protect(made, rules), "mean") == {"a": rule}
    assert held(protect(made, replace(rules, **dropped)), "mean") == {}


def test_a_mean_of_enough_people_is_shown_and_off_dashboards_ten_are_enough():
    made = one_way(a=Cell(12, mean=Mean.of([2.0] * 11 + [5.0])), b=60)
    assert protect(made).cells["a",].mean == pytest.approx(27 / 12)
    assert protect(made, RULES.on_dashboards()).cells["a",].mean is None


def test_the_shares_themselves_are_allowed():
    exactly = Mean(1600, 1600, 700, 660)
    assert RULES.largest == 700 / 1600
    assert RULES.top_two == 1360 / 1600
    assert held(protect(one_way(a=Cell(40, mean=exactly), b=60)), "mean") == {}
    assert held(protect(one_way(a=Cell(40, mean=replace(exactly, largest=701)), b=60)), "mean") == {"a": "largest"}
    assert held(protect(one_way(a=Cell(40, mean=replace(exactly, second=661)), b=60)), "mean") == {"a": "top_two"}


def test_where_the_count_is_held_back_so_is_everything_about_the_cell():
    made = one_way(a=Cell(8, numerator=4, mean=Mean.of([1.0] * 8)), b=40, c=50)
    published = protect(made)
    assert (published.cells["a",].percent, published.cells["a",].mean) == (None, None)
    assert (published.why(("a",), "percent"), published.why(("a",), "mean")) == ("count", "count")


@pytest.mark.parametrize("joined", [1, 9])
def test_populations_that_differ_by_a_few_are_refused(joined):
    first = release(one_way(people={"september": 110}, a=60, b=50)).published
    later = one_way("later", {"september": 110, "october": joined}, a=60 + joined, b=50)
    with pytest.raises(BadInput) as refused:
        release(later, earlier=[first])
    assert (refused.value.code, list(refused.value.fields)) == ("populations-too-close", ["world"])
    release(later, replace(RULES, populations=0, interval=0), earlier=[first])


def test_populations_that_are_the_same_or_ten_apart_are_not_refused():
    first = release(one_way(people={"september": 110}, a=60, b=50)).published
    again = release(one_way("again", {"september": 110}, a=60, b=50), earlier=[first])
    assert again.published.cells == first.cells
    release(one_way("later", {"september": 110, "october": 10}, a=66, b=54), earlier=[first])


def test_a_part_of_the_people_has_one_size():
    first = protect(one_way(a=60, b=50))
    with pytest.raises(BadInput, match="cannot be the same people"):
        release(one_way("later", a=61, b=50), earlier=[first])


def test_parts_are_made_of_who_is_where():
    made = populations({"all": ["p", "q", "r", "r"], "some": ["q", "s"]})
    assert made == {"all": Population({"all": 2, "all and some": 1}), "some": Population({"all and some": 1, "some": 1})}


def test_models_leave_degrees_of_freedom():
    assert refuse_full_model(30, 20) == 10
    with pytest.raises(BadInput, match="degrees of freedom"):
        refuse_full_model(30, 21)
    assert refuse_full_model(30, 21, replace(RULES, freedom=9)) == 9


def test_what_an_attack_finds_too_closely_is_held_back_too():
    # Row 1: both small cells are at their highest, and the rounded totals say so.
    made = table([[9, 9, 60], [40, 50, 70]], outsiders_know="totals")
    assert attack([protect(made)]).violations
    released = release(made)
    assert not released.withstood.violations
    assert "attack" in held(released.published).values()
    release(made, replace(RULES, interval=0))
    assert "attack" not in held(release(made, replace(RULES, interval=0)).published).values()
