"""What may not stand in any file of the repository."""

import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
# Spelt in parts, so that this file does not hold what it forbids.
HOSTS = [
    ".".join(parts) for parts in (("pypi", "org"), ("files", "pythonhosted", "org"), ("registry", "npmjs", "org"), ("registry", "yarnpkg", "com"))
]
MACHINE = re.compile("(?<![\\w.<>:])/(?:" + "|".join(["ho" + "me", "ro" + "ot", "Us" + "ers", "wo" + "rk"]) + r")/\w")
SECRET = re.compile("-----BEGIN [A-Z ]*PRIVATE" + " KEY-----|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}")


def texts():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and path.suffix not in {".png", ".woff2", ".ico"}:
            yield name, path.read_text(errors="replace")


def test_no_host_of_a_package_registry_stands_in_any_file():
    assert [(name, host) for name, text in texts() for host in HOSTS if host in text] == []


def test_no_path_of_a_machine_stands_in_any_file():
    assert [(name, found.group()) for name, text in texts() if not name.endswith("package-lock.json") for found in MACHINE.finditer(text)] == []


def test_no_secret_stands_in_any_file():
    assert [name for name, text in texts() if SECRET.search(text)] == []


def test_requirements_are_pinned_and_hashed():
    loose = []
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        pins = re.findall(r"^(\S+)==\S+(?: ; [^\\]+)? \\$", path.read_text(), re.MULTILINE)
        names = re.findall(r"^([A-Za-z0-9][^\s=<>~;]*)", path.read_text(), re.MULTILINE)
        loose += [
            f"{path.name}: {name}" for name in names if name not in pins and name.partition("[")[0] not in {pin.partition("[")[0] for pin in pins}
        ]
    assert loose == []
