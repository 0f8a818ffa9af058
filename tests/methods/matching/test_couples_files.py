"""Couples in files: what bad input gets, what a result says, and what the command line does with them."""

import json

import pytest
from click.testing import CliRunner

from difference.cli import Verbs
from difference.cli.matching import VERBS
from difference.errors import BadInput
from difference.methods.matching import Couple, as_document, from_document, match, read_result

pytestmark = pytest.mark.once

MARKET = {
    "candidates": [{"id": "s", "preferences": ["c1", "c2"]}, {"id": "m", "preferences": []}, {"id": "w", "preferences": []}],
    "posts": [{"id": "c1", "seats": 1, "ranking": [["m"], ["s"]]}, {"id": "c2", "seats": 1, "ranking": [["s"], ["w"]]}],
    "couples": [{"id": "x", "members": ["m", "w"], "preferences": [["c1", "c2"]]}],
}
PLACED = {"s": "c1", "m": None, "w": None}
COALITION = {"couple": "x", "members": ["m", "w"], "posts": ["c1", "c2"]}


def run(*arguments):
    group = Verbs(commands={verb.name: verb for verb in VERBS})
    return CliRunner().invoke(group, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "market.json").write_text(json.dumps(MARKET))
    return tmp_path


def test_a_members_entries_are_the_posts_that_stand_for_them_in_the_pairs():
    market = from_document(MARKET | {"couples": [{"id": "x", "members": ["w", "m"], "preferences": [["c2", None], ["c1", "c1"], ["c2", "c1"]]}], "posts": [
        {"id": "c1", "seats": 2, "ranking": [["m"], ["s"]]}, {"id": "c2", "seats": 1, "ranking": [["s"], ["w"]]},
    ]})  # fmt: skip
    assert (market.couples, market.offsets.tolist(), market.posts.tolist(), market.dropped) == (
        (Couple("x", (2, 1), ((1, -1), (0, 0), (1, 0))),),
        [0, 2, 3, 5],
        [0, 1, 0, 1, 0],
        0,
    )


def test_every_mistake_in_couples_is_told_at_once_with_its_row():
    with pytest.raises(BadInput) as caught:
        from_document(
            MARKET
            | {
                "couples": [
                    {"id": "x", "members": ["m", "z"], "preferences": [["c1", "c1"], ["c1", "c9"], ["c1", "c2", "c1"], [None, None]]},
                    {"id": "x", "members": ["w", "m"], "preferences": [["c1", None], ["c1", None], [3, "c1"]], "since": 2020},
                    {"id": "y", "members": ["w"], "preferences": []},
                    {"id": "z", "members": ["s", "w"], "preferences": "c1"},
                    {"id": "v", "members": ["w", "w"], "preferences": []},
                    "v",
                ]
            }
        )
    assert caught.value.fields == {
        "couples, row 1": [
            "Number 3 of its preferences must be two ids of posts, null where one has none.",
            "Number 4 of its preferences has no post at all: that stands last by itself, and is left out.",
            "Its member “z” is no candidate.",
            "It ranks “c1” for both, which has too few seats: 1.",
            "It ranks “c9”, and there is no such post.",
        ],
        "couples, row 2": [
            "“since” is not a part of it.",
            "Its id “x” is that of row 1 too.",
            "It ranks “c1” and null more than once.",
            "Number 3 of its preferences must be two ids of posts, null where one has none.",
            "Its member “m” is in the couple of row 1 too.",
        ],
        "couples, row 3": ["It needs “members”, the ids of two candidates."],
        "couples, row 4": [
            "It needs “preferences”, a list of pairs of ids of posts, null where one has none: [[“p”, “q”], [“p”, null]].",
            "Its member “w” is in the couple of row 2 too.",
        ],
        "couples, row 5": ["Its “members” are one and the same candidate."],
        "couples, row 6": ["It must be an object with an “id”."],
        "candidates, row 1": ["Its “preferences” must be empty: this candidate is in a couple, whose list speaks for both."],
    }


