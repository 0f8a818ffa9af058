"""Policies in plain sentences: what the page “who may do what” is made of."""

from __future__ import annotations

from dataclasses import dataclass

from difference.foundations.access.actions import Action, all_actions


@dataclass(frozen=True)
class Rule:
    """One line of “who may do what”."""

    area: str
    action: str
    who: str
    may: str


def who(action: Action) -> str:
    """The policy's name as words: “recruitment staff, or the person themself”."""
    words = str(action.policy.name).replace("(", "").replace(")", "")
    return ", or ".join(_limited(choice) for choice in words.split(" | "))


def _limited(words: str) -> str:
    # A phrase that limits another follows it: “recruitment staff other than the candidate, without a conflict of interest”.
    first, *limits = words.split(" & ")
    return " ".join([first, ", ".join(limits)]).strip()


def rules_in_words() -> list[Rule]:
    """Every action with who may take it, in the order of their names."""
    return [Rule(action.name.partition(".")[0], action.name, who(action), action.says) for action in all_actions()]


def as_markdown() -> str:
    """The page “who may do what” for `docs/`."""
    lines = [
        "# Who may do what",
        "",
        "Made from the policies in the code by `./run docs`; `./run check` fails when it is out of date.",
        "What is not on this list nobody may do.",
    ]
    area = ""
    for rule in rules_in_words():
        if rule.area != area:
            area = rule.area
            lines += ["", f"## {area.replace('_', ' ').capitalize()}", ""]
        lines.append(f"- {rule.who[:1].upper()}{rule.who[1:]} may {rule.may}. (`{rule.action}`)")
    return "\n".join(lines) + "\n"
