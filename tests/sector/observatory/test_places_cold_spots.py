"""Cold spots: every component, the combination drawn a second time by other means, and what is missing named and never made up."""

import dataclasses
import datetime as dt
import tomllib
from pathlib import Path

import numpy as np
import pytest

from difference.errors import BadInput
from difference.sector.observatory.places import cold_spots, components, distances, geography, rule, weak_places
from difference.sector.observatory.places.components import Absent, Asked, Drawn
from difference.sector.official import held
from tests.sector.observatory import places_files as made

pytestmark = pytest.mark.once
ASKED = Asked(geography.AUTHORITY, 4_000, 1)
CODES = ["351", "390", "330", "202", "841", "301", "801", "886"]
EXCLUDED = {code: (permanent, 0, 0, 30_000) for code, permanent in zip(CODES, [90, 60, 45, 30, 25, 20, 9, 3], strict=True)}
GRADED = dict(zip(CODES, [(0, 1, 2, 1), (1, 3, 1, 0), (2, 9, 1, 1), (1, 4, 0, 0), (0, 0, 1, 0), (1, 2, 0, 0), (3, 6, 2, 0), (0, 5, 0, 0)], strict=True))  # fmt: skip


@pytest.fixture
def two(load):
    return load(made.exclusions("201718", EXCLUDED), made.grades("2023", GRADED))


def by_code(data):
    return cold_spots.cold_spots(data).by


def test_the_rule_is_dated_its_weights_add_up_and_each_component_says_why():
    found = rule.rule()
    assert sum(part.weight for part in found.parts) == pytest.approx(1)
    assert [part.id for part in found.parts] == ["weak", "leader-vacancies", "unqualified", "distance", "exclusions"] == list(components.READ)
    assert all(part.about and part.why for part in found.parts)
    assert (found.worst_share, found.least_components, found.marked_from) == (0.2, 2, 0.5)


@pytest.mark.parametrize(("old", "new"), [("weight = 0.3", "weight = 0.4"), ('direction = "high"', 'direction = "up"')])
def test_a_rule_that_makes_no_sense_is_refused(old, new):
    text = Path(rule.__file__).with_name("coldspots.toml").read_text()
    assert tomllib.loads(text)
    with pytest.raises(BadInput):
        rule.read(text.replace(old, new, 1))


def second_opinion(number=6_000):
    """Scores by loops: true rates from the conjugate posterior with each component's common distribution found by moments, ranks counted pair by pair."""
    chance = np.random.default_rng(77)
    table = {}
    for name, pairs in {
        "weak": [(GRADED[code][2] + GRADED[code][3], sum(GRADED[code])) for code in CODES],
        "exclusions": [(EXCLUDED[code][0], 30_000) for code in CODES],
    }.items():
        common = sum(count for count, _ in pairs) / sum(of for _, of in pairs)
        expected = [of * common for _, of in pairs]
        raw = [count / e for (count, _), e in zip(pairs, expected, strict=True)]
        spread = sum(e * (r - 1) ** 2 for r, e in zip(raw, expected, strict=True)) / sum(expected) - len(pairs) / sum(expected)
        shape = 1 / max(spread, 0.02)
        table[name] = [chance.gamma(count + shape, 1 / (e + shape), number) for (count, _), e in zip(pairs, expected, strict=True)]
    scores = []
    for draw in range(number):
        standing = {
            name: [100 * (sum(other[draw] < own[draw] for other in places) + 0.5) / len(places) for own in places] for name, places in table.items()
        }
        scores.append([0.6 * weak + 0.4 * excluded for weak, excluded in zip(standing["weak"], standing["exclusions"], strict=True)])
    worst = np.zeros(len(CODES))
    for row in scores:
        worst[int(np.argmax(row))] += 1
    return np.mean(scores, axis=0), worst / number


