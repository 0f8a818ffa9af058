"""Checks one certificate by itself: whoever holds it needs this, the certificate, and the root that was published."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from difference.errors import BadInput
from difference.methods.matching.certificates import FORMAT, Row, leaf, node, ticket
from difference.methods.matching.explaining import TIES

WRONG = "This is not a certificate."
LONGEST_PATH = 64
HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Checked:
    """What a certificate is for, its root, and everything that is wrong with it, a sentence each; `holds` when nothing is."""

    kind: str
    root: str
    matched: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether all of it is so."""
        return not self.problems


def check_certificate(document: object) -> Checked:
    """Check a parsed certificate. Raises BadInput where it is none."""
    if not isinstance(document, dict) or not _is_certificate(document):
        raise BadInput(WRONG)
    shown: list[dict[str, Any]] = document["rows"]
    problems = [f"Its row about {_name(one)} is not one that this root stands for: it was edited." for one in shown if not _leads(one, document)]
    if problems:
        return Checked(document["for"], document["root"], (), tuple(problems))
    own, cutoffs = shown[0]["row"], {one["row"]["post"]: one["row"] for one in shown[1:]}
    fingerprint = document.get("seed_fingerprint")
    if fingerprint and hashlib.sha256(str(document["seed"]).encode()).hexdigest() != fingerprint:
        problems.append("The seed is not the one whose fingerprint was shown before.")
    try:
        problems.extend((_candidate if document["for"] == "candidate" else _post)(own, cutoffs, document))
        matched = own["holds"] if document["for"] == "post" else filter(None, [own["matched"]])
        return Checked(document["for"], document["root"], tuple(matched), tuple(problems))
    except (KeyError, TypeError, AttributeError):
        raise BadInput(WRONG) from None


def _is_certificate(document: Mapping[str, Any]) -> bool:
    """Whether it has the shape of one: which kind, its rows, and a path for each."""
    shown = document.get("rows")
    named = document.get("format") == FORMAT and document.get("for") in ("candidate", "post")
    known = isinstance(document.get("root"), str) and isinstance(document.get("rule"), str) and isinstance(document.get("seed"), str | int)
    if not (named and known and isinstance(shown, list) and shown and all(map(_is_row, shown))):
        return False
    others = all(one["kind"] == "cutoff" and isinstance(one["row"].get("post"), str) for one in shown[1:])
    return others and bool(shown[0]["kind"] == document["for"])


def _is_row(one: object) -> bool:
    if not isinstance(one, dict) or not (isinstance(one.get("row"), dict) and isinstance(one.get("salt"), str) and isinstance(one.get("kind"), str)):
        return False
    path = one.get("path")
    return isinstance(path, list) and len(path) <= LONGEST_PATH and all(map(_is_step, path))


def _is_step(step: object) -> bool:
    return isinstance(step, list) and len(step) == 2 and isinstance(step[0], str) and bool(HASH.fullmatch(step[0])) and step[1] in ("left", "right")


def _name(one: Mapping[str, Any]) -> str:
    return "its holder" if one["kind"] == "candidate" else f"the post {one['row'].get('post')}"


def _leads(one: Mapping[str, Any], document: Mapping[str, Any]) -> bool:
    """Whether a row’s hash and its path give the root."""
    found = leaf(one["row"], one["kind"], one["salt"])
    for beside, side in one["path"]:
        other = bytes.fromhex(beside)
        found = node(other, found) if side == "left" else node(found, other)
    return bool(found.hex() == document["root"])


def _candidate(own: Row, cutoffs: Mapping[str, Row], document: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a candidate’s outcome, given how far down each of their posts went."""
    mine = ticket(own["candidate"], document["seed"])
    for entry in own["ranking"]:
        post, given = entry["post"], entry["class"]
        cutoff = cutoffs.get(post)
        if cutoff is None:
            yield f"It does not show how far down the post {post} went."
        elif post == own["matched"]:
            if given is None or (given, mine) > _last(cutoff):
                yield f"The post {post} went to them, though it did not go down so far."
        elif given is not None and _reaches(given, mine, cutoff, document["rule"]):
            yield f"The post {post} stood higher in their order and went down so far, and is not theirs."
        if post == own["matched"]:
            return
    if own["matched"] is not None:
        yield "They were matched to a post that they had not ranked."


def _last(cutoff: Row) -> tuple[int, str]:
    return (cutoff["last_class"], cutoff["last_ticket"]) if cutoff["held"] else (0, "")


def _reaches(given: int, mine: str, cutoff: Row, rule: str) -> bool:
    """Whether somebody of this class and ticket would have been taken: a seat was free, or one went to somebody behind them."""
    if cutoff["held"] < cutoff["seats"]:
        return True
    if cutoff["seats"] == 0:
        return False
    # Some rules decide themselves between those who are level.
    return given < cutoff["last_class"] if rule in TIES else (given, mine) < _last(cutoff)


def _post(own: Row, cutoffs: Mapping[str, Row], document: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with whom a post holds, and with its cutoff."""
    given = {name: tied["class"] for tied in own["classes"] for name in tied["candidates"]}
    holds, cutoff = own["holds"], cutoffs.get(own["post"])
    if len(holds) > own["seats"]:
        yield "It holds more people than it has seats."
    for name in holds:
        if name not in given:
            yield "It holds somebody whom it had put in no class."
            return
    if cutoff is None:
        yield "It does not show how far down the post went."
        return
    # Whose ticket the last is, those whom it admits and those whom it does not see on certificates of their own.
    if (cutoff["seats"], cutoff["held"], cutoff["last_class"]) != (own["seats"], len(holds), max((given[name] for name in holds), default=None)):
        yield "What everybody is told of how far down it went is not so."
