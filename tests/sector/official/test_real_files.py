"""The public files, where they lie beside the checkout: all of them load, fast and in little memory, and say what was published."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from difference.sector.official import held
from difference.sector.official.store import Store
from tests.sector.official.files import REAL, imported

pytestmark = [pytest.mark.once, pytest.mark.skipif(not REAL.is_dir(), reason=f"The public data is not beside the checkout: {REAL.name}.")]
ROOT = Path(__file__).resolve().parents[3]
EXCLUSIONS = REAL / "statistics" / "exclusions_by_geographic_level.zip"
MEASURED = """
import datetime as dt, json, sys
from pathlib import Path
from difference.sector.official.importing import Wishes, import_paths
from difference.sector.official.store import Store
outcomes = import_paths(Store(Path(sys.argv[1])), [Path(sys.argv[2])], Wishes(dt.datetime(2026, 11, 23, tzinfo=dt.UTC)))
# Its own peak: what getrusage tells begins with that of the program which started it.
mb = next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")) / 1024
print(json.dumps({"rows": [o.provenance["rows_in"] for o in outcomes if o.status == "loaded"], "mb": mb}))
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("real") / "data")
    return store, imported(store, REAL)


def test_everything_loads_and_the_rest_is_listed(outcomes):
    _, found = outcomes
    loaded = {outcome.dataset: outcome.provenance["rows_in"] for outcome in found if outcome.status == "loaded" and outcome.dataset != "schools"}
    assert loaded == {
        "exclusions": 242_170, "exclusions_by_reason": 7_004, "exclusions_by_characteristic": 4_586, "ap_census": 101_220,
        "ap_school_arranged": 3_992, "grades": 13_128, "places": 181,
    }  # fmt: skip
    assert sorted(outcome.provenance["rows_in"] for outcome in found if outcome.dataset == "schools") == [11_985, 21_983]
    assert {outcome.status for outcome in found} == {"loaded", "skipped"}
    assert all(outcome.provenance["rows_refused"] == 0 for outcome in found if outcome.status == "loaded")
    assert {outcome.file.rpartition("/")[2].rpartition(" ")[2] for outcome in found if outcome.status == "skipped"} == {
        "README.md", "maps_uk-upper-tier-local-authorities.hexjson", "exclusions_by_characteristic.meta.csv",
        "exclusions_by_geographic_level.meta.csv", "exclusions_by_reason.meta.csv",
    }  # fmt: skip


def test_the_published_series_of_permanent_exclusions(outcomes):
    """Department for Education, permanent exclusions in England, National rows, 2006/07 to 2016/17."""
    store, _ = outcomes
    rows = held.at(store.folder).rows("SELECT permanent FROM exclusions WHERE level = 'national' AND school_type = 'total' ORDER BY year")
    assert [row["permanent"] for row in rows] == [8680, 8125, 6545, 5740, 5080, 5165, 4630, 4950, 5795, 6685, 7720]


def test_what_is_known_of_the_dirt_of_the_files(outcomes):
    store, found = outcomes
    ask = held.at(store.folder).rows
    [exclusions] = [outcome for outcome in found if outcome.dataset == "exclusions"]
    assert exclusions.provenance["notes"] == [
        "6,919 rows of 2006/07 to 2009/10 have permanent with decimals: the publisher’s estimates, kept as they are."
    ]
    assert {one["code"] for one in exclusions.provenance["unmapped"]} == {"820", "835", "875", "909", "928"}
    marks = ask(
        "SELECT permanent_mark AS mark, count(*) AS n, sum(permanent_low) AS low, sum(permanent_high) AS high FROM exclusions WHERE permanent IS NULL GROUP BY 1"
    )
    assert marks == [{"mark": "suppressed", "n": 16_212, "low": 16_212, "high": 32_424}]
    types = ask("SELECT school_type, permanent FROM exclusions WHERE level = 'national' AND period = '2015/16' AND school_type <> 'total'")
    assert sum(row["permanent"] for row in types) == 6680


