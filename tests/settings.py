"""The product's settings, with what tests alone need: a folder of their own and a password hash that is quick."""

import os
import tempfile

os.environ.setdefault("DIFFERENCE_HOME", tempfile.mkdtemp(prefix="difference-tests-"))
os.environ["DIFFERENCE_MODE"] = "demo"

from difference.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
