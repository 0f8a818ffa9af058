"""What is wrong with a file: of single lines, which may be left out when asked, and of the whole, which may not."""

from __future__ import annotations

from dataclasses import dataclass, field

from difference.sector.official.limits import limits


@dataclass
class Troubles:
    """Sentences by line, the first few hundred of them, and sentences about the whole file."""

    whole: list[str] = field(default_factory=list)
    lines: dict[int, str] = field(default_factory=dict)
    bad_lines: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.whole or self.bad_lines)

    def of_file(self, sentence: str) -> None:
        """Note what is wrong with the file as a whole."""
        if sentence not in self.whole:
            self.whole.append(sentence)

    def of_line(self, line: int, sentence: str) -> None:
        """Note what is wrong with a line; several sentences stand one after another."""
        self.bad_lines.add(line)
        said = self.lines.get(line)
        if said is not None:
            if sentence not in said and len(said) < 500:
                self.lines[line] = f"{said}; {sentence}"
        elif len(self.lines) < limits().kept_lines:
            self.lines[line] = sentence

    def in_order(self) -> dict[int, str]:
        """The lines that are kept, from the first."""
        return dict(sorted(self.lines.items()))
