"""SIGKILL before every statement of an act and after every commit: nothing is lost, nothing is halved, and it can be done again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, connections

from tests.safety.kills.scenarios import ALL

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.deep, pytest.mark.real_time]
ROOT = Path(__file__).resolve().parents[2]
# Fewer would mean that the watch has gone blind.
AT_LEAST = {"import": 30, "submit": 10, "submit-not-eligible": 15, "publish": 40, "copy": 20, "board": 30, "board-released": 50}


def prove(name, folder, settings):
    """Run the proof of one scenario on a copy of the tests' database; what it found."""
    database = str(connection.settings_dict["NAME"])
    # What is copied must be at rest.
    connections.close_all()
    arguments = [sys.executable, "-m", "tests.safety.kills.proving", name, database, str(folder)]
    done = subprocess.run(arguments, cwd=ROOT, env={**os.environ, "DIFFERENCE_HOME": str(settings.HOME)}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("name", ALL)
def test_killed_at_any_statement_it_is_done_or_not_done_and_never_half(name, tmp_path, settings):
    found = prove(name, tmp_path, settings)
    print(f"{name}: {found['points']} points, {found['commits']} transactions")
    assert found["wrong"] == [], "\n".join(found["wrong"])
    assert found["statements"] >= AT_LEAST.get(name, 10)
    # The last statement is a commit, or one point more.
    assert found["points"] - found["statements"] - found["commits"] in {0, 1}


def test_an_act_that_is_not_one_transaction_is_caught(tmp_path, settings):
    assert any("halved" in each for each in prove("careless", tmp_path, settings)["wrong"])
