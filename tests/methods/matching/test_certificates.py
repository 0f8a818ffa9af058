"""A certificate shows its holder their own part of a matching: all of them hold just where nobody was passed over, and none tells of anybody else."""

import copy
import json
import random

import numpy as np
import pytest
from click.testing import CliRunner

from difference.cli import Verbs
from difference.cli.certificates import VERBS
from difference.errors import BadInput, NotFound
from difference.methods.matching import Matching, check_certificate, draw, from_lists, match, register
from tests.methods.matching.markets import Everything, broken, random_lists

pytestmark = pytest.mark.once
SEED = "s33d"


def by_hand(market, outcome, rule):
    posts = np.array([market.post_places[outcome[name]] if outcome.get(name) else -1 for name in market.candidate_ids], np.int32)
    return Matching(posts, rule, SEED, "", draw(market.candidate_ids, SEED))


def certificates(market, matching):
    book = register(market, matching, "secret", inputs_sha256="0" * 64)
    return [book.of_candidate(name) for name in market.candidate_ids] + [book.of_post(name) for name in market.post_ids]


@pytest.mark.parametrize("trial", range(25))
def test_all_certificates_hold_just_where_the_lottery_leaves_nobody_passed_over(trial):
    lists = random_lists(random.Random(trial), 4, 3)
    market, strictly = from_lists(*lists), Everything(*broken(lists, SEED))
    for outcome in strictly.matchings():
        holds = all(check_certificate(one).holds for one in certificates(market, by_hand(market, outcome, "candidate_optimal")))
        assert holds == (not strictly.blocking(outcome))


@pytest.mark.parametrize("trial", range(25))
def test_where_the_rule_decides_ties_itself_being_level_is_no_fault(trial):
    lists = random_lists(random.Random(100 + trial), 4, 3)
    market, every = from_lists(*lists), Everything(*lists)
    for outcome in every.matchings():
        holds = all(check_certificate(one).holds for one in certificates(market, by_hand(market, outcome, "most_filled")))
        assert holds == (not every.blocking(outcome))


@pytest.mark.parametrize("rule", ["candidate_optimal", "most_filled", "cold_spots_first"])
def test_the_certificates_of_what_each_rule_gives_hold(rule):
    for trial in range(40):
        market = from_lists(*random_lists(random.Random(trial), 9, 5))
        assert {check_certificate(one).problems for one in certificates(market, match(market, rule, SEED))} == {()}


def test_whatever_is_edited_in_a_certificate_shows():
    market = from_lists(*random_lists(random.Random(3), 6, 4))
    for whole in certificates(market, match(market, "candidate_optimal", SEED)):
        for number, shown in enumerate(whole["rows"]):
            for field in shown["row"]:
                edited = copy.deepcopy(whole)
                edited["rows"][number]["row"][field] = [] if isinstance(shown["row"][field], list) and shown["row"][field] else "another"
                assert not check_certificate(edited).holds
        assert not check_certificate(whole | {"root": "0" * 64}).holds


def test_a_seed_that_was_not_committed_to_shows():
    market = from_lists([("a", ["p"])], [("p", 1, [["a"]])])
    (one, _) = certificates(market, match(market, "candidate_optimal", SEED))
    assert check_certificate(one | {"seed_fingerprint": "0" * 64}).problems == ("The seed is not the one whose fingerprint was shown before.",)


def test_a_candidates_certificate_names_no_other_candidate_and_a_posts_nobody():
    market = from_lists(
        [("ann", ["p", "q"]), ("bea", ["q"]), ("cyd", ["p"])], [("p", 1, [["ann"], ["cyd"]]), ("q", 1, [["bea", "ann"]])],
    )  # fmt: skip
    told = {one["rows"][0]["row"].get("candidate") or one["rows"][0]["row"]["post"]: json.dumps(one) for one in certificates(market, match(market))}
    seen = {holder: {name for name in ("ann", "bea", "cyd") if name in text} for holder, text in told.items()}
    assert seen == {"ann": {"ann"}, "bea": {"bea"}, "cyd": {"cyd"}, "p": set(), "q": set()}


def test_what_one_post_calls_somebody_another_does_not():
    market = from_lists([("ann", ["p", "q"])], [("p", 1, [["ann"]]), ("q", 1, [["ann"]])])
    rows = [one["rows"][0]["row"]["classes"][0]["candidates"] for one in certificates(market, match(market))[1:]]
    assert rows[0] != rows[1]


def test_without_the_salt_a_guess_at_somebodys_order_cannot_be_tried():
    market = from_lists([("a", ["p"]), ("b", ["p"])], [("p", 1, [["a"], ["b"]])])
    matching = match(market)
    roots = {register(market, matching, secret, inputs_sha256="").root for secret in ("one", "two")}
    salts = {row["salt"] for one in certificates(market, matching) for row in one["rows"]}
    assert (len(roots), len(salts)) == (2, 4)


@pytest.mark.parametrize("document", [None, [], {}, {"format": "difference-certificate-1"}, {"format": "another"}])
def test_what_is_no_certificate_is_said_to_be_none(document):
    with pytest.raises(BadInput, match="not a certificate"):
        check_certificate(document)


def test_there_is_no_certificate_for_a_stranger():
    market = from_lists([("a", ["p"])], [("p", 1, [["a"]])])
    with pytest.raises(NotFound):
        register(market, match(market), "", inputs_sha256="").of_candidate("x")


def test_the_command_line_says_whether_a_certificate_holds(tmp_path):
    market = from_lists([("a", ["p"]), ("b", ["p"])], [("p", 1, [["a"], ["b"]])])
    whole = certificates(market, match(market, "candidate_optimal", SEED))[1]
    (tmp_path / "mine.json").write_text(json.dumps(whole))
    group = Verbs(commands={verb.name: verb for verb in VERBS})

    def run(*arguments):
        return CliRunner().invoke(group, [str(one) for one in arguments])

    answers = [run("certificate", tmp_path / "mine.json", "--root", root, "--json") for root in (whole["root"], "0" * 64)]
    assert [(one.exit_code, json.loads(one.stdout)["holds"]) for one in answers] == [(0, True), (1, False)]
    (tmp_path / "mine.json").write_text("{}")
    assert run("certificate", tmp_path / "mine.json").exit_code == 2
