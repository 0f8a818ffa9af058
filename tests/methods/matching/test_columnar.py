"""`difference match` on Parquet: the same outcome as on JSON, whatever the order of rows, and every bad row told."""

import json
import random

import duckdb
import pytest
from click.testing import CliRunner

from difference.cli import Verbs
from difference.cli.matching import VERBS
from difference.methods.matching import from_lists, match
from tests.methods.matching.markets import random_lists

pytestmark = pytest.mark.once
PREFERENCES, POSTS = (
    'candidate VARCHAR, "order" INTEGER, post VARCHAR, priority INTEGER',
    "post VARCHAR, seats INTEGER, region VARCHAR, cold_spot BOOLEAN",
)


def write(path, columns, rows):
    database = duckdb.connect()
    database.execute(f"CREATE TABLE t ({columns})")
    if rows:
        database.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(rows[0]))})", rows)
    database.execute(f"COPY t TO '{path}' (FORMAT parquet)")


def run(folder, *more):
    named = ["--preferences", folder / "P.parquet", "--posts", folder / "Q.parquet", "--output", folder / "R.parquet", *more]
    return CliRunner().invoke(Verbs(commands={verb.name: verb for verb in VERBS}), ["match", *map(str, named)])


@pytest.mark.parametrize("trial", range(6))
def test_it_places_as_the_library_does_whatever_the_order_of_rows(tmp_path, trial):
    source = random.Random(trial)
    candidates, posts = random_lists(source, 12, 5)
    candidates = [(name, wanted) for name, wanted in candidates if wanted]
    known = {name for name, _ in candidates}
    posts = [(name, seats, [[one for one in tied if one in known] for tied in classes]) for name, seats, classes in posts]
    level = {(post, one): place for post, _, classes in posts for place, tied in enumerate(classes, 1) for one in tied}
    rows = [(name, 10 * place, post, level.get((post, name))) for name, wanted in candidates for place, post in enumerate(wanted)]
    write(tmp_path / "P.parquet", PREFERENCES, source.sample(rows, len(rows)) if trial % 2 else rows)
    write(tmp_path / "Q.parquet", POSTS, [(name, seats, "north", True) for name, seats, _ in posts])
    done = run(tmp_path, "--seed", trial, "--json")
    market = from_lists(candidates, posts)
    expected = match(market, seed=trial).by_id(market)
    assert (done.exit_code, dict(duckdb.sql(f"FROM '{tmp_path}/R.parquet'").fetchall())) == (0, expected)
    assert json.loads(done.stdout)["filled"] == sum(post is not None for post in expected.values())


def test_region_cold_spot_and_texts_may_be_left_out_and_what_happens_is_said(tmp_path):
    write(tmp_path / "P.parquet", 'candidate INTEGER, "order" BIGINT, post INTEGER, priority SMALLINT', [(7, 1, 3, 1), (8, 1, 3, 2)])
    write(tmp_path / "Q.parquet", "post INTEGER, seats INTEGER", [(3, 1)])
    done = run(tmp_path, "--rule", "cold-spots-first")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "Placed 1 of 2 candidates; 1 seats in 1 posts.")
    assert done.stderr.splitlines() == [
        "Reading names …",
        "Reading rankings …",
        "Placing 2 candidates in 1 posts, 2 entries …",
        "Checking …",
        "Writing …",
    ]
    assert duckdb.sql(f"FROM '{tmp_path}/R.parquet'").fetchall() == [("7", "3"), ("8", None)]


def test_every_bad_row_is_told_and_nothing_is_written(tmp_path):
    write(tmp_path / "P.parquet", PREFERENCES, [("a", 1, "z", 1), (None, 1, "p", 1), ("b", None, "p", 1), ("c", 1, "p", 1), ("c", 1, "q", 1)])
    write(tmp_path / "Q.parquet", POSTS, [("p", 1, None, False), ("q", 1, None, None)])
    done = run(tmp_path)
    assert (done.exit_code, (tmp_path / "R.parquet").exists()) == (2, False)
    assert sorted(done.stderr.splitlines()[3:]) == [
        "  preferences, row 1: There is no such post.",
        "  preferences, row 2: It needs a “candidate” and an “order”, a whole number.",
        "  preferences, row 3: It needs a “candidate” and an “order”, a whole number.",
        "  preferences, row 5: The candidate gives this order to another post too.",
    ]
    write(tmp_path / "Q.parquet", POSTS, [("p", -1, None, False), ("p", 1, None, None), (None, 1, None, None)])
    assert run(tmp_path).stderr.splitlines()[3:] == [
        "  posts, row 1: It needs a “post” and “seats”, none negative.",
        "  posts, row 2: “p” stands here for a second time.",
        "  posts, row 3: It needs a “post” and “seats”, none negative.",
    ]


def test_files_that_are_no_parquet_or_lack_a_column_are_refused(tmp_path):
    write(tmp_path / "P.parquet", "candidate VARCHAR, post VARCHAR", [("a", "p")])
    write(tmp_path / "Q.parquet", POSTS, [("p", 1, None, False)])
    assert run(tmp_path).exit_code == 2
    (tmp_path / "P.parquet").write_text("candidate,post")
    assert run(tmp_path).exit_code == 2


def test_a_result_never_overwrites_what_it_was_made_from(tmp_path):
    write(tmp_path / "P.parquet", PREFERENCES, [("a", 1, "p", 1)])
    write(tmp_path / "Q.parquet", POSTS, [("p", 1, None, False)])
    before = (tmp_path / "P.parquet").read_bytes()
    done = run(tmp_path, "--output", tmp_path / "P.parquet")
    assert (done.exit_code, (tmp_path / "P.parquet").read_bytes(), sorted(path.name for path in tmp_path.iterdir())) == (
        2,
        before,
        ["P.parquet", "Q.parquet"],
    )


@pytest.mark.parametrize("arguments", [[], ["--preferences", "P"], ["--preferences", "P", "--posts", "P"], ["P", "--posts", "P"]])
def test_either_one_document_or_both_tables_and_an_output(tmp_path, arguments):
    (tmp_path / "P").write_text("{}")
    given = [str(tmp_path / "P") if one == "P" else one for one in arguments]
    done = CliRunner().invoke(Verbs(commands={verb.name: verb for verb in VERBS}), ["match", *given])
    assert (done.exit_code, done.stderr) == (2, "Give either INSTANCE.json, or --preferences, --posts and --output.\n")
