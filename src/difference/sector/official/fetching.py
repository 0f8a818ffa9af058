"""Downloading official data: over https, from the publishers' hosts of the dated list, and nothing else."""

from __future__ import annotations

import datetime as dt
import functools
import http.client
import os
import ssl
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from difference.errors import BadInput, DifferenceError

BLOCK = 1 << 18
MB = 1024 * 1024
AGENT = "difference-data"
LONGEST_WAY = 5


class Unreachable(DifferenceError):
    """The publisher's host could not be reached, or did not give the file."""

    code = "unreachable"
    status = 502


@dataclass(frozen=True)
class Source:
    """A file that can be downloaded: its name in our list, what it is, whose, and where."""

    name: str
    dataset: str
    title: str
    publisher: str
    licence: str
    address: str
    read: str

    def on(self, day: dt.date) -> str:
        """Its address, for a register of one day."""
        return self.address.replace("{day}", f"{day:%Y%m%d}")


@dataclass(frozen=True)
class Way:
    """Where downloads may come from (hosts, with their port where it is not 443), how large and how slow they may be."""

    hosts: frozenset[str]
    largest_mb: int
    seconds: float
    trust: ssl.SSLContext | None = None


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("sources.toml").read_text(encoding="utf-8"))


def as_of() -> dt.date:
    """The day of the list."""
    day: dt.date = _table()["as_of"]
    return day


def way() -> Way:
    """The hosts and limits of the list."""
    table = _table()
    return Way(frozenset(table["hosts"]), table["largest_mb"], table["seconds"])


@functools.cache
def sources() -> Sequence[Source]:
    """Everything on the list."""
    found = []
    for row in _table()["source"]:
        by = _table()["publishers"][row["by"]]
        address = by["address"].replace("{id}", row["id"])
        found.append(Source(row["name"], row["dataset"], row["title"], by["publisher"], by["licence"], address, row["read"]))
    return tuple(found)


def wanted(names: Sequence[str]) -> list[Source]:
    """The sources of these names. Raises BadInput, for all of them at once, where the list has no such name."""
    known = {source.name: source for source in sources()}
    unknown = [each for each in names if each not in known]
    if unknown:
        raise BadInput(f"The list has no {', '.join(f'“{each}”' for each in unknown)}. It has: {', '.join(known)}.")
    return [known[each] for each in dict.fromkeys(names)]


def fetch(address: str, into: Path, by: Way, tell: Callable[[int], None] | None = None) -> Path:
    """Download one file, whole or not at all. Raises BadInput for an address that is not allowed, Unreachable where it fails."""
    _allow(address, by)
    into.parent.mkdir(parents=True, exist_ok=True)
    half = into.with_name(f".{into.name}.{os.getpid()}")
    try:
        with _opener(by).open(urllib.request.Request(address, headers={"User-Agent": AGENT}), timeout=by.seconds) as answer:  # noqa: S310 (https alone)
            _keep(answer, half, by, tell)
        half.replace(into)
    except urllib.error.HTTPError as error:
        raise Unreachable(f"{address} answered {error.code}.") from None
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        why = getattr(error, "reason", None) or error
        raise Unreachable(f"{address} could not be downloaded: {str(why) or type(why).__name__}.") from None
    finally:
        half.unlink(missing_ok=True)
    return into


def _allow(address: str, by: Way) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" or parts.netloc not in by.hosts:
        raise BadInput(f"{address} is not an https address of a publisher’s: data is downloaded from {', '.join(sorted(by.hosts))} alone.")


class _SameWay(urllib.request.HTTPRedirectHandler):
    """Follows a few redirections, each to an allowed address only."""

    max_redirections = LONGEST_WAY

    def __init__(self, by: Way) -> None:
        self.by = by

    def redirect_request(self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> urllib.request.Request | None:
        _allow(newurl, self.by)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(by: Way) -> urllib.request.OpenerDirector:
    """Speaks https, through the proxy of the environment where there is one; no file, ftp or plain http."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPSHandler(context=by.trust or ssl.create_default_context()),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _SameWay(by),
    ):
        opener.add_handler(handler)
    return opener


def _keep(answer: Any, half: Path, by: Way, tell: Callable[[int], None] | None) -> None:
    expected, size = answer.headers.get("Content-Length"), 0
    with half.open("wb") as file:
        while block := answer.read(BLOCK):
            if not size and block.lstrip()[:1] == b"<":
                raise Unreachable("The publisher answered with a web page instead of the file.")
            size += len(block)
            if size > by.largest_mb * MB:
                raise Unreachable(f"The file is larger than {by.largest_mb:,} MB.")
            file.write(block)
            if tell:
                tell(size)
        file.flush()
        os.fsync(file.fileno())
    if not size or (expected and expected.isdigit() and int(expected) != size):
        raise Unreachable(f"The download stopped early: {size:,} of {expected or 'unknown'} bytes came.")
