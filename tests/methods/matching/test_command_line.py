"""`difference match` and `difference verify`: files in, files out, and the exit status."""

import json

import pytest
from click.testing import CliRunner

from difference.cli import Verbs
from difference.cli.matching import VERBS
from difference.methods.matching import digest, draw

pytestmark = pytest.mark.once
MARKET = {
    "candidates": [{"id": "a", "preferences": ["p", "q"]}, {"id": "b", "preferences": ["p", "q"]}],
    "posts": [{"id": "p", "seats": 1, "ranking": [["b"], ["a"]]}, {"id": "q", "seats": 1, "ranking": [["a", "b"]]}],
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "market.json").write_text(json.dumps(MARKET))
    return tmp_path


def run(*arguments):
    group = Verbs(commands={verb.name: verb for verb in VERBS})
    return CliRunner().invoke(group, [str(argument) for argument in arguments])


def test_match_keeps_a_result_that_verify_accepts(folder):
    done = run("match", folder / "market.json", "--rule", "candidate-optimal", "--seed", 7, "--output", folder / "result.json")
    result = json.loads((folder / "result.json").read_text())
    guarantee = result.pop("guarantee")
    lottery = dict(zip("ab", draw("ab", 7).tolist(), strict=True))
    assert (done.exit_code, result) == (
        0,
        {
            "rule": "candidate_optimal",
            "seed": 7,
            "matches": {"a": "q", "b": "p"},
            "filled": 2,
            "stable": True,
            "blocking_pairs": [],
            "cutoffs": {"p": {"full": True, "class": 1, "lottery": lottery["b"]}, "q": {"full": True, "class": 1, "lottery": lottery["a"]}},
            "inputs_sha256": digest(MARKET),
            "version": "0.1.0",
        },
    )
    assert guarantee in done.stdout
    checked = run("verify", folder / "market.json", folder / "result.json")
    assert (checked.exit_code, checked.stdout) == (
        0,
        "Stable: 2 candidates are placed, and no candidate and post would both rather have each other.\n",
    )
    assert sorted(path.name for path in folder.iterdir()) == ["market.json", "result.json"]


def test_json_is_exactly_the_result(folder):
    done = run("match", folder / "market.json", "--seed", "heads", "--output", folder / "result.json", "--json")
    assert (json.loads(done.stdout), json.loads(done.stdout)["seed"]) == (json.loads((folder / "result.json").read_text()), "heads")


def test_without_output_the_outcome_is_printed(folder):
    assert run("match", folder / "market.json").stdout.splitlines()[-2:] == ["  a: q", "  b: p"]


@pytest.mark.parametrize(("given", "kept"), [("7", 7), ("-3", -3), ("007", "007"), ("", ""), ("٣", "٣"), ("x" * 100, "x" * 100)])
def test_the_seed_is_kept_as_it_was_given(folder, given, kept):
    assert json.loads(run("match", folder / "market.json", "--seed", given, "--json").stdout)["seed"] == kept


def test_an_unstable_result_exits_with_1_and_its_blocking_pairs(folder):
    (folder / "result.json").write_text(json.dumps({"matches": {"a": "p", "b": "q"}}))
    done = run("verify", folder / "market.json", folder / "result.json", "--json")
    assert (done.exit_code, json.loads(done.stdout)) == (
        1,
        {"stable": False, "filled": 2, "blocking_pairs": [["b", "p"]], "unacceptable": [], "overfull": [], "over_ceiling": []},
    )
    said = run("verify", folder / "market.json", folder / "result.json")
    assert (said.exit_code, said.stdout) == (1, "Not stable:\n  b and p would both rather have each other.\n")


def test_bad_input_exits_with_2_and_says_each_row_on_standard_error(folder):
    (folder / "bad.json").write_text(
        json.dumps({"candidates": [{"id": "a", "preferences": ["z"]}], "posts": [{"id": "p", "seats": -1, "ranking": []}]})
    )
    done = run("match", folder / "bad.json", "--output", folder / "result.json", "--json")
    assert (done.exit_code, done.stdout, (folder / "result.json").exists()) == (2, "", False)
    assert done.stderr.splitlines() == [
        "This market cannot be used.",
        "  posts, row 1: It needs “seats”, a whole number from 0 to 2147483647.",
        "  candidates, row 1: It ranks “z”, and there is no such post.",
    ]


def test_a_result_of_another_market_is_refused(folder):
    run("match", folder / "market.json", "--output", folder / "result.json")
    (folder / "market.json").write_text(json.dumps(MARKET).replace('"seats": 1', '"seats": 2'))
    done = run("verify", folder / "market.json", folder / "result.json")
    assert (done.exit_code, done.stderr.splitlines()[1]) == (
        2,
        "  inputs_sha256: This result was made from another market, or the market was altered since.",
    )


def test_dropped_entries_are_said_beside_the_json(folder):
    grown = json.loads(json.dumps(MARKET))
    grown["candidates"].append({"id": "c", "preferences": []})
    grown["posts"][0]["ranking"].append(["c"])
    (folder / "market.json").write_text(json.dumps(grown))
    done = run("match", folder / "market.json", "--json")
    assert (json.loads(done.stdout)["filled"], done.stderr) == (
        2,
        "Entries of posts' rankings dropped, since the candidate did not rank the post: 1.\n",
    )


@pytest.mark.parametrize("output", ["market.json", "missing/result.json"])
def test_a_result_that_cannot_be_kept_leaves_everything_as_it_was(folder, output):
    done = run("match", folder / "market.json", "--output", folder / output)
    assert (done.exit_code, [path.name for path in folder.iterdir()], json.loads((folder / "market.json").read_text())) == (
        2,
        ["market.json"],
        MARKET,
    )


def test_an_unknown_rule_and_a_missing_file_are_bad_input(folder):
    assert [
        run("match", folder / "market.json", "--rule", "fastest").exit_code,
        run("verify", folder / "market.json", folder / "no.json").exit_code,
    ] == [2, 2]
