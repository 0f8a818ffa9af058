"""The diagrams of the documentation, made from the tables."""

from __future__ import annotations

from difference.foundations.access.actions import find
from difference.foundations.access.sentences import who
from difference.foundations.lifecycles.registry import every
from difference.foundations.lifecycles.table import Lifecycle


def as_mermaid(lifecycle: Lifecycle) -> str:
    """One lifecycle as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {lifecycle.initial}"]
    for move in lifecycle.moves:
        lines += [f"    {source} --> {move.target}: {move.name.replace('_', ' ')}" for source in move.sources]
    lines += [f"    {name} --> [*]" for name in lifecycle.having(terminal=True)]
    return "\n".join(lines)


def _section(lifecycle: Lifecycle) -> list[str]:
    lines = [f"## {lifecycle.noun}", "", "```mermaid", as_mermaid(lifecycle), "```", ""]
    lines += ["| state | to the person | to a partner | facts |", "| --- | --- | --- | --- |"]
    for state in lifecycle.states:
        facts = [fact for fact in ("editable", "running", "terminal") if getattr(state, fact)]
        lines.append(f"| {state.words} | {state.to_person} | {state.to_partner or 'not shown'} | {', '.join(facts)} |")
    lines += ["", "| move | who | reasons |", "| --- | --- | --- |"]
    for move in lifecycle.moves:
        lines.append(f"| {move.name.replace('_', ' ')} | {who(find(move.action))} | {'; '.join(move.reasons.values())} |")
    return [*lines, ""]


def as_markdown() -> str:
    """The page of all lifecycles for `docs/`."""
    lines = ["# Lifecycles", "", "Made from the tables of states in the code by `./run docs`; `./run check` fails when it is out of date.", ""]
    for lifecycle in every():
        lines += _section(lifecycle)
    return "\n".join(lines)
