"""The calculations know no Django, no clock, no network and nothing of ours but the errors."""

import ast
import sys
from pathlib import Path

import pytest

import difference.methods

pytestmark = pytest.mark.once
FORBIDDEN = {"time", "socket", "ssl", "http", "urllib", "asyncio", "subprocess", "sqlite3", "random", "secrets", "os"}
ALLOWED = (set(sys.stdlib_module_names) - FORBIDDEN) | {"numpy", "scipy", "numba", "llvmlite"}  # llvmlite comes with numba


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def test_methods_import_only_what_a_notebook_has():
    folder = Path(difference.methods.__file__).parent
    odd = [
        f"{path.relative_to(folder)}: {name}"
        for path in sorted(folder.rglob("*.py"))
        for name in imported(path)
        if not (name.startswith("difference.methods") or name == "difference.errors" or name.partition(".")[0] in ALLOWED)
    ]
    assert odd == []
