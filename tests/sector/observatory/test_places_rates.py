"""Rates by place, counted a second time: suppressed cells, rounded rows, ended authorities, pupils of another year, and ranks."""

import math

import numpy as np
import pytest
from scipy.stats import beta, binom, chi2, norm

from difference.sector.observatory.places import geography, tables, words
from difference.sector.observatory.places.measures import measures, settings
from tests.sector.observatory import places_files as made

pytestmark = pytest.mark.once
PERMANENT, SUSPENSIONS, WEAK, CENSUS = (measures()[name] for name in ("permanent-exclusions", "suspensions", "weak-schools", "ap-authority"))
FIVE = {"841": (6, 90, 40, 16_000), "390": (73, 800, 400, 28_000), "351": (83, 1_700, 800, 29_000), "330": (300, 9_000, 4_000, 200_000), "202": (10, 500, 300, 24_000)}  # fmt: skip


def rate_of(data, measure, code, year):
    return next(each for each in tables.series(data, measure, geography.by_code()[code]).own if each.count.year == year)


def chi_squared(events):
    """Poisson limits by way of the chi-squared distribution, as textbooks print them."""
    return (chi2.ppf(0.025, 2 * events) / 2 if events else 0.0), chi2.ppf(0.975, 2 * events + 2) / 2


@pytest.mark.parametrize("code", FIVE)
def test_a_rate_and_its_interval_are_those_of_the_count(load, code):
    data = load(made.exclusions("201718", FIVE))
    permanent, _, _, pupils = FIVE[code]
    rate = rate_of(data, PERMANENT, code, 2017)
    low, high = chi_squared(permanent)
    assert (rate.lowest, rate.low, rate.high) == pytest.approx((100 * permanent / pupils, 100 * low / pupils, 100 * high / pupils), rel=1e-9)
    assert rate.known
    assert rate.count.notes == ()


def test_a_suppressed_cell_leaves_a_range_and_chance_widens_it(load):
    data = load(made.exclusions("201617", {**FIVE, "816": ("x", 60, 30, 25_000)}))
    rate = rate_of(data, PERMANENT, "816", 2016)
    assert (rate.lowest, rate.highest) == pytest.approx((100 / 25_000, 200 / 25_000))
    assert (rate.low, rate.high) == pytest.approx((100 * chi_squared(1)[0] / 25_000, 100 * chi_squared(2)[1] / 25_000))
    assert rate.count.notes == ("from cells that are suppressed",)
    assert words.value(PERMANENT, rate) == "0.00 to 0.01"
    assert words.counted(PERMANENT, rate.count) == "1 to 2 permanent exclusions, 25,000 pupils"


def test_rows_of_regions_to_2016_17_are_within_2_of_what_is_written_and_later_ones_are_exact(load):
    regions = {region.name: (100, 900, 400, 100_000) for region in geography.regions()}
    data = load(made.exclusions("201617", {}, regions, (900, 8_100, 3_600, 900_000)), made.exclusions("201718", {}, regions))
    old, new = (rate_of(data, PERMANENT, "E12000001", year) for year in (2016, 2017))
    assert (old.count.low, old.count.high, new.count.low, new.count.high) == (98, 102, 100, 100)
    assert (old.low, old.high) == pytest.approx((100 * chi_squared(98)[0] / 100_000, 100 * chi_squared(102)[1] / 100_000))
    assert old.count.notes == ("from a row that is rounded to 5",)


def test_authorities_that_became_one_are_added_up_and_only_where_all_of_them_are_there(load):
    data = load(
        made.exclusions("201415", {"836": ("x", 40, 20, 9_000), "837": (12, 60, 30, 11_000), "330": (9, 90, 40, 50_000)}),
        made.exclusions("201516", {"837": (15, 60, 30, 11_000), "330": (9, 90, 40, 50_000)}),
    )
    own = tables.series(data, PERMANENT, geography.by_code()["839"]).own
    assert [(rate.count.year, rate.count.low, rate.count.high, rate.count.of) for rate in own] == [(2014, 13, 14, 20_000)]