def test_scores_and_chances_are_those_of_a_second_computation(two):
    found = by_code(two)
    scores, chances = second_opinion()
    for code, score, chance in zip(CODES, scores, chances, strict=True):
        assert found[code].score == pytest.approx(score, abs=6)
        assert found[code].probability == pytest.approx(chance, abs=0.12)
    assert next(spot.code for spot in cold_spots.cold_spots(two).scored) == CODES[int(np.argmax(chances))] == "351"


def test_chances_add_up_to_how_many_the_worst_fifth_are_and_come_with_their_error(two):
    found = cold_spots.cold_spots(two)
    assert (found.among, found.worst, found.datasets) == (8, 1, ["exclusions", "grades"])
    assert sum(spot.probability for spot in found.scored) == pytest.approx(1)
    assert sum(spot.whatever for spot in found.scored) == pytest.approx(1)
    assert all(0 <= spot.error < 0.01 and spot.low <= spot.score <= spot.high and spot.rank_low <= spot.rank_high for spot in found.scored)
    assert all(spot.marked == (spot.probability >= 0.5) for spot in found.spots if spot.probability is not None)


def test_standings_are_ranks_from_0_to_100_and_ties_share():
    assert cold_spots.standings(np.array([[3.0, 1.0, 2.0, 2.0]])).tolist() == [[87.5, 12.5, 50.0, 50.0]]
    assert cold_spots.standings(np.array([[3.0, 1.0, 2.0, 2.0]]), high_is_worse=False).tolist() == [[12.5, 87.5, 50.0, 50.0]]


def test_the_weights_of_what_is_there_are_scaled_up_to_1():
    held_draws = np.array([[[80.0, 20.0, 0.0], [10.0, 0.0, 50.0]]])
    there = np.array([[True, True, False], [True, False, True]])
    weights = np.array([0.3, 0.2, 0.5])
    assert cold_spots.scores(held_draws, there, weights).tolist() == [
        [pytest.approx((0.3 * 80 + 0.2 * 20) / 0.5), pytest.approx((0.3 * 10 + 0.5 * 50) / 0.8)]
    ]
    assert cold_spots.scores(held_draws, there, weights[None, :]).tolist() == cold_spots.scores(held_draws, there, weights).tolist()


def test_what_is_not_loaded_is_missing_by_name_and_nothing_is_put_in(two):
    spot = by_code(two)["351"]
    assert [(each.id, round(each.weight, 3)) for each in spot.components] == [("weak", 0.6), ("exclusions", 0.4)]
    assert [each.id for each in spot.missing] == ["leader-vacancies", "unqualified", "distance"]
    assert spot.missing[2].why == "This needs the full extract of the register, which has coordinates."
    assert spot.period == "2017/18 to 2023"
    assert [each.counted for each in spot.components] == ["3 of 4 graded schools", "90 permanent exclusions, 30,000 pupils"]


def test_a_place_with_too_few_components_has_no_score_and_no_mark(load):
    data = load(made.exclusions("201718", EXCLUDED), made.grades("2023", {code: GRADED[code] for code in CODES[1:]}))
    found = cold_spots.cold_spots(data)
    spot = found.by["351"]
    assert (spot.probability, spot.score, spot.rank_low, spot.whatever, spot.marked, found.among) == (None, None, None, None, False, 7)
    assert spot.missing[-1].why == "There is no figure for Bury in what is loaded."
    assert found.spots[-1].probability is None


def test_the_same_data_gives_the_same_answer_and_no_data_gives_none(two, tmp_path):
    again = cold_spots.combined(two, geography.AUTHORITY, rule.rule())
    assert again.spots == cold_spots.cold_spots(two).spots
    empty = cold_spots.combined(held.at(tmp_path / "nowhere"), geography.AUTHORITY, rule.rule())
    assert (empty.among, empty.scored, len(empty.absent), len(empty.spots)) == (0, [], 5, 153)


def test_a_component_in_which_low_is_worse_is_turned_round(two):
    turned = dataclasses.replace(rule.rule(), parts=tuple(dataclasses.replace(part, direction="low") for part in rule.rule().parts))
    right, wrong = cold_spots.cold_spots(two).by, cold_spots.combined(two, geography.AUTHORITY, turned).by
    assert all(wrong[code].score == pytest.approx(100 - right[code].score, abs=0.01) for code in CODES)


