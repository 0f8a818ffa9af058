"""What is compiled for large markets gives what plain Python gives for small ones, and nobody meets a compiler by surprise."""

import os
import subprocess
import sys

import numpy as np
import pytest

from difference.methods.matching import UNRANKED, Market, Matching, draw, match, proposing, verify, verifying

pytestmark = pytest.mark.once


def random_market(source, most=30):
    """Arrays with ties, empty lists, posts that left somebody out, seats from none to more than any heap is spared for."""
    count, places = source.integers(1, most), source.integers(1, 8)
    lists = [source.permutation(places)[: source.integers(0, places + 1)] for _ in range(count)]
    entries = np.concatenate(lists).astype(np.int32)
    priority = source.integers(-3, source.integers(-2, 12), len(entries)).astype(np.int32)
    priority[source.random(len(entries)) < 0.1] = UNRANKED
    seats = source.integers(0, source.choice([2, 4, 20]), places).astype(np.int32)
    return Market(np.cumsum([0, *map(len, lists)]), entries, priority, seats)


def plainly(market, lottery):
    return proposing.plainly(market.offsets, market.posts, market.priority, market.seats, lottery)


@pytest.fixture
def everything_is_large(monkeypatch):
    monkeypatch.setattr("difference.methods.matching.market.COMPILED_BEYOND", -1)


def compare_both(source, trials):
    for seed in range(trials):
        market = random_market(source)
        lottery = draw(market.candidate_ids, seed)
        placed = plainly(market, lottery)
        assert match(market, seed=seed).posts.tolist() == placed.tolist()
        muddled = np.where(source.random(len(market)) < 0.3, source.integers(-1, len(market.seats), len(market)), placed).astype(np.int32)
        for outcome in (placed, muddled):
            compiled, plain = verifying.compiled(market, outcome), verifying.plainly(market, outcome)
            assert all(np.array_equal(one, other) for one, other in zip(compiled, plain, strict=True))
        assert verify(market, Matching(placed, "", seed, "", lottery)).stable


def test_on_a_thousand_markets_both_place_and_check_alike(everything_is_large):
    compare_both(np.random.default_rng(1), 1000)


@pytest.mark.deep
def test_on_thousands_of_markets_both_place_and_check_alike(everything_is_large):
    compare_both(np.random.default_rng(2), 10_000)


def test_a_post_with_seats_for_all_the_world_fills_no_memory(everything_is_large):
    market = Market([0, 1, 2], [0, 0], [1, 1], [2**31 - 1])
    assert match(market).posts.tolist() == [0, 0]


@pytest.mark.parametrize("crowd", [300, 5000])
def test_long_queues_of_those_turned_away_give_the_same(everything_is_large, crowd):
    # Everybody wants the same posts in the same order, and whoever comes later is wanted more.
    places, length = 40, 20
    wanted = np.tile(np.arange(length, dtype=np.int32), crowd)
    market = Market(np.arange(0, crowd * length + 1, length), wanted, np.repeat(np.arange(crowd, 0, -1), length), np.full(places, 3))
    lottery = draw(market.candidate_ids, 0)
    assert match(market).posts.tolist() == plainly(market, lottery).tolist()


PLACE = (
    "from difference.methods import matching as m; a = m.from_lists([('a', ['p'])], [('p', 1, [['a']])]); b = m.match(a); m.verify(a, b);"
    "m.explain(a, b, 'a'); m.compare(a); import sys; sys.exit('numba' in sys.modules)"
)


def ends_well(code):
    return subprocess.run([sys.executable, "-c", code], env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}, check=False).returncode == 0


def test_small_markets_are_placed_checked_and_explained_without_a_compiler():
    assert ends_well(PLACE)


@pytest.mark.deep
def test_the_web_server_starts_without_a_compiler():
    assert ends_well(f"import django; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns; {PLACE}")


def test_the_command_line_has_compiled_code_kept_under_the_home_of_the_program(monkeypatch, settings):
    from difference import cli

    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    cli.start_django()
    assert os.environ["NUMBA_CACHE_DIR"] == str(settings.HOME / "compiled")
