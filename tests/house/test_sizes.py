"""Small parts: files median under 100 lines, 95th percentile under 300, none over 400; functions under 40."""

import ast
import statistics
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for path in (ROOT / "src").rglob("*.py") if "migrations" not in path.parts)
FORBIDDEN = {"common", "utils", "helpers", "misc"}


def lines_of(path):
    return len(path.read_text().splitlines())


def test_files_are_small():
    sizes = sorted(lines_of(path) for path in SOURCES)
    ninety_fifth = sizes[int(len(sizes) * 0.95)]
    over = [str(path.relative_to(ROOT)) for path in SOURCES if lines_of(path) > 400]
    assert (over, statistics.median(sizes) < 100, ninety_fifth < 300) == ([], True, True)


def test_functions_are_small():
    over = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 40
    ]
    assert over == []


def test_every_module_says_what_it_is_for():
    assert [str(path.relative_to(ROOT)) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text()))] == []


def test_no_module_is_a_drawer():
    assert [str(path.relative_to(ROOT)) for path in SOURCES if path.stem in FORBIDDEN or path.parent.name in FORBIDDEN] == []