def test_the_ap_census_and_school_arranged_placements(outcomes):
    """22,848 placements by authorities in 2017/18: as quoted to Parliament."""
    store, _ = outcomes
    ask = held.at(store.folder).rows
    everybody = "sex = 'total' AND age = 'Total' AND ethnicity = 'Total' AND fsm = 'Total'"
    census = ask(f"SELECT period, pupils FROM ap_census WHERE level = 'national' AND {everybody} ORDER BY year")
    assert [(row["period"], row["pupils"]) for row in census] == [
        ("2017/18", 22_848), ("2018/19", 26_128), ("2019/20", 29_496), ("2020/21", 32_436), ("2021/22", 35_600), ("2022/23", 40_904),
    ]  # fmt: skip
    assert ask("SELECT pupils FROM ap_school_arranged WHERE level = 'national' AND reason = 'Total' AND setting = 'Total'") == [{"pupils": 24_577}]


def test_the_north_east_is_never_the_worst_region(outcomes):
    """Ofsted grades on 31 August 2019 to 2023; an absent row counts as none."""
    store, _ = outcomes
    rows = held.at(store.folder).rows(
        "SELECT year, region, schools / graded AS share FROM grades WHERE level = 'regional' AND school_type = 'alternative provision' AND grade = 'inadequate'"
    )
    assert len(rows) == 45
    for year in range(2019, 2024):
        shares = {row["region"]: row["share"] for row in rows if row["year"] == year}
        assert max(shares, key=shares.get) != "North East"


def test_the_register_counts_each_school_once(outcomes):
    store, _ = outcomes
    rows = held.at(store.folder).rows(
        "SELECT count(*) AS n, count(DISTINCT urn) AS urns, count(*) FILTER (sector = 'alternative_provision' AND status = 'Open') AS ap FROM schools"
    )
    assert rows == [{"n": 21_983, "urns": 21_983, "ap": 331}]
    names = held.at(store.folder).relation("SELECT * FROM schools LIMIT 0").columns
    assert [name for name in names if "head" in name or "tele" in name] == []


def test_the_largest_file_loads_whole_in_little_memory(tmp_path):
    """What time it takes is measured by `./run bench observatory`: a shared machine keeps no time."""
    done = subprocess.run([sys.executable, "-c", MEASURED, tmp_path / "data", EXCLUSIONS], cwd=ROOT, capture_output=True, text=True, check=True)
    measured = json.loads(done.stdout)
    assert measured["rows"] == [242_170]
    assert measured["mb"] < 500


def test_bad_lines_far_into_the_largest_file_are_told_by_their_number(tmp_path, store):
    with zipfile.ZipFile(EXCLUSIONS) as archive:
        lines = archive.read("exclusions_by_geographic_level.csv").decode().splitlines()
    for number in (100_000, 242_000):
        cells = lines[number - 1].split(",")
        cells[-6] = "some"
        lines[number - 1] = ",".join(cells)
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines) + "\n")
    [outcome] = imported(store, path)
    assert (outcome.status, list(outcome.lines)) == ("refused", [100_000, 242_000])


def test_any_cut_of_a_real_file_is_noticed(tmp_path, store):
    with zipfile.ZipFile(REAL / "statistics" / "exclusions_by_reason.zip") as archive:
        content = archive.read("exclusions_by_reason.csv")
    path = tmp_path / "a.csv"
    for size in (200_001, 600_003, len(content) - 7):
        path.write_bytes(content[:size])
        [outcome] = imported(store, path)
        assert (outcome.status, bool(outcome.whole)) == ("refused", True), size
    assert store.imports() == []


def test_duckdb_is_not_imported_before_it_is_needed():
    code = "import sys, django, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'; django.setup(); import difference.pages.wsgi, difference.cli, difference.sector.official.held; print('duckdb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
