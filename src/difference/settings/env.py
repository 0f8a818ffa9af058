"""Strict readers of the environment: an odd value is a sentence, and all sentences are said at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

T = TypeVar("T")

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})
PREFIX = "DIFFERENCE_"


class SettingsError(Exception):
    """The environment cannot be used. `sentences` says why, one for each thing to mend."""

    def __init__(self, sentences: Iterable[str]) -> None:
        super().__init__()
        self.sentences = list(sentences)

    def __str__(self) -> str:
        return "\n".join(["Difference cannot start:", *(f"  - {sentence}" for sentence in self.sentences)])


class Environment:
    """Reads variables, remembers which were asked for, and collects what is wrong with them."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.asked: set[str] = set()
        self.sentences: list[str] = []

    def complain(self, sentence: str) -> None:
        """Add a sentence about something to mend."""
        self.sentences.append(sentence)

    def _raw(self, name: str) -> str | None:
        self.asked.add(name)
        return self.variables.get(name)

    def text(self, name: str, default: str = "") -> str:
        """The value as it stands; empty counts as not set."""
        return self._raw(name) or default

    def flag(self, name: str, default: bool) -> bool:
        """A yes or no: 1/0, true/false, yes/no, on/off."""
        raw = self._raw(name)
        if raw is None:
            return default
        if raw.strip().lower() in TRUE:
            return True
        if raw.strip().lower() in FALSE:
            return False
        self.complain(f"{name} must be yes or no (1, 0, true, false, on, off), not “{raw}”.")
        return default

    def number(self, name: str, default: int, *, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        raw = self._raw(name)
        if raw is None:
            return default
        if raw.strip().isascii() and raw.strip().isdigit() and low <= int(raw) <= high:
            return int(raw)
        self.complain(f"{name} must be a whole number from {low} to {high}, not “{raw}”.")
        return default

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        """One of `choices`."""
        raw = self._raw(name)
        if raw is None:
            return default
        if raw in choices:
            return raw
        self.complain(f"{name} must be one of {', '.join(choices)}, not “{raw}”.")
        return default

    def names(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """A list separated by commas; blanks within it are refused."""
        raw = self._raw(name)
        if raw is None:
            return list(default)
        parts = [part.strip() for part in raw.split(",")]
        if all(parts) and not any(" " in part for part in parts):
            return parts
        self.complain(f"{name} must be a list separated by commas, with nothing empty in it, not “{raw}”.")
        return list(default)

    def parsed(self, name: str, default: str, parse: Callable[[str], T], *, must: str) -> T:
        """A value that `parse` understands; `must` finishes the sentence “NAME must …”."""
        raw = self._raw(name)
        try:
            return parse(raw or default)
        except ValueError:
            # The value is not repeated: it may hold a password.
            self.complain(f"{name} must {must}.")
            return parse(default)

    def finish(self) -> None:
        """Raise SettingsError if anything was odd, also variables of ours that nothing reads."""
        for name in sorted(self.variables):
            if name.startswith(PREFIX) and name not in self.asked:
                self.complain(f"{name} is not a setting that Difference knows.")
        if self.sentences:
            raise SettingsError(self.sentences)