def test_a_divided_authority_is_named_and_counts_for_none_of_its_successors(load):
    data = load(made.exclusions("201617", {"909": (30, 200, 100, 60_000), "330": (9, 90, 40, 50_000)}))
    series = tables.series(data, PERMANENT, geography.by_code()["942"])
    assert (series.own, [(left.code, left.name, left.periods) for left in series.left]) == ([], [("909", "Cumbria", ("2016/17",))])
    table = tables.table(data, PERMANENT, geography.AUTHORITY, 2016)
    assert [left.code for left in table.left] == ["909"]
    assert {"942", "943"} <= {place.code for place in table.missing}


def test_suspensions_come_in_groups_so_their_interval_is_wider(load):
    data = load(made.exclusions("201718", FIVE))
    rate = rate_of(data, SUSPENSIONS, "351", 2017)
    times, people = 1_700, 800
    free = people / (2 - people / times)
    low, high = chi_squared(free)
    assert rate.value == pytest.approx(100 * times / 29_000)
    assert (rate.low, rate.high) == pytest.approx((100 * low / 29_000 * times / free, 100 * high / 29_000 * times / free))
    assert rate.high - rate.low > 1.5 * 100 * (chi_squared(times)[1] - chi_squared(times)[0]) / 29_000


def test_the_interval_of_suspensions_holds_the_truth_where_each_pupils_number_is_geometric():
    chance, mean, pupils = np.random.default_rng(5), 2.1, 400
    inside = 0
    for _ in range(1_000):
        people = chance.poisson(pupils)
        times = int(chance.geometric(1 / mean, people).sum())
        free = people / (2 - people / times)
        low, high = (limit * times / free for limit in chi_squared(free))
        inside += low <= pupils * mean <= high
    assert 0.93 <= inside / 1_000 <= 0.975


@pytest.mark.parametrize("counts", [(0, 0, 0, 1), (2, 3, 1, 0), (0, 8, 0, 0), (1, 1, 1, 1)])
def test_the_share_of_weak_schools_has_wilsons_interval(load, counts):
    data = load(made.grades("2023", {"351": counts, "330": (1, 5, 2, 1)}))
    rate = rate_of(data, WEAK, "351", 2023)
    weak, graded, z = counts[2] + counts[3], sum(counts), norm.ppf(0.975)
    middle, half = (weak + z * z / 2) / (graded + z * z), z / (graded + z * z) * math.sqrt(weak * (graded - weak) / graded + z * z / 4)
    assert rate.value == pytest.approx(100 * weak / graded)
    assert (rate.low, rate.high) == pytest.approx((100 * max(0, middle - half) if weak else 0, 100 * min(1, middle + half) if weak < graded else 100))
    assert beta.ppf(0.025, weak or 1, graded - weak + 1) * 100 <= rate.high  # Clopper and Pearson's lower limit is below Wilson's upper one.
    assert binom.sf(weak - 1, graded, rate.high / 100) > 0.5


def test_one_school_is_printed_beside_its_hundred_per_cent(load):
    data = load(made.grades("2023", {"351": (0, 0, 0, 1), "330": (1, 5, 2, 1)}))
    rate = rate_of(data, WEAK, "351", 2023)
    assert words.both(WEAK, rate) == "100% (21% to 100%)"
    assert words.counted(WEAK, rate.count) == "1 of 1 graded school"


def test_placements_are_set_beside_pupils_of_their_own_year_or_of_the_nearest_said_and_widened(load):
    data = load(
        made.exclusions("201617", FIVE), made.exclusions("201718", FIVE), made.census("201718", {"351": 290}), made.census("202021", {"351": 290})
    )
    now, later = (rate_of(data, CENSUS, "351", year) for year in (2017, 2020))
    low, high = (1000 * limit / 29_000 for limit in chi_squared(290))
    assert (now.value, now.low, now.high) == pytest.approx((10, low, high))
    assert (now.count.notes, later.count.notes) == ((), ("beside the pupils of 2017/18",))
    wide = (1 + settings().roll_drift) ** 3
    assert (later.value, later.low, later.high) == pytest.approx((10, low / wide, high * wide))


