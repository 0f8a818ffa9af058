"""Official files by place, imported into a store of their own that the pages then read."""

import pytest

from difference.sector.official import held
from difference.sector.official.store import Store
from tests.sector.official import files


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "home" / "data")


@pytest.fixture
def load(store, tmp_path):
    """Imports files of rows, each into the store; answers the data as it is then held."""
    number = iter(range(1000))

    def load(*tables, day=None):
        for rows in tables:
            (outcome,) = files.imported(store, files.write(tmp_path / f"{next(number)}.csv", rows), day=day)
            assert outcome.status == "loaded", outcome
        return held.at(store.folder)

    return load
