"""Facts as keys and values, tasks with their states, and the few big numbers of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from difference.web.values import Link, Tag, Tone


@dataclass(frozen=True)
class Row:
    """One row of a summary list. A list or tuple as `value` stands on lines of its own; None shows `missing`."""

    key: str
    value: object
    actions: tuple[Link, ...] = ()
    missing: str = "Not given"

    @property
    def lines(self) -> tuple[object, ...]:
        """The value as lines; empty when there is nothing to show."""
        values = self.value if isinstance(self.value, list | tuple) else (self.value,)
        return tuple(value for value in values if value is not None and value != "")


@dataclass(frozen=True)
class Task:
    """One line of a task list; without `href` it cannot be started yet. `hint` says why, or what is missing."""

    label: str
    state: str
    href: str = ""
    tone: Tone | str = Tone.NEUTRAL
    hint: str = ""

    @property
    def tag(self) -> Tag | None:
        """The state as a tag, or None when it is done or cannot be started, which plain words say more calmly."""
        return None if self.tone in (Tone.GOOD, Tone.NEUTRAL) else Tag(self.state, self.tone)


@dataclass(frozen=True)
class Fact:
    """One big number with the words that say of what; `note` is small print, such as a date or an interval."""

    number: object
    label: str
    note: str = ""
    href: str = ""
    tone: Tone | str = Tone.NEUTRAL


def summary_list(rows: Iterable[Row | tuple[str, object]], borders: bool = True) -> dict[str, object]:
    """`{% summary_list rows %}`: takes Rows, or (key, value) pairs."""
    made = [row if isinstance(row, Row) else Row(*row) for row in rows]
    return {"rows": made, "borders": borders, "any_actions": any(row.actions for row in made)}


def summary_card(content: SafeString, title: str, actions: Iterable[Link] = (), level: int = 2) -> SafeString:
    """`{% summary_card "First referee" %}{% summary_list rows %}{% endsummary_card %}`: a titled card around a list or words."""
    context = {"content": content, "title": title, "actions": list(actions), "heading": f"h{int(level)}"}
    return render_to_string("web/components/summary_card.html", context)


def task_list(tasks: Iterable[Task], id: str = "tasks") -> dict[str, object]:
    """`{% task_list tasks %}`: what there is to do, each with its state. Two on one page need two `id`s."""
    return {"tasks": list(tasks), "id": id}


def facts(items: Iterable[Fact]) -> dict[str, object]:
    """`{% facts items %}`: a row of big numbers; keep it to four."""
    return {"facts": list(items)}