def test_without_pupils_of_the_same_area_there_is_a_count_and_no_rate(load):
    ended = {"836": (5, 40, 20, 9_000), "837": (12, 60, 30, 11_000), "351": (83, 1_700, 800, 29_000)}
    data = load(made.exclusions("201617", ended), made.census("202021", {"839": 210, "351": 290, "943": 3}), made.census("202324", {"351": 280}))
    series = tables.series(data, CENSUS, geography.by_code()["839"])
    assert (series.own, [(count.low, count.of) for count in series.counted]) == ([], [(210, None)])
    assert "2023" not in {str(rate.count.year) for rate in tables.series(data, CENSUS, geography.by_code()["351"]).own}
    assert {place.code for place in tables.table(data, CENSUS, geography.AUTHORITY, 2020).missing} >= {"942", "390"}


def test_ranks_begin_with_the_worst_and_never_stand_alone(load):
    data = load(made.exclusions("201718", FIVE))
    table = tables.table(data, PERMANENT, geography.AUTHORITY, 2017)
    assert [each.rate.place.code for each in table.ranked] == ["351", "390", "330", "202", "841"]
    assert all(1 <= each.low <= each.rank <= each.high <= each.among == 5 for each in table.ranked)
    assert words.rank(table.ranked[0]) == "1 to 2 of 5"
    assert table.ranked[3].low < table.ranked[3].high


def test_ranks_are_those_of_draws_made_one_by_one(load):
    """A second computation: many fits are avoided by taking a wide common distribution, which hardly matters to counts this large."""
    data = load(made.exclusions("201718", FIVE))
    chance = np.random.default_rng(3)
    ranks = []
    for _ in range(4_000):
        drawn = {code: chance.gamma(permanent + 1) / pupils for code, (permanent, _, _, pupils) in FIVE.items()}
        order = sorted(drawn, key=drawn.get, reverse=True)
        ranks.append([order.index(code) + 1 for code in FIVE])
    mean = dict(zip(FIVE, np.mean(ranks, axis=0), strict=True))
    found = {each.rate.place.code: each for each in tables.table(data, PERMANENT, geography.AUTHORITY, 2017).ranked}
    for code, each in found.items():
        assert abs(each.rank - mean[code]) < 0.6
        held = np.quantile([row[list(FIVE).index(code)] for row in ranks], [0.025, 0.975])
        assert abs(each.low - held[0]) <= 1
        assert abs(each.high - held[1]) <= 1


def test_rates_of_suspensions_are_ranked_by_their_rates_and_not_by_how_they_come_in_groups(load):
    by = {"841": (0, 2_000, 1_900, 20_000), "390": (0, 4_000, 900, 20_000), "351": (0, 1_000, 400, 20_000)}
    table = tables.table(load(made.exclusions("201718", by)), SUSPENSIONS, geography.AUTHORITY, 2017)
    assert [(each.rate.place.code, each.rank) for each in table.ranked] == [("390", 1), ("841", 2), ("351", 3)]


def test_a_measure_without_a_worse_end_has_no_rank(load):
    data = load(made.exclusions("201718", FIVE), made.census("201718", {"351": 290, "390": 100}))
    assert {words.rank(each) for each in tables.table(data, CENSUS, geography.AUTHORITY, 2017).ranked} == {None}


def test_answers_are_kept_until_other_data_is_loaded(load):
    first = load(made.exclusions("201718", FIVE))
    table = tables.table(first, PERMANENT, geography.AUTHORITY, 2017)
    assert tables.table(first, PERMANENT, geography.AUTHORITY, 2017) is table
    second = load(made.exclusions("201819", FIVE))
    assert tables.table(second, PERMANENT, geography.AUTHORITY, 2017) is not table
    assert list(tables.counted(second, PERMANENT).periods.values()) == ["2017/18", "2018/19"]


def test_without_any_file_there_is_nothing_and_no_error(store):
    from difference.sector.official import held

    data = held.at(store.folder)
    assert tables.loaded(data) == []
    assert tables.series(data, PERMANENT, geography.by_code()["351"]).own == []
    assert tables.table(data, PERMANENT, geography.AUTHORITY, 2016).ranked == []
