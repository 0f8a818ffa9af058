"""The schedule in words: for the public page, and for the documentation."""

from __future__ import annotations

from dataclasses import dataclass

from difference.foundations.rights.retention.codes import bases, classes, reasons_to_withhold, terms
from difference.foundations.rights.retention.entries import BLANK, DELETE, DELETE_WITH_FILE, FOREVER, KEEP, Entry
from difference.foundations.rights.retention.reading import parent_of, schedule

ACTIONS = {
    DELETE: "Deleted",
    DELETE_WITH_FILE: "Deleted, the file as well",
    BLANK: "What is personal in it is blanked",
    KEEP: "Kept",
}
START, END = "<!-- The record of processing: written by ./run docs. -->", "<!-- The end of the record of processing. -->"


@dataclass(frozen=True)
class Line:
    """One part of what we hold, as anybody may read it."""

    title: str
    holds: str
    why: str
    law: str
    how_long: str
    at_erasure: str
    in_a_copy: str


def _holds(entry: Entry) -> str:
    kinds = [classes()[name].says for name in classes() if name in set(entry.fields.values()) and name not in {"system", "audit"}]
    return ", ".join(kinds) or "keys, codes and moments only"


def _law(entry: Entry) -> str:
    used = [bases()[code] for code in (entry.basis, entry.special_basis) if code]
    return "; ".join(f"{basis.says} ({basis.law})" for basis in used)


def _moment(entry: Entry, since: str) -> str:
    words, model = [], entry.model
    for step in since.split("."):
        its = model._meta.get_field(step)
        words.append(str(getattr(its, "verbose_name", step)))
        model = its.related_model or model
    return ": ".join(words)


def how_long(entry: Entry) -> str:
    """For how long, in words."""
    if entry.follows:
        return f"As long as what it hangs on: {schedule()[parent_of(entry)._meta.label_lower].title.lower()}"
    if entry.pruned_by:
        return terms()[entry.term].says.capitalize()
    if entry.kept == FOREVER:
        return entry.forever_because[:1].upper() + entry.forever_because[1:]
    if entry.rules:
        return "; ".join(_rule_in_words(entry, number) for number in range(len(entry.rules)))
    if entry.term:
        return f"As long as you have a part in the programme, and then {terms()[entry.term].says}"
    return "Until you are erased"


def _rule_in_words(entry: Entry, number: int) -> str:
    rule = entry.rules[number]
    state = rule.when.get("state")
    whose = f"those {str(state).replace('_', ' ')}: " if state else ("all others: " if "state__in" in rule.when else "")
    return f"{whose}{terms()[rule.term].says}; counted from “{_moment(entry, rule.since)}”"


def _at_erasure(entry: Entry) -> str:
    words = ACTIONS[entry.at_erasure]
    return f"{words}: {entry.because}" if entry.because and entry.at_erasure in {KEEP, BLANK} else words


def _in_a_copy(entry: Entry) -> str:
    if entry.hidden:
        its = reasons_to_withhold()[entry.hidden]
        return f"Left out. {its.says} ({its.law})"
    withheld = {entry.why_withheld(name) for name in entry.fields} - {""}
    without = [words for code, words in (("security", "secrets of signing in"), ("colleagues", "who did it")) if code in withheld]
    yes = f"Yes, without {' and '.join(without)}." if without else "Yes."
    reasons = [reasons_to_withhold()[code] for code in sorted(withheld - {"security", "colleagues"})]
    return " ".join([yes, *(f"Some of it is left out. {its.says} ({its.law})" for its in reasons)])


def _line(entry: Entry) -> Line:
    return Line(entry.title, _holds(entry), entry.purpose, _law(entry), how_long(entry), _at_erasure(entry), _in_a_copy(entry))


def lines() -> list[Line]:
    """What we hold about people, by title: for the public page."""
    return [_line(entry) for entry in sorted(schedule().values(), key=lambda entry: entry.title) if entry.about_somebody]


def _bullets(line: Line) -> list[str]:
    facts = [("What", line.holds), ("Why", line.why), ("The law that lets us", line.law), ("How long", line.how_long)]
    facts += [("At erasure", line.at_erasure), ("In a copy of somebody’s data", line.in_a_copy)]
    return [f"- **{key}**: {value}" for key, value in facts]


def as_markdown() -> str:
    """The page “How long we keep what” for `docs/`."""
    words = [
        "# How long we keep what",
        "",
        "Made from the `retention.toml` beside each application by `./run docs`; `./run check` fails when it is out of date, when a field of a",
        "model has no class, and when the schedule speaks of a field that is gone. The words that the files are written in stand in",
        "`src/difference/foundations/rights/codes.toml`; the reader of a new file starts at `rights/retention/entries.py`.",
    ]
    for line in lines():
        words += ["", f"## {line.title}", "", *_bullets(line)]
    words += ["", "## About nobody", ""]
    nobody = sorted((entry for entry in schedule().values() if not entry.about_somebody), key=lambda entry: entry.title)
    words += [f"- {entry.title} (`{entry.label}`): {entry.because}." for entry in nobody]
    return "\n".join(words) + "\n"


def record_of_processing() -> str:
    """The record of processing activities (UK GDPR article 30), as the schedule gives it."""
    rows = ["| what we do | why | the law | about whom | what | how long |", "| --- | --- | --- | --- | --- | --- |"]
    for entry in sorted(schedule().values(), key=lambda entry: (entry.label.partition(".")[0], entry.title)):
        if entry.about_somebody:
            line = _line(entry)
            rows.append(f"| {line.title} (`{entry.label}`) | {line.why} | {line.law} | {_about(entry)} | {line.holds} | {line.how_long} |")
    return "\n".join(rows)


def _about(entry: Entry) -> str:
    return "whoever takes part, applies or works for the programme" if not entry.keeps_person and not entry.follows else "candidates"


def with_record_of_processing(page: str) -> str:
    """A page of the documentation with its record of processing brought up to date. Raises ValueError without its two marks."""
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError("The page has no place for the record of processing.")
    return f"{before}{START}\n\n{record_of_processing()}\n\n{END}{after}"