@pytest.mark.parametrize("couples", [{}, "x", 3])
def test_couples_must_be_a_list(couples):
    with pytest.raises(BadInput) as caught:
        from_document(MARKET | {"couples": couples})
    assert caught.value.fields == {"couples": ["There must be a list of them, which may be empty."]}


def test_couples_beside_ceilings_or_reserved_seats_are_refused():
    for more in (
        {"regions": [{"id": "r", "ceiling": 1}]},
        {"posts": [MARKET["posts"][0] | {"reserved": [{"seats": 1, "for": ["s"]}]}, MARKET["posts"][1]]},
    ):
        with pytest.raises(BadInput) as caught:
            from_document(MARKET | more)
        assert caught.value.fields == {
            "couples": ["There cannot be couples where seats are reserved or a region has a ceiling: no rule honours both."]
        }


def test_a_result_lists_the_couples_that_block_and_is_refused_where_they_were_edited_out():
    market = from_document(MARKET)
    result = as_document(market, match(market, "couples"), "1")
    assert [result[name] for name in ("matches", "stable", "blocking_pairs", "blocking_coalitions")] == [PLACED, False, [], [COALITION]]
    assert read_result(market, json.loads(json.dumps(result)), "1").by_id(market) == PLACED
    with pytest.raises(BadInput) as caught:
        read_result(market, result | {"blocking_coalitions": []}, "1")
    assert caught.value.fields == {"blocking_coalitions": ["They are not those of these matches, of which there are 1: the result was edited."]}


def test_match_says_that_nothing_is_stable_and_verify_exits_with_1(folder):
    done = run("match", folder / "market.json", "--rule", "couples", "--output", folder / "result.json")
    assert (done.exit_code, done.stdout.splitlines()[2:]) == (
        0,
        ["  m and w (couple x) would rather have c1 and c2, where nobody would refuse them.", f"Kept in {folder / 'result.json'}."],
    )
    assert "Not stable, and nothing else could be" in done.stdout
    checked = run("verify", folder / "market.json", folder / "result.json")
    assert (checked.exit_code, checked.stdout) == (
        1,
        "Not stable:\n  m and w (couple x) would rather have c1 and c2, where nobody would refuse them.\n",
    )
    said = json.loads(run("verify", folder / "market.json", folder / "result.json", "--json").stdout)
    assert (said["stable"], said["blocking_coalitions"], said["unlisted"]) == (False, [COALITION], [])


def test_a_stable_market_with_couples_verifies(folder):
    (folder / "market.json").write_text(json.dumps(MARKET).replace('[["s"], ["w"]]', '[["w"], ["s"]]'))
    assert run("match", folder / "market.json", "--rule", "couples", "--output", folder / "result.json").exit_code == 0
    checked = run("verify", folder / "market.json", folder / "result.json")
    assert (checked.exit_code, checked.stdout) == (
        0,
        "Stable: 2 candidates are placed, and no candidate and post would both rather have each other, nor any couple and pair of posts.\n",
    )


def test_the_default_rule_refuses_couples_and_the_file_stays_unwritten(folder):
    done = run("match", folder / "market.json", "--output", folder / "result.json")
    assert (done.exit_code, done.stderr.splitlines()[0], (folder / "result.json").exists()) == (
        2, "This market has couples, which candidate_optimal cannot honour. Use couples.", False,
    )  # fmt: skip


def test_compare_prints_a_row_for_each_rule_that_can_place_the_market(folder):
    assert run("compare", folder / "market.json").stdout.splitlines() == [
        "rule     filled  in cold spots  mean rank  worst rank  mean class  not as couples",
        "couples       1              0       1.00           1        2.00               0",
    ]
    (folder / "market.json").write_text(json.dumps({**MARKET, "couples": []}))
    found = json.loads(run("compare", folder / "market.json", "--seed", "7", "--json").stdout)
    assert (found["seed"], found["against"], [row["rule"] for row in found["effects"]]) == (
        7,
        "candidate_optimal",
        ["candidate_optimal", "post_optimal", "most_filled", "cold_spots_first"],
    )
    assert run("compare", folder / "none.json").exit_code == 2