def test_small_counts_are_drawn_to_what_is_common_and_large_ones_stay(load):
    common = sum(row[0] for row in EXCLUDED.values()) / 240_000
    few = load(made.exclusions("201718", EXCLUDED))
    drawn = {figures: components.component(data, "exclusions", ASKED) for figures, data in (("few", few), ("many", load(_hundredfold("201819"))))}
    ratio = {name: np.median(held.draws, axis=0) for name, held in drawn.items()}
    raw = np.array([EXCLUDED[place.code][0] / 30_000 / common for place in drawn["few"].places])
    smallest = int(raw.argmin())
    assert raw[smallest] * 1.1 < ratio["few"][smallest] < 1
    assert np.abs(ratio["many"] / raw - 1).max() < 0.01


def _hundredfold(period):
    return made.exclusions(period, {code: (permanent * 100, 0, 0, 3_000_000) for code, (permanent, _, _, _) in EXCLUDED.items()})


def test_pupils_in_weak_schools_are_counted_where_inspections_and_rolls_are_loaded(load):
    schools = [
        made.school(100001, "351", NumberOfPupils=90),
        made.school(100002, "351", NumberOfPupils=10),
        made.school(100003, "390", NumberOfPupils=50),
    ]
    seen = [
        made.inspection(100001, "Inadequate"),
        made.inspection(100002, "Good"),
        made.inspection(100003, "Requires improvement"),
        made.inspection(999999, "Good"),
    ]
    load(schools, day=dt.date(2023, 9, 1))
    data = load(seen, day=dt.date(2023, 8, 31))
    bury, gateshead = weak_places.counts(data, geography.AUTHORITY)
    size = 100**2 / (90**2 + 10**2)
    assert (bury.place.name, bury.of, bury.low) == ("Bury", pytest.approx(size), pytest.approx(0.9 * size))
    assert bury.notes == ("90 of 100 pupils, in 1 of 2 graded schools",)
    assert (gateshead.of, gateshead.low) == (1, 1)
    drawn = components.component(data, "weak", ASKED)
    assert isinstance(drawn, Drawn)
    assert drawn.words[0] == "90 of 100 pupils, in 1 of 2 graded schools"
    assert (drawn.draws * (0.9 * size + 1) / (size + 1)).max() <= 1 + 1e-9


AT = {
    "351": [(380_000, 410_000), (380_000, 412_000)],
    "390": [(425_000, 563_000)],
    "886": [(560_000, 160_000), (600_000, 160_000), (650_000, 160_000)],
}


@pytest.fixture
def spread(load):
    rows = [
        made.school(100001 + 10 * at + number, code, where) for at, (code, points) in enumerate(AT.items()) for number, where in enumerate(points)
    ]
    closed = made.school(100099, "390", (425_001, 563_001), **{"EstablishmentStatus (name)": "Closed"})
    mainstream = made.school(100098, "390", (425_002, 563_002), **{"TypeOfEstablishment (name)": "Community school"})
    return load([*rows, closed, mainstream], day=dt.date(2026, 6, 2))


def test_distances_are_to_the_nearest_other_open_school_also_across_borders(spread):
    found = distances.between(spread)
    points = [point for points in AT.values() for point in points]
    slow = [min(((x - a) ** 2 + (y - b) ** 2) ** 0.5 for a, b in points if (a, b) != (x, y)) for x, y in points]
    assert list(found.nearest) == pytest.approx(slow)
    assert slow[0] == 2_000
    assert slow[2] > 100_000


