"""The hexagon layout of England: every authority of today once, near its neighbours, regions whole, the compass right."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from difference.sector.observatory.authorities import Authority, authorities, bordering
from difference.sector.observatory.hexagons import Reading, hexagons

pytestmark = pytest.mark.once

LOOK_UP = Path(__file__).resolve().parents[4] / "shared" / "data" / "geography" / "region_la_hierarchy.csv"
# How many upper-tier authorities each region has; 153 in all.
SIZES = {
    "North East": 12, "North West": 24, "Yorkshire and the Humber": 15, "East Midlands": 10, "West Midlands": 14, "East of England": 11,
    "London": 33, "South East": 19, "South West": 15,
}  # fmt: skip
ENDED = {"835", "836", "837", "875", "820", "909", "928"}
# What stands further north; the first is beyond the second on the map as in the country.
NORTH_OF = [
    ("Northumberland", "Kent"), ("Northumberland", "County Durham"), ("Cumberland", "Lancashire"), ("Leeds", "Sheffield"), ("Derbyshire", "Leicester"),
    ("Birmingham", "Gloucestershire"), ("Norfolk", "Essex"), ("Enfield", "Haringey"), ("Haringey", "Croydon"), ("Barnet", "Sutton"),
    ("Surrey", "Brighton and Hove"), ("Hertfordshire", "Surrey"), ("Bristol, City of", "Devon"), ("Manchester", "Stoke-on-Trent"),
    ("Hampshire", "Isle of Wight"), ("Oxfordshire", "West Berkshire"),
]  # fmt: skip
WEST_OF = [
    ("Cornwall", "Devon"), ("Isles of Scilly", "Plymouth"), ("Liverpool", "Manchester"), ("Manchester", "Sheffield"), ("Blackpool", "Leeds"),
    ("Shropshire", "Leicestershire"), ("Herefordshire, County of", "Cambridgeshire"), ("Cambridgeshire", "Norfolk"), ("Hillingdon", "Camden"),
    ("Camden", "Newham"), ("Newham", "Havering"), ("Hampshire", "West Sussex"), ("West Sussex", "East Sussex"), ("East Sussex", "Kent"),
    ("Cumberland", "Newcastle upon Tyne"), ("Nottinghamshire", "Lincolnshire"), ("Leeds", "Kingston upon Hull, City of"), ("Dorset", "Kent"),
]  # fmt: skip
DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (-1, 1))


def everyone() -> list[Authority]:
    return list(authorities().by_code.values())


def named(name: str) -> Authority:
    return next(one for one in everyone() if one.name == name)


def axial(one: Authority) -> tuple[int, int]:
    """Coordinates in which every neighbour is one of six fixed steps, whatever the row."""
    return one.column - (one.row - one.row % 2) // 2, one.row


def apart(first: Authority, second: Authority) -> int:
    """How many steps from cell to cell lie between two authorities."""
    (q, r), (s, t) = axial(first), axial(second)
    return max(abs(q - s), abs(r - t), abs(q - s + r - t))


def across(one: Authority) -> float:
    return one.column + one.row % 2 / 2


def pairs() -> list[tuple[Authority, Authority]]:
    """Every border once."""
    return [(one, other) for one in everyone() for other in bordering(one.code) if one.code < other.code]


def reached_from(start: tuple[int, int], cells: set[tuple[int, int]]) -> set[tuple[int, int]]:
    found, ahead = {start}, [start]
    while ahead:
        q, r = ahead.pop()
        fresh = {(q + dq, r + dr) for dq, dr in DIRECTIONS} & cells - found
        found |= fresh
        ahead += fresh
    return found


def test_all_153_of_today_stand_on_the_map_once_and_none_that_ended():
    everyone_once = everyone()
    assert Counter(one.region for one in everyone_once) == SIZES
    for unique in ("code", "gss", "name", "label"):
        assert len({getattr(one, unique) for one in everyone_once}) == 153, unique
    assert not ENDED & set(authorities().by_code)
    assert {"815", "825", "838", "839", "933", "940", "941", "942", "943"} <= set(authorities().by_code)


def test_no_two_share_a_cell_and_the_map_starts_at_its_corner():
    assert max(Counter((one.column, one.row) for one in everyone()).values()) == 1
    assert (min(one.column for one in everyone()), min(one.row for one in everyone())) == (0, 0)


def test_labels_fit_in_a_hexagon():
    assert [one.label for one in everyone() if not (3 <= len(one.label) <= 5 and one.label.isupper())] == []


@pytest.mark.skipif(not LOOK_UP.exists(), reason="The look-up of regions and authorities is not beside the checkout.")
def test_codes_names_and_regions_are_those_of_the_look_up():
    with LOOK_UP.open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["old_la_code"], row["new_la_code"], row["la_name"], row["region_name"].casefold()) for row in csv.DictReader(file)}
    assert [one for one in everyone() if (one.code, one.gss, one.name, one.region.casefold()) not in rows] == []
    # What the look-up has besides is ended, older codes of the same authority, or no single authority.
    known = {code for code, *_ in rows if len(code) == 3 and code.isdigit()}
    assert known - set(authorities().by_code) == ENDED | {"702"}


def test_every_region_hangs_together():
    for region in authorities().regions:
        cells = {axial(one) for one in everyone() if one.region == region}
        assert reached_from(next(iter(cells)), cells) == cells, region


def test_the_country_hangs_together_and_has_no_hole():
    cells = {axial(one) for one in everyone()}
    assert reached_from(next(iter(cells)), cells) == cells
    rows, columns = max(one.row for one in everyone()), max(one.column for one in everyone())
    sea = {(column - (row - row % 2) // 2, row) for row in range(-1, rows + 2) for column in range(-2, columns + 3)} - cells
    assert reached_from((0, -1), sea) == sea


def test_borders_are_known_for_every_region_and_go_both_ways():
    assert len(pairs()) == 370
    of_regions = Counter(region for pair in pairs() for region in {one.region for one in pair})
    assert min(of_regions[region] for region in SIZES) >= 20
    assert [one.name for one in everyone() if not bordering(one.code)] == ["Isle of Wight", "Isles of Scilly"]
    assert all(one in bordering(other.code) for one, other in pairs())
    assert [one.name for one in bordering("886")] == ["Bexley", "Bromley", "East Sussex", "Medway", "Surrey"]


def test_who_share_a_border_stand_near_each_other():
    steps = Counter(apart(one, other) for one, other in pairs())
    assert max(steps) <= 3
    assert (steps[1] + steps[2]) / len(pairs()) >= 0.95
    assert steps[1] / len(pairs()) >= 0.6


def test_islands_stand_off_their_shores():
    assert apart(named("Isle of Wight"), named("Hampshire")) <= 2
    assert apart(named("Isles of Scilly"), named("Cornwall")) == 1


@pytest.mark.parametrize(("north", "south"), NORTH_OF)
def test_north_is_up(north, south):
    assert named(north).row < named(south).row


@pytest.mark.parametrize(("west", "east"), WEST_OF)
def test_west_is_left(west, east):
    assert across(named(west)) < across(named(east))


def test_the_corners_of_the_country_are_the_corners_of_the_map():
    def ends(many: list[Authority], by: object) -> list[str]:
        return [one.name for one in sorted(many, key=by)]

    south_west = ends(everyone(), lambda one: across(one) - one.row)
    assert set(south_west[:3]) == {"Isles of Scilly", "Plymouth", "Cornwall"}
    assert {named(name).region for name in ends(everyone(), lambda one: one.row)[:5]} == {"North East"}
    assert {named(name).region for name in ends(everyone(), lambda one: -one.row)[:9]} <= {"South East", "South West", "London"}


def test_readings_are_put_on_the_map_and_the_rest_has_no_data():
    found = {
        one.name: one
        for one in hexagons({"886": Reading(0.13, 0.11, 0.15), "857": Reading(None, withheld=True)}, main="886", address="/place/{}".format)
    }
    assert len(found) == 153
    kent, rutland, hull = (found[name] for name in ("Kent", "Rutland", "Kingston upon Hull, City of"))
    assert (kent.value, kent.interval, kent.main, kent.href, kent.group) == (0.13, (0.11, 0.15), True, "/place/886", "South East")
    assert (rutland.value, rutland.withheld, rutland.main) == (None, True, False)
    assert (hull.value, hull.withheld) == (None, False)


def test_an_authority_that_ended_is_refused_rather_than_left_out():
    with pytest.raises(ValueError, match="has the code 909, 928,"):
        hexagons({"928": Reading(1.0), "909": Reading(1.0), "886": Reading(1.0)})
    with pytest.raises(ValueError, match="has the code 835,"):
        hexagons({}, main="835")
    with pytest.raises(KeyError):
        bordering("835")
