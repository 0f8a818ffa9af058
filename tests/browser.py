"""Finds Chromium for the pages' tests, and installs Debian's where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = "apt-get install -y chromium"


def installed() -> str | None:
    """Where Chromium is, if it is."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def find() -> str | None:
    """Where Chromium is, after installing it if need be. Says what to do where it cannot be installed."""
    if installed():
        return installed()
    if shutil.which("apt-get") and (os.geteuid() == 0 or os.environ.get("CI")):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        print("Installing Chromium for the pages' tests.", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call([*sudo, "apt-get", "update", "-qq"], env=environment)
        subprocess.call([*sudo, *INSTALL.split(), "-qq"], env=environment, stdout=subprocess.DEVNULL)
    if not installed():
        print(f"!! Chromium is missing: the pages' tests will fail. Install it with: sudo {INSTALL} !!", flush=True)
    return installed()
