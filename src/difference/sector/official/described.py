"""The page of the documentation that lists every data set with its columns, and every layout that is read: written from the declarations."""

from __future__ import annotations

from difference.sector.official.declared import Dataset, datasets
from difference.sector.official.fetching import as_of, sources
from difference.sector.official.marks import sentences

HEAD = """# Official data: tables, columns and layouts

Written from the declarations by `./run docs`; [methods/official-data.md](methods/official-data.md) says how files are read and asked.

Every table has `period` (“2016/17”, “2023/24 autumn term”, “2019”, “2026-06-02”), `year` (in which the period begins), `term` (empty for whole years)
and `source` (the id of the import). Tables of places have besides:

| column | what it says |
|---|---|
| `level` | national, regional, authority, school |
| `region_code`, `region` | one of the nine regions, Inner and Outer London both as London; empty outside them and in national rows |
| `region_published` | the region as the file has it |
| `la_code`, `la_name` | the authority's three figures and name, as of the period |
| `la_ons` | its nine characters, as published |
| `la_now` | the authority of today that all of it belongs to; empty where it was divided, or is none that we list |

A **figure** takes four columns: `NAME` (empty where it is missing), `NAME_low` and `NAME_high` (the figure itself, or the interval that a mark stands for),
and `NAME_mark` (why it is missing):

| mark | meaning |
|---|---|
"""


def as_markdown() -> str:
    """The whole page."""
    marks = "".join(f"| `{mark}` | {says} |\n" for mark, says in sentences().items())
    tables = "\n".join(_table(dataset) for dataset in datasets().values())
    return f"{HEAD}{marks}\n{tables}\n{_always()}\n{_sources()}"


def _table(dataset: Dataset) -> str:
    placed = "" if dataset.placed else " No columns of places but its own."
    lines = [
        f"## `{dataset.name}`",
        f"{dataset.title}. {dataset.about}{placed}",
        "",
        f"One row for each: {', '.join(f'`{name}`' for name in dataset.key)}.",
        "",
    ]
    lines += ["| column | kind | what it says |", "|---|---|---|"]
    lines += [f"| `{column.name}` | {_kind(column.kind)} | {column.about} |" for column in dataset.columns.values()]
    lines += ["", "| layout | told by | read from |", "|---|---|---|"]
    for layout in dataset.layouts:
        lines.append(f"| {layout.title} (`{layout.id}`) | {', '.join(f'`{name}`' for name in layout.needs)} | {layout.confirmed} |")
    return "\n".join(lines) + "\n"


def _kind(kind: str) -> str:
    return {"number": "**figure**", "percent": "**figure**, per cent", "whole": "whole number", "urn": "whole number", "laestab": "whole number"}.get(
        kind, "date" if kind == "date" else "text"
    )


def _always() -> str:
    return (
        "## `authorities` and `regions`\n"
        "Always there, from dated tables. `authorities`: `code`, `name`, `region_code`, `began`, `until`, `now`, `followed_by`, `ons` (every nine-character"
        " code it has had); `regions`: `code`, `name`, `place` (in the order of official tables).\n"
    )


def _sources() -> str:
    lines = [f"## What can be downloaded (list of {as_of():%-d %B %Y})", "", "| name | table | what it is | address read from |", "|---|---|---|---|"]
    lines += [f"| `{each.name}` | `{each.dataset}` | {each.title} | {each.read} |" for each in sources()]
    return "\n".join(lines) + "\n"
