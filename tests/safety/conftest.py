"""The world of the proofs, made once for all tests of a module."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from tests.safety.world import World, open_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, taken back when the module's last test has run. Its tests are marked `django_db`."""
    # Thousands of requests: their log lines would bury the one that matters.
    logging.disable(logging.ERROR)
    with django_db_blocker.unblock(), open_world() as made:
        yield made
    logging.disable(logging.NOTSET)
