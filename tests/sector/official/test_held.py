"""The data is asked, never changed, and only it."""

import threading

import pytest

from difference.errors import BadInput
from difference.sector.official import held
from tests.sector.official import files
from tests.sector.official.files import imported

pytestmark = pytest.mark.once


@pytest.fixture
def data(store, tmp_path):
    imported(store, files.write(tmp_path / "a.csv", files.exclusions("201415", "201516")))
    return held.at(store.folder)


@pytest.mark.parametrize(
    "question",
    [
        "DROP VIEW exclusions",
        "CREATE TABLE a AS SELECT 1",
        "COPY (SELECT 1) TO 'x.csv'",
        "SELECT 1; SELECT 2",
        "SET threads = 4",
        "ATTACH 'x'",
        "",
        "INSTALL httpfs",
    ],
)
def test_only_one_question_is_taken(data, question):
    with pytest.raises(BadInput, match="Only one question"):
        data.rows(question)


def test_no_file_outside_the_store_is_read(data, tmp_path):
    import duckdb

    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    for source in (f"read_csv('{tmp_path}/secret.csv')", f"read_text('{tmp_path}/secret.csv')", f"'{tmp_path}/secret.csv'"):
        with pytest.raises(duckdb.Error, match=r"disabled|does not exist"):
            data.rows(f"SELECT * FROM {source}")


def test_values_fill_a_question_by_place_or_by_name(data):
    assert data.rows("SELECT permanent FROM exclusions WHERE level = ? AND period = ?", ["national", "2015/16"]) == [{"permanent": 60}]
    assert data.rows("SELECT permanent FROM exclusions WHERE level = $level AND year = $year", {"level": "national", "year": 2014}) == [
        {"permanent": 60}
    ]
    assert data.rows("SELECT count(*) AS n FROM exclusions WHERE level = ?", ["' OR true --"]) == [{"n": 0}]


def test_what_is_not_loaded_says_so(data):
    assert (data.names, data.has("exclusions"), data.has("exclusions", "grades"), data.periods("grades")) == (["exclusions"], True, False, [])
    with pytest.raises(held.NoData, match=r"No data is loaded of “Ofsted grades .*\(grades\)"):
        data.table("grades")


def test_a_table_can_be_asked_step_by_step_and_places_are_always_there(data):
    found = data.table("exclusions").filter("level = 'authority' AND period = '2015/16'").aggregate("sum(permanent) AS total").fetchall()
    assert found == [(60.0,)]
    assert data.rows("SELECT count(*) AS n FROM authorities WHERE until IS NULL") == [{"n": 153}]
    joined = data.rows(
        "SELECT a.name, r.name AS region FROM exclusions e JOIN authorities a ON e.la_now = a.code JOIN regions r ON a.region_code = r.code"
        " WHERE e.level = 'authority' AND e.la_name = 'Poole' AND e.period = '2015/16'"
    )
    assert joined == [{"name": "Bournemouth, Christchurch and Poole", "region": "South West"}]


def test_it_is_opened_once_and_anew_when_something_comes(data, store, tmp_path):
    assert held.at(store.folder) is data
    imported(store, files.write(tmp_path / "b.csv", files.exclusions("201617")))
    assert held.at(store.folder).periods("exclusions") == ["2014/15", "2015/16", "2016/17"]


def test_threads_may_ask_at_once(data):
    answers, question = [], "SELECT sum(headcount) AS n FROM exclusions WHERE level = 'school'"

    def ask():
        answers.extend(data.rows(question) for _ in range(20))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [[{"n": 40_000}]] * 80
