"""Matching day: the inputs are frozen, the rule is run, and its result is checked by a verifier that shares no code with it."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import Any

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.people.commands.grants import NOBODY
from difference.foundations.records import change
from difference.methods.matching import as_document, compare, digest, from_document, match, rule_named, verify
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.commands.drawing import drawn
from difference.programme.placement.guards import matching_can_run
from difference.programme.placement.models import MatchingRun
from difference.programme.placement.queries import candidacies, commutes, instances, pairs, runs
from difference.programme.placement.rule_words import TO_PUBLISH

RULE = "candidate_optimal"
BEFORE_PUBLICATION = ("draft", "computed", "verified")


def certificate(run: MatchingRun) -> dict[str, Any]:
    """What the independent verifier says of a run's result: the verdict, and the hashes of what it looked at. No names."""
    market, matching = runs.read(run)
    verdict = verify(market, matching)
    return {
        "stable": verdict.stable,
        "blocking_pairs": [list(pair) for pair in verdict.blocking_pairs],
        "unacceptable": [list(pair) for pair in verdict.unacceptable],
        "overfull": [list(post) for post in verdict.overfull],
        "over_ceiling": [list(region) for region in verdict.over_ceiling],
        "instance": run.instance_sha256,
        "result": digest(run.result),
        "by_hand": [[one["candidate"], one["post"], one["kind"]] for one in run.by_hand],
        "root": runs.register_of(run).root,
    }


def _freeze(by: Actor, cohort: Cohort, rule: str) -> tuple[MatchingRun, instances.Frozen]:
    found = instances.frozen(cohort)
    if not found.instance["candidates"] or not found.instance["posts"]:
        raise NotNow("There is nothing to match: nobody without a post, or no open post with a free seat.")
    if pairs.crowded(found.instance, found.by_hand):
        raise NotNow("More people are matched by hand to a post than it has free seats now. Leave one of them to the matching first.")
    made = MatchingRun.objects.create(
        cohort=cohort, rule=rule, seed=drawn(by, cohort).seed, instance=found.instance, instance_sha256=digest(found.instance), by_hand=found.by_hand,
        secret=secrets.token_hex(32), numbers=candidacies.numbers(cohort), run_by=by.person_id or NOBODY, run_at=clock.now(),
    )  # fmt: skip
    record(by, "placement.run-matching", made, fields=["instance", "seed", "rule"])
    return made, found


def _changed_by_hand(run: MatchingRun, found: instances.Frozen, result: dict[str, Any]) -> list[dict[str, Any]]:
    """Whom the pairs decided by hand give another outcome than the same rule and lottery without them."""
    if not found.by_hand:
        return []
    market = from_document(found.undecided)
    without = match(market, run.rule, run.seed).by_id(market)
    return pairs.changes(found.by_hand, found.undecided, without, result["matches"])


@command
def run_matching(*, by: Actor, cohort: Cohort, rule: str = RULE) -> MatchingRun:
    """Freeze the inputs, take the seed that was drawn, run the rule and have its result verified. Runs not published before are superseded.

    What every other rule would have done, and how far people would go by it, is kept beside it. A result that does not verify stays computed, with what is wrong in its certificate, and
    cannot be published. Raises NotNow; BadInput for a rule that is not published.
    """
    allow(by, "placement.run-matching", cohort)
    # Publishing takes the same lock first: the two would otherwise each hold what the other waits for.
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    name = rule_named(rule).name
    if name not in TO_PUBLISH:
        raise BadInput("That rule is shown beside the others, and never published.", fields={"rule": ["Choose a rule from the list"]})
    objection = matching_can_run(cohort)
    if objection:
        raise NotNow(objection)
    if MatchingRun.objects.filter(cohort=cohort, state="published").exists():
        raise NotNow("A matching of this cohort is published. Close it first: then those without a post can be matched to the seats that are free.")
    for former in MatchingRun.objects.filter(cohort=cohort, state__in=BEFORE_PUBLICATION):
        move(former, "supersede", by=by)
    run, frozen = _freeze(by, cohort, name)
    market = from_document(run.instance)
    result = as_document(market, match(market, run.rule, run.seed), run.instance_sha256)
    side_by_side = [asdict(effect) for effect in compare(market, seed=run.seed, kilometres=commutes.kilometres(cohort, market)).effects]
    move(run, "compute", by=by, values={"result": result, "comparison": side_by_side, "changed_by_hand": _changed_by_hand(run, frozen, result)})
    found = certificate(run)
    if found["stable"]:
        move(run, "verify", by=by, values={"certificate": found})
    else:
        change(run, revision=run.revision, values={"certificate": found})
    return run


@command
def close_run(*, by: Actor, run: MatchingRun) -> MatchingRun:
    """Close a published run once every match is answered, so that another can be run for those without a post."""
    move(run, "close", by=by)
    return run
