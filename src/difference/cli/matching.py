"""Verbs that place candidates by a published rule, hold the rules side by side, and check a placement that anybody made."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from difference.errors import BadInput

if TYPE_CHECKING:
    from difference.methods.matching import Market, Matching

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("instance", type=EXISTING, metavar="INSTANCE.json", required=False)
@click.option("--preferences", type=EXISTING, metavar="P.parquet", help="Instead of INSTANCE.json: candidate, order, post, priority.")
@click.option("--posts", type=EXISTING, metavar="Q.parquet", help="With --preferences: post, seats, region, cold_spot.")
@click.option("--rule", default="candidate_optimal", show_default=True, help="How to place, as docs/methods/matching.md says.")
@click.option("--seed", default="0", show_default=True, help="The seed of the lottery that breaks ties.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="RESULT", help="Where to keep the result.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def match(
    instance: Path | None, preferences: Path | None, posts: Path | None, rule: str, seed: str, output: Path | None, as_json: bool
) -> None:  # fmt: skip
    """Place candidates in posts that both sides ranked."""
    if preferences and posts and output and not instance:
        _match_columns(preferences, posts, rule, _seed(seed), output, as_json)
    elif instance and not (preferences or posts):
        _match_document(instance, rule, _seed(seed), output, as_json)
    else:
        raise BadInput("Give either INSTANCE.json, or --preferences, --posts and --output.")


@contextmanager
def _progress(steps: int) -> Iterator[Callable[[str], None]]:
    """Tells each step before it is taken, on standard error: a bar on a terminal, else a line."""
    if not sys.stderr.isatty():
        yield lambda step: click.echo(f"{step} …", err=True)
        return
    with click.progressbar(length=steps, file=sys.stderr, show_eta=False) as bar:

        def told(step: str) -> None:
            bar.label = step
            bar.update(1)

        yield told


def _match_columns(preferences: Path, posts: Path, rule: str, seed: int | str, output: Path, as_json: bool) -> None:
    from difference.cli import columnar

    files = columnar.Files(preferences, posts)
    with _progress(columnar.STEPS) as told:
        market, matching = columnar.place(files, rule, seed, told)
        told("Writing")
        files.keep(output, market, matching)
    if as_json:
        found = {"rule": matching.rule, "seed": matching.seed, "filled": matching.size, "stable": True, "guarantee": matching.guarantee}
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    _say_placed(market, matching)
    click.echo(f"Kept in {output}.")


def _match_document(instance: Path, rule: str, seed: int | str, output: Path | None, as_json: bool) -> None:
    from difference.methods import matching as methods

    document, market = _market(instance)
    matching = methods.match(market, rule=rule, seed=seed)
    verdict = methods.verify(market, matching)
    # Where there are couples, there may be no stable matching; the rule then says so.
    if not (verdict.stable or (market.couples and verdict.possible)):
        raise AssertionError("The rule gave a matching that its own check refuses.")
    result = methods.as_document(market, matching, methods.digest(document))
    if output:
        _keep(output, instance, result)
    if market.dropped:
        click.echo(f"Entries of posts' rankings dropped, since the candidate did not rank the post: {market.dropped:,}.", err=True)
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))
        return
    _say_placed(market, matching)
    if not verdict.stable:
        click.echo("\n".join(f"  {sentence}" for sentence in verdict.sentences()))
    click.echo(f"Kept in {output}." if output else "\n".join(f"  {candidate}: {post or 'unplaced'}" for candidate, post in result["matches"].items()))


def _say_placed(market: Market, matching: Matching) -> None:
    click.echo(f"Placed {matching.size:,} of {len(market):,} candidates; {int(market.seats.sum(dtype=int)):,} seats in {len(market.seats):,} posts.")
    click.echo(f"Rule {matching.rule}, seed {matching.seed}. {matching.guarantee}")


@click.command()
@click.argument("instance", type=EXISTING, metavar="INSTANCE.json")
@click.argument("result", type=EXISTING, metavar="RESULT.json")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def verify(instance: Path, result: Path, as_json: bool) -> None:
    """Check a placement from the definition alone: would any candidate and post both rather have each other?"""
    from difference.methods import matching as methods

    document, market = _market(instance)
    matching = methods.read_result(market, methods.parse(_read(result)), methods.digest(document))
    verdict = methods.verify(market, matching)
    if as_json:
        found: dict[str, Any] = {"stable": verdict.stable, "filled": matching.size}
        found |= {"blocking_pairs": [list(pair) for pair in verdict.blocking_pairs], "unacceptable": [list(pair) for pair in verdict.unacceptable]}
        found |= {"overfull": [post._asdict() for post in verdict.overfull], "over_ceiling": [list(region) for region in verdict.over_ceiling]}
        if market.couples:
            found |= {"blocking_coalitions": methods.coalitions(verdict), "unlisted": [one._asdict() for one in verdict.unlisted]}
        click.echo(json.dumps(found, ensure_ascii=False))
    elif verdict.stable:
        couples = ", nor any couple and pair of posts" if market.couples else ""
        click.echo(f"Stable: {matching.size:,} candidates are placed, and no candidate and post would both rather have each other{couples}.")
    else:
        click.echo("Not stable:\n" + "\n".join(f"  {sentence}" for sentence in verdict.sentences()))
    if not verdict.stable:
        sys.exit(1)


@click.command()
@click.argument("instance", type=EXISTING, metavar="INSTANCE.json")
@click.option("--seed", default="0", show_default=True, help="The seed of the lottery that breaks ties.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def compare(instance: Path, seed: str, as_json: bool) -> None:
    """Hold every rule that can place a market side by side, with one lottery."""
    from difference.methods import matching as methods

    _, market = _market(instance)
    found = methods.compare(market, seed=_seed(seed))
    click.echo(json.dumps(asdict(found), ensure_ascii=False) if as_json else str(found))


def _market(path: Path) -> tuple[object, Market]:
    from difference.methods import matching as methods

    document = methods.parse(_read(path))
    return document, methods.from_document(document)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None


def _seed(text: str) -> int | str:
    """A number where the text is one as Python writes it, so that the result says 7 rather than "7". The lottery is the same."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) < 1000 and str(int(text)) == text else text


def _keep(path: Path, instance: Path, result: dict[str, Any]) -> None:
    """Write the whole result or nothing, never over the market it was made from."""
    if path.exists() and path.samefile(instance):
        raise BadInput("The result would overwrite the market it is made from. Give --output another name.")
    written = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.exists() and not path.is_file():
            path.write_text(written, encoding="utf-8")
            return
        half.write_text(written, encoding="utf-8")
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise BadInput(f"{path} cannot be written: {error.strerror}.") from None


VERBS = (match, verify, compare)
