"""`difference cost`: what exclusion costs by a published total, our open model or a model of one's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from difference.errors import BadInput
from difference.methods.problems import Problems

if TYPE_CHECKING:
    from difference.methods.costing import Cost, Model, Published

WRONG = "This cost cannot be computed."
DEFAULT = "open-model"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
MOST_SHOWN = 5
WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+", re.ASCII)


@dataclass(frozen=True)
class _Asked:
    """The numbers that were asked for."""

    pupils: int
    draws: int
    seed: int


@click.command()
@click.option("--preset", metavar="NAME", help=f"ippr-2017, ippr-2024 or open-model.  [default: {DEFAULT}]")
@click.option("--model", "file", type=FILE, metavar="FILE.toml", help="A model of your own, as docs/methods/costing.md says.")
@click.option("--pupils", default="1", show_default=True, metavar="N", help="How many pupils were excluded.")
@click.option("--set", "chosen", multiple=True, metavar="KEY=VALUE", help="Take a parameter for certain; may be given again.")
@click.option("--schedule", metavar="NAME", help="The Green Book's rates: standard, health or sensitivity.")
@click.option("--draws", default="100000", show_default=True, metavar="N", help="How often all parameters are drawn; 0 for their best values alone.")
@click.option("--seed", default="0", show_default=True, metavar="N", help="The seed of the draws.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def cost(
    preset: str | None, file: Path | None, pupils: str, chosen: tuple[str, ...], schedule: str | None, draws: str, seed: str, as_json: bool
) -> None:  # fmt: skip
    """What exclusion costs: a published total, or a model whose every part can be seen and changed."""
    from difference.methods import costing

    problems = Problems()
    asked = _numbers(pupils, draws, seed, problems)
    model = _model(preset, file, problems)
    if model is not None:
        model = _scenario(model, chosen, schedule, problems)
    problems.refuse(WRONG)
    assert model is not None  # noqa: S101 - without a model there was a problem
    found = costing.cost(model, asked.pupils, asked.draws, asked.seed)
    if as_json:
        click.echo(json.dumps(found.as_data(), ensure_ascii=False))
    else:
        click.echo("\n".join(_in_words(model, found)))


def _numbers(pupils: str, draws: str, seed: str, problems: Problems) -> _Asked:
    from difference.methods.costing import MOST_DRAWS, MOST_PUPILS, MOST_SEED

    asked = _Asked(
        _whole("--pupils", pupils, MOST_PUPILS, problems), _whole("--draws", draws, MOST_DRAWS, problems), _whole("--seed", seed, MOST_SEED, problems)
    )
    if asked.draws == 1:
        problems.add("--draws", "One draw has no spread: give 0, or 2 or more.")
    return asked


def _whole(option: str, text: str, most: int, problems: Problems) -> int:
    digits = text.strip().replace(",", "")
    if WHOLE.fullmatch(text.strip()) and len(digits) < 20 and int(digits) <= most:
        return int(digits)
    problems.add(option, f"“{text}” is not a whole number from 0 to {most:,}.")
    return 0


def _model(preset: str | None, file: Path | None, problems: Problems) -> Model | Published | None:
    from difference.methods import costing

    if preset and file:
        problems.add("--model", "Give either a preset or a model of your own.")
        return None
    try:
        return costing.read(_text(file)) if file else costing.preset(preset or DEFAULT)
    except BadInput as error:
        _add(problems, error, {"preset": "--preset"}, str(file) if file else "--preset")
        return None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(f"It cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise BadInput(f"It is not written in UTF-8: byte {error.start + 1}.") from None


def _scenario(model: Model | Published, chosen: Iterable[str], schedule: str | None, problems: Problems) -> Model | Published:
    from difference.methods import costing

    if isinstance(model, costing.Published):
        if tuple(chosen):
            problems.add("--set", "This total was published without its parts: there is nothing in it to change.")
        if schedule:
            problems.add("--schedule", "This total was published as one sum: it cannot be discounted anew.")
        return model
    try:
        model = costing.with_schedule(model, schedule)
    except BadInput as error:
        _add(problems, error, {"schedule": "--schedule"}, "--schedule")
    try:
        return costing.with_values(model, costing.read_settings(model, chosen))
    except BadInput as error:
        _add(problems, error, {key: f"--set {key}" for key in error.fields}, "--set")
        return model


def _add(problems: Problems, error: BadInput, names: dict[str, str], otherwise: str) -> None:
    """What an error says, each sentence with its place."""
    for place, sentences in error.fields.items():
        for sentence in sentences:
            problems.add(names.get(place, place), sentence)
    for line, sentence in error.lines.items():
        problems.add(f"line {line}", sentence)
    if not error.fields and not error.lines:
        problems.add(otherwise, error.sentence)


def _in_words(model: Model | Published, found: Cost) -> list[str]:
    from difference.methods import costing

    lines = [
        f"{model.title}. Prices: {found.price_year}.",
        f"  one pupil      {_pounds(found.per_pupil)}{_range(found.low, found.high)}",
        f"  {found.pupils:,} pupils  {_pounds(found.total)}" if found.pupils != 1 else "",
    ]
    lines += [f"  {part.title:<24} {_pounds(part.per_pupil):>12}{_range(part.low, part.high)}" for part in found.components]
    if isinstance(model, costing.Model):
        lines += _doubt(model, found)
    return [line for line in [*lines, found.scope] if line]


def _doubt(model: Model, found: Cost) -> list[str]:
    """What the answer rests on."""
    from difference.methods import costing

    assumed = sum(each.is_assumption for each in model.parameters.values())
    lines = [f"{assumed} of {len(model.parameters)} numbers are assumptions."]
    if found.error is not None:
        lines.append(f"Mean of {found.draws:,} draws, give or take {_pounds(found.error)} by chance; in brackets the middle 95% of them.")
    bars: Any = costing.tornado(model)[:MOST_SHOWN]
    lines += ["What moves it most, alone, from its low to its high value:"] if bars else []
    lines += [f"  {bar.title}: {_pounds(bar.at_low)} to {_pounds(bar.at_high)}{' (assumed)' if bar.is_assumption else ''}" for bar in bars]
    return lines


def _pounds(amount: float) -> str:
    return f"£{amount:,.0f}".replace("£-", "−£")


def _range(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f" ({_pounds(low)} to {_pounds(high)})"


VERBS = (cost,)
