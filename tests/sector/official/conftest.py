"""A store of its own for each test."""

import pytest

from difference.sector.official.store import Store


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "home" / "data")
