"""What is kept is whole or not there, also when an import is killed; one import happens at a time."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from difference.errors import BadInput, NotNow
from difference.sector.official import held, importing
from difference.sector.official.store import Store
from tests.sector.official import files
from tests.sector.official.files import imported

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[3]
KILLED_AT = """
import datetime as dt, os, signal, sys
from pathlib import Path
from difference.sector.official import importing, store
place, where, path = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
def die(*args, **kept): os.kill(os.getpid(), signal.SIGKILL)
if place == "rename":
    store.Path.rename = die
elif place == "sync":
    store._sync = die
else:
    setattr(importing, place, die)
importing.import_paths(store.Store(where), [path], importing.Wishes(dt.datetime(2026, 11, 23, tzinfo=dt.UTC)))
"""


@pytest.mark.parametrize("place", ["stage", "read", "check_whole", "write", "sync", "rename"])
def test_a_kill_leaves_nothing_and_the_next_import_clears_up(store, tmp_path, place):
    path = files.write(tmp_path / "a.csv", files.exclusions())
    done = subprocess.run([sys.executable, "-c", KILLED_AT, place, store.folder, path], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert held.at(store.folder).names == []
    assert [found.name[:8] for found in store.folder.iterdir() if found.name != ".lock" and not found.name.startswith("exclu")] == [".coming-"]
    [outcome] = imported(store, path)
    assert outcome.status == "loaded"
    assert sorted(found.name for found in store.folder.iterdir()) == [".lock", "exclusions"]
    assert held.at(store.folder).rows("SELECT count(*) AS n FROM exclusions") == [{"n": len(files.exclusions())}]


def test_the_same_file_twice_changes_nothing(store, tmp_path):
    path = files.write(tmp_path / "a.csv", files.exclusions())
    imported(store, path)
    before = {found: found.stat().st_mtime_ns for found in store.folder.rglob("*") if found.name != ".lock"}
    [outcome] = imported(store, path, at=files.AT + dt.timedelta(days=1))
    assert outcome.status == "known"
    assert {found: found.stat().st_mtime_ns for found in store.folder.rglob("*") if found.name != ".lock"} == before


def test_a_file_is_read_again_when_its_meaning_has_changed(store, tmp_path, monkeypatch):
    path = files.write(tmp_path / "a.csv", files.exclusions())
    imported(store, path)
    changed = {name: dataset.__class__(**{**vars(dataset), "digest": "0" * 64}) for name, dataset in importing.datasets().items()}
    monkeypatch.setattr(importing, "datasets", lambda: changed)
    [outcome] = imported(store, path)
    assert (outcome.status, len(store.imports())) == ("loaded", 1)
    assert held.at(store.folder).rows("SELECT count(*) AS n FROM exclusions") == [{"n": len(files.exclusions())}]


def test_another_import_is_told_to_wait(store, tmp_path):
    path = files.write(tmp_path / "a.csv", files.exclusions())
    with store.writing(), pytest.raises(NotNow, match="Another import"):
        imported(Store(store.folder), path)


def test_provenance_says_what_was_loaded_from_where(store, tmp_path):
    path = files.write(tmp_path / "a.csv", files.exclusions("201415", "201516"))
    imported(store, path)
    [told] = held.at(store.folder).provenance()
    assert told["id"] == told["sha256"][:12]
    assert {name: told[name] for name in ("file", "publisher", "licence", "periods", "rows_in", "rows_refused", "imported_at")} == {
        "file": "a.csv", "publisher": "Department for Education", "licence": "Open Government Licence v3.0", "periods": ["2014/15", "2015/16"],
        "rows_in": 82, "rows_refused": 0, "imported_at": "2026-11-23T10:00:00.000000+00:00",
    }  # fmt: skip
    json.dumps(told)


def test_an_import_can_be_taken_away(store, tmp_path):
    imported(store, files.write(tmp_path / "a.csv", files.exclusions()))
    [told] = held.at(store.folder).provenance()
    for wrong in ("", "zz"):
        with pytest.raises(BadInput):
            store.remove(wrong)
    store.remove(told["id"])
    assert held.at(store.folder).names == []
    assert os.listdir(store.folder / "exclusions") == []


def test_a_path_that_does_not_exist_is_said_before_anything_is_loaded(store, tmp_path):
    path = files.write(tmp_path / "a.csv", files.exclusions())
    with pytest.raises(BadInput, match=r"no such file or folder: .*b\.csv, .*c\.csv"):
        imported(store, path, tmp_path / "b.csv", tmp_path / "c.csv")
    assert store.imports() == []
