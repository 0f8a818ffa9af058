"""What is sent to browsers: nothing from outside, no crown, and locks that name no host of a registry."""

from __future__ import annotations

import json
import re

import pytest

from .conftest import ROOT

BUILT = ROOT / "build" / "frontend"

built = pytest.mark.skipif(not BUILT.exists(), reason="The front end is not built.")


def test_lock_names_no_address_to_fetch_from_and_pins_every_version():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    wanted = json.loads((ROOT / "package.json").read_text())
    versions = [*wanted["dependencies"].values(), *wanted["devDependencies"].values()]
    assert [version for version in versions if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


@built
def test_style_sheet_fetches_only_fonts_that_are_built():
    fetched = re.findall(r"url\(\"?([^)\"]+)", (BUILT / "difference.css").read_text())
    assert len(fetched) == 4
    assert [name for name in fetched if not (BUILT / name).exists()] == []


@built
def test_no_crown_and_no_source_map_is_sent():
    css, script = (BUILT / "difference.css").read_text(), (BUILT / "difference.js").read_text()
    assert [word for word in ("crest", "crown", "GDS Transport", "sourceMappingURL") if word in css + script] == []


@built
def test_script_calls_the_library_without_an_import():
    script = (BUILT / "difference.js").read_text()
    assert re.findall(r"^\s*(?:import|export)\b.*$", script, re.MULTILINE) == []
    assert script.count("\ninitAll()") == 1