def test_a_places_typical_distance_is_drawn_to_that_of_all_and_is_wider_where_one_school_speaks(spread):
    drawn = components.component(spread, "distance", ASKED)
    low, middle, high = np.quantile(np.log(drawn.draws), [0.025, 0.5, 0.975], axis=0)
    assert [place.name for place in drawn.places] == ["Bury", "Gateshead", "Kent"]
    assert middle.argsort().tolist() == [0, 2, 1]
    # Bury's two schools are each other's nearest: one distance, as of Gateshead's one school; Kent has two.
    assert (high - low)[1] == pytest.approx((high - low)[0], rel=0.05)
    assert (high - low)[0] > 1.2 * (high - low)[2]
    assert drawn.words == [
        "2.0 km typically, from 2 schools",
        f"{np.hypot(45_000, 151_000) / 1000:,.1f} km typically, from 1 school",
        f"{(40 * 50) ** 0.5:.1f} km typically, from 3 schools",
    ]
    assert components.component(spread, "distance", Asked(geography.REGION, 100, 1)).draws.shape == (100, 3)


def test_the_spread_between_places_is_that_of_dersimonian_and_laird():
    """Four effects with known variances; the formula written out by hand."""
    means, errors = np.array([0.1, 0.9, 0.4, 1.6]), np.array([0.04, 0.09, 0.02, 0.16])
    weights = 1 / errors
    fixed = (weights * means).sum() / weights.sum()
    q = (weights * (means - fixed) ** 2).sum()
    expected = (q - 3) / (weights.sum() - (weights**2).sum() / weights.sum())
    common, spread = distances._common(means, errors)
    assert spread == pytest.approx(expected)
    assert common == pytest.approx(np.average(means, weights=1 / (errors + expected)))
    assert distances._common(np.array([0.5, 0.51]), np.array([0.5, 0.5]))[1] == 0


def test_a_register_without_coordinates_gives_no_distances(load):
    data = load([made.school(100001, "351"), made.school(100002, "390")], day=dt.date(2026, 6, 2))
    assert components.component(data, "distance", ASKED) == Absent("This needs the full extract of the register, which has coordinates.")


def test_staffing_is_joined_to_the_register_by_school(load):
    schools = [
        made.school(100001, "351"),
        made.school(100002, "351"),
        made.school(100003, "390"),
        made.school(100004, "390", **{"TypeOfEstablishment (name)": "Community school"}),
    ]
    load(schools, day=dt.date(2026, 6, 2))
    load(made.workforce("202425", {100001: ("351", 20, 5, 4), 100002: ("351", 10, 1, 2), 100003: ("390", 30, 1, 5), 100004: ("390", 90, 40, 9)}))
    data = load(made.vacancies("202425", {100001: ("351", 1), 100002: ("351", 1), 100003: ("390", 0), 100004: ("390", 5)}))
    unqualified, vacant = components.component(data, "unqualified", ASKED), components.component(data, "leader-vacancies", ASKED)
    assert unqualified.words == ["6 of 30 teachers", "1 of 30 teachers"]
    assert vacant.words == ["2 vacant posts, 6 leaders in post", "0 vacant posts, 5 leaders in post"]
    spot = by_code(data)["351"]
    assert [(each.id, round(each.weight, 4)) for each in spot.components] == [
        ("leader-vacancies", round(0.2 / 0.35, 4)),
        ("unqualified", round(0.15 / 0.35, 4)),
    ]


def test_nothing_counted_anywhere_is_said_and_puts_no_place_before_another(load):
    data = load(made.exclusions("201718", dict.fromkeys(CODES, (0, 0, 0, 30_000))))
    assert components.component(data, "exclusions", ASKED) == Absent("What is loaded counts none anywhere, so that no place differs from another.")


def test_regions_are_compared_with_regions(load):
    regions = {region.name: (100 * (1 + at), 900, 400, 800_000) for at, region in enumerate(geography.regions())}
    graded = {region.name: (2, 20, 1 + at, 0) for at, region in enumerate(geography.regions())}
    found = cold_spots.cold_spots(load(made.exclusions("201718", {}, regions), made.grades("2023", {}, graded)), geography.REGION)
    assert (found.among, found.worst, found.spots[0].name) == (9, 1, "South West")
    assert found.spots[0].components[0].counted == "9 of 31 graded schools"
