"""The product's settings, with what tests alone need: a folder of their own and a password hash that is quick."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DIFFERENCE_HOME", tempfile.mkdtemp(prefix="difference-tests-"))
# Compiled once for all runs of the tests.
os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(__file__).resolve().parents[1] / "build" / "compiled"))
os.environ["DIFFERENCE_MODE"] = "demo"
# The same each time, so that nothing that hangs on it differs between runs.
os.environ["DIFFERENCE_SECRET_KEY"] = "the-same-secret-in-every-run-of-the-tests-and-nowhere-else"

from difference.settings import *  # noqa: F403
from difference.settings import DATABASES, HOME
from difference.settings.database import SQLITE

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: threads and other processes must be able to open it too.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(HOME) / "test.sqlite3")}
    # A power cut ends the tests anyway: they need not wait for the disk. Programs that tests start have the product's own settings.
    DATABASES["default"]["OPTIONS"] = SQLITE | {"init_command": str(SQLITE["init_command"]).replace("synchronous=FULL", "synchronous=OFF")}
else:
    DATABASES["default"]["TEST"] = {
        "NAME": f"test_difference_{os.getpid() if 'PYTEST_XDIST_WORKER' not in os.environ else os.environ['PYTEST_XDIST_TESTRUNUID'][:8]}"
    }
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}
